import { parseDue, parseRecurrence } from '../phrases.ts'
import type { Intent, Shift, Target, TaskChanges } from '../intent.ts'
import { readLength } from '../offsets.ts'
import { createScan, isTextEnd } from '../scan.ts'
import { parseTask } from '../task.ts'
import { unquote } from '../title.ts'
import type { ParseContext, Priority } from '../types.ts'
import { capitalise, stripStop } from './clean.ts'
import { readTarget, stripFiller } from './target.ts'

const priorities: ReadonlyMap<string, Priority> = new Map([
	['high', 'high'],
	['highest', 'high'],
	['top', 'high'],
	['urgent', 'high'],
	['important', 'high'],
	['critical', 'high'],
	['p1', 'high'],
	['medium', 'medium'],
	['normal', 'medium'],
	['moderate', 'medium'],
	['mid', 'medium'],
	['p2', 'medium'],
	['low', 'low'],
	['lowest', 'low'],
	['p3', 'low'],
	['none', 'none'],
	['no', 'none'],
	['p4', 'none'],
])

export function readPriorityName(text: string): Priority | null {
	const match =
		/^(?:an?\s+|the\s+|as\s+|to\s+|very\s+|really\s+|of\s+)*(high|highest|top|urgent|important|critical|p[1-4]|medium|normal|moderate|mid|low|lowest|none|no)(?:[\s-]+(?:priority|prio|importance))?$/i.exec(
			text.trim(),
		)
	return match?.[1] === undefined ? null : (priorities.get(match[1].toLowerCase()) ?? null)
}

/** A new due date as a change: a time alone keeps each task's day. */
export function readDueChange(text: string, context: ParseContext): TaskChanges | null {
	const plain = stripStop(text).trim()
	if (/^(?:no|none|never|nothing|no (?:due )?date|someday|sometime|no deadline)$/i.test(plain))
		return { due_date: null }
	const repeated = parseRecurrence(plain, context)
	if (repeated) {
		const changes: TaskChanges = { recurrence: repeated.recurrence, repeat_from: repeated.repeat_from }
		if (repeated.due_date !== null) changes.due_date = repeated.due_date
		return changes
	}
	const due = parseDue(plain, context) ?? parseDue(`at ${plain}`, context)
	if (!due) return null
	if (due.due_date.length > 10 && namesTimeOnly(plain)) return { time: due.due_date.slice(11, 16) }
	return { due_date: due.due_date }
}

