import type { List, Task } from '@todo/contract'
import { primitives as p, tasks as schemas } from '@todo/contract/schemas'
import { z } from 'zod'
import { invalid, notFound, raise } from '../../errors.ts'
import { count } from '../words.ts'
import type { ToolContext } from './define-tool.ts'

/** Fields that several tools share, described for models. */
export const fields = {
	task_id: p.bodyId.describe('The task’s number. Find it with find_tasks or list_tasks; never guess it.'),
	task_ids: z.array(p.bodyId).min(1).max(500).describe('The tasks’ numbers.'),
	title: p.text(200),
	description: p.text(20_000).describe('Notes, in markdown.'),
	due_date: p.dueDateInput.describe('A day (2026-11-20) or the person’s local time (2026-11-20T17:00).'),
	priority: schemas.priority,
	tags: z.array(p.tagName).max(30),
	list: p.text(100).describe('The name of a list that exists.'),
	recurrence: p.text(500).describe('An RRULE of RFC 5545, without DTSTART.'),
	repeat_from: z.enum(['due', 'completion']).describe('What the next date counts from.'),
	reminders: z.array(z.int().min(0).max(40_320)).max(10).describe('Minutes before it is due.'),
	day: p.day,
	time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 17:00'),
}

/** How a task reads to a model. */
export const taskRow = z.object({
	id: z.int(),
	title: z.string(),
	completed: z.boolean(),
	due_date: z.string().optional(),
	priority: schemas.priority.optional(),
	tags: z.array(z.string()).optional(),
	list: z.string().optional(),
	recurrence: z.string().optional(),
	parent_id: z.int().optional(),
})

/** What a tool that touched one task answers; existing clients know this shape. */
export const taskResult = z.object({ task_id: z.int(), status: z.string(), title: z.string() })

export const tasksResult = z.object({
	status: z.string(),
	count: z.int(),
	tasks: z.array(z.object({ task_id: z.int(), title: z.string() })),
})

export const toTaskResult = (task: Task, status: string) => ({
	result: { task_id: task.id, status, title: task.title },
	tasks: [task],
})

export const toTasksResult = (tasks: readonly Task[], status: string) => ({
	result: { status, count: tasks.length, tasks: tasks.map(({ id, title }) => ({ task_id: id, title })) },
	tasks,
})

export function toTaskRow(task: Task, lists: readonly List[]): z.input<typeof taskRow> {
	const list = lists.find(({ id }) => id === task.list_id)?.name
	return {
		id: task.id,
		title: task.title,
		completed: task.completed,
		...(task.due_date === null ? {} : { due_date: task.due_date }),
		...(task.priority === 'none' ? {} : { priority: task.priority }),
		...(task.tags.length === 0 ? {} : { tags: task.tags }),
		...(list === undefined ? {} : { list }),
		...(task.recurrence === null ? {} : { recurrence: task.recurrence }),
		...(task.parent_id === null ? {} : { parent_id: task.parent_id }),
	}
}

const fold = (name: string) => name.normalize('NFKC').trim().toLowerCase()

/** @throws {DomainError} `VALIDATION_ERROR` that names the lists there are. */
export async function requireList({ lists, actor }: ToolContext, name: string): Promise<List> {
	const all = await lists.all(actor)
	const found = all.find((list) => fold(list.name) === fold(name))
	if (found) return found
	const names = all.map((list) => `“${list.name}”`).join(', ')
	throw invalid('list', names ? `is none of the lists there are: ${names}` : 'does not exist; there are no lists yet')
}

/** Every task that is not in the trash: more than anybody has. */
const everything = 100_000

export async function readTasks(
	{ tasks, actor }: ToolContext,
	status: 'pending' | 'completed' | 'all',
): Promise<Task[]> {
	const selection = { status, sort: 'position', order: 'asc', limit: everything, offset: 0 } as const
	return (await tasks.list(actor, selection)).tasks
}

/** The tasks of these numbers, in their order. @throws {DomainError} `TASK_NOT_FOUND` */
export async function requireTasks(context: ToolContext, ids: readonly number[]): Promise<Task[]> {
	const unique = [...new Set(ids)]
	if (unique.length <= 10) return Promise.all(unique.map((id) => context.tasks.get(context.actor, id)))
	const known = new Map((await readTasks(context, 'all')).map((task) => [task.id, task]))
	return unique.map((id) => known.get(id) ?? raise(notFound('task', id)))
}

/** How many tasks these are with their subtasks; no further than one past `most`. */
export async function countWithSubtasks(
	{ tasks, actor }: ToolContext,
	ids: readonly number[],
	status: 'pending' | 'all',
	most: number,
): Promise<number> {
	const found = new Set(ids)
	// A set hands out what is added while it is walked: subtasks of subtasks too.
	for (const parent of found) {
		if (found.size > most) break
		const selection = { parent, status, sort: 'position', order: 'asc', limit: most + 1, offset: 0 } as const
		for (const { id } of (await tasks.list(actor, selection)).tasks) found.add(id)
	}
	return found.size
}

/** A question about tasks: one line, then their titles; past seven the rest is counted. */
export async function askAbout(
	context: ToolContext,
	ids: readonly number[],
	toLine: (tasks: string, number: number) => string,
): Promise<string> {
	const tasks = await requireTasks(context, ids)
	const shown = tasks.slice(0, tasks.length > 7 ? 6 : 7).map(({ title }) => `• ${title.replaceAll(/\s+/g, ' ')}`)
	const rest = tasks.length - shown.length
	return [toLine(count(tasks.length), tasks.length), ...shown, ...(rest > 0 ? [`• and ${rest} more`] : [])].join('\n')
}
