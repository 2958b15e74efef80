import type { Change, TaskChanges } from '@todo/contract'
import type { Operation } from '../changes/operation.ts'
import { gone, toReversal } from '../changes/undo.rules.ts'
import type { ReadAhead, Readers, Reversers, Together } from '../changes/undo.rules.ts'
import type { TaskRow } from '../database/schema.ts'
import { createCompletionUndo, toCompletion } from './completion.undo.ts'
import { detach } from './task.place.ts'
import { applyChanges, isWithinSeries, toTask } from './task.rules.ts'
import type { TaskSteps } from './task.steps.ts'

/** How changes of tasks and of their finished occurrences are taken back, and read before that. */
export function createTaskUndo(steps: TaskSteps): { reversers: Reversers; readers: Readers } {
	const { tasks } = steps
	const completions = createCompletionUndo(tasks)

	/** One row alone: its subtasks have changes of their own in the same operation. */
	async function bringBack(operation: Operation, row: TaskRow): Promise<void> {
		const { version, at } = operation
		const next = { ...row, version, updated_at: at, deleted_at: null }
		await steps.save(operation, row, await detach(operation, tasks, next), 'restore')
	}

	async function reverseTask(operation: Operation, change: Change, together: Together) {
		const row = await tasks.find(operation, Number(change.entity_id))
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
		const finished = together.touches('completion', String(row.id))
		const within =
			finished || ('due_date' in fields && isWithinSeries(row, reverted.due_date, operation.actor.timeZone))
		const series_start = within && reverted.recurrence !== null ? row.series_start : reverted.series_start
		await steps.save(operation, row, await detach(operation, tasks, { ...reverted, completed_at, series_start }))
		return skipped
	}

	const readAhead: ReadAhead = (operation, changes, body) =>
		tasks.readAhead(operation, changes.flatMap(toTaskIds), () => completions.readAhead(operation, changes, body))

	return {
		reversers: { task: reverseTask, completion: completions.reverse },
		readers: { task: readAhead, completion: readAhead },
	}
}

/** The tasks that taking this change back looks at: its own, and the parent it may go back to. */
function toTaskIds(change: Change): number[] {
	if (change.entity === 'completion') return [toCompletion(change).task_id]
	const parent = change.before?.['parent_id']
	return [Number(change.entity_id), ...(typeof parent === 'number' ? [parent] : [])]
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
