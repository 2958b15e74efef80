import { completionStore } from './completion.store.ts'
import type { Completion, Task } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Operate } from '../changes/operation.ts'
import type { Database } from '../database/database.ts'
import { DomainError, notFound } from '../errors.ts'
import { toDue, toTask } from './task.rules.ts'
import type { TaskSteps } from './task.steps.ts'

export type CompletionService = ReturnType<typeof createCompletionService>

/** Occurrences of recurring tasks that are over: finished or skipped. */
export function createCompletionService({
	database,
	operate,
	steps,
}: {
	database: Database
	operate: Operate
	steps: TaskSteps
}) {
	return {
		/** Latest first. */
		async list(actor: Actor, limit: number, offset: number): Promise<Completion[]> {
			const rows = await database.read((tx) => completionStore.list(tx, actor.userId, limit, offset))
			return rows.map(({ task_id, n, title, due_date, completed_at }) => ({
				task_id,
				n,
				title,
				due_date,
				completed_at,
			}))
		},

		/** Moves each of these on to its next occurrence; those that have none, or are done, stay and are not `skipped`. */
		skip(actor: Actor, ids: readonly number[]): Promise<{ task: Task; skipped: boolean }[]> {
			return operate(actor, async (operation) => {
				const results: { task: Task; skipped: boolean }[] = []
				for (const id of new Set(ids)) {
					const row = await steps.require(operation, id)
					const next = await steps.skip(operation, row)
					results.push({ task: toTask(next ?? row), skipped: next !== null })
				}
				return results
			})
		},

		/** Takes the last finished occurrence back: the task is due again when it was then. */
		reopen(actor: Actor, id: number, n: number): Promise<Task> {
			return operate(actor, async (operation) => {
				const { tx, version, at } = operation
				const row = await steps.require(operation, id)
				const last = await completionStore.last(tx, actor.userId, id)
				if (!last) throw notFound('task', id)
				if (last.n !== n)
					throw new DomainError('CONFLICT', `Only the last finished occurrence can be reopened: number ${last.n}.`)
				await completionStore.delete(tx, actor.userId, id, n)
				await operation.record({
					action: 'delete',
					entity: 'completion',
					entityId: `${id}/${n}`,
					before: { ...last },
					after: null,
				})
				const due = toDue(last.due_date, row.time_zone ?? actor.timeZone)
				const reopened = {
					...row,
					...due,
					recurrence: last.recurrence,
					completed: 0,
					completed_at: null,
					version,
					updated_at: at,
				}
				return toTask(await steps.save(operation, row, reopened))
			})
		},
	}
}
