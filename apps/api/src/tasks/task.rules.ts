import type { NewTask, Priority, Reminder, Task, TaskChanges } from '@todo/contract'
import { advanceRecurrence, nextDue, validateRecurrence } from '@todo/language/recurrence'
import type { TaskRow } from '../database/schema.ts'
import { invalid } from '../errors.ts'
import { toInstant, toLocalMinute } from '../time/clock.ts'

const priorities = ['none', 'low', 'medium', 'high'] as const satisfies readonly Priority[]

/** Where reminders of a due date without a time count from. */
export const dayReminderTime = '09:00'
/** Room between neighbours, so that moving one rarely renumbers others. */
export const positionGap = 65_536

/** Text as search compares it: compatibility forms and case folded alike on both databases. */
export const foldText = (text: string) => text.normalize('NFKC').toLowerCase()

const toSearchText = (title: string, description: string | null, tags: readonly string[]) =>
	foldText([title, description ?? '', ...tags.map((tag) => `#${tag}`)].join('\n'))

/** What a client sent as due date, as it is stored: a day, or a local time with its zone. */
export function toDue(input: string | null, zone: string): Pick<TaskRow, 'due_date' | 'time_zone' | 'due_at'> {
	if (input === null) return { due_date: null, time_zone: null, due_at: null }
	if (input.length === 10) return { due_date: input, time_zone: null, due_at: null }
	const local = /(Z|[+-]\d{2}:?\d{2})$/.test(input.slice(11)) ? toLocalMinute(input, zone) : input.slice(0, 16)
	return { due_date: local, time_zone: zone, due_at: toInstant(local, zone) }
}

/** A rule as it is stored. @throws {DomainError} naming `recurrence` where RFC 5545, or good sense, refuses it. */
export function toRecurrence(rule: string): string {
	const check = validateRecurrence(rule)
	if (!check.ok) throw invalid('recurrence', check.reason)
	return check.rule
}

/** A new task's row, before the fields that only the store knows. */
export function toNewRow(
	input: NewTask,
	fixed: { userId: string; id: number; version: number; at: string; timeZone: string },
): TaskRow {
	const empty: TaskRow = {
		user_id: fixed.userId,
		id: fixed.id,
		version: fixed.version,
		created_at: fixed.at,
		updated_at: fixed.at,
		deleted_at: null,
		client_id: input.client_id ?? null,
		title: '',
		description: null,
		search_text: '',
		completed: 0,
		priority: 0,
		due_date: null,
		time_zone: null,
		due_at: null,
		recurrence: null,
		repeat_from: 'due',
		series_start: null,
		reminders: '[]',
		tags: '[]',
		list_id: null,
		section_id: null,
		parent_id: null,
		position: fixed.id * positionGap,
		completed_at: null,
	}
	return applyChanges(empty, input, fixed)
}

/** The row after these changes; fields left out stay. */
export function applyChanges(
	row: TaskRow,
	changes: TaskChanges,
	{ version, at, timeZone }: { version: number; at: string; timeZone: string },
): TaskRow {
	const next: TaskRow = { ...row, version, updated_at: at }
	if (changes.title !== undefined) next.title = changes.title
	if (changes.description !== undefined) next.description = changes.description || null
	if (changes.priority !== undefined) next.priority = priorities.indexOf(changes.priority)
	if (changes.repeat_from !== undefined) next.repeat_from = changes.repeat_from
	if (changes.reminders !== undefined) next.reminders = JSON.stringify(changes.reminders)
	if (changes.tags !== undefined) next.tags = JSON.stringify([...new Set(changes.tags)])
	if (changes.list_id !== undefined) next.list_id = changes.list_id
	if (changes.section_id !== undefined) next.section_id = changes.section_id
	if (changes.parent_id !== undefined) next.parent_id = changes.parent_id
	if (changes.position !== undefined) next.position = changes.position
	if (changes.completed !== undefined) {
		next.completed = changes.completed ? 1 : 0
		next.completed_at = changes.completed ? (row.completed_at ?? at) : null
	}
	if (changes.due_date !== undefined || changes.time_zone !== undefined) {
		const input = changes.due_date === undefined ? row.due_date : changes.due_date
		Object.assign(
			next,
			toDue(input, changes.time_zone ?? (changes.due_date === undefined ? row.time_zone : null) ?? timeZone),
		)
	}
	if (changes.recurrence !== undefined)
		next.recurrence = changes.recurrence === null ? null : toRecurrence(changes.recurrence)
	if (next.recurrence !== row.recurrence || next.due_date !== row.due_date)
		next.series_start = next.recurrence ? next.due_date : null
	if (next.recurrence !== null && next.due_date === null) {
		throw invalid(changes.due_date === null ? 'due_date' : 'recurrence', 'needs a due date to repeat from')
	}
	next.search_text = toSearchText(next.title, next.description, tagsOf(next))
	return next
}

