import type { Intent, TaskChanges } from '../intent.ts'
import { parseDue } from '../phrases.ts'
import { parseTask } from '../task.ts'
import type { ParseContext } from '../types.ts'
import { readDueChange, readPriorityName, readShift, updateOf } from './change-values.ts'
import { stripStop } from './clean.ts'
import { readTarget } from './target.ts'

/** What goes on with the task last spoken of: "at 3pm", "high priority", "not done yet", "remove the date". */
export function readFollowUp(clause: string, typed: string, context: ParseContext): Intent | null {
	if (typed.trim().endsWith('?')) return null
	const plain = stripStop(clause.replaceAll('’', "'"))
	if (plain.length > 120) return null
	return (
		readNotDone(plain) ??
		readBareValue(plain, context) ??
		readOwnField(plain) ??
		readOwnNote(plain) ??
		readState(plain, context)
	)
}

const notDone =
	/^(?:(?:actually|sorry|wait|no|well|hmm|but)[\s,]+)*(?:(?:it|that|this)(?:'s| is| was)?\s+)?(?:(?:not|isn't|wasn't) (?:actually |really )?(?:done|finished|completed?|ready)(?: yet| after all)?|(?:i'm |i am )?not done (?:with (?:it|that) )?yet|still (?:open|to do|not done))$/i

function readNotDone(plain: string): Intent | null {
	return notDone.test(plain) ? { kind: 'reopen', target: { pronoun: 'it' } } : null
}

/** Words that ask for a day's tasks when they stand alone: "tomorrow". */
const asksDay =
	/^(?:today|tonight|tomorrow|yesterday|(?:this|next|last) (?:week|month|weekend)|(?:the )?weekend|overdue)$/i

