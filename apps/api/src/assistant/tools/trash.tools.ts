import { matchTitle } from '@todo/language'
import { primitives as p } from '@todo/contract/schemas'
import { z } from 'zod'
import { capitalise, count } from '../words.ts'
import { defineTool } from './define-tool.ts'
import { fields, taskResult, taskRow, toTaskResult, toTaskRow } from './tool-fields.ts'

export const findTrash = defineTool({
	name: 'find_trash',
	title: 'Look into the trash',
	description: 'Answers deleted tasks, the latest first; with a query, those that somebody may mean by it.',
	access: 'read',
	input: z.strictObject({ query: p.text(400).optional(), limit: z.int().min(1).max(100).optional() }),
	output: z.array(taskRow),
	async run(context, { query, limit = 25 }) {
		const deleted = await context.trash.list(context.actor)
		const known = new Map(deleted.map((task) => [task.id, task]))
		const found = query === undefined ? deleted : matchTitle(query, deleted).flatMap(({ id }) => known.get(id) ?? [])
		const tasks = found.slice(0, limit)
		const lists = await context.lists.all(context.actor)
		return { result: tasks.map((task) => toTaskRow(task, lists)), tasks }
	},
})

export const emptyTrash = defineTool({
	name: 'empty_trash',
	title: 'Empty the trash',
	description: 'Removes what is in the trash for good, after the person said yes. This can’t be undone.',
	access: 'destructive',
	alwaysAsks: true,
	input: z.strictObject({}),
	output: z.object({ status: z.literal('emptied'), count: z.int() }),
	async question(context) {
		const tasks = await context.trash.list(context.actor)
		const shown = tasks.slice(0, tasks.length > 7 ? 6 : 7).map(({ title }) => `• ${title.replaceAll(/\s+/g, ' ')}`)
		const rest = tasks.length - shown.length
		const line = `Empty the trash? ${capitalise(count(tasks.length))} will be gone for good: this can’t be undone.`
		return [line, ...shown, ...(rest > 0 ? [`• and ${rest} more`] : [])].join('\n')
	},
	async run(context) {
		const tasks = await context.trash.list(context.actor)
		await context.trash.empty(context.actor)
		return { result: { status: 'emptied' as const, count: tasks.length } }
	},
})

export const restoreTask = defineTool({
	name: 'restore_task',
	title: 'Bring a task back',
	description: 'Takes one task out of the trash, with the subtasks that went with it. Find its number with find_trash.',
	access: 'write',
	input: z.strictObject({ task_id: fields.task_id }),
	output: taskResult,
	touches: ({ task_id }) => [task_id],
	run: async (context, { task_id }) => toTaskResult(await context.trash.restore(context.actor, task_id), 'restored'),
})
