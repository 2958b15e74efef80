import type { Intent } from '../intent.ts'
import { unquote } from '../title.ts'
import type { ParseContext } from '../types.ts'
import { mostTasks, readSpokenTask } from './add.ts'
import { capitalise, stripStop } from './clean.ts'
import { splitItems } from './items.ts'
import { stripFiller } from './target.ts'

const made = '(?:create|make|add|start|new|set up|give me|i (?:need|want))\\s+(?:me\\s+)?'
const creating = [
	new RegExp(
		`^${made}(?:a\\s+|an\\s+|another\\s+|the\\s+)?(?:new\\s+)?(?:list|project)\\s+(?:called|named|titled|for|:)?\\s*(.+)$`,
		'i',
	),
	/^(?:create|make|start|new|set up)\s+(?:me\s+)?(?:a\s+|an\s+|another\s+)?(?:new\s+)?(.{1,40}?)\s+(?:list|project)$/i,
]

/** Making and deleting lists. */
export function readListAction(clause: string, context: ParseContext): Intent | null {
	// "add project plan": of a thing called so.
	if (/^(?:add|start|new)\s+project\s+(?!called\b|named\b|:)/i.test(clause)) return null
	const created = creating.map((pattern) => pattern.exec(clause)?.[1]).find((name) => name !== undefined)
	if (created !== undefined && !/^(?:to-?do|task|of)\b/i.test(created))
		return { kind: 'create_list', name: toName(created) }
	const deleted =
		/^(?:delete|remove|drop|erase)\s+(?:the\s+|my\s+)?(?:list|project)\s+(?:called\s+|named\s+)?(.+)$/i.exec(clause) ??
		/^(?:delete|remove|drop|erase)\s+(?:the|my)\s+(.{1,40}?)\s+(?:list|project)$/i.exec(clause)
	const bare = /^(?:delete|remove|drop|erase)\s+(.{1,40}?)\s+(?:list|project)$/i.exec(clause)?.[1]
	if (bare !== undefined && context.lists?.some((list) => list.toLowerCase() === bare.toLowerCase()))
		return { kind: 'delete_list', name: toName(bare) }
	return deleted?.[1] && !/^(?:to-?do|task|whole|entire)$/i.test(deleted[1])
		? { kind: 'delete_list', name: toName(deleted[1]) }
		: null
}

const holding = /^(.{8,120}?)(?:\s*:\s*|,?\s+(?:with|containing|that (?:has|contains)|and (?:put|add))\s+)(.+)$/i

const severalLists =
	/^(?:create|make|add|start|new|set up)\s+(?:me\s+)?(?:the\s+|these\s+|some\s+|two\s+|three\s+|four\s+|\d\s+)?(?:following\s+|new\s+)?(?:lists|projects)\s*(?:called|named|for)?\s*:?\s*(.{2,200})$/i

/** "make a packing list: socks, shirts", "create a list called Party with cake and balloons". */
export function readFilledList(clause: string, context: ParseContext): Intent[] | null {
	const named =
		/^(?:create|make|add|start|new|set up)\s+(?:me\s+)?(?:an?\s+|another\s+)?(?:new\s+)?(?:list|project)\s*:\s*([^,:]{1,60})$|^new (?:list|project)\s*:\s*([^,:]{1,60})$/i.exec(
			clause,
		)
	if (named) return [{ kind: 'create_list', name: toName(named[1] ?? named[2] ?? '') }]
	const several = severalLists.exec(clause)?.[1]
	if (several !== undefined)
		return splitItems(several)
			.slice(0, 10)
			.map((item) => ({ kind: 'create_list', name: toName(item) }))
	const said = holding.exec(clause)
	if (!said?.[1] || !said[2] || !/\blist\b/i.test(said[1])) return null
	const list = readListAction(said[1], context)
	if (list?.kind !== 'create_list') return null
	const items = said[2]
		.replace(/\s+(?:in|on|to) (?:it|there)$/i, '')
		.replace(/^(?:the )?(?:items?|tasks?|things)\s*:?\s+/i, '')
	const tasks = splitItems(items)
		.slice(0, mostTasks)
		.map((item) => ({ ...readSpokenTask(item, context), list: list.name }))
	return [list, { kind: 'add', tasks }]
}

const listPronoun =
	/\s+(?:(to|into|in|on|onto)\s+(?:it|that|there|(?:that|this|the new|the same)\s+(?:list|one))|there)$/i
const ofTask =
	/\b(?:tags?|labels?|notes?|comments?|descriptions?|details?|reminders?|sub-?tasks?|steps?|dates?|deadline)\b|#/i

/** "move call Bob to it" after a list was spoken of: the list by its name. */
export function nameSpokenList(clause: string, { spokenList }: ParseContext): string {
	if (spokenList === undefined || ofTask.test(clause)) return clause
	const plain = clause.replace(/[\s.!?]{1,10}$/, '')
	const said =
		/^(?:(?:please|also|and|then|can you|could you)\s+)*(?:add|put|move|throw|stick|include|create|show|list|what|whats|what's|how many|is|transfer)\b/i
	if (!said.test(plain)) return clause
	return plain.replace(
		listPronoun,
		(_, preposition: string | undefined) => ` ${preposition ?? 'to'} the ${spokenList} list`,
	)
}

function toName(text: string): string {
	return capitalise(unquote(stripFiller(stripStop(text))))
}
