import type { Section, Task } from '@todo/contract'
import { addDays, dayOf, isOverdue, toLocalDue } from '#lib/days.ts'
import type { Now } from '#lib/use-now.ts'

/** What the lists are sorted by; `smart` is the person's own order. */
export const sortings = ['smart', 'due', 'priority', 'title', 'created'] as const
export type Sorting = (typeof sortings)[number]
export const isSorting = (value: string | null): value is Sorting => sortings.some((name) => name === value)

const ranks = { high: 0, medium: 1, low: 2, none: 3 } as const
/** Later than any date: what has none comes last. */
const never = '9999'

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const bySmart = (a: Task, b: Task) => a.position - b.position || Math.abs(a.id) - Math.abs(b.id)
const byDue = (a: Task, b: Task) => compareTexts(a.due_date ?? never, b.due_date ?? never) || bySmart(a, b)

const orders: Record<Sorting, (a: Task, b: Task) => number> = {
	smart: bySmart,
	due: byDue,
	priority: (a, b) => ranks[a.priority] - ranks[b.priority] || byDue(a, b),
	title: (a, b) => a.title.localeCompare(b.title),
	created: (a, b) => compareTexts(b.created_at, a.created_at) || bySmart(b, a),
}

export const sortTasks = (tasks: Task[], sorting: Sorting): Task[] => tasks.toSorted(orders[sorting])

/** A task stands on its own unless the task above it is in sight, too. */
export function withoutSubtasks(tasks: Task[]): Task[] {
	const ids = new Set(tasks.map((task) => task.id))
	return tasks.filter((task) => task.parent_id === null || !ids.has(task.parent_id))
}

export const selectInbox = (tasks: Task[]): Task[] => withoutSubtasks(tasks.filter((task) => task.list_id === null))
export const selectList = (tasks: Task[], id: number): Task[] =>
	withoutSubtasks(tasks.filter((task) => task.list_id === id))
/** The sections of a list as they stand in it. */
export const selectSections = (sections: readonly Section[], listId: number): Section[] =>
	sections.filter(({ list_id }) => list_id === listId).toSorted((a, b) => a.position - b.position || a.id - b.id)
export const selectTag = (tasks: Task[], name: string): Task[] => tasks.filter((task) => task.tags.includes(name))

export interface TodayTasks {
	overdue: Task[]
	today: Task[]
}

/** When a task is due by the person's own clock, whatever zone its time was set in. */
export const readDue = (
	task: Pick<Task, 'due_date' | 'time_zone'>,
	{ timeZone }: Pick<Now, 'timeZone'>,
): string | null => task.due_date && toLocalDue(task.due_date, task.time_zone, timeZone)

/** What is late by whole days, and what is due today, past its time or not. */
export function selectToday(tasks: Task[], now: Now): TodayTasks {
	const found: TodayTasks = { overdue: [], today: [] }
	for (const task of tasks) {
		const due = readDue(task, now)
		if (due && dayOf(due) < now.today) found.overdue.push(task)
		else if (due && dayOf(due) === now.today) found.today.push(task)
	}
	return found
}

export interface DayGroup {
	day: string
	tasks: Task[]
}

/** The days after today that have tasks, and the next seven whether they have or not. */
export function selectUpcoming(tasks: Task[], now: Now): DayGroup[] {
	const { today } = now
	const byLocalDue = (a: Task, b: Task) =>
		compareTexts(readDue(a, now) ?? never, readDue(b, now) ?? never) || bySmart(a, b)
	const groups = new Map<string, Task[]>()
	for (let n = 1; n <= 7; n++) groups.set(addDays(today, n), [])
	for (const task of tasks) {
		const due = readDue(task, now)
		if (!due || dayOf(due) <= today) continue
		const day = dayOf(due)
		groups.set(day, [...(groups.get(day) ?? []), task])
	}
	return [...groups]
		.map(([day, group]) => ({ day, tasks: group.toSorted(byLocalDue) }))
		.toSorted((a, b) => compareTexts(a.day, b.day))
}

/** Words that must all stand in title, description or tags, case and composition of letters ignored. */
export function searchTasks(tasks: Task[], text: string): Task[] {
	const fold = (value: string) => value.normalize('NFKC').toLowerCase()
	const words = fold(text).split(/\s+/).filter(Boolean)
	if (words.length === 0) return []
	return tasks.filter((task) => {
		const all = fold([task.title, task.description ?? '', ...task.tags.map((tag) => `#${tag}`)].join('\n'))
		return words.every((word) => all.includes(word))
	})
}

export function isLate(task: Task, now: Now): boolean {
	const due = readDue(task, now)
	return !task.completed && due !== null && isOverdue(due, now.clock)
}

/** The task as it looks once it is created; its id is a stand-in until the server gives one. */
export function toDraft(task: Partial<Task> & { title: string; client_id: string }, id: number, at: Date): Task {
	return {
		id,
		user_id: '',
		description: null,
		completed: false,
		status: 'pending',
		priority: 'none',
		due_date: null,
		time_zone: null,
		recurrence: null,
		repeat_from: 'due',
		reminders: [],
		tags: [],
		list_id: null,
		section_id: null,
		parent_id: null,
		position: Number.MAX_SAFE_INTEGER,
		version: 0,
		created_at: at.toISOString(),
		updated_at: at.toISOString(),
		completed_at: null,
		deleted_at: null,
		...task,
		...(task.completed ? { status: 'completed', completed_at: at.toISOString() } : {}),
	}
}

/** One name for a task before and after the server has given it an id. */
export const keyOf = (task: Pick<Task, 'id' | 'client_id'>): string => task.client_id ?? String(task.id)
