import type { Intent, TaskChanges } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { opensWithVerb } from '../verbs.ts'
import { readDueChange, readPriorityName, toTitle } from './change-values.ts'
import { readChoice } from './small-talk.ts'
import { readTarget } from './target.ts'

const opening =
	/^(?:(?:no|nope|nah|sorry|oops|wait|actually|hmm|oh|correction|whoops|hold on|not that(?: one)?)[\s,.!:-]+)+(?:but\s+|and\s+)?/i
const meant =
	/^(?:i meant|i mean|i was (?:talking about|referring to)|i wanted|i said|make (?:it|that)|change (?:it|that)(?: to)?|it'?s|it should be|should be|rather|instead|better|set (?:it|that)(?: to)?|that should be)\s+/i

function toCleared(name: string): TaskChanges {
	if (name.startsWith('prio')) return { priority: 'none' }
	if (name.startsWith('remind')) return { reminders: [] }
	if (name.startsWith('repe')) return { recurrence: null }
	if (name.startsWith('note')) return { description: null }
	if (name.startsWith('tag')) return { clear_tags: true }
	if (name === 'list') return { list: null }
	return name === 'time' ? { time: null } : { due_date: null }
}

/** "no, the other one", "I meant Friday", "actually make it 5pm", "sorry, tomorrow". */
export function readCorrection(text: string, context: ParseContext): Intent | null {
	const plain = text.trim().replace(/[\s.!?]{1,10}$/, '')
	if (plain.length > 160) return null
	const opened = opening.test(plain)
	const rest = plain.replace(opening, '')
	const beside = /^(?:the |one |a )?day (after|before)$/i.exec(rest)?.[1]
	if (beside !== undefined) return { kind: 'correct', changes: { shift: { days: /after/i.test(beside) ? 1 : -1 } } }
	const cleared = /^no (due date|date|deadline|time|priority|reminders?|repeat|repetition|notes?|tags?|list)$/i.exec(
		plain.replace(/^(?:(?:actually|sorry|wait|hmm|oh)[\s,]+)+/i, ''),
	)?.[1]
	if (cleared !== undefined) return { kind: 'correct', changes: toCleared(cleared.toLowerCase()) }
	if (
		/^(?:the|that)? ?(?:other|wrong)(?: one| task)?$|^not (?:that|this)(?: one)?$|^wrong (?:one|task)$|^(?:i meant |i mean )(?:the )?other(?: one| task)?$/i.test(
			rest,
		) ||
		/^not that one$/i.test(plain)
	)
		return { kind: 'correct', other: true }
	const said = meant.exec(rest)
	// "not thursday, friday"
	const instead = /^not .{2,30}?,\s*(?:but\s+)?(.{2,40})$/i.exec(rest)?.[1]
	const other = instead === undefined ? null : readDueChange(instead, context)
	if (other) return { kind: 'correct', changes: other }
	if (instead !== undefined && opened && instead.split(' ').length <= 3)
		return { kind: 'correct', target: readTarget(instead, context) }
	// "make it friday" by itself is a plain change of "it".
	if (!opened && (!said || /^(?:make|change|set)/i.test(said[0]))) return null
	const renamed = said && opened && /^(?:make|change) (?:it|that)/i.test(said[0])
	const value = said ? rest.slice(said[0].length) : rest
	// "wait, no" is a plain no, not the priority of that name.
	if (value === '' || (!said && /^no(?:pe|ne)?$/i.test(value))) return null
	const clean = value.replace(/\s+(?:instead|not .+|please|rather)$/i, '').replace(/^(?:for|to|on|at|by)\s+(?=\S)/i, '')
	const priority = readPriorityName(clean)
	if (priority) return { kind: 'correct', changes: { priority } }
	const due = readDueChange(clean, context)
	if (due) return { kind: 'correct', changes: due }
	const choice = /^(?:the|number|#)/i.test(clean) ? readChoice(clean) : null
	if (choice?.kind === 'choose') return { kind: 'correct', target: { ordinals: choice.ordinals } }
	if (renamed && /^(?!more\b|less\b|sure\b|clear\b|so\b|happen\b)\p{L}.{1,60}$/iu.test(clean))
		return { kind: 'correct', target: { query: clean } }
	const strong = /^(?:no|sorry|oops|whoops|wait|correction)\b/i.test(plain) && /^.{1,20}[,.!:-]/.test(plain)
	if (
		!said &&
		opened &&
		strong &&
		clean.split(' ').length <= 3 &&
		!opensWithVerb(`${clean} it`) &&
		!/[?:]|^(?:add|create|show|list|delete|undo|thanks?|it|that|this|they|i|you|just|please|not|never|none|all|both|everything|what|why|how|my (?:bad|mistake|fault)|about|too|later|wait|right|ok|okay|good|nice|well|sure|sorry)\b/i.test(
			clean,
		)
	)
		return { kind: 'correct', target: readTarget(clean, context) }
	if (said && /^i (?:meant|mean|was|wanted)/i.test(said[0])) {
		if (/^["'“‘]/.test(clean)) return { kind: 'correct', changes: { title: toTitle(clean) } }
		return { kind: 'correct', target: readTarget(clean, context) }
	}
	return null
}
