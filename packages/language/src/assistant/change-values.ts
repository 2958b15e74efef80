import type { Intent, Shift, Target, TaskChanges } from '../intent.ts'
import type { ParseContext, Priority } from '../types.ts'
import { capitalise, stripStop } from './clean.ts'
import { parseDue, parseRecurrence } from '../phrases.ts'
import { readLength } from '../offsets.ts'
import { createScan, isTextEnd } from '../scan.ts'
import { toStem } from '../match.ts'
import { unquote } from '../title.ts'

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

const partTimes: Readonly<Record<string, string>> = {
	morning: '09:00',
	noon: '12:00',
	midday: '12:00',
	lunchtime: '12:00',
	afternoon: '15:00',
	evening: '18:00',
	night: '20:00',
	midnight: '00:00',
}

/** A new due date as a change: a time alone keeps each task's day. */
export function readDueChange(text: string, context: ParseContext): TaskChanges | null {
	const plain = stripStop(text).trim()
	if (/^(?:no|none|never|nothing|no (?:due )?date|someday|sometime|no deadline)$/i.test(plain))
		return { due_date: null }
	const part = /^(?:in |to |at )?(?:the )?(morning|afternoon|evening|night|noon|midday|lunchtime|midnight)$/i.exec(
		plain,
	)?.[1]
	if (part !== undefined) return { time: partTimes[part.toLowerCase()] ?? '09:00' }
	const repeated = parseRecurrence(plain, context)
	if (repeated) {
		const changes: TaskChanges = { recurrence: repeated.recurrence, repeat_from: repeated.repeat_from }
		// "weekly" says no day of its own: a task that has one keeps it.
		const dayless = !/BY[A-Z]+=/.test(repeated.recurrence) && repeated.due_date === context.now.slice(0, 10)
		if (repeated.due_date !== null) changes[dayless ? 'start' : 'due_date'] = repeated.due_date
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

export function updateOf(target: Target, changes: TaskChanges): Intent {
	return { kind: 'update', target, changes }
}

/** The list that a name means: as it is called, or with another ending ("grocery list" for Groceries). */
export function knownList(name: string, context: ParseContext): string | undefined {
	const plain = unquote(name.trim())
		.replace(/^(?:the|my|our)\s+/i, '')
		.replace(/\s+(?:list|project)$/i, '')
		.toLowerCase()
	const lists = context.lists ?? []
	const same = lists.find((list) => list.toLowerCase() === plain || list.toLowerCase() === `${plain} list`)
	return same ?? (plain.length > 3 ? lists.find((list) => toStem(list.toLowerCase()) === toStem(plain)) : undefined)
}

export function toTitle(text: string): string {
	const plain = stripStop(text).trim()
	const literal = unquote(plain)
	return literal === plain ? capitalise(plain) : literal
}
