import type { List, Section } from '@todo/contract'
import { primitives as p } from '@todo/contract/schemas'
import { z } from 'zod'
import { invalid } from '../../errors.ts'
import { count, quote } from '../words.ts'
import { defineTool } from './define-tool.ts'
import type { ToolContext } from './define-tool.ts'
import { askAbout, fields, readTasks, requireList, tasksResult, toTasksResult } from './tool-fields.ts'

const name = p.text(100)
const sectionField = name.describe('The name of a section that exists. Find it with list_sections.')
const ofList = fields.list.optional().describe('The list it is in, where several lists have a section of that name.')
const sectionResult = z.object({ section_id: z.int(), status: z.string(), name: z.string(), list: z.string() })

const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase()
const byPlace = (a: Section, b: Section) => a.position - b.position || a.id - b.id
const nameList = (lists: readonly List[], { list_id }: Section) => lists.find(({ id }) => id === list_id)?.name ?? ''

async function readSections({ sections, actor }: ToolContext): Promise<Section[]> {
	return (await sections.all(actor)).filter(({ deleted_at }) => deleted_at === null).toSorted(byPlace)
}

/** @throws {DomainError} `VALIDATION_ERROR` that names the sections there are, or the lists that have one of this name. */
async function requireSection(context: ToolContext, wanted: string, list: string | undefined) {
	const all = await readSections(context)
	const lists = await context.lists.all(context.actor)
	const within = list === undefined ? undefined : (await requireList(context, list)).id
	const found = all.filter((one) => fold(one.name) === fold(wanted) && (within === undefined || one.list_id === within))
	const [section, ...more] = found
	if (section && more.length === 0) return { section, list: nameList(lists, section) }
	if (section)
		throw invalid('list', `is needed: ${found.map((one) => quote(nameList(lists, one))).join(' and ')} have it`)
	const names = all.map((one) => `${quote(one.name)} in ${quote(nameList(lists, one))}`).join(', ')
	throw invalid('section', names ? `is none of the sections there are: ${names}` : 'does not exist; there are none yet')
}

const toResult = ({ section, list }: { section: Section; list: string }, status: string) => ({
	result: { section_id: section.id, status, name: section.name, list },
})

export const listSections = defineTool({
	name: 'list_sections',
	title: 'Show the sections',
	description: 'Answers the sections of the person’s lists, each with its list and how many open tasks it holds.',
	access: 'read',
	input: z.strictObject({ list: fields.list.optional() }),
	output: z.array(z.object({ section_id: z.int(), name: z.string(), list: z.string(), pending: z.int() })),
	async run(context, { list }) {
		const within = list === undefined ? undefined : (await requireList(context, list)).id
		const [lists, tasks] = [await context.lists.all(context.actor), await readTasks(context, 'pending')]
		const sections = (await readSections(context)).filter(({ list_id }) => within === undefined || list_id === within)
		return {
			result: sections.map((section) => ({
				section_id: section.id,
				name: section.name,
				list: nameList(lists, section),
				pending: tasks.filter((task) => task.section_id === section.id).length,
			})),
		}
	},
})

export const createSection = defineTool({
	name: 'create_section',
	title: 'Make a section',
	description: 'Makes a section, a part of a list with a heading of its own.',
	access: 'write',
	input: z.strictObject({ name, list: fields.list }),
	output: sectionResult,
	async run(context, args) {
		const list = await requireList(context, args.list)
		const section = await context.sections.create(context.actor, { list_id: list.id, name: args.name })
		return toResult({ section, list: list.name }, 'created')
	},
})

export const renameSection = defineTool({
	name: 'rename_section',
	title: 'Rename a section',
	description: 'Gives a section another name.',
	access: 'write',
	input: z.strictObject({ section: sectionField, list: ofList, name }),
	output: sectionResult,
	async run(context, args) {
		const { section, list } = await requireSection(context, args.section, args.list)
		const renamed = await context.sections.update(context.actor, section.id, { name: args.name })
		return toResult({ section: renamed, list }, 'renamed')
	},
})

export const deleteSection = defineTool({
	name: 'delete_section',
	title: 'Delete a section',
	description: 'Removes a section after the person said yes; its tasks stay in the list. Undo brings it back.',
	access: 'destructive',
	alwaysAsks: true,
	input: z.strictObject({ section: sectionField, list: ofList }),
	output: sectionResult,
	async question(context, args) {
		const { section, list } = await requireSection(context, args.section, args.list)
		const held = (await readTasks(context, 'all')).filter((task) => task.section_id === section.id).length
		const stay = held > 0 ? ` Its ${count(held)} ${held === 1 ? 'stays' : 'stay'} in the list.` : ''
		return `Remove the section ${quote(section.name)} of ${quote(list)}?${stay}`
	},
	async run(context, args) {
		const found = await requireSection(context, args.section, args.list)
		await context.sections.remove(context.actor, found.section.id)
		return toResult(found, 'deleted')
	},
})

export const moveToSection = defineTool({
	name: 'move_to_section',
	title: 'Move tasks to a section',
	description: 'Moves tasks into a section, and with it into its list; without a section, out of the one they are in.',
	access: 'write',
	input: z.strictObject({ task_ids: fields.task_ids, section: sectionField.optional(), list: ofList }),
	output: tasksResult,
	touches: ({ task_ids }) => task_ids,
	question: (context, { task_ids, section }) =>
		askAbout(context, task_ids, (tasks) =>
			section === undefined
				? `Take ${tasks} out of their sections?`
				: `Move ${tasks} to the section ${quote(section)}?`,
		),
	async run(context, { task_ids, section: wanted, list }) {
		const found = wanted === undefined ? undefined : (await requireSection(context, wanted, list)).section
		const changes = found ? { section_id: found.id, list_id: found.list_id } : { section_id: null }
		const { tasks } = await context.tasks.bulk(context.actor, { action: 'update', ids: task_ids, changes })
		return toTasksResult(tasks, 'moved')
	},
})
