import { primitives as p, tasks as schemas } from '@todo/contract/schemas'
import { matchTitle } from '@todo/language'
import { z } from 'zod'
import { defineTool } from './define-tool.ts'
import type { ToolContext } from './define-tool.ts'
import { byPlace, matches, toDueOrder } from './task-filter.rules.ts'
import type { Moment, Selection } from './task-filter.rules.ts'
import { fields, readTasks, requireList, taskRow, toTaskRow } from './tool-fields.ts'

const status = z.enum(['pending', 'completed', 'all'])

const filter = {
	status: status.optional(),
	task_ids: fields.task_ids.optional(),
	due_from: p.day.optional().describe('Due on this day or later.'),
	due_to: p.day.optional().describe('Due on this day or earlier.'),
	overdue: z.boolean().optional(),
	no_date: z.boolean().optional(),
	time_from: fields.time.optional(),
	time_to: fields.time.optional().describe('Due before this time of day.'),
	priority: schemas.priority.optional(),
	tags: fields.tags.optional(),
	list: p.text(100).optional().describe('The name of a list, or `inbox` for tasks in none.'),
	recurring: z.boolean().optional(),
	completed_from: p.day.optional(),
	completed_to: p.day.optional(),
	created_from: p.day.optional(),
	created_to: p.day.optional(),
	search: p.text(200).optional().describe('Words that must all stand in title, notes or tags.'),
}

type Filter = z.output<z.ZodObject<typeof filter>>

const toMoment = ({ clock, actor }: ToolContext): Moment => ({
	now: clock.now(),
	local: clock.local(actor.timeZone),
	timeZone: actor.timeZone,
})

async function select(context: ToolContext, { list, ...rest }: Filter, sort: 'due' | 'place' = 'due') {
	const selection: Selection = { ...rest }
	if (list !== undefined) {
		const named = list.toLowerCase() === 'inbox' ? null : (await requireList(context, list)).id
		selection.list_id = named
	}
	const candidates = await readTasks(context, rest.status ?? 'all')
	const moment = toMoment(context)
	const found = candidates.filter((task) => matches(task, selection, moment))
	return rest.status === 'completed'
		? found.toSorted((a, b) => (b.completed_at ?? '').localeCompare(a.completed_at ?? ''))
		: found.toSorted(sort === 'due' ? toDueOrder(moment.timeZone) : byPlace)
}

export const listTasks = defineTool({
	name: 'list_tasks',
	title: 'List tasks',
	description: 'Lists tasks by status, date, priority, tag, list or words; soonest due first unless sorted otherwise.',
	access: 'read',
	input: z.strictObject({
		...filter,
		sort: z.enum(['due', 'place']).optional().describe('`place`: in the person’s own order, as on the page.'),
		limit: z.int().min(1).max(500).optional(),
	}),
	output: z.array(taskRow),
	async run(context, { limit = 100, sort, ...wanted }) {
		const tasks = (await select(context, wanted, sort)).slice(0, limit)
		const lists = await context.lists.all(context.actor)
		return { result: tasks.map((task) => toTaskRow(task, lists)), tasks }
	},
})

export const countTasks = defineTool({
	name: 'count_tasks',
	title: 'Count tasks',
	description: 'Counts the tasks that list_tasks would find, however many there are.',
	access: 'read',
	input: z.strictObject(filter),
	output: z.object({ count: z.int() }),
	run: async (context, wanted) => ({ result: { count: (await select(context, wanted)).length } }),
})

export const findTasks = defineTool({
	name: 'find_tasks',
	title: 'Find tasks by title',
	description: 'Finds the tasks that somebody may mean by a few words, best first; typos are forgiven.',
	access: 'read',
	input: z.strictObject({ query: p.text(400), status: status.optional(), limit: z.int().min(1).max(100).optional() }),
	output: z.array(taskRow.extend({ score: z.number().describe('1: the same words; 0.55: hardly.') })),
	async run(context, { query, status: wanted = 'pending', limit = 25 }) {
		const candidates = await readTasks(context, wanted)
		const known = new Map(candidates.map((task) => [task.id, task]))
		const found = matchTitle(query, candidates)
			.slice(0, limit)
			.flatMap(({ id, score }) => {
				const task = known.get(id)
				return task ? [{ task, score }] : []
			})
		const lists = await context.lists.all(context.actor)
		return {
			result: found.map(({ task, score }) => ({ ...toTaskRow(task, lists), score: Math.round(score * 100) / 100 })),
			tasks: found.map(({ task }) => task),
		}
	},
})

export const getTasks = defineTool({
	name: 'get_tasks',
	title: 'Get tasks by number',
	description: 'Answers the tasks of these numbers; numbers that no task has are left out.',
	access: 'read',
	input: z.strictObject({ task_ids: fields.task_ids }),
	output: z.array(taskRow),
	async run(context, { task_ids }) {
		const known = new Map((await readTasks(context, 'all')).map((task) => [task.id, task]))
		const tasks = [...new Set(task_ids)].flatMap((id) => known.get(id) ?? [])
		const lists = await context.lists.all(context.actor)
		return { result: tasks.map((task) => toTaskRow(task, lists)), tasks }
	},
})
