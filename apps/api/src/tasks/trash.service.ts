import type { Task } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Operate } from '../changes/operation.ts'
import type { Database } from '../database/database.ts'
import { notFound } from '../errors.ts'
import { toTask } from './task.rules.ts'
import type { TaskSteps } from './task.steps.ts'
import { taskStore as store } from './task.store.ts'

export type TrashService = ReturnType<typeof createTrashService>

/** What was deleted in the last days: it can come back, or go for ever. */
export function createTrashService({
	database,
	operate,
	steps,
}: {
	database: Database
	operate: Operate
	steps: TaskSteps
}) {
	return {
		/** Latest first, 1,000 at most. */
		async list(actor: Actor): Promise<Task[]> {
			return (await database.read((tx) => store.findTrash(tx, actor.userId))).map(toTask)
		},

		restore(actor: Actor, id: number): Promise<Task> {
			return operate(actor, async (operation) => {
				const row = await store.find(operation.tx, actor.userId, id)
				if (!row) throw notFound('task', id)
				return toTask(row.deleted_at === null ? row : await steps.restore(operation, row))
			})
		},

		async purge(actor: Actor, id: number): Promise<void> {
			await operate(actor, async (operation) => {
				const row = await store.find(operation.tx, actor.userId, id)
				if (!row || row.deleted_at === null) throw notFound('task', id)
				await steps.purge(operation, row)
			})
		},

		async empty(actor: Actor): Promise<void> {
			await operate(
				actor,
				async (operation) => {
					for (;;) {
						const rows = await store.findTrash(operation.tx, actor.userId)
						if (rows.length === 0) return
						// A subtask may already have gone with its parent.
						for (const row of rows)
							if (await store.find(operation.tx, actor.userId, row.id)) await steps.purge(operation, row)
					}
				},
				{ long: true },
			)
		},
	}
}
