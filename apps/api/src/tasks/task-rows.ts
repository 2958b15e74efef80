import type { Section } from '@todo/contract'
import type { Operation } from '../changes/operation.ts'
import type { TaskRow } from '../database/schema.ts'
import { listStore } from '../lists/list.store.ts'
import { sectionStore } from '../lists/section.store.ts'
import { tagStore } from '../lists/tag.store.ts'
import { taskStore as store } from './task.store.ts'

/** What an operation has read. It is told of that operation's writes, and nobody else writes the person's tasks meanwhile. */
interface Known {
	rows: Map<number, TaskRow>
	/** The numbers of a task's subtasks; a task whose subtasks were not read is not among them. */
	below: Map<number, Set<number>>
	/** Kept only while nothing but tasks is written. */
	around?: {
		lists: Map<number, boolean>
		sections: Map<number, Section | undefined>
		tags: Set<string>
	}
}

/** The tasks that operations work on, each read once and many in one statement. */
export type TaskRows = ReturnType<typeof createTaskRows>

export function createTaskRows() {
	const known = new WeakMap<Operation, Known>()

	function of(operation: Operation): Known {
		const found = known.get(operation) ?? { rows: new Map(), below: new Map() }
		known.set(operation, found)
		return found
	}

	const put = (operation: Operation, row: TaskRow): void => keep(of(operation), row)

	async function readMany(operation: Operation, ids: readonly number[]): Promise<TaskRow[]> {
		const rows = await store.findMany(operation.tx, operation.actor.userId, ids)
		for (const row of rows) put(operation, row)
		return rows
	}

	/** All below these, a statement per level. */
	async function readBelow(operation: Operation, ids: readonly number[]): Promise<void> {
		const { below } = of(operation)
		for (let level = ids; level.length > 0;) {
			const rows = await store.findSubtasks(operation.tx, operation.actor.userId, level)
			for (const id of level) below.set(id, new Set())
			for (const row of rows) put(operation, row)
			level = rows.map((row) => row.id).filter((id) => !below.has(id))
		}
	}

	/** All above these, a statement per level. */
	async function readAbove(operation: Operation, rows: readonly TaskRow[]): Promise<void> {
		for (let level = rows; level.length > 0;) {
			const above = new Set(level.flatMap((row) => row.parent_id ?? []))
			const missing = [...above].filter((id) => !of(operation).rows.has(id))
			if (missing.length === 0) return
			level = await readMany(operation, missing)
		}
	}

	async function find(operation: Operation, id: number): Promise<TaskRow | undefined> {
		const row = of(operation).rows.get(id) ?? (await store.find(operation.tx, operation.actor.userId, id))
		if (row) put(operation, row)
		return row
	}

	return {
		find,
		/** Must be told of every row that is written. */
		put,

		drop(operation: Operation, id: number): void {
			const { rows, below } = of(operation)
			below.get(rows.get(id)?.parent_id ?? 0)?.delete(id)
			rows.delete(id)
		},

		/** Its subtasks by position, those in the trash too. */
		async children(operation: Operation, id: number): Promise<TaskRow[]> {
			const { rows, below } = of(operation)
			if (!below.has(id)) await readBelow(operation, [id])
			return [...(below.get(id) ?? [])]
				.flatMap((child) => rows.get(child) ?? [])
				.toSorted((a, b) => a.position - b.position || a.id - b.id)
		},

		async listExists(operation: Operation, id: number): Promise<boolean> {
			const lists = of(operation).around?.lists
			const exists =
				lists?.get(id) ?? (await listStore.findLive(operation.tx, operation.actor.userId, id)) !== undefined
			lists?.set(id, exists)
			return exists
		},

		async findSection(operation: Operation, id: number): Promise<Section | undefined> {
			const sections = of(operation).around?.sections
			if (sections?.has(id)) return sections.get(id)
			const section = await sectionStore.findLive(operation.tx, operation.actor.userId, id)
			sections?.set(id, section)
			return section
		},

		/** Those of these tags that there are not yet. */
		async findNewTags(operation: Operation, tags: readonly string[]): Promise<string[]> {
			const { tx, actor } = operation
			const here = of(operation).around?.tags
			const unsure = tags.filter((tag) => !here?.has(tag))
			const found = await Promise.all(unsure.map((tag) => tagStore.find(tx, actor.userId, tag)))
			for (const tag of found) if (tag) here?.add(tag.name)
			return unsure.filter((_, at) => found[at] === undefined)
		},

		/** Reads what stands around these tasks before `body` asks for it one by one. `body` may write tasks and nothing else. */
		async readAhead<T>(operation: Operation, ids: readonly number[], body: () => Promise<T>): Promise<T> {
			const around = { lists: new Map(), sections: new Map(), tags: new Set<string>() }
			known.set(operation, { rows: new Map(), below: new Map(), around })
			try {
				const rows = await readMany(operation, [...new Set(ids)])
				await readAbove(operation, rows)
				await readBelow(
					operation,
					rows.map((row) => row.id),
				)
				return await body()
			} finally {
				known.delete(operation)
			}
		},
	}
}

function keep({ rows, below }: Known, row: TaskRow): void {
	const before = rows.get(row.id)
	if (before && before.parent_id !== row.parent_id) below.get(before.parent_id ?? 0)?.delete(row.id)
	below.get(row.parent_id ?? 0)?.add(row.id)
	rows.set(row.id, row)
}
