import type { Intent, TaskChanges } from '../intent.ts'
import { parseTask } from '../task.ts'
import { unquote } from '../title.ts'
import type { ParseContext } from '../types.ts'
import { readDueChange, updateOf } from './change-values.ts'
import { capitalise, stripStop } from './clean.ts'
import { readListAction } from './list-action.ts'
import { readSpokenTasks } from './several.ts'
import { readTarget, readTaskTarget } from './target.ts'

/** Tags, notes, subtasks, reminders, repetition, clearing of fields, and lists themselves. */
export function readDetail(clause: string, context: ParseContext): Intent | null {
	return (
		readTagging(clause, context) ??
		readNote(clause, context) ??
		readSubtask(clause, context) ??
		readClearing(clause, context) ??
		readRepetition(clause, context) ??
		readReminding(clause, context) ??
		readListAction(clause, context)
	)
}

function toTags(text: string): string[] {
	const names = text.split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s+(?=#)/)
	return [
		...new Set(
			names.map((name) =>
				unquote(name.trim())
					.replace(/^(?:the\s+)?(?:tags?\s+|labels?\s+)?#?/i, '')
					.replace(/\s+(?:tag|label)$/i, '')
					.trim()
					.toLowerCase(),
			),
		),
	].filter((name) => name !== '')
}

function readTagging(clause: string, context: ParseContext): Intent | null {
	const tagged =
		/^(?:tag|label)\s+(.+?)\s+(?:with|as|:)\s+(.+)$/i.exec(clause) ??
		/^(?:tag|label)\s+(.+?)\s+(#.+)$/i.exec(clause) ??
		/^(?:tag|label)\s+(it|that|this|them|task \d+|#?\d+)\s+(.+)$/i.exec(clause)
	if (tagged?.[1] && tagged[2])
		return updateOf(readTarget(tagged[1], context), { add_tags: toTags(stripStop(tagged[2])) })
	const added =
		/^(?:add|put|attach|apply|give)\s+(?:the |a )?(?:tags?|labels?)\s+(.+?)\s+(?:to|on|onto)\s+(.+)$/i.exec(clause) ??
		/^(?:add|put|attach|apply)\s+(?:the |a )?(.{1,40}?)\s+(?:tag|label)\s+(?:to|on|onto)\s+(.+)$/i.exec(clause) ??
		/^(?:add|put|attach|apply)\s+(#\S+(?:(?:\s*,\s*|\s+and\s+|\s+)#\S+)*)\s+(?:to|on|onto)\s+(.+)$/i.exec(clause)
	if (added?.[1] && added[2]) return updateOf(readTarget(added[2], context), { add_tags: toTags(added[1]) })
	const cleared =
		/^(?:remove|delete|clear|drop)\s+(?:the |all |its |all the |all of the )?(?:tags?|labels?)\s+(?:from|off|of|on)\s+(.+)$/i.exec(
			clause,
		)
	if (cleared?.[1]) return updateOf(readTarget(cleared[1], context), { clear_tags: true })
	const removed =
		/^(?:remove|delete|take|drop|clear|strip)\s+(?:the |a )?(?:tags?|labels?)\s+(.+?)\s+(?:from|off|of)\s+(.+)$/i.exec(
			clause,
		) ??
		/^(?:remove|delete|take|drop|strip)\s+(?:the |a )?(.{1,40}?)\s+(?:tag|label)\s+(?:from|off|of)\s+(.+)$/i.exec(
			clause,
		) ??
		/^(?:remove|delete|take|drop|strip)\s+(#\S+)\s+(?:from|off|of)\s+(.+)$/i.exec(clause)
	if (removed?.[1] && removed[2]) return updateOf(readTarget(removed[2], context), { remove_tags: toTags(removed[1]) })
	const untagged = /^(?:untag|unlabel)\s+(.+?)\s+(?:from|as|with)?\s*(#?[\p{L}\p{N}_-]+)$/iu.exec(clause)
	if (untagged?.[1] && untagged[2])
		return updateOf(readTarget(untagged[1], context), { remove_tags: toTags(untagged[2]) })
	const bared = /^(?:untag|unlabel)\s+(it|that|this|them|both|(?:the |my |task )?\S+)$/i.exec(clause)?.[1]
	if (bared !== undefined) return updateOf(readTarget(bared, context), { clear_tags: true })
	// "tag call mum family": the last word is the tag.
	const loose = /^(?:tag|label)\s+((?!(?:the|my|all|an?)$)\S+(?:\s+\S+){0,5}?)\s+([\p{L}\p{N}_-]+)$/iu.exec(clause)
	return loose?.[1] && loose[2] && !/^(?:the|my|all|an?)$/i.test(loose[1])
		? updateOf(readTarget(loose[1], context), { add_tags: toTags(loose[2]) })
		: null
}

function readNote(clause: string, context: ParseContext): Intent | null {
	const to =
		/^(?:add|attach|put|write|leave)\s+(?:a |the |this |an? extra )?(?:notes?|comment|description|details?)\s+(?:to|on|for|under)\s+(.+?)\s*(?:[:,–]\s*|\s(?:saying|that says|that reads|which says|reading)\s+|\s+(?=["“'‘]))(.+)$/i.exec(
			clause,
		)
	if (to?.[1] && to[2]) return updateOf(readTarget(to[1], context), { add_description: unquote(stripStop(to[2])) })
	const note =
		/^(?:add|attach|put)\s+(?:a |the |this )?(?:notes?|comment|description)\s*:?\s*(["“'‘].+?["”'’])\s+(?:to|on|for)\s+(.+)$/i.exec(
			clause,
		) ??
		/^(?:add|attach)\s+(["“'‘].+?["”'’])\s+as (?:a |the )?(?:note|comment|description)\s+(?:to|on|for|of)\s+(.+)$/i.exec(
			clause,
		)
	if (note?.[1] && note[2]) return updateOf(readTarget(note[2], context), { add_description: unquote(note[1]) })
	const about =
		/^notes? (?:on|for|about|to) (task \d+|#\d+|it|that)\s*[:,]?\s*(.+)$/i.exec(clause) ??
		/^notes? (?:on|for|about|to) (?!self\b|myself\b)(.{1,60}?)\s*:\s*(.+)$/i.exec(clause)
	if (about?.[1] && about[2])
		return updateOf(readTarget(about[1], context), { add_description: unquote(stripStop(about[2])) })
	const into =
		/^(?:add|put|write)\s+(.+?)\s+(?:to|in|into|on|under)\s+(?:the )?(?:notes?|description|details) (?:of|for|on)\s+(.+)$/i.exec(
			clause,
		)
	return into?.[1] && into[2] ? updateOf(readTarget(into[2], context), { add_description: unquote(into[1]) }) : null
}

function toSubtasks(text: string): string[] {
	return text
		.split(/\s*,\s*(?:and\s+)?|\s+and\s+/)
		.map((item) => capitalise(unquote(stripStop(item).trim())))
		.filter((item) => item !== '')
}

function readSubtask(clause: string, context: ParseContext): Intent | null {
	const into = /^(?:add|put)\s+(.+?)\s+(?:to|under|in|into)\s+(?:the |my )?((?:.+ )?task(?: \d+)?)$/i.exec(clause)
	if (into?.[1] && into[2] && !/^task$/i.test(into[2]))
		return updateOf(readTaskTarget(into[2], context), { add_subtasks: toSubtasks(into[1]) })
	const under = /^(?:add|create|put)\s+(.+?)\s+as (?:an? )?sub-?(?:tasks?|items?)\s+(?:to|of|under|for)\s+(.+)$/i.exec(
		clause,
	)
	if (under?.[1] && under[2]) return updateOf(readTaskTarget(under[2], context), { add_subtasks: toSubtasks(under[1]) })
	const colon =
		/^(?:add|create|put)\s+(?:(?:a|an|the|some|these|two|three|\d+) )?(?:sub-?tasks?|sub-?items?|steps?)\s+(?:to|under|for|of)\s+(.+?)\s*:\s*(.+)$/i.exec(
			clause,
		)
	if (colon?.[1] && colon[2]) return updateOf(readTaskTarget(colon[1], context), { add_subtasks: toSubtasks(colon[2]) })
	const to =
		/^(?:add|create|put)\s+(?:(?:a|an|the|some|these|two|three|\d+) )?(?:sub-?tasks?|sub-?items?|steps?)\s*:?\s+(.+?)\s+(?:to|under|for)\s+(.+)$/i.exec(
			clause,
		)
	if (to?.[1] && to[2]) return updateOf(readTaskTarget(to[2], context), { add_subtasks: toSubtasks(to[1]) })
	const split =
		/^(?:split|break)\s+(.+?)\s+(?:up |down )?(?:into|in)\s*:?\s+(?:(?:the )?(?:steps|parts|sub-?tasks|pieces)\s*:?\s+)?(.+)$/i.exec(
			clause,
		)
	const parts = split?.[2] === undefined ? [] : toSubtasks(split[2])
	return split?.[1] && parts.length > 1 ? updateOf(readTaskTarget(split[1], context), { add_subtasks: parts }) : null
}

const clearable: readonly [RegExp, TaskChanges][] = [
	[/^(?:due )?(?:date|day|deadline|due)s?$/i, { due_date: null }],
	[/^(?:due )?time$/i, { time: null }],
	[/^prio(?:rity)?$/i, { priority: 'none' }],
	[/^(?:description|notes?|details?|comments?)$/i, { description: null }],
	[/^(?:recurrence|repeat(?:ing|ition)?|repeat rule)$/i, { recurrence: null }],
	[/^reminders?|alarms?$/i, { reminders: [] }],
	[/^(?:list|project)$/i, { list: null }],
]

function readClearing(clause: string, context: ParseContext): Intent | null {
	const fields =
		'(due dates?|due time|due|dates?|deadlines?|priority|prio|description|notes?|details|recurrence|repetition|repeat|reminders?|alarms?|list)'
	const of =
		new RegExp(
			`^(?:remove|clear|delete|unset|drop|take|reset|cancel|erase|get rid of)\\s+(?:the |all |any )?${fields}\\s+(?:from|of|off|for|on)\\s+(.+)$`,
			'i',
		).exec(clause) ??
		/^(?:remove|clear|unset|drop) (.+?)(?:'s|’s) (due date|date|deadline|priority|description|notes?|recurrence|reminders?|list)$/i.exec(
			clause,
		)
	if (!of?.[1] || !of[2]) return null
	const own = /(?:'s|’s) \w+(?: date)?$/i.test(clause) && !/\s(?:from|of|off|for|on)\s/i.test(clause)
	const [name, phrase] = own ? [of[2], of[1]] : [of[1], of[2]]
	const changes = clearable.find(([pattern]) => pattern.test(name))?.[1]
	return changes ? updateOf(readTarget(phrase, context), changes) : null
}

function readRepetition(clause: string, context: ParseContext): Intent | null {
	const stopped =
		/^(?:stop (?:repeating|recurring)|don'?t repeat|make)\s+(.+?)(?:\s+(?:not repeat|stop repeating|non-?recurring|a one-?off|not recurring|one-?time|any ?more))?$/i.exec(
			clause,
		)
	if (
		stopped?.[1] &&
		(/^(?:stop|don)/i.test(clause) || /(?:not repeat|stop repeating|recurring|one-?off|one-?time)$/i.test(clause)) &&
		!/\brecurring (?:every|task)/i.test(clause)
	)
		return updateOf(readTarget(stopped[1], context), { recurrence: null })
	const repeated =
		/^(?:repeat|make|set|have|let)\s+(.+?)\s+(?:to\s+)?(?:(?:repeat|recur)(?:s|ring|ing)?\s+(?:on\s+)?)?((?:every|each|daily|weekly|monthly|yearly|annually|quarterly|biweekly|fortnightly|weekdays|on weekdays|on \w+days)\b.*)$/i.exec(
			clause,
		)
	if (!repeated?.[1] || !repeated[2]) return null
	const changes = readDueChange(repeated[2], context)
	if (!changes?.recurrence) return null
	const target = readTarget(repeated[1], context)
	// "make the bed every day" is a task, unless there is a bed.
	const chore =
		!/\b(?:repeat|recur|tasks?)/i.test(clause) && /^(?:make|have|set)\s+(?:the|my)\s.*\s(?:every|each)\s/i.test(clause)
	return chore
		? { kind: 'add', tasks: readSpokenTasks(clause, clause, context), unless: { target, changes, loose: true } }
		: updateOf(target, changes)
}

const leadTime =
	'((?:an?|half|\\d+|one|two|three|five|ten|fifteen|twenty|thirty)\\b.{0,30}? (?:before|early|earlier|ahead|beforehand))'
const earlyReminder = new RegExp(
	`^(?:(?:set|add|put) (?:a |the )?reminder (?:for|on)|remind me (?:again )?(?:about|of)) (.+?) ${leadTime}(?: (?:it['’]?s|it is) due| the (?:due date|deadline)| due)?$`,
	'i',
)
const timeAhead = new RegExp(`\\s${leadTime}$`, 'i')

/** "lunch at 1pm an hour before", said of a reminder: quick add wants it said where it stands. */
export function nameReminder(text: string): string {
	return /\bremind(?:er)?\b/i.test(text) ? text : text.replace(timeAhead, ' remind me $1')
}

/** "remind me 30 minutes before task 3": a reminder on what is there, no new task. */
function readReminding(clause: string, context: ParseContext): Intent | null {
	if (
		/^(?:don'?t|do not|no need to|stop) remind(?:ing)? me(?: (?:of|about) (?:it|that|this))?(?: any ?more)?$/i.test(
			clause.replaceAll('’', "'"),
		)
	)
		return updateOf({ pronoun: 'it' }, { reminders: [] })
	const match =
		/^(?:remind me|set (?:a |the )?reminder|add (?:a |the )?reminder)\s+(.{1,40}? (?:before|early|ahead of))\s+(?:the |my )?(task \d+|#\d+|it|that|this|.+)$/i.exec(
			clause,
		)
	const other =
		/^(?:set|add|put) (?:a |the )?reminder (?:for|on|to) (task \d+|#\d+|it|that) (.{1,40}? (?:before|early))$/i.exec(
			clause,
		)
	const early = earlyReminder.exec(clause)
	const about = /^remind me (?:again )?(?:about|of|to do|on) ((?:the )?task \d+|#\d+|it|that|this) (.+)$/i.exec(clause)
	const due = about?.[2] === undefined ? null : readDueChange(about[2], context)
	if (about?.[1] && due) return updateOf(readTarget(about[1], context), { ...due, reminders: [0] })
	const own =
		/^(?:(?:set|add|put) (?:a |an |another |the )?(?:reminder|alarm)|remind me(?: again)?) (?=an?\b|half\b|one\b|two\b|five\b|ten\b|fifteen\b|twenty\b|thirty\b|\d)(.{1,40}? (?:before|early|earlier|ahead|beforehand))(?: (?:it|that))?(?: instead| too| as well)?$/i.exec(
			clause,
		)
	const ahead = own?.[1] === undefined ? [] : parseTask(`x, remind me ${own[1]}`, context).reminders
	if (ahead.length > 0) return updateOf({ pronoun: 'it' }, { reminders: ahead })
	const existing = other ?? (early?.[1] && parseTask(early[1], context).due_date === null ? early : null)
	const [phrase, when] = match ? [match[2], match[1]] : [existing?.[1], existing?.[2]]
	if (phrase === undefined || when === undefined) return null
	const { reminders } = parseTask(`x, remind me ${when.replace(/ahead of$/i, 'ahead')}`, context)
	return reminders.length > 0 && !/^(?:i|we|the end)\b/i.test(phrase)
		? updateOf(readTarget(phrase, context), { reminders })
		: null
}
