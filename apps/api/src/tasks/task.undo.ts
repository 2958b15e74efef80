import { completionStore } from './completion.store.ts'
import type { Change, TaskChanges } from '@todo/contract'
import type { Operation } from '../changes/operation.ts'
import { gone, toReversal } from '../changes/undo.rules.ts'
import type { Reversers } from '../changes/undo.rules.ts'
import type { CompletionRow, TaskRow } from '../database/schema.ts'
import { detach } from './task.place.ts'
import { applyChanges, isWithinSeries, toTask } from './task.rules.ts'
import type { TaskSteps } from './task.steps.ts'
import { taskStore as store } from './task.store.ts'

/** How changes of tasks and of their finished occurrences are taken back. */
export function createTaskReversers(steps: TaskSteps): Required<Pick<Reversers, 'task' | 'completion'>> {
	/** One row alone: its subtasks have changes of their own in the same operation. */
	async function bringBack(operation: Operation, row: TaskRow): Promise<void> {
		const { version, at } = operation
		const next = { ...row, version, updated_at: at, deleted_at: null }
		await steps.save(operation, row, await detach(operation, next), 'restore')
	}

	async function reverseTask(operation: Operation, change: Change, all: readonly Change[]) {
		const row = await store.find(operation.tx, operation.actor.userId, Number(change.entity_id))
		if (!row) return gone(change)
		// Subtasks made since go along: none stays behind under a parent in the trash.
		if (change.action === 'create' || change.action === 'restore') {
			if (row.deleted_at === null) await steps.trash(operation, row)
			return []
		}
		if (change.action === 'delete') {
			if (row.deleted_at !== null) await bringBack(operation, row)
			return []
		}
		const { fields, skipped } = toPossible(change, row, toReversal(change, toTask(row)))
		const reverted = applyChanges(row, toTaskChanges(fields, row), { ...operation, timeZone: operation.actor.timeZone })
		const { completed_at = reverted.completed_at } = toCompletedAt(fields)
		// Going back one occurrence does not begin a new series.
		const finished = all.some(({ entity, entity_id }) => entity === 'completion' && entity_id.startsWith(`${row.id}/`))
		const within =
			finished || ('due_date' in fields && isWithinSeries(row, reverted.due_date, operation.actor.timeZone))
		const series_start = within && reverted.recurrence !== null ? row.series_start : reverted.series_start
		await steps.save(operation, row, await detach(operation, { ...reverted, completed_at, series_start }))
		return skipped
	}

	async function reverseCompletion(operation: Operation, change: Change, all: readonly Change[]) {
		const { tx, actor, version } = operation
		const row = toCompletion(change.before ?? change.after)
		const task = await store.find(tx, actor.userId, row.task_id)
		if (!task) return gone(change)
		if (change.action === 'create') {
			const stored = await completionStore.find(tx, actor.userId, row.task_id, row.n)
			const cameTogether = all.some(
				({ entity, action, entity_id }) => entity === 'task' && action === 'create' && entity_id === String(task.id),
			)
			// Another occurrence has the number now, or the task could not go back to this one.
			if (stored?.completed_at !== row.completed_at) return gone(change)
			if (!cameTogether && task.due_date !== row.due_date) return gone(change)
			await completionStore.delete(tx, actor.userId, row.task_id, row.n)
			await recordCompletion(operation, 'delete', stored)
		} else {
			const last = await completionStore.last(tx, actor.userId, row.task_id)
			const again = { ...row, n: (last?.n ?? 0) + 1, version }
			await completionStore.insert(tx, again)
			await recordCompletion(operation, 'create', again)
		}
		return []
	}

	return { task: reverseTask, completion: reverseCompletion }
}

function recordCompletion(operation: Operation, action: 'create' | 'delete', row: CompletionRow): Promise<void> {
	const fields = { ...row }
	const states = action === 'create' ? { before: null, after: fields } : { before: fields, after: null }
	return operation.record({ action, entity: 'completion', entityId: `${row.task_id}/${row.n}`, ...states })
}

type Reversal = ReturnType<typeof toReversal>

/** A rule needs a date to repeat from: where going back would leave it without one, that field is left alone. */
function toPossible(change: Change, row: TaskRow, { fields, skipped }: Reversal): Reversal {
	const after = { ...row, ...toTaskChanges(fields, row) }
	if (after.recurrence === null || after.due_date !== null) return { fields, skipped }
	const field = 'recurrence' in fields ? 'recurrence' : 'due_date'
	const { [field]: _left, ...rest } = fields
	return { fields: rest, skipped: [...skipped, { entity: change.entity, entity_id: change.entity_id, field }] }
}

/** Recorded by `diffTasks` and `complete` alone, so these hold what their columns hold. A time goes back in its own zone. */
function toTaskChanges(
	{ completed_at: _at, deleted_at: _deleted, ...fields }: { [field: string]: unknown },
	row: TaskRow,
) {
	const zone = 'due_date' in fields && row.time_zone !== null ? { time_zone: row.time_zone } : {}
	return { ...zone, ...fields } as TaskChanges
}
const toCompletedAt = (fields: { [field: string]: unknown }) => fields as { completed_at?: string | null }
const toCompletion = (fields: Change['before']) => fields as unknown as CompletionRow
