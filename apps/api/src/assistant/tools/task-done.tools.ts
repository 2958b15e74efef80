import { z } from 'zod'
import { defineTool } from './define-tool.ts'
import {
	askAbout,
	countWithSubtasks,
	fields,
	requireTasks,
	taskResult,
	tasksResult,
	toTaskResult,
	toTasksResult,
} from './tool-fields.ts'

const one = z.strictObject({ task_id: fields.task_id })
const several = z.strictObject({ task_ids: fields.task_ids })

export const completeTask = defineTool({
	name: 'complete_task',
	title: 'Complete a task',
	description: 'Marks one task as done; a repeating task moves on to its next date.',
	access: 'write',
	input: one,
	output: taskResult,
	touches: ({ task_id }) => [task_id],
	subtasks: 'pending',
	question: (context, { task_id }) =>
		askAbout(context, [task_id], () => 'Mark this task as done, with its open subtasks?'),
	run: async (context, { task_id }) =>
		toTaskResult(await context.tasks.complete(context.actor, task_id, true), 'completed'),
})

export const completeTasks = defineTool({
	name: 'complete_tasks',
	title: 'Complete several tasks',
	description: 'Marks several tasks as done. More than five are marked only after the person said yes.',
	access: 'write',
	input: several,
	output: tasksResult,
	touches: ({ task_ids }) => task_ids,
	subtasks: 'pending',
	question: (context, { task_ids }) => askAbout(context, task_ids, (tasks) => `Mark ${tasks} as done?`),
	run: async (context, { task_ids }) =>
		toTasksResult((await context.tasks.bulk(context.actor, { action: 'complete', ids: task_ids })).tasks, 'completed'),
})

export const reopenTask = defineTool({
	name: 'reopen_task',
	title: 'Reopen a task',
	description: 'Takes back that a task is done.',
	access: 'write',
	idempotent: true,
	input: one,
	output: taskResult,
	touches: ({ task_id }) => [task_id],
	run: async (context, { task_id }) =>
		toTaskResult(await context.tasks.complete(context.actor, task_id, false), 'reopened'),
})

export const reopenTasks = defineTool({
	name: 'reopen_tasks',
	title: 'Reopen several tasks',
	description: 'Takes back that several tasks are done.',
	access: 'write',
	idempotent: true,
	input: several,
	output: tasksResult,
	touches: ({ task_ids }) => task_ids,
	question: (context, { task_ids }) => askAbout(context, task_ids, (tasks) => `Reopen ${tasks}?`),
	run: async (context, { task_ids }) =>
		toTasksResult((await context.tasks.bulk(context.actor, { action: 'reopen', ids: task_ids })).tasks, 'reopened'),
})

const skippedRow = z.object({ task_id: z.int(), title: z.string(), repeats: z.boolean() })

export const skipTasks = defineTool({
	name: 'skip_tasks',
	title: 'Skip once',
	description:
		'Moves repeating tasks on to their next date that isn’t over, without doing this one. What doesn’t repeat, is done or is at its last date stays, and is named as `left`.',
	access: 'write',
	input: several,
	output: tasksResult.extend({ left: z.array(skippedRow) }),
	touches: ({ task_ids }) => task_ids,
	question: (context, { task_ids }) => askAbout(context, task_ids, (tasks) => `Skip ${tasks} once?`),
	async run(context, { task_ids }) {
		const results = await context.completions.skip(context.actor, task_ids)
		const moved = results.filter(({ skipped }) => skipped).map(({ task }) => task)
		const left = results
			.filter(({ skipped }) => !skipped)
			.map(({ task: { id, title, recurrence } }) => ({ task_id: id, title, repeats: recurrence !== null }))
		const { result, tasks } = toTasksResult(moved, 'skipped')
		return { result: { ...result, left }, tasks }
	},
})

export const deleteTask = defineTool({
	name: 'delete_task',
	title: 'Delete a task',
	description: 'Puts one task into the trash, its subtasks with it. Undo brings it back.',
	access: 'destructive',
	idempotent: true,
	input: one,
	output: taskResult,
	touches: ({ task_id }) => [task_id],
	subtasks: 'all',
	async question(context, { task_id }) {
		const hasSubtasks = (await countWithSubtasks(context, [task_id], 'all', 1)) > 1
		return askAbout(
			context,
			[task_id],
			() => `Move this task${hasSubtasks ? ', with its subtasks,' : ''} to the trash?`,
		)
	},
	async run(context, { task_id }) {
		const task = await context.tasks.get(context.actor, task_id)
		await context.tasks.remove(context.actor, task_id)
		return toTaskResult(task, 'deleted')
	},
})

export const deleteTasks = defineTool({
	name: 'delete_tasks',
	title: 'Delete several tasks',
	description: 'Puts several tasks into the trash, after the person said yes. Undo brings them back.',
	access: 'destructive',
	idempotent: true,
	alwaysAsks: true,
	input: several,
	output: tasksResult,
	touches: ({ task_ids }) => task_ids,
	subtasks: 'all',
	question: (context, { task_ids }) => askAbout(context, task_ids, (tasks) => `Move ${tasks} to the trash?`),
	async run(context, { task_ids }) {
		const tasks = await requireTasks(context, task_ids)
		await context.tasks.bulk(context.actor, { action: 'delete', ids: task_ids })
		return toTasksResult(tasks, 'deleted')
	},
})
