import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { eachOf } from '../database/each-of.ts'
import { defineStatement } from '../database/statement.ts'

const readVersion = defineStatement<{ userId: string }, { version: number }>('live_version', (db, p) =>
	db.selectFrom('user_versions').select('version').where('user_id', '=', p('userId')),
)

const readVersions = defineStatement<{ userIds: string }, { user_id: string; version: number }>(
	'live_versions',
	(db, p, dialect) =>
		db
			.selectFrom('user_versions')
			.select(['user_id', 'version'])
			.where('user_id', 'in', eachOf(p('userIds'), dialect)),
)

const readSessions = defineStatement<{ sessionIds: string; now: string }, { id: string }>(
	'live_sessions',
	(db, p, dialect) =>
		db
			.selectFrom('sessions')
			.select('id')
			.where('id', 'in', eachOf(p('sessionIds'), dialect))
			.where('expires_at', '>', p('now')),
)

/** PostgreSQL's doorbell; its answer is empty. */
const ring = defineStatement<{ payload: string }, unknown>('live_ring', (db, p) =>
	db.selectNoFrom(sql<string>`pg_notify('changes', ${p('payload')})`.as('rung')),
)

const listedAtOnce = 500

export interface LiveStore {
	version(tx: Tx, userId: string): Promise<number | undefined>
	/** The versions of those users that still exist. */
	versions(tx: Tx, userIds: readonly string[]): Promise<Map<string, number>>
	/** Those of the sessions that are still good. */
	liveSessions(tx: Tx, sessionIds: readonly string[], now: string): Promise<Set<string>>
	ring(tx: Tx, payload: string): Promise<void>
}

export function createLiveStore(): LiveStore {
	return {
		version: async (tx, userId) => (await tx.first(readVersion, { userId }))?.version,

		async versions(tx, userIds) {
			const found = new Map<string, number>()
			for (const some of toChunks(userIds)) {
				const rows = await tx.all(readVersions, { userIds: JSON.stringify(some) })
				for (const { user_id, version } of rows) found.set(user_id, version)
			}
			return found
		},

		async liveSessions(tx, sessionIds, now) {
			const found = new Set<string>()
			for (const some of toChunks(sessionIds)) {
				const rows = await tx.all(readSessions, { sessionIds: JSON.stringify(some), now })
				for (const { id } of rows) found.add(id)
			}
			return found
		},

		async ring(tx, payload) {
			await tx.run(ring, { payload })
		},
	}
}

function toChunks(list: readonly string[]): string[][] {
	const chunks: string[][] = []
	for (let start = 0; start < list.length; start += listedAtOnce) chunks.push(list.slice(start, start + listedAtOnce))
	return chunks
}
