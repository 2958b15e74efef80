import type { Change } from '@todo/contract'
import type { Operation } from '../changes/operation.ts'
import { gone } from '../changes/undo.rules.ts'
import type { Reverse } from '../changes/undo.rules.ts'
import type { CompletionRow } from '../database/schema.ts'
import { completionStore as store } from './completion.store.ts'
import type { TaskRows } from './task-rows.ts'

/** What was read ahead of the finished occurrences that an operation takes or brings back, as it has left them since. */
interface Known {
	rows: Map<string, CompletionRow>
	/** By task, the last number in use; what it gives out again stays in step. */
	last: Map<number, number>
}

/** How finished occurrences of recurring tasks are taken back: only after `readAhead`, and while its `body` runs. */
export function createCompletionUndo(tasks: TaskRows) {
	const known = new WeakMap<Operation, Known>()

	const reverse: Reverse = async (operation, change, together) => {
		const { tx, actor, version } = operation
		const here = known.get(operation)
		if (!here) throw new Error('a finished occurrence is reversed before it was read')
		const row = toCompletion(change)
		const task = await tasks.find(operation, row.task_id)
		if (!task) return gone(change)
		if (change.action === 'create') {
			const stored = here.rows.get(toKey(row))
			// Another occurrence has the number now, or the task could not go back to this one.
			if (stored?.completed_at !== row.completed_at) return gone(change)
			if (!together.wasMade('task', String(task.id)) && task.due_date !== row.due_date) return gone(change)
			await store.delete(tx, actor.userId, row.task_id, row.n)
			here.rows.delete(toKey(row))
			here.last.delete(row.task_id)
			await recordCompletion(operation, 'delete', stored)
			return []
		}
		const last = here.last.get(row.task_id) ?? (await store.last(tx, actor.userId, row.task_id))?.n ?? 0
		const again = { ...row, n: last + 1, version }
		await store.insert(tx, again)
		here.rows.set(toKey(again), again)
		here.last.set(row.task_id, again.n)
		await recordCompletion(operation, 'create', again)
		return []
	}

	return {
		reverse,

		async readAhead<T>(operation: Operation, changes: readonly Change[], body: () => Promise<T>): Promise<T> {
			const { tx, actor } = operation
			const asked = changes.filter((change) => change.entity === 'completion').map(toCompletion)
			const ids = [...new Set(asked.map((row) => row.task_id))]
			const rows = asked.length > 0 ? await store.findSome(tx, actor.userId, asked.map(toPair)) : []
			const last = asked.length > 0 ? await store.lastNumbers(tx, actor.userId, ids) : new Map<number, number>()
			known.set(operation, { rows: new Map(rows.map((row) => [toKey(row), row])), last })
			try {
				return await body()
			} finally {
				known.delete(operation)
			}
		},
	}
}

const toPair = ({ task_id, n }: CompletionRow) => [task_id, n] as const
const toKey = (row: CompletionRow) => toPair(row).join('/')

/** Recorded here and by the steps alone, so these are its columns. */
export const toCompletion = (change: Change) => (change.before ?? change.after) as unknown as CompletionRow

function recordCompletion(operation: Operation, action: 'create' | 'delete', row: CompletionRow): Promise<void> {
	const fields = { ...row }
	const states = action === 'create' ? { before: null, after: fields } : { before: fields, after: null }
	return operation.record({ action, entity: 'completion', entityId: toKey(row), ...states })
}
