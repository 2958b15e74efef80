import { sayTime, type Task, type TaskChanges } from '@todo/contract'
import { z } from 'zod'
import { invalid } from '../../errors.ts'
import { sayDay } from '../words.ts'
import { defineTool } from './define-tool.ts'
import type { ToolContext } from './define-tool.ts'
import { shiftDue, withDay, withTime } from './due-dates.ts'
import {
	askAbout,
	fields,
	requireList,
	requireTasks,
	taskResult,
	tasksResult,
	toTaskResult,
	toTasksResult,
} from './tool-fields.ts'

const clearable = ['due_date', 'description', 'list', 'recurrence', 'reminders', 'tags'] as const

const changes = {
	description: fields.description.optional(),
	add_description: fields.description.optional().describe('Put behind the notes that are there.'),
	due_date: fields.due_date.optional(),
	priority: fields.priority.optional().describe('`none` takes it away.'),
	tags: fields.tags.optional().describe('Replaces all tags.'),
	add_tags: fields.tags.optional(),
	remove_tags: fields.tags.optional(),
	list: fields.list.optional(),
	recurrence: fields.recurrence.optional(),
	repeat_from: fields.repeat_from.optional(),
	repeat_until: fields.day
		.optional()
		.describe('The last day of a series; its rule stays. Tasks that don’t repeat stay as they are.'),
	reminders: fields.reminders.optional(),
	clear: z.array(z.enum(clearable)).max(clearable.length).optional().describe('Fields to empty.'),
}

type Given = z.output<z.ZodObject<typeof changes>> & { title?: string | undefined }

const emptied = {
	due_date: { due_date: null },
	description: { description: null },
	list: { list_id: null },
	recurrence: { recurrence: null },
	reminders: { reminders: [] },
	tags: { tags: [] },
} as const satisfies Record<(typeof clearable)[number], TaskChanges>

/** What changes on this task; a list has been looked up before. */
function toChanges(task: Task, given: Given, listId: number | undefined): TaskChanges {
	const { clear = [], add_description, add_tags, remove_tags, list: _list, reminders, repeat_until, ...plain } = given
	let result: TaskChanges = {}
	for (const field of clear) result = { ...result, ...emptied[field] }
	result = { ...result, ...plain }
	if (listId !== undefined) result.list_id = listId
	if (reminders) result.reminders = reminders.map((minutes_before) => ({ minutes_before }))
	const recurrence = result.recurrence === undefined ? task.recurrence : result.recurrence
	if (repeat_until !== undefined && recurrence !== null) result.recurrence = withEnd(recurrence, repeat_until)
	if (add_description !== undefined)
		result.description = task.description ? `${task.description}\n${add_description}` : add_description
	if (add_tags || remove_tags) {
		const kept = (result.tags ?? task.tags).filter((tag) => !remove_tags?.includes(tag))
		result.tags = [...new Set([...kept, ...(add_tags ?? [])])]
	}
	return result
}

/** The rule with this last day instead of the end it had. */
function withEnd(rule: string, day: string): string {
	const parts = rule.split(';').filter((part) => !/^(?:COUNT|UNTIL)=/i.test(part))
	return [...parts, `UNTIL=${day.replaceAll('-', '')}`].join(';')
}

/** Applies to each task what it comes to for that task; those that change alike change together. */
async function changeEach(
	context: ToolContext,
	ids: readonly number[],
	toChange: (task: Task) => TaskChanges,
): Promise<Task[]> {
	const tasks = await requireTasks(context, ids)
	const groups = new Map<string, { change: TaskChanges; ids: number[] }>()
	for (const task of tasks) {
		const change = toChange(task)
		const key = JSON.stringify(change)
		const group = groups.get(key) ?? { change, ids: [] }
		group.ids.push(task.id)
		groups.set(key, group)
	}
	const changed = new Map<number, Task>()
	for (const group of groups.values()) {
		const request = { action: 'update' as const, ids: group.ids, changes: group.change }
		for (const task of (await context.tasks.bulk(context.actor, request)).tasks) changed.set(task.id, task)
	}
	return tasks.flatMap(({ id }) => changed.get(id) ?? [])
}

function requireSomething(given: object): void {
	if (Object.values(given).every((value) => value === undefined)) throw invalid('task', 'needs something to change')
}

export const updateTask = defineTool({
	name: 'update_task',
	title: 'Change a task',
	description: 'Changes fields of one task; those left out stay. Empty fields with `clear`.',
	access: 'write',
	idempotent: true,
	input: z.strictObject({ task_id: fields.task_id, title: fields.title.optional(), ...changes }),
	output: taskResult,
	touches: ({ task_id }) => [task_id],
	async run(context, { task_id, ...given }) {
		requireSomething(given)
		const listId = given.list === undefined ? undefined : (await requireList(context, given.list)).id
		const task = await context.tasks.get(context.actor, task_id)
		return toTaskResult(await context.tasks.update(context.actor, task_id, toChanges(task, given, listId)), 'updated')
	},
})

export const updateTasks = defineTool({
	name: 'update_tasks',
	title: 'Change several tasks',
	description: 'Makes the same change to several tasks. More than five are changed only after the person said yes.',
	access: 'write',
	idempotent: true,
	input: z.strictObject({ task_ids: fields.task_ids, ...changes }),
	output: tasksResult,
	touches: ({ task_ids }) => task_ids,
	question: (context, { task_ids }) => askAbout(context, task_ids, (tasks) => `Change ${tasks}?`),
	async run(context, { task_ids, ...given }) {
		requireSomething(given)
		const listId = given.list === undefined ? undefined : (await requireList(context, given.list)).id
		return toTasksResult(await changeEach(context, task_ids, (task) => toChanges(task, given, listId)), 'updated')
	},
})

export const rescheduleTasks = defineTool({
	name: 'reschedule_tasks',
	title: 'Move tasks in time',
	description:
		'Moves one or more tasks to another day (keeping each one’s time), to another time (keeping each one’s day), or by a span. Repeating tasks keep repeating.',
	access: 'write',
	input: z.strictObject({
		task_ids: fields.task_ids,
		day: fields.day.optional(),
		time: fields.time.optional().describe('Tasks without a date get today’s, or tomorrow’s where that time is past.'),
		shift_minutes: z.int().min(-525_600).max(525_600).optional(),
		shift_days: z.int().min(-3_660).max(3_660).optional(),
		shift_months: z.int().min(-120).max(120).optional(),
	}),
	output: tasksResult,
	touches: ({ task_ids }) => task_ids,
	question: (context, { task_ids, day, time }) =>
		askAbout(context, task_ids, (tasks) => {
			const { dayFirst, locale } = context
			const reader = { now: context.clock.local(context.actor.timeZone), dayFirst, locale }
			return `Move ${tasks}${day === undefined ? '' : ` to ${sayDay(day, reader)}`}${time === undefined ? '' : ` to ${sayTime(time, locale)}`}?`
		}),
	async run(context, { task_ids, day, time, ...shift }) {
		requireSomething({ day, time, ...shift })
		const local = context.clock.local(context.actor.timeZone)
		const toDue = (due: string | null) => {
			const shifted = shiftDue(due, shift, local)
			const onDay = day === undefined ? shifted : withDay(shifted, day)
			return time === undefined ? onDay : withTime(onDay, time, local)
		}
		const moved = await changeEach(context, task_ids, (task) => ({ due_date: toDue(task.due_date) }))
		return toTasksResult(moved, 'rescheduled')
	},
})
