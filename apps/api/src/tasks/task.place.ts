import type { NewTask, TaskChanges } from '@todo/contract'
import type { Operation } from '../changes/operation.ts'
import type { TaskRow } from '../database/schema.ts'
import { invalid } from '../errors.ts'
import type { TaskRows } from './task-rows.ts'

/** Subtasks of subtasks, and so on: more than this helps nobody and makes cycles cheap to find. */
const deepest = 5

/** Checks where a task is to stand: list, section and parent must be there, fit together, and make no circle. */
export async function place<T extends NewTask | TaskChanges>(
	operation: Operation,
	tasks: TaskRows,
	input: T,
	row: TaskRow | undefined,
): Promise<T> {
	const placed = { ...input }
	if (placed.parent_id != null) {
		const parent = await requireParent(operation, tasks, placed.parent_id, row?.id)
		if (placed.list_id === undefined) placed.list_id = parent.list_id
		if (placed.section_id === undefined)
			placed.section_id = placed.list_id === parent.list_id ? parent.section_id : null
	}
	if (placed.section_id != null) {
		const section = await tasks.findSection(operation, placed.section_id)
		if (!section) throw invalid('section_id', 'is no section of yours')
		const listId = placed.list_id === undefined ? (row?.list_id ?? section.list_id) : placed.list_id
		if (listId !== section.list_id) throw invalid('section_id', 'must be a section of the same list')
		placed.list_id = section.list_id
	}
	if (placed.list_id != null && !(await tasks.listExists(operation, placed.list_id)))
		throw invalid('list_id', 'is no list of yours')
	const leavesList = row !== undefined && placed.list_id !== undefined && placed.list_id !== row.list_id
	if (leavesList && placed.section_id === undefined) placed.section_id = null
	return placed
}

async function requireParent(
	operation: Operation,
	tasks: TaskRows,
	id: number,
	self: number | undefined,
): Promise<TaskRow> {
	const ancestors = await findAncestors(operation, tasks, id, self)
	const [parent] = ancestors
	if (!parent || ancestors.some((row) => row.deleted_at !== null)) throw invalid('parent_id', 'is no task of yours')
	if (ancestors.some((row) => row.id === self)) {
		throw invalid('parent_id', 'must not be the task itself or one of its subtasks')
	}
	const below = self === undefined ? 0 : await measureHeight(operation, tasks, self)
	if (ancestors.length + below > deepest) throw invalid('parent_id', `must not nest deeper than ${deepest} levels`)
	return parent
}

/** The task of this number and those above it, nearest first; ends at `self`, and beyond the deepest level. */
async function findAncestors(
	operation: Operation,
	tasks: TaskRows,
	id: number,
	self: number | undefined,
): Promise<TaskRow[]> {
	const ancestors: TaskRow[] = []
	for (let next: number | null = id; next !== null && ancestors.length <= deepest;) {
		const row: TaskRow | undefined = await tasks.find(operation, next)
		if (!row) break
		ancestors.push(row)
		next = row.id === self ? null : row.parent_id
	}
	return ancestors
}

/** How many levels of subtasks a task has, as far as it matters. */
async function measureHeight(operation: Operation, tasks: TaskRows, id: number, level = 0): Promise<number> {
	if (level > deepest) return 0
	let height = 0
	for (const child of await tasks.children(operation, id))
		height = Math.max(height, 1 + (await measureHeight(operation, tasks, child.id, level + 1)))
	return height
}

/** A task that comes back stands alone where its list, section or parent has gone, or where it would make a circle. */
export async function detach(operation: Operation, tasks: TaskRows, row: TaskRow): Promise<TaskRow> {
	const list = row.list_id !== null && (await tasks.listExists(operation, row.list_id)) ? row.list_id : null
	const section =
		row.section_id === null || list === null ? undefined : await tasks.findSection(operation, row.section_id)
	return {
		...row,
		list_id: list,
		section_id: section?.list_id === list ? section.id : null,
		parent_id: (await fitsUnderParent(operation, tasks, row)) ? row.parent_id : null,
	}
}

async function fitsUnderParent(operation: Operation, tasks: TaskRows, row: TaskRow): Promise<boolean> {
	if (row.parent_id === null) return false
	const ancestors = await findAncestors(operation, tasks, row.parent_id, row.id)
	if (ancestors[0]?.deleted_at !== null || ancestors.some((one) => one.id === row.id)) return false
	return ancestors.length + (await measureHeight(operation, tasks, row.id)) <= deepest
}