/** Where a recurring task goes once this occurrence is done; null where the series has ended. */
export function toNextOccurrence(
	row: TaskRow,
	completedAt: string,
	zone: string,
): Pick<TaskRow, 'due_date' | 'due_at' | 'recurrence'> | null {
	if (row.recurrence === null || row.due_date === null) return null
	const due = nextDue({
		recurrence: anchorMonthDay(row.recurrence, row.series_start ?? row.due_date),
		due_date: row.due_date,
		repeat_from: row.repeat_from,
		completed_at: completedAt,
		timeZone: row.time_zone ?? zone,
	})
	if (due === null) return null
	const at = due.length > 10 ? toInstant(due, row.time_zone ?? zone) : null
	return { due_date: due, due_at: at, recurrence: advanceRecurrence(row.recurrence) }
}

/**
 * Where a recurring task goes when this occurrence is left out: the next one that isn't over at `local`, the wall clock of
 * its zone; null where there is none. "From completion" counts from now, or from the due date where that is to come.
 */
export function toSkippedOccurrence(row: TaskRow, local: string, zone: string): ReturnType<typeof toNextOccurrence> {
	if (row.due_date === null) return null
	const day = local.slice(0, 10)
	const dayBefore = new Date(Date.parse(`${day}T00:00Z`) - 86_400_000).toISOString().slice(0, 10)
	const later = row.due_date > local ? row.due_date : local
	for (const at of row.repeat_from === 'completion' ? [later] : [dayBefore, local]) {
		const next = toNextOccurrence(row, at, zone)
		const due = next?.due_date
		if (next === null || !due || due > (due.length > 10 ? local.slice(0, 16) : dayBefore)) return next
	}
	return null
}

/** Whether a date change by undo stays within the series, so that it doesn't begin anew there. */
export function isWithinSeries(row: TaskRow, due: string | null, zone: string): boolean {
	if (row.recurrence === null || row.due_date === null || due === null) return false
	// A date that was set begins a series; only going on to another occurrence leaves its start behind.
	return row.series_start !== row.due_date || toNextOccurrence(row, row.due_date, zone)?.due_date === due
}

/** "Monthly" from the 31st means the last day of shorter months, and the 31st again after them. */
function anchorMonthDay(rule: string, start: string): string {
	const day = Number(start.slice(8, 10))
	if (day <= 28 || !/FREQ=MONTHLY/.test(rule) || /BY(MONTH)?DAY=/.test(rule)) return rule
	const days = [28, 29, 30, 31].filter((one) => one <= day)
	return `${rule};BYMONTHDAY=${days.join(',')};BYSETPOS=-1`
}

/** When a task's reminders fire, as instants, in the order of its list; none where it is done, gone or has nothing to count from. */
export function toFiringTimes(row: TaskRow, zone: string): string[] {
	if (row.completed === 1 || row.deleted_at !== null) return []
	return remindersOf(row).flatMap((reminder) => {
		const timeZone = row.time_zone ?? zone
		if ('at' in reminder) return [toInstant(reminder.at, timeZone)]
		if (row.due_date === null) return []
		const due = Date.parse(row.due_at ?? toInstant(`${row.due_date}T${dayReminderTime}`, timeZone))
		return [new Date(due - reminder.minutes_before * 60_000).toISOString()]
	})
}

/** Written by `applyChanges` alone, so these columns hold what their types say. */
export const tagsOf = (row: TaskRow) => parseList(row.tags) as string[]
export const remindersOf = (row: TaskRow) => parseList(row.reminders) as Reminder[]

/** Most lists are empty, and a page has a hundred of them. */
const parseList = (json: string): unknown => (json === '[]' ? [] : JSON.parse(json))

export function toTask(row: TaskRow): Task {
	return {
		id: row.id,
		user_id: row.user_id,
		client_id: row.client_id,
		title: row.title,
		description: row.description,
		completed: row.completed === 1,
		status: row.completed === 1 ? 'completed' : 'pending',
		priority: priorities[row.priority] ?? 'none',
		due_date: row.due_date,
		time_zone: row.time_zone,
		recurrence: row.recurrence,
		repeat_from: row.repeat_from,
		reminders: remindersOf(row),
		tags: tagsOf(row),
		list_id: row.list_id,
		section_id: row.section_id,
		parent_id: row.parent_id,
		position: row.position,
		version: row.version,
		created_at: row.created_at,
		updated_at: row.updated_at,
		completed_at: row.completed_at,
		deleted_at: row.deleted_at,
	}
}

/** The fields in which two states of a task differ, each as it was and as it is; `version` and `updated_at` always among them. */
export function diffTasks(
	before: Task,
	after: Task,
): { before: { [field: string]: unknown }; after: { [field: string]: unknown } } {
	const changed = (Object.keys(after) as (keyof Task)[]).filter(
		(key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
	)
	const pick = (task: Task) => Object.fromEntries(changed.map((key) => [key, task[key]]))
	return { before: pick(before), after: pick(after) }
}

export const isRealChange = (fields: { [field: string]: unknown }) =>
	Object.keys(fields).some((key) => key !== 'version' && key !== 'updated_at')