const dayWords =
	/\b(?:today|tonight|tomorrow|tmrw?|tmr|day|week|weekend|month|year|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\d(?:st|nd|rd|th)\b|\d[/.-]\d|\b(?:in|this|next|from now|ago|later|hours?|minutes?|mins?)\b/i

function namesTimeOnly(text: string): boolean {
	return !dayWords.test(text.replace(/\bin the (?:morning|afternoon|evening)\b/i, ''))
}

/** "by 2 days", "a week", "an hour earlier": every task's own date moved. */
export function readShift(text: string, back: boolean): Shift | null {
	const match = /^(?:by |for |back |forward |another |up )*(.+?)( earlier| sooner| forward| later| back| more)?$/i.exec(
		text.trim(),
	)
	const amount = match?.[1]
	if (amount === undefined) return null
	const scan = createScan(amount, { now: '2000-01-01T00:00:00', timeZone: 'UTC' })
	const length = readLength(scan, 0)
	if (!length || !isTextEnd(scan, length.end)) return null
	const sign = back || /earlier|sooner/i.test(match?.[2] ?? '') ? -1 : 1
	const shift: Shift = {}
	if (length.minutes !== 0) shift.minutes = sign * Math.round(length.minutes)
	if (length.days + length.weekdays !== 0) shift.days = sign * (length.days + length.weekdays)
	if (length.months !== 0) shift.months = sign * length.months
	return shift
}

const update = (target: Target, changes: TaskChanges): Intent => ({ kind: 'update', target, changes })

export function knownList(name: string, context: ParseContext): string | undefined {
	const plain = unquote(name.trim())
		.replace(/^(?:the|my|our)\s+/i, '')
		.replace(/\s+(?:list|project)$/i, '')
		.toLowerCase()
	return context.lists?.find((list) => list.toLowerCase() === plain || list.toLowerCase() === `${plain} list`)
}

/** Renaming: "rename 2 to …", "change the title of X to …". */
export function readRename(clause: string, context: ParseContext): Intent | null {
	const match =
		/^(?:rename|retitle|re-title|reword|rephrase)\s+(.+?)\s+(?:to|as|into|->|→)\s+(.+)$/i.exec(clause) ??
		/^(?:change|update|edit|set|modify)\s+(?:the )?(?:title|name|text|wording) (?:of|for) (.+?) (?:to|as|into)\s+(.+)$/i.exec(
			clause,
		) ??
		/^(?:change|update|edit|set|modify)\s+(.+?)(?:'s|’s)? (?:title|name|text) (?:to|as|into)\s+(.+)$/i.exec(clause)
	if (!match?.[1] || !match[2]) return null
	const list = /^(?:the |my )?list (.+)$|^(?:the |my )?(.+) list$/i.exec(match[1])
	if (list && !/^(?:title|name)/i.test(match[1]))
		return { kind: 'rename_list', name: unquote(stripFiller((list[1] ?? list[2] ?? '').trim())), to: toTitle(match[2]) }
	return update(readTarget(match[1], context), { title: toTitle(match[2]) })
}

export function toTitle(text: string): string {
	return capitalise(unquote(stripStop(text).trim()))
}

/** "move X to friday", "postpone it by two days", "push everything overdue to tomorrow", "move milk to shopping". */
export function readMove(clause: string, context: ParseContext): Intent | null {
	const verb =
		/^(?:move|reschedule|re-schedule|postpone|push|delay|defer|shift|put off|put|snooze|bump|bring|carry over|carry|roll over|roll|advance|schedule|transfer|drag|set|plan|change)\b(?:\s+(?:back|forward|off|out|up|over|ahead))?\s+/i.exec(
			clause,
		)
	if (!verb) return null
	const rest = clause.slice(verb[0].length)
	const earlier =
		/^(?:bring|advance)\b|\b(?:forward|up|ahead)\s*$/i.test(verb[0].trim()) ||
		/\s(?:forward|up|ahead|earlier)\b(?= by| an?\b| \d|$)/i.test(rest)
	for (const at of splits(rest)) {
		const phrase = rest
			.slice(0, at.start)
			.trim()
			.replace(/\s+(?:back|forward|up|out|off|over|ahead|from .{1,30})$/i, '')
		const value = rest.slice(at.end).trim()
		if (phrase === '' || value === '') continue
		const changes = readMoveValue(value, at.word, earlier, context)
		if (
			!changes ||
			(changes.list !== undefined && /^(?:set|change|plan|schedule|postpone|snooze|delay|defer)/i.test(verb[0]))
		)
			continue
		const doubtful = /^(?:set|put|plan|schedule|change)\b/i.test(verb[0]) && changes.list === undefined
		const target = readTarget(phrase, context)
		if ((doubtful && !isExisting(target, phrase)) || /^an?\s/i.test(phrase)) continue
		return update(target, changes)
	}
	return null
}

/** "schedule dentist for friday" makes a task, "schedule task 3 for friday" moves one. */
function isExisting(target: Target, phrase: string): boolean {
	return (
		target.ids !== undefined ||
		target.pronoun !== undefined ||
		target.ordinals !== undefined ||
		target.all === true ||
		(target.filter !== undefined && target.plural === true) ||
		/^(?:the|my)\s/i.test(phrase)
	)
}

interface Split {
	start: number
	end: number
	word: string
}

/** Where the target may end and the new date or list begin, the likeliest first. */
function splits(text: string): Split[] {
	const found: Split[] = []
	for (const match of text.matchAll(
		/\s+(to|until|till|for|by|on|into|onto|at|in|from|->)\s+|\s+(?=(?:tomorrow|today|tonight|next|this|later|an?\s+(?:day|week|month|hour|couple|few|fortnight)|one|two|three|\d+\s*(?:d|h|m|w|days?|weeks?|hours?|min|minutes?|months?)|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)/gi,
	))
		found.push({ start: match.index, end: match.index + match[0].length, word: (match[1] ?? '').toLowerCase() })
	const rank = (split: Split): number =>
		split.word === 'to' || split.word === 'until' || split.word === 'till' ? 0 : split.word === '' ? 2 : 1
	return found.slice(0, 20).toSorted((a, b) => rank(a) - rank(b))
}

function readMoveValue(value: string, word: string, earlier: boolean, context: ParseContext): TaskChanges | null {
	if (['to', 'into', 'onto', 'in', 'on'].includes(word)) {
		const known = knownList(value, context)
		if (known !== undefined) return { list: known }
		const named = /^(?:the |my |our )?(?:list )?["'“]?(.{1,40}?)["'”]? (?:list|project)$/i.exec(stripStop(value))
		if (named?.[1] && !/^(?:to-?do|task)$/i.test(named[1])) return { list: capitalise(named[1]) }
		if (/^(?:the |my )?inbox$/i.test(stripStop(value))) return { list: null }
	}
	const shift = ['by', 'for', ''].includes(word) ? readShift(value, earlier) : null
	if (shift) return { shift }
	if (word === 'in' || word === 'for')
		return readDueChange(`${word} ${value}`, context) ?? readDueChange(value, context)
	return word === 'from' ? null : readDueChange(value, context)
}

/** "change/make/set X (to) …": what the value is decides what changes. */
export function readSet(clause: string, context: ParseContext): Intent | null {
	const field = readField(clause, context)
	if (field) return field
	const quoted =
		/^(?:change|update|edit|modify|set|make|switch|turn|replace)\s+(.+?)\s+(?:to|into|with|as|be|say|read|:)\s+(["“'‘].+["”'’])[.!]?$/i.exec(
			clause,
		)
	if (quoted?.[1] && quoted[2]) return update(readTarget(quoted[1], context), { title: toTitle(quoted[2]) })
	const match =
		/^(change|update|edit|modify|set|make|switch|turn|replace|mark|flag|give|assign|schedule|correct|fix)\s+(.+?)\s+(?:to be|to say|to read|to|into|as|with|due|be|for|on|:|->|→)\s+(.+)$/i.exec(
			clause,
		)
	if (match?.[1] && match[2] && match[3]) {
		const set = readValue(match[1], match[2], match[3], context)
		if (set) return set
	}
	return readBareSet(clause, context)
}

function readValue(verb: string, phrase: string, value: string, context: ParseContext): Intent | null {
	const priority = readPriorityName(value)
	const target = readTarget(phrase, context)
	if (priority) return update(target, { priority })
	if (/^(?:done|complete|completed|finished)$/i.test(stripStop(value))) return { kind: 'complete', target }
	const definite =
		target.ids !== undefined ||
		target.pronoun !== undefined ||
		target.ordinals !== undefined ||
		/^(?:the|my|all|every)\b/i.test(phrase)
	if (/^(?:mark|flag|give|assign)$/i.test(verb)) return null
	const due = readDueChange(value, context)
	if (due && (definite || /^(?:change|update|edit|modify|switch|correct|fix)$/i.test(verb))) return update(target, due)
	if (/^repeat(?:ing|s)?\s+/i.test(value)) {
		const repeated = readDueChange(value.replace(/^repeat(?:ing|s)?\s+/i, ''), context)
		if (repeated) return update(target, repeated)
	}
	if (!definite && !/^(?:change|update|edit|modify|switch|replace|correct|fix)$/i.test(verb)) return null
	if (/^(?:make|set|turn|schedule)$/i.test(verb) && target.ids === undefined) return null
	const task = parseTask(value, context)
	const changes: TaskChanges = { title: capitalise(task.title === '' ? value : task.title) }
	if (task.due_date !== null) changes.due_date = task.due_date
	if (task.recurrence !== null) changes.recurrence = task.recurrence
	if (task.priority !== 'none') changes.priority = task.priority
	if (task.tags.length > 0) changes.add_tags = task.tags
	return update(target, changes)
}

/** "make task 2 urgent", "make it friday", "make the report weekly", "prioritise X", "X is important". */
function readBareSet(clause: string, context: ParseContext): Intent | null {
	const raised = /^(?:prioriti[sz]e|star|raise the priority of|bump up)\s+(.+)$/i.exec(clause)
	if (raised?.[1] && !/^my\b/i.test(raised[1])) return update(readTarget(raised[1], context), { priority: 'high' })
	const lowered = /^(?:deprioriti[sz]e|de-prioriti[sz]e|lower the priority of)\s+(.+)$/i.exec(clause)
	if (lowered?.[1]) return update(readTarget(lowered[1], context), { priority: 'low' })
	const made =
		/^(?:make|set|mark|flag|give|change)\s+(.+?)\s+((?:an?\s+)?(?:as\s+|to\s+)?(?:very\s+|really\s+)?(?:high|highest|top|low|lowest|medium|normal|no|urgent|important|critical|p[1-4])(?:[\s-]+(?:priority|prio))?)$/i.exec(
			clause,
		)
	const priority = made?.[2] === undefined ? null : readPriorityName(made[2])
	if (made?.[1] && priority) return update(readTarget(made[1], context), { priority })
	const stated =
		/^(task \d+|#\d+|it|that|this)(?: is|'s) (?:a |an )?(?:now )?((?:very |really )?(?:high|low|medium|top|urgent|important)(?:[\s-]+priority)?)$/i.exec(
			clause,
		)
	const said = stated?.[2] === undefined ? null : readPriorityName(stated[2])
	if (stated?.[1] && said) return update(readTarget(stated[1], context), { priority: said })
	const dated =
		/^(?:make|set|change|have)\s+(it|that|this|them|those|task \d+|#\d+|the .+?|my .+?)\s+(?:repeat(?:s|ing)?\s+|recur(?:ring)?\s+|due\s+|for\s+|on\s+|at\s+)?(.+)$/i.exec(
			clause,
		)
	const due = dated?.[2] === undefined ? null : readDueChange(dated[2], context)
	if (dated?.[1] && due) return update(readTarget(dated[1], context), due)
	const due2 = /^(task \d+|#\d+|it|that|this)(?: is|'s) (?:now )?due (.+)$/i.exec(clause)
	const changes = due2?.[2] === undefined ? null : readDueChange(due2[2], context)
	return due2?.[1] && changes ? update(readTarget(due2[1], context), changes) : null
}

const fieldNames =
	'(due date|due time|due day|deadline|date|time|day|priority|prio|description|notes?|details|list|project|recurrence|repeat|schedule|reminders?)'

/** "set the due date of X to friday", "change X's priority to low", "add a due date of friday to X". */
function readField(clause: string, context: ParseContext): Intent | null {
	const of = new RegExp(
		`^(?:change|update|set|edit|modify|make|move|put)\\s+(?:the |a |an )?${fieldNames} (?:of|for|on) (.+?) (?:to|as|:|=|is)\\s+(.+)$`,
		'i',
	).exec(clause)
	const own = new RegExp(
		`^(?:change|update|set|edit|modify|make)\\s+(.+?)(?:'s|’s)? ${fieldNames} (?:to|as|:|=)\\s+(.+)$`,
		'i',
	).exec(clause)
	const plain = new RegExp(
		`^(?:the )?${fieldNames} (?:of|for) (task \\d+|#\\d+|it|that) (?:is|should be) (.+)$`,
		'i',
	).exec(clause)
	const given = new RegExp(
		`^(?:add|give|assign|put)\\s+(?:a |an |the )?${fieldNames} (?:of |: ?)?(.+?) (?:to|on|for) (.+)$`,
		'i',
	).exec(clause)
	if (given?.[1] && given[2] && given[3] && !/^(?:to|for|on)\b/i.test(given[2]))
		return setField(given[1], given[3], given[2], context)
	const found = of ?? plain
	if (found?.[1] && found[2] && found[3]) return setField(found[1], found[2], found[3], context)
	return own?.[1] && own[2] && own[3] ? setField(own[2], own[1], own[3], context) : null
}

function setField(name: string, phrase: string, value: string, context: ParseContext): Intent | null {
	const target = readTarget(phrase, context)
	const field = name.toLowerCase()
	if (field.startsWith('prio')) {
		const priority = readPriorityName(value)
		return priority ? update(target, { priority }) : null
	}
	if (/^(?:description|notes?|details)$/.test(field)) return update(target, { description: unquote(stripStop(value)) })
	if (/^(?:list|project)$/.test(field))
		return update(target, { list: knownList(value, context) ?? capitalise(unquote(stripStop(value))) })
	if (field.startsWith('reminder')) {
		const reminders = parseTask(`x remind me ${value}`, context).reminders
		return reminders.length > 0 ? update(target, { reminders }) : null
	}
	const due = readDueChange(value, context)
	return due ? update(target, due) : null
}
