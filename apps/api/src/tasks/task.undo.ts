import type { Change, TaskChanges } from '@todo/contract'
import type { Operation } from '../changes/operation.ts'
import { gone, toReversal } from '../changes/undo.rules.ts'
import type { Reversers } from '../changes/undo.rules.ts'
import type { CompletionRow, TaskRow } from '../database/schema.ts'
import { applyChanges, toTask } from './task.rules.ts'
import type { TaskSteps } from './task.steps.ts'
import { taskStore as store } from './task.store.ts'

/** How changes of tasks and of their finished occurrences are taken back. */
export function createTaskReversers(steps: TaskSteps): Required<Pick<Reversers, 'task' | 'completion'>> {
	/** One row alone into or out of the trash: its subtasks have changes of their own in the same operation. */
	const setDeleted = async (operation: Operation, row: TaskRow, deleted: boolean) => {
		const { version, at } = operation
		const next = { ...row, version, updated_at: at, deleted_at: deleted ? at : null }
		await steps.save(
			operation,
			row,
			deleted ? next : await steps.detach(operation, next),
			deleted ? 'delete' : 'restore',
		)
		return []
	}

	async function reverseTask(operation: Operation, change: Change) {
		const row = await store.find(operation.tx, operation.actor.userId, Number(change.entity_id))
		if (!row) return gone(change)
		if (change.action === 'create') return row.deleted_at === null ? (await steps.trash(operation, row), []) : []
		if (change.action === 'restore') return row.deleted_at === null ? setDeleted(operation, row, true) : []
		if (change.action === 'delete') return row.deleted_at === null ? [] : setDeleted(operation, row, false)
		const { fields, skipped } = toReversal(change, toTask(row))
		const reverted = applyChanges(row, toTaskChanges(fields), { ...operation, timeZone: operation.actor.timeZone })
		const { completed_at = reverted.completed_at } = toCompletedAt(fields)
		// Going back within a series does not begin a new one.
		const series_start = reverted.recurrence === null ? null : (row.series_start ?? reverted.series_start)
		await steps.save(operation, row, await steps.detach(operation, { ...reverted, completed_at, series_start }))
		return skipped
	}

	async function reverseCompletion(operation: Operation, change: Change) {
		const { tx, actor, version } = operation
		const row = toCompletion(change.before ?? change.after)
		if (change.action === 'create') {
			await store.deleteCompletion(tx, actor.userId, row.task_id, row.n)
			await operation.record({
				action: 'delete',
				entity: 'completion',
				entityId: change.entity_id,
				before: { ...row },
				after: null,
			})
		} else {
			const last = await store.lastCompletion(tx, actor.userId, row.task_id)
			const again = { ...row, n: (last?.n ?? 0) + 1, version }
			await store.insertCompletion(tx, again)
			await operation.record({
				action: 'create',
				entity: 'completion',
				entityId: `${again.task_id}/${again.n}`,
				before: null,
				after: { ...again },
			})
		}
		return []
	}

	return { task: reverseTask, completion: reverseCompletion }
}

/** Recorded by `diffTasks` and `complete` alone, so these hold what their columns hold. */
const toTaskChanges = ({ completed_at: _at, deleted_at: _deleted, ...fields }: { [field: string]: unknown }) =>
	fields as TaskChanges
const toCompletedAt = (fields: { [field: string]: unknown }) => fields as { completed_at?: string | null }
const toCompletion = (fields: Change['before']) => fields as unknown as CompletionRow
