import type { Operation } from '../changes/operation.ts'
import { invalid } from '../errors.ts'
import { positionGap } from './task.rules.ts'
import type { TaskSteps } from './task.steps.ts'
import { taskStore as store } from './task.store.ts'

/**
 * A position right behind this task, or before all where none is named; everything is numbered anew where there is no room.
 * @throws {DomainError} `VALIDATION_ERROR` where that task is none of theirs.
 */
export async function makeRoomBehind(
	operation: Operation,
	steps: TaskSteps,
	afterId: number | null,
): Promise<number | null> {
	const position = await positionBehind(operation, afterId)
	if (position !== null) return position
	await renumber(operation, steps)
	return positionBehind(operation, afterId)
}

async function renumber(operation: Operation, steps: TaskSteps): Promise<void> {
	const rows = await store.findAllByPosition(operation.tx, operation.actor.userId)
	for (const [index, row] of rows.entries()) {
		await steps.save(operation, row, {
			...row,
			version: operation.version,
			updated_at: operation.at,
			position: (index + 1) * positionGap,
		})
	}
}

/** A position between this task and the next one; null where there is no room. */
async function positionBehind({ tx, actor }: Operation, afterId: number | null): Promise<number | null> {
	const after = afterId === null ? undefined : await store.find(tx, actor.userId, afterId)
	if (afterId !== null && (!after || after.deleted_at !== null)) throw invalid('after_id', 'is no task of yours')
	const start = after?.position ?? Number.MIN_SAFE_INTEGER
	const next = await store.positionAfter(tx, actor.userId, start)
	if (!after) return next === null ? 0 : next - positionGap
	if (next === null) return after.position + positionGap
	return next - after.position < 2 ? null : Math.floor((after.position + next) / 2)
}
