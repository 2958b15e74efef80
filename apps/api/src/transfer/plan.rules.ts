import type { List, Section } from '@todo/contract'
import { DomainError } from '../errors.ts'
import { foldName, mostLists, mostSections, mostTags, requireRoom } from '../lists/names.rules.ts'
import type { Batch, BatchList, BatchSection, BatchTask, RowNote } from './batch.rules.ts'
import { settleParents } from './tree.rules.ts'

/** What the account holds already. */
export interface Present {
	lists: readonly List[]
	sections: readonly Section[]
	/** Names. */
	tags: ReadonlySet<string>
	/** `client_id`s in use. */
	clientIds: ReadonlyMap<string, 'live' | 'trash'>
}

/** What an import will do: the same for a dry run and the real one. */
export interface Plan {
	/** Keys of lists that are there already, by name. */
	knownLists: Map<string, number>
	newLists: BatchList[]
	knownSections: Map<string, number>
	newSections: BatchSection[]
	/** Parents before their subtasks. */
	tasks: BatchTask[]
	skipped: RowNote[]
	warnings: RowNote[]
}

/** @throws {DomainError} `CONFLICT` where there would be too many lists, sections or tags. */
export function planImport(batch: Batch, present: Present): Plan {
	const byName = new Map(present.lists.map((list) => [foldName(list.name), list.id]))
	const knownLists = new Map<string, number>()
	const newLists = new Map<string, BatchList>()
	/** Two lists of one name in the file become one. */
	const listKeys = new Map<string, string>()
	for (const list of batch.lists) {
		const folded = foldName(list.name)
		const id = byName.get(folded)
		listKeys.set(list.key, folded)
		if (id !== undefined) knownLists.set(folded, id)
		else if (!newLists.has(folded)) newLists.set(folded, { ...list, key: folded })
	}
	const sections = planSections(batch, present, listKeys, knownLists)
	const { tasks, skipped } = planTasks(batch, present, listKeys, sections.keys)
	const settled = settleParents(tasks)
	requireRoom(present.lists.length, mostLists, 'lists', newLists.size)
	requireRoom(present.sections.length, mostSections, 'sections', sections.made.length)
	requireTagRoom(batch, tasks, present.tags)
	return {
		knownLists,
		newLists: [...newLists.values()],
		knownSections: sections.known,
		newSections: sections.made,
		tasks: settled.tasks,
		skipped: [...batch.skipped, ...skipped].toSorted((a, b) => a.row - b.row),
		warnings: [...batch.warnings, ...settled.warnings].toSorted((a, b) => a.row - b.row),
	}
}

/** Says which tag is the first that there is no room for, and where it stands. */
function requireTagRoom(batch: Batch, tasks: readonly BatchTask[], present: ReadonlySet<string>): void {
	const all = new Set(present)
	const add = (name: string, where: string) => {
		all.add(name)
		if (all.size <= mostTags || present.has(name)) return
		const room = mostTags.toLocaleString('en')
		throw new DomainError(
			'CONFLICT',
			`There can be ${room} different tags, you have ${present.size.toLocaleString('en')}: there is no room for “${name}” ${where}.`,
			{
				errors: [{ loc: ['body'], field: 'tags', message: `holds more different tags than the ${room} there can be` }],
			},
		)
	}
	for (const tag of batch.tags) add(tag.name, 'among the tags of the file')
	for (const task of tasks) for (const tag of task.fields.tags ?? []) add(tag, `in row ${task.row}`)
}

function planSections(batch: Batch, { sections }: Present, listKeys: Map<string, string>, lists: Map<string, number>) {
	const known = new Map<string, number>()
	const made = new Map<string, BatchSection>()
	const present = new Map(sections.map((one) => [JSON.stringify([one.list_id, foldName(one.name)]), one.id]))
	/** From a section's key in the file to its list's and its own in the plan. */
	const keys = new Map<string, { list: string; key: string }>()
	for (const section of batch.sections) {
		const list = listKeys.get(section.list)
		if (list === undefined) continue
		const folded = foldName(section.name)
		const key = JSON.stringify([list, folded])
		keys.set(section.key, { list, key })
		const there = present.get(JSON.stringify([lists.get(list), folded]))
		if (there !== undefined) known.set(key, there)
		else if (!made.has(key)) made.set(key, { ...section, key, list })
	}
	return { known, made: [...made.values()], keys }
}

function planTasks(
	batch: Batch,
	{ clientIds }: Present,
	listKeys: Map<string, string>,
	sectionKeys: Map<string, { list: string; key: string }>,
): { tasks: BatchTask[]; skipped: RowNote[] } {
	const skipped: RowNote[] = []
	const taken = new Set<string>()
	const parents = new Map(batch.tasks.map((task) => [task.key, task]))
	const tasks = batch.tasks.flatMap((task) => {
		const { client_id: clientId, ...fields } = task.fields
		if (clientId !== undefined && clientIds.get(clientId) === 'live') {
			skipped.push({ row: task.row, reason: 'is here already' })
			return []
		}
		const free = clientId !== undefined && !clientIds.has(clientId) && !taken.has(clientId)
		if (free) taken.add(clientId)
		// A subtask that says nothing of a list stands in its parent's.
		const listOf = task.list ?? (task.parent === null ? null : (parents.get(task.parent)?.list ?? null))
		const list = listOf === null ? null : (listKeys.get(listOf) ?? null)
		const section = task.section === null ? undefined : sectionKeys.get(task.section)
		return [
			{
				...task,
				fields: free ? { ...fields, client_id: clientId } : fields,
				list,
				section: section !== undefined && section.list === list ? section.key : null,
			},
		]
	})
	return { tasks, skipped }
}