/** A time, a day with its preposition, a priority, a tag, and nothing else. */
function readBareValue(said: string, context: ParseContext): Intent | null {
	const plain = said.replace(/^(?:and|also|then)\s+(?=(?:to|at|for|on|by|until|till)\s)/i, '')
	if (asksDay.test(plain) || plain.split(' ').length > 8) return null
	if (/^#[\p{L}\p{N}_-]+$/u.test(plain))
		return { kind: 'correct', changes: { add_tags: [plain.slice(1).toLowerCase()] } }
	const shift = /\s(?:later|earlier|sooner)$/i.test(plain) ? readShift(plain, false) : null
	if (shift) return { kind: 'correct', changes: { shift } }
	const stop =
		/^(?:(?:it |that |this )?(?:stops?|ends?|ending)|(?:stop|end) (?:it|that|this|repeating))(?: (?:after|in|on|by|at))? (.{2,40})$/i.exec(
			plain,
		)?.[1]
	const month = stop === undefined ? null : parseDue(/^\p{L}+$/u.test(stop) ? `end of ${stop}` : stop, context)
	const stopped = stop === undefined ? null : (month ?? parseDue(stop, context))
	if (stopped && !/^(?:by|now|here|there|today)$/i.test(stop ?? ''))
		return { kind: 'correct', changes: { until: stopped.due_date.slice(0, 10) } }
	const settled =
		/^(?:maybe|perhaps|let'?s (?:do|say|make it|go with|try)|how about|say|rather|better) (.{3,30})$/i.exec(
			plain,
		)?.[1] ??
		/^(.{3,30}?) (?:is (?:fine|better|good|ok|okay|best)|works(?: for me| better)?|would be (?:better|good|fine)|sounds good|it is|then|instead)$/i.exec(
			plain,
		)?.[1]
	const agreed =
		settled === undefined || parseTask(settled, context).title !== '' ? null : readDueChange(settled, context)
	if (agreed) return { kind: 'correct', changes: agreed }
	const end = /^(?:until|till|up to|only until) (.{2,40})$/i.exec(plain)?.[1]
	const last = end === undefined ? null : parseDue(end, context)
	if (last) return { kind: 'correct', changes: { until: last.due_date.slice(0, 10) } }
	const priority = /priority|prio|urgent|important|^(?:very )?(?:high|low|medium)$/i.test(plain)
		? readPriorityName(plain)
		: null
	if (priority) return { kind: 'correct', changes: { priority } }
	if (!/\d|\b(?:noon|midnight|day|tomorrow|week|month|every|daily|weekly|monthly|yearly)|day\b/i.test(plain))
		return null
	const task = parseTask(plain.replace(/^to\s+/i, ''), context)
	if (task.title !== '' || task.tags.length > 0 || task.reminders.length > 0 || task.priority !== 'none') return null
	const changes = readDueChange(plain.replace(/^(?:to|for|by|due)\s+/i, ''), context)
	return changes ? { kind: 'correct', changes } : null
}

const ownFields: readonly [RegExp, TaskChanges][] = [
	[/^(?:due )?time$/i, { time: null }],
	[/^(?:due )?(?:date|day|deadline)$/i, { due_date: null }],
	[/^prio(?:rity)?$/i, { priority: 'none' }],
	[/^(?:description|notes?|details?)$/i, { description: null }],
	[/^(?:recurrence|repeat|repetition)$/i, { recurrence: null }],
	[/^(?:reminders?|alarms?)$/i, { reminders: [] }],
	[/^(?:tags?|labels?)$/i, { clear_tags: true }],
]

/** "remove the date", "clear its priority", "remove the family tag": no task is named, so it is the one spoken of. */
function readOwnField(plain: string): Intent | null {
	const said =
		/^(?:remove|clear|delete|drop|unset|take off|take away)\s+(?:the|its|their|all|all the|all its)\s+(.{3,60})$/i.exec(
			plain,
		)?.[1]
	if (said === undefined) return null
	const pronoun = /^\w+\s+(?:their)\b/i.test(plain) ? 'them' : 'it'
	const changes = ownFields.find(([pattern]) => pattern.test(said))?.[1]
	if (changes) return updateOf({ pronoun }, changes)
	const tag =
		/^#?([\p{L}\p{N}_-]+) (?:tag|label)$/iu.exec(said)?.[1] ?? /^(?:tag|label) #?([\p{L}\p{N}_-]+)$/iu.exec(said)?.[1]
	return tag === undefined ? null : updateOf({ pronoun }, { remove_tags: [tag.toLowerCase()] })
}

/** "add a note: bring the card", "note that it starts at 8". */
function readOwnNote(plain: string): Intent | null {
	const said =
		/^(?:add|attach|put|leave)\s+(?:a |the |this )?(?:notes?|comment|description)\s*(?::|that says|saying)\s*(\S.*)$/i.exec(
			plain,
		)?.[1]
	return said === undefined
		? null
		: updateOf({ pronoun: 'it' }, { add_description: said.replaceAll(/^["“']|["”']$/g, '') })
}

const stated =
	/^(.{2,80}?)(?:'s|'re| is| are| has| have)(?: (?:both|all|now|actually|really|a|an|of|got|to be|pretty|quite|super|very|really))* ((?:high(?:est)?|low(?:est)?|medium|top|urgent|important|critical|normal|no(?= prio))(?:[\s-]+(?:priority|prio|importance))?)$/i

const notUrgent =
	/^(?:(?:it|that|this)(?:'s| is) )?(?:(?:not|no longer|isn't) (?:so |that |very |really )?(?:urgent|important|high priority|a priority))(?: any ?more| now| after all)?$/i

/** "they're both urgent", "the essay is very important". */
function readState(plain: string, context: ParseContext): Intent | null {
	if (notUrgent.test(plain)) return { kind: 'correct', changes: { priority: 'none' } }
	const [, who = '', value = ''] = stated.exec(plain) ?? []
	const priority = value === '' ? null : readPriorityName(value)
	if (
		!priority ||
		/^(?:what|which|who|(?:what|which|whose|how many) .+|how|there|i|we|you|here|where|life)$/i.test(who)
	)
		return null
	if (/^(?:they|those|these|both|all|all of them|both of them)$/i.test(who))
		return updateOf({ pronoun: 'them', plural: true }, { priority })
	return updateOf(readTarget(who, context), { priority })
}

const also =
	/^(?:same|the same|do (?:the same|that|it)|likewise)(?: (?:thing|again))?\s+(?:for|to|with)\s+(.{1,80})$|^(.{1,80}?),?\s+(?:too|as well|likewise|also)$|^(?:and|also|plus|oh and)\s+(\S.{0,60})$/i

/** "the desk too", "same for task 4", "and the book": once more, on another. */
export function readAgain(clause: string, context: ParseContext, otherwise: Intent): Intent | null {
	const said = also.exec(stripStop(clause))
	const phrase = said?.[1] ?? said?.[2] ?? said?.[3]
	if (
		said?.[3] !== undefined &&
		(/^(?:add|create|remind|note|put|new)\b/i.test(said[3]) || said[3].split(' ').length > 4)
	)
		return null
	if (phrase === undefined || (said?.[1] === undefined && !isBareTask(otherwise))) return null
	const target = readTarget(phrase.replace(/^(?:and|also|plus)\s+/i, ''), context)
	// "the bread too" goes on with something: by itself it is no task.
	const lost = said?.[2] !== undefined && /^(?:and |also )?(?:the|my|that|this|these|those)\s/i.test(phrase)
	return { kind: 'again', target, otherwise: lost ? { kind: 'unknown', text: clause } : otherwise }
}

const isBareTask = (intent: Intent): boolean =>
	intent.kind === 'unknown' ||
	(intent.kind === 'add' &&
		intent.tasks.length === 1 &&
		intent.tasks.every(({ due_date, recurrence, list }) => due_date === null && recurrence === null && list === null))

/** "swap them", "frobnicate it": whatever that is, it is no new task. */
export const isAboutSpoken = (plain: string): boolean =>
	/^(?:(?:all |everything )?(?:except|but not|apart from)\s.*|[a-z]+(?: [a-z]+)? (?:it|them|that|those|these|both|this)(?: (?:please|again|now))?)$/i.test(
		plain,
	)
