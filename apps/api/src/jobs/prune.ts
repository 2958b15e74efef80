import { everyScope, toUserId } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Operate } from '../changes/operation.ts'
import type { Database } from '../database/database.ts'
import type { TaskSteps } from '../tasks/task.steps.ts'
import { taskStore } from '../tasks/task.store.ts'
import { createPruneStore } from './prune.store.ts'
import type { Job } from './runner.ts'

export interface PruneDependencies {
	database: Database
	operate: Operate
	steps: TaskSteps
	now(): Date
	changesKeepDays: number
	trashKeepDays: number
	/** Takes guests away that nobody came back to; answers how many. */
	deleteIdleGuests(): Promise<number>
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** What must not grow for ever: history, trash, and what only served for a while. */
export function createPruneJobs(dependencies: PruneDependencies): Job[] {
	const { database, operate, steps, now, changesKeepDays, trashKeepDays, deleteIdleGuests } = dependencies
	const store = createPruneStore()
	const ago = (ms: number) => new Date(now().getTime() - ms).toISOString()

	/** One user's changes a transaction, so that nobody's write waits long. */
	async function pruneChanges(isStopped: () => boolean): Promise<number> {
		const before = ago(changesKeepDays * dayMs)
		let count = 0
		while (!isStopped()) {
			const users = await database.read((tx) => store.findOldChanges(tx, before))
			if (users.length === 0) break
			for (const { user_id, version } of users)
				count += await database.write((tx) => store.deleteChanges(tx, user_id, version))
		}
		return count
	}

	async function emptyTrash(isStopped: () => boolean): Promise<number> {
		const before = ago(trashKeepDays * dayMs)
		let count = 0
		while (!isStopped()) {
			const rows = await database.read((tx) => store.findOldTrash(tx, before))
			if (rows.length === 0) break
			for (const [userId, own] of Map.groupBy(rows, (row) => row.user_id))
				count += await operate(toSystemActor(userId), async (operation) => {
					let purged = 0
					for (const { id } of own) {
						// It may have come back since, or gone with its parent.
						const row = await taskStore.find(operation.tx, userId, id)
						if (!row?.deleted_at || row.deleted_at >= before) continue
						await steps.purge(operation, row)
						purged += 1
					}
					return purged
				})
		}
		return count
	}

	/** Lists and sections that were deleted, once the trash holds none of their tasks any more. */
	async function pruneLists(isStopped: () => boolean): Promise<number> {
		const before = ago(trashKeepDays * dayMs)
		let count = 0
		for (const entity of ['section', 'list'] as const) {
			while (!isStopped()) {
				const rows = await database.read((tx) => store.findOld(tx, entity, before))
				let purged = 0
				for (const [userId, own] of Map.groupBy(rows, (row) => row.user_id))
					purged += await operate(toSystemActor(userId), async (operation) => {
						let gone = 0
						for (const { id } of own) {
							// It may have come back since.
							if (!(await store.purge(operation.tx, entity, userId, id, before))) continue
							await operation.record({ action: 'purge', entity, entityId: id, before: null, after: null })
							gone += 1
						}
						return gone
					})
				count += purged
				if (purged === 0) break
			}
		}
		return count
	}

	async function pruneExpired(): Promise<number> {
		return database.write(async (tx) => {
			const counts = [
				await store.deleteIdempotencyKeys(tx, ago(dayMs)),
				await store.deleteTickets(tx, ago(0)),
				await store.deleteSessions(tx, ago(0)),
				await store.deleteVerifications(tx, ago(0)),
				// Whoever comes back to a turn later is told its answer at once.
				await store.deleteTurnEvents(tx, ago(hourMs)),
				await store.deleteRateLimits(tx, now().getTime() - dayMs),
			]
			return counts.reduce((sum, one) => sum + one, 0)
		})
	}

	return [
		{ name: 'prune-expired', everyMs: 10 * minuteMs, run: pruneExpired },
		{ name: 'prune-changes', everyMs: hourMs, run: pruneChanges },
		{ name: 'empty-trash', everyMs: hourMs, run: emptyTrash },
		{ name: 'prune-lists', everyMs: hourMs, run: pruneLists },
		{ name: 'delete-idle-guests', everyMs: hourMs, run: deleteIdleGuests },
	]
}

function toSystemActor(userId: string): Actor {
	return {
		userId: toUserId(userId),
		kind: 'system',
		detail: 'trash',
		guest: false,
		timeZone: 'UTC',
		scopes: everyScope,
		sessionId: null,
	}
}
