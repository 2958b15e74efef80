import { completionStore } from '../tasks/completion.store.ts'
import type { Operation } from '../changes/operation.ts'
import type { TaskRow } from '../database/schema.ts'
import { insertList } from '../lists/list.service.ts'
import { insertSection } from '../lists/section.service.ts'
import { addTag } from '../lists/tag.service.ts'
import { tagStore } from '../lists/tag.store.ts'
import { toTask } from '../tasks/task.rules.ts'
import { taskStore } from '../tasks/task.store.ts'
import type { Batch, BatchTask } from './batch.rules.ts'
import { toCheckedRow } from './checked-rules.ts'
import type { Plan } from './plan.rules.ts'

/** So many rows are written in one go; then others may have their turn. */
const chunkSize = 100

/** Writes what was planned, as part of an operation that has reserved the numbers. */
export async function writeImport(operation: Operation, batch: Batch, plan: Plan): Promise<void> {
	await writeTags(operation, batch)
	const lists = new Map(plan.knownLists)
	for (const list of plan.newLists) {
		const { id } = await insertList(operation, { name: list.name, colour: list.colour, position: list.position })
		lists.set(list.key, id)
	}
	const sections = new Map(plan.knownSections)
	for (const section of plan.newSections) {
		const list_id = lists.get(section.list)
		if (list_id === undefined) throw new Error('a planned section has no list')
		const { id } = await insertSection(operation, { list_id, name: section.name, position: section.position })
		sections.set(section.key, id)
	}
	const ids = numberTasks(operation, batch, plan)
	await inChunks(plan.tasks, async (task) => {
		const row = toRow(operation, task, { lists, sections, ids })
		await Promise.all([
			taskStore.insert(operation.tx, row, operation.actor.timeZone),
			operation.record({ action: 'create', entity: 'task', entityId: row.id, before: null, after: toTask(row) }),
		])
	})
	await writeCompletions(operation, batch, ids)
}

/** Numbers in the order of the file, whatever the order in which parents have to be written. */
function numberTasks(operation: Operation, batch: Batch, plan: Plan): Map<string, number> {
	const planned = new Set(plan.tasks.map((task) => task.key))
	const inOrder = batch.tasks.filter((task) => planned.has(task.key))
	return new Map(inOrder.map((task) => [task.key, operation.nextId('task')]))
}

interface Numbers {
	lists: ReadonlyMap<string, number>
	sections: ReadonlyMap<string, number>
	ids: ReadonlyMap<string, number>
}

function toRow({ actor, version, at }: Operation, task: BatchTask, { lists, sections, ids }: Numbers): TaskRow {
	const find = (numbers: ReadonlyMap<string, number>, key: string | null) =>
		key === null ? null : (numbers.get(key) ?? null)
	const id = ids.get(task.key)
	if (id === undefined) throw new Error('a planned task has no number')
	const row = toCheckedRow(
		{
			...task.fields,
			list_id: find(lists, task.list),
			section_id: find(sections, task.section),
			parent_id: find(ids, task.parent),
		},
		{ userId: actor.userId, id, version, at, timeZone: actor.timeZone },
	)
	return {
		...row,
		created_at: task.created_at ?? at,
		completed_at: row.completed === 1 ? (task.completed_at ?? at) : null,
		series_start: row.recurrence === null ? null : (task.series_start ?? row.series_start),
	}
}

/** Tags that are here already keep their colour. */
async function writeTags(operation: Operation, batch: Batch): Promise<void> {
	const { tx, actor } = operation
	const present = new Set((await tagStore.all(tx, actor.userId)).map((tag) => tag.name))
	for (const tag of batch.tags) {
		if (present.has(tag.name)) continue
		present.add(tag.name)
		await addTag(operation, tag)
	}
}

async function writeCompletions(operation: Operation, batch: Batch, ids: ReadonlyMap<string, number>): Promise<void> {
	const { tx, actor, version } = operation
	const seen = new Set<string>()
	const rows = batch.completions.flatMap(({ task, n, due_date, recurrence, completed_at }) => {
		const task_id = ids.get(task)
		if (task_id === undefined || seen.has(`${task_id}/${n}`)) return []
		seen.add(`${task_id}/${n}`)
		return [{ user_id: actor.userId, task_id, n, due_date, recurrence, completed_at, version }]
	})
	await inChunks(rows, async (row) => {
		const entityId = `${row.task_id}/${row.n}`
		await Promise.all([
			completionStore.insert(tx, row),
			operation.record({ action: 'create', entity: 'completion', entityId, before: null, after: { ...row } }),
		])
	})
}

/** Many statements are under way at once, and none is when this ends, not even after a failure: the transaction ends then. */
async function inChunks<T>(all: readonly T[], write: (one: T) => Promise<void>): Promise<void> {
	for (let start = 0; start < all.length; start += chunkSize) {
		const done = await Promise.allSettled(all.slice(start, start + chunkSize).map(write))
		const failed = done.find((one) => one.status === 'rejected')
		if (failed) throw failed.reason
	}
}
