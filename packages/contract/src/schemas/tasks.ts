import { z } from 'zod'
import * as p from './primitives.ts'

export const priority = z.enum(['none', 'low', 'medium', 'high'])

/** When to remind: so many minutes before the due time (09:00 where the due date has no time), or at a local time of its own. */
export const reminder = z.union(
	[
		z.strictObject({ minutes_before: z.int().min(0).max(40_320) }),
		z.strictObject({
			at: z
				.string()
				.regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time such as 2026-11-20T17:00')
				.refine(p.isCalendarDay, 'must be a day of the calendar'),
		}),
	],
	'must be {"minutes_before": 30} or {"at": "2026-11-20T17:00"}',
)

export const task = z
	.object({
		id: z.int(),
		user_id: z.string(),
		client_id: z.string().nullable(),
		title: z.string(),
		description: z.string().nullable(),
		completed: z.boolean(),
		status: z.enum(['pending', 'completed']),
		priority,
		due_date: p.dueDate.nullable(),
		time_zone: z.string().nullable(),
		recurrence: z.string().nullable(),
		repeat_from: z.enum(['due', 'completion']),
		reminders: z.array(reminder),
		tags: z.array(z.string()),
		list_id: z.int().nullable(),
		section_id: z.int().nullable(),
		parent_id: z.int().nullable(),
		position: z.int(),
		version: z.int(),
		created_at: p.instant,
		updated_at: p.instant,
		completed_at: p.instant.nullable(),
		deleted_at: p.instant.nullable(),
	})
	.meta({ id: 'Task' })

const fields = {
	title: p.text(200),
	description: p.text(20_000, 0).nullable().describe('Markdown.'),
	completed: z.boolean(),
	priority,
	due_date: p.dueDateInput.nullable(),
	time_zone: p.timeZone.nullable().describe("The zone of a due time; the user's own where it is left out."),
	recurrence: p.text(500).nullable().describe('An RRULE of RFC 5545, without DTSTART.'),
	repeat_from: z.enum(['due', 'completion']),
	reminders: z.array(reminder).max(10),
	tags: z.array(p.tagName).max(30).describe('At most 1,000 different ones in the account.'),
	list_id: p.bodyId.nullable(),
	section_id: p.bodyId.nullable(),
	parent_id: p.bodyId.nullable(),
	position: p.position,
}

export const newTask = z
	.strictObject({ ...fields, client_id: p.clientId })
	.partial()
	.required({ title: true })
	.meta({ id: 'NewTask' })

export const taskChanges = z.strictObject(fields).partial().meta({ id: 'TaskChanges' })

const sort = z.enum(['created_at', 'updated_at', 'completed_at', 'title', 'due_date', 'priority', 'position'])
const order = z.enum(['asc', 'desc'])

export const taskQuery = z.strictObject({
	status: z.enum(['all', 'pending', 'completed']).optional(),
	search: p
		.text(200, 0)
		.optional()
		.describe('Words that must all stand in title, description or tags; case is ignored.'),
	priority: priority.optional(),
	tag: p.tagName.optional(),
	list: z
		.union([z.literal('inbox'), p.id], 'must be a list’s id or inbox')
		.optional()
		.describe("A list's id, or `inbox` for tasks in no list."),
	parent: p.id.optional(),
	overdue: p.flag.optional(),
	due_before: p.day.optional().describe('Due on an earlier day than this.'),
	due_after: p.day.optional().describe('Due on a later day than this.'),
	sort: sort.optional(),
	sort_by: sort.optional().describe('The same as `sort`.'),
	order: order.optional(),
	sort_order: order.optional().describe('The same as `order`.'),
	limit: p.digits(1, 1000).optional(),
	offset: p.digits(0, 10_000_000).optional(),
	cursor: z
		.string()
		.regex(/^[\w-]{1,3000}$/, 'is not one that this API gave out')
		.optional()
		.describe(
			'Goes on behind the last task of a page: what that page’s header `X-Next-Cursor` says, with the same sort, order and filters. Nothing is skipped or told twice, whatever is added or deleted meanwhile. Not together with `offset`.',
		),
})

export const taskStats = z.object({ total: z.int(), pending: z.int(), completed: z.int() }).meta({ id: 'TaskStats' })

const ids = z.array(p.bodyId).min(1).max(500)

export const bulkRequest = z
	.discriminatedUnion('action', [
		z.strictObject({ action: z.literal('create'), tasks: z.array(newTask).min(1).max(500) }),
		z.strictObject({ action: z.literal('update'), ids, changes: taskChanges }),
		z.strictObject({ action: z.literal('complete'), ids }),
		z.strictObject({ action: z.literal('reopen'), ids }),
		z.strictObject({ action: z.literal('delete'), ids }),
		z.strictObject({ action: z.literal('restore'), ids }),
	])
	.meta({ id: 'BulkRequest' })

export const bulkReply = z
	.object({ operation_id: z.string(), version: z.int(), tasks: z.array(task) })
	.meta({ id: 'BulkReply' })

const onTask = { params: z.strictObject({ id: p.id }) }

export const listTasks = { query: taskQuery, replies: { 200: z.array(task) } }
export const createTask = { body: newTask, replies: { 201: task } }
export const getTask = { ...onTask, replies: { 200: task } }
export const updateTask = { ...onTask, body: taskChanges, replies: { 200: task } }
export const replaceTask = updateTask
export const deleteTask = { ...onTask, replies: { 204: z.void() } }
export const completeTask = {
	...onTask,
	body: z.strictObject({ completed: z.boolean().optional() }).nullish(),
	replies: { 200: task },
}
export const toggleTask = completeTask
export const moveTask = {
	...onTask,
	body: z.strictObject({ after_id: p.bodyId.nullable().describe('The task it follows; null: first.') }),
	replies: { 200: task },
}
export const restoreTask = { ...onTask, replies: { 200: task } }
export const bulkTasks = { body: bulkRequest, replies: { 200: bulkReply } }
export const getStats = { replies: { 200: taskStats } }
export const listTrash = { replies: { 200: z.array(task) } }
export const purgeTask = { ...onTask, replies: { 204: z.void() } }
export const emptyTrash = { replies: { 204: z.void() } }

/** A finished occurrence of a recurring task; numbered per task. */
export const completion = z
	.object({ task_id: z.int(), n: z.int(), title: z.string(), due_date: p.dueDate.nullable(), completed_at: p.instant })
	.meta({ id: 'Completion' })

export const listCompletions = {
	query: taskQuery.pick({ limit: true, offset: true }),
	replies: { 200: z.array(completion) },
}
export const reopenCompletion = { params: z.strictObject({ id: p.id, n: p.id }), replies: { 200: task } }
