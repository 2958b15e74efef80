import type { Reminder, Task } from '@todo/contract'
import { dayReminderTime } from '../tasks/task.rules.ts'
import { toInstant } from '../time/clock.ts'
import { toZoneLines } from './ics-zone.rules.ts'

export interface IcsCalendar {
	/** What calendar programs call it. */
	name: string
	tasks: readonly Task[]
	/** The zone of due times that name none. */
	timeZone: string
	/**
	 * `todos` (RFC 5545 §3.6.2) are what task programs take in. `events` (§3.6.1) are what calendars show: those that people
	 * subscribe with pass over to-dos; tasks without a date are none.
	 */
	as: 'todos' | 'events'
}

/** Tasks as an iCalendar object. */
export function toIcs({ name, tasks, timeZone, as }: IcsCalendar): string {
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//todo-chatbot//tasks//EN',
		'CALSCALE:GREGORIAN',
		'METHOD:PUBLISH',
		`X-WR-CALNAME:${escapeText(name)}`,
		'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
		...toZones(tasks, timeZone),
		...tasks.flatMap((task) => (as === 'todos' ? toTodo(task, timeZone) : toEvent(task, timeZone))),
		'END:VCALENDAR',
	]
	return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

const priorities = { none: [], low: ['PRIORITY:9'], medium: ['PRIORITY:5'], high: ['PRIORITY:1'] } as const

function toTodo(task: Task, timeZone: string): string[] {
	const zone = task.time_zone ?? timeZone
	const due = task.due_date === null ? null : toMoment(task.due_date, zone)
	return [
		'BEGIN:VTODO',
		...toHead(task),
		// A rule counts from DTSTART (§3.8.5.3).
		...(due !== null && task.recurrence !== null ? [`DTSTART${due}`] : []),
		...(due === null ? [] : [`DUE${due}`]),
		...toRuleLine(task, zone),
		...toTail(task),
		...(task.completed
			? ['STATUS:COMPLETED', `COMPLETED:${toUtc(task.completed_at ?? task.updated_at)}`, 'PERCENT-COMPLETE:100']
			: ['STATUS:NEEDS-ACTION']),
		'END:VTODO',
	]
}

/** A day for a day (§3.6.1 makes it last one), half an hour for a time; nobody is busy because of it. */
function toEvent(task: Task, timeZone: string): string[] {
	if (task.due_date === null) return []
	const zone = task.time_zone ?? timeZone
	return [
		'BEGIN:VEVENT',
		...toHead(task),
		`DTSTART${toMoment(task.due_date, zone)}`,
		...(task.due_date.length === 10 ? [] : ['DURATION:PT30M']),
		...toRuleLine(task, zone),
		...toTail(task),
		'TRANSP:TRANSPARENT',
		...task.reminders.flatMap((reminder) => toAlarm(reminder, task, zone)),
		'END:VEVENT',
	]
}

/** A reminder as an alarm (§3.6.6), which counts from the start: a day's from midnight, where ours count from the morning. */
function toAlarm(reminder: Reminder, { title, due_date }: Task, zone: string): string[] {
	const [hours = 0, minutes = 0] = due_date?.length === 10 ? dayReminderTime.split(':').map(Number) : []
	const after = 'at' in reminder ? 0 : hours * 60 + minutes - reminder.minutes_before
	const trigger =
		'at' in reminder
			? `;VALUE=DATE-TIME:${toUtc(toInstant(reminder.at, zone))}`
			: `:${after < 0 ? '-' : ''}PT${Math.abs(after)}M`
	return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escapeText(title)}`, `TRIGGER${trigger}`, 'END:VALARM']
}

const toHead = (task: Task): string[] => [
	`UID:${toUid(task, task.id)}`,
	`DTSTAMP:${toUtc(task.updated_at)}`,
	`CREATED:${toUtc(task.created_at)}`,
	`LAST-MODIFIED:${toUtc(task.updated_at)}`,
	`SUMMARY:${escapeText(task.title)}`,
	...(task.description === null ? [] : [`DESCRIPTION:${escapeText(task.description)}`]),
]

const toRuleLine = ({ recurrence, due_date }: Task, zone: string): string[] =>
	recurrence === null || due_date === null ? [] : [`RRULE:${toRule(recurrence, due_date, zone)}`]

const toTail = (task: Task): string[] => [
	...priorities[task.priority],
	...(task.tags.length === 0 ? [] : [`CATEGORIES:${task.tags.map(escapeText).join(',')}`]),
	...(task.parent_id === null ? [] : [`RELATED-TO:${toUid(task, task.parent_id)}`]),
]

const toUid = ({ user_id }: Task, id: number) => `${user_id}-${id}@todo-chatbot`

/** A zone's rules for every year that a due time of it may fall in. */
function toZones(tasks: readonly Task[], timeZone: string): string[] {
	const years = new Map<string, { first: number; last: number }>()
	for (const task of tasks) {
		if (task.due_date === null || task.due_date.length === 10) continue
		const zone = task.time_zone ?? timeZone
		const year = Number(task.due_date.slice(0, 4))
		const known = years.get(zone) ?? { first: year, last: year }
		years.set(zone, { first: Math.min(known.first, year), last: Math.max(known.last, year) })
	}
	return [...years].flatMap(([zone, { first, last }]) => toZoneLines(zone, first, last))
}

/** Name, parameters and value after a property's name: a day, or a local time in its zone. */
function toMoment(due: string, zone: string): string {
	return due.length === 10 ? `;VALUE=DATE:${compact(due)}` : `;TZID=${zone}:${compact(due)}00`
}

/** The end of a rule must be of the kind of its start: a day for days, else an instant in UTC (§3.3.10). */
function toRule(rule: string, due: string, zone: string): string {
	return rule.replace(/UNTIL=(\d{8})(T\d{6}Z?)?/, (whole, day: string, time: string | undefined) => {
		if (due.length === 10) return `UNTIL=${day}`
		if (time !== undefined) return whole
		return `UNTIL=${toUtc(toInstant(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T23:59`, zone))}`
	})
}

const compact = (text: string) => text.replaceAll(/[-:]/g, '')
const toUtc = (instant: string) => `${compact(instant.slice(0, 19))}Z`

/** §3.3.11. What is no text there (control characters) can't stand in a task either. */
const escapeText = (text: string) => text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n?|\n/g, String.raw`\n`)

const longestLine = 75

/** Lines of at most 75 octets, never cut within a character (§3.1). */
export function foldLine(line: string): string {
	if (line.length * 3 <= longestLine) return line
	const parts: string[] = []
	let part = ''
	let octets = 0
	for (const character of line) {
		const size = octetsOf(character)
		if (octets + size > longestLine) {
			parts.push(part)
			part = ''
			// The space before a continued line counts.
			octets = 1
		}
		part += character
		octets += size
	}
	return [...parts, part].join('\r\n ')
}

function octetsOf(character: string): number {
	const code = character.codePointAt(0) ?? 0
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
