import type { NewTask } from '@todo/contract'
import { primitives as p } from '@todo/contract/schemas'
import { z } from 'zod'
import { defineTool } from './define-tool.ts'
import type { ToolContext } from './define-tool.ts'
import { fields, requireList, taskResult, tasksResult, toTaskResult, toTasksResult } from './tool-fields.ts'

const newTask = {
	title: fields.title,
	description: fields.description.optional(),
	due_date: fields.due_date.optional(),
	priority: fields.priority.optional(),
	tags: fields.tags.optional(),
	list: fields.list.optional(),
	recurrence: fields.recurrence.optional(),
	repeat_from: fields.repeat_from.optional(),
	reminders: fields.reminders.optional(),
	parent_id: p.bodyId.optional().describe('The task that this is a part of.'),
}

type Given = z.output<z.ZodObject<typeof newTask>>

async function toNewTask(context: ToolContext, { list, reminders, ...rest }: Given): Promise<NewTask> {
	const task: NewTask = { ...rest }
	if (list !== undefined) task.list_id = (await requireList(context, list)).id
	if (reminders !== undefined) task.reminders = reminders.map((minutes_before) => ({ minutes_before }))
	return task
}

export const addTask = defineTool({
	name: 'add_task',
	title: 'Add a task',
	description: 'Adds one task. Put dates, priority, tags and list into their fields, not into the title.',
	access: 'write',
	input: z.strictObject(newTask),
	output: taskResult,
	run: async (context, args) =>
		toTaskResult(await context.tasks.create(context.actor, await toNewTask(context, args)), 'created'),
})

export const addTasks = defineTool({
	name: 'add_tasks',
	title: 'Add several tasks',
	description: 'Adds up to 50 tasks at once, in their order.',
	access: 'write',
	input: z.strictObject({ tasks: z.array(z.strictObject(newTask)).min(1).max(50) }),
	output: tasksResult,
	async run(context, args) {
		const tasks: NewTask[] = []
		for (const given of args.tasks) tasks.push(await toNewTask(context, given))
		const made = await context.tasks.bulk(context.actor, { action: 'create', tasks })
		return toTasksResult(made.tasks, 'created')
	},
})
