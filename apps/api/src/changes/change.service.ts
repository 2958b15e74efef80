import type { Change, ChangePage } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Database, Tx } from '../database/database.ts'
import { DomainError } from '../errors.ts'
import { changeStore as store, toChange } from './change.store.ts'

export type ChangeService = ReturnType<typeof createChangeService>

export interface HistoryFilter {
	/** Versions before this one; the newest where it is left out. */
	before?: number | undefined
	of?: { entity: Change['entity']; entityId: string } | undefined
	limit: number
}

/** Reads what happened: to catch up (oldest first) or to look back (newest first). */
export function createChangeService({ database }: { database: Database }) {
	async function requireState(tx: Tx, userId: string) {
		const state = await store.state(tx, userId)
		if (!state) throw new DomainError('AUTH_UNAUTHORIZED', 'This account no longer exists.')
		return state
	}

	return {
		/**
		 * Everything after a version, in whole versions, oldest first; at least one version where there is one, however many rows it has.
		 * @throws {DomainError} `RESYNC_REQUIRED` where those changes are no longer kept, or the version was never given out.
		 */
		since(userId: string, since: number, limit: number): Promise<ChangePage> {
			return database.read(async (tx) => {
				const { version, pruned_version } = await requireState(tx, userId)
				if (since < pruned_version || since > version) {
					throw new DomainError(
						'RESYNC_REQUIRED',
						`Changes since version ${since} are not kept: load everything again.`,
					)
				}
				const rows = await store.since(tx, userId, since, limit + 1)
				const last = rows[limit]
				// More may have been committed since the version was read.
				const newest = Math.max(version, rows.at(-1)?.version ?? 0)
				if (!last) return { version: newest, changes: rows.map(toChange), more: false }
				const whole = rows.filter((row) => row.version < last.version)
				const page = whole.length > 0 ? whole : await store.ofVersion(tx, userId, last.version)
				return { version: newest, changes: page.map(toChange), more: (page.at(-1)?.version ?? newest) < newest }
			})
		},

		/** Newest first. */
		history(actor: Actor, { before, of, limit }: HistoryFilter): Promise<ChangePage> {
			return database.read(async (tx) => {
				const { version } = await requireState(tx, actor.userId)
				const rows = await store.history(tx, actor.userId, before ?? Number.MAX_SAFE_INTEGER, limit + 1, of)
				return { version, changes: rows.slice(0, limit).map(toChange), more: rows.length > limit }
			})
		},
	}
}
