import type { Intent } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { updateOf, toTitle } from './change-values.ts'
import { readTarget, stripFiller } from './target.ts'
import { unquote } from '../title.ts'

/** Renaming: "rename 2 to …", "change the title of X to …". */
export function readRename(clause: string, context: ParseContext): Intent | null {
	const match =
		/^(?:rename|retitle|re-title|reword|rephrase)\s+(.+?)\s+(?:to|as|into|->|→)\s+(.+)$/i.exec(clause) ??
		/^(?:change|update|edit|set|modify)\s+(?:the )?(?:title|name|text|wording) (?:of|for) (.+?) (?:to|as|into)\s+(.+)$/i.exec(
			clause,
		) ??
		/^(?:change|update|edit|set|modify)\s+(.+?)(?:'s|’s)? (?:title|name|text) (?:to|as|into)\s+(.+)$/i.exec(clause)
	const named =
		/^(?:rename|retitle)\s+(it|that|this|(?:the )?task #?\d+|#?\d+|the (?:(?! to | as | into ).){1,60}?)(?<! to| as| into)\s+(["“].+["”])$/i.exec(
			clause,
		) ?? /^(?:call|name|title) (it|that|this)\s+(?!an? day\b|back\b|in\b|off\b|up\b|now\b)(\S.{1,100})$/i.exec(clause)
	if (named?.[1] && named[2]) return updateOf(readTarget(named[1], context), { title: toTitle(named[2]) })
	const said = /^(?:it|that|this|the title|the name) should (?:say|read|be called|be named) (.+)$/i.exec(clause)?.[1]
	if (said !== undefined) return updateOf({ pronoun: 'it' }, { title: toTitle(said) })
	if (!match?.[1] || !match[2]) return null
	const list = /^(?:the |my )?list (.+)$|^(?:the |my )?(.+) list$/i.exec(match[1])
	if (list && !/^(?:title|name)/i.test(match[1]))
		return { kind: 'rename_list', name: unquote(stripFiller((list[1] ?? list[2] ?? '').trim())), to: toTitle(match[2]) }
	const known = /^rename\b/i.test(clause)
		? context.lists?.find((one) => one.toLowerCase() === match[1]?.toLowerCase())
		: undefined
	if (known !== undefined) return { kind: 'rename_list', name: known, to: toTitle(match[2]) }
	return updateOf(readTarget(match[1], context), { title: toTitle(match[2]) })
}
