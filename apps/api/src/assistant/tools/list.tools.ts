import { primitives as p } from '@todo/contract/schemas'
import { z } from 'zod'
import { count, quote } from '../words.ts'
import { defineTool } from './define-tool.ts'
import { fields, readTasks, requireList } from './tool-fields.ts'

const listResult = z.object({ list_id: z.int(), status: z.string(), name: z.string() })
const name = p.text(100)

export const listLists = defineTool({
	name: 'list_lists',
	title: 'Show the lists',
	description: 'Answers the person’s lists, each with how many open tasks it holds.',
	access: 'read',
	input: z.strictObject({}),
	output: z.array(z.object({ list_id: z.int(), name: z.string(), pending: z.int() })),
	async run(context) {
		const [lists, tasks] = [await context.lists.all(context.actor), await readTasks(context, 'pending')]
		return {
			result: lists.map((list) => ({
				list_id: list.id,
				name: list.name,
				pending: tasks.filter((task) => task.list_id === list.id).length,
			})),
		}
	},
})

export const listTags = defineTool({
	name: 'list_tags',
	title: 'Show the tags',
	description: 'Answers the tags in use, each with how many open tasks carry it.',
	access: 'read',
	input: z.strictObject({}),
	output: z.array(z.object({ tag: z.string(), pending: z.int() })),
	async run(context) {
		const counts = new Map<string, number>()
		for (const task of await readTasks(context, 'pending'))
			for (const tag of task.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
		const sorted = [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b))
		return { result: sorted.map(([tag, pending]) => ({ tag, pending })) }
	},
})

export const createList = defineTool({
	name: 'create_list',
	title: 'Make a list',
	description: 'Makes a list that tasks can be put into.',
	access: 'write',
	input: z.strictObject({ name }),
	output: listResult,
	async run({ lists, actor }, args) {
		const list = await lists.create(actor, { name: args.name })
		return { result: { list_id: list.id, status: 'created', name: list.name } }
	},
})

export const renameList = defineTool({
	name: 'rename_list',
	title: 'Rename a list',
	description: 'Gives a list another name.',
	access: 'write',
	idempotent: true,
	input: z.strictObject({ list: fields.list, name }),
	output: listResult,
	async run(context, args) {
		const { id } = await requireList(context, args.list)
		const list = await context.lists.update(context.actor, id, { name: args.name })
		return { result: { list_id: list.id, status: 'renamed', name: list.name } }
	},
})

export const deleteList = defineTool({
	name: 'delete_list',
	title: 'Delete a list',
	description: 'Puts a list and its tasks into the trash, after the person said yes. Undo brings them back.',
	access: 'destructive',
	alwaysAsks: true,
	input: z.strictObject({ list: fields.list }),
	output: listResult,
	async question(context, args) {
		const list = await requireList(context, args.list)
		const held = (await readTasks(context, 'all')).filter((task) => task.list_id === list.id).length
		return `Move the list ${quote(list.name)} to the trash${held > 0 ? `, with its ${count(held)}` : ''}?`
	},
	async run(context, args) {
		const list = await requireList(context, args.list)
		await context.lists.remove(context.actor, list.id)
		return { result: { list_id: list.id, status: 'deleted', name: list.name } }
	},
})
