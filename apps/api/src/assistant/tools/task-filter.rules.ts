import type { Task } from '@todo/contract'
import { toInstant, toLocalMinute } from '../../time/clock.ts'

/** Which tasks are asked for; a part that is left out does not narrow. Days are `YYYY-MM-DD` and inclusive. */
export interface Selection {
	status?: 'pending' | 'completed' | 'all' | undefined
	task_ids?: readonly number[] | undefined
	due_from?: string | undefined
	due_to?: string | undefined
	overdue?: boolean | undefined
	no_date?: boolean | undefined
	/** `HH:MM`, inclusive; a task due on a day without a time does not match. */
	time_from?: string | undefined
	/** `HH:MM`, exclusive. */
	time_to?: string | undefined
	priority?: Task['priority'] | undefined
	tags?: readonly string[] | undefined
	/** The id of a list, or null for tasks in none. */
	list_id?: number | null | undefined
	recurring?: boolean | undefined
	completed_from?: string | undefined
	completed_to?: string | undefined
	created_from?: string | undefined
	created_to?: string | undefined
	search?: string | undefined
}

/** Where the person is in time. */
export interface Moment {
	now: Date
	/** The person's wall clock: `YYYY-MM-DDTHH:MM:SS`. */
	local: string
	timeZone: string
}

/** When it is due on the person's own wall clock. */
export function toLocalDue(task: Task, timeZone: string): string | null {
	const { due_date, time_zone } = task
	if (due_date === null || due_date.length === 10 || time_zone === null || time_zone === timeZone) return due_date
	return toLocalMinute(toInstant(due_date, time_zone), timeZone)
}

export function isOverdue(task: Task, { local, timeZone }: Moment): boolean {
	const due = task.completed ? null : toLocalDue(task, timeZone)
	return due !== null && due < local.slice(0, due.length)
}

const within = (value: string | null | undefined, from: string | undefined, to: string | undefined) =>
	(from === undefined && to === undefined) ||
	(value != null && (from === undefined || value >= from) && (to === undefined || value <= to))

/** Folded as search compares text. */
const fold = (text: string) => text.normalize('NFKC').toLowerCase()

export function matches(task: Task, selection: Selection, moment: Moment): boolean {
	const { status, priority, tags, list_id, search } = selection
	const due = toLocalDue(task, moment.timeZone)
	const dayOf = (instant: string | null) =>
		instant === null ? null : toLocalMinute(instant, moment.timeZone).slice(0, 10)
	return (
		(status === undefined || status === 'all' || task.status === status) &&
		(selection.task_ids?.includes(task.id) ?? true) &&
		within(due?.slice(0, 10), selection.due_from, selection.due_to) &&
		(!selection.overdue || isOverdue(task, moment)) &&
		(!selection.no_date || due === null) &&
		isAtTime(due, selection) &&
		(priority === undefined || task.priority === priority) &&
		(tags ?? []).every((tag) => task.tags.includes(fold(tag))) &&
		(list_id === undefined || task.list_id === list_id) &&
		(selection.recurring === undefined || (task.recurrence !== null) === selection.recurring) &&
		within(dayOf(task.completed_at), selection.completed_from, selection.completed_to) &&
		within(dayOf(task.created_at), selection.created_from, selection.created_to) &&
		(search === undefined || holdsWords(task, search))
	)
}

function isAtTime(due: string | null, { time_from, time_to }: Selection): boolean {
	if (time_from === undefined && time_to === undefined) return true
	const time = due?.slice(11)
	return (
		Boolean(time) &&
		(time_from === undefined || (time ?? '') >= time_from) &&
		(time_to === undefined || (time ?? '') < time_to)
	)
}

function holdsWords(task: Task, search: string): boolean {
	const text = fold([task.title, task.description ?? '', ...task.tags.map((tag) => `#${tag}`)].join('\n'))
	return fold(search)
		.split(/\s+/)
		.every((word) => text.includes(word))
}

/** As on the page: in the person's own order, which is the order of adding until they move things. */
export const byPlace = (a: Task, b: Task): number => a.position - b.position || a.id - b.id

/** Soonest first by the person's own clock, a day before its hours; undated last, then as on the page. */
export function toDueOrder(timeZone: string): (a: Task, b: Task) => number {
	return (a, b) => {
		const [first, second] = [toLocalDue(a, timeZone) ?? never, toLocalDue(b, timeZone) ?? never]
		return first === second ? byPlace(a, b) : first < second ? -1 : 1
	}
}

/** Later than any date. */
const never = '9999'
