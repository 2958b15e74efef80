import type { Tx } from '../database/database.ts'
import type { TaskRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

interface Before {
	before: string
}

const findOldChanges = defineStatement<Before, { user_id: string; version: number }>('find_old_changes', (db, p) =>
	db
		.selectFrom('changes')
		.select(['user_id'])
		.select((eb) => eb.fn.max<number>('version').as('version'))
		.where('at', '<', p('before'))
		.groupBy('user_id')
		.limit(100),
)

const deleteChanges = defineStatement<{ userId: string; version: number }, unknown>('prune_changes', (db, p) =>
	db.deleteFrom('changes').where('user_id', '=', p('userId')).where('version', '<=', p('version')),
)

const markPruned = defineStatement<{ userId: string; version: number }, unknown>('mark_pruned', (db, p) =>
	db
		.updateTable('user_versions')
		.set({ pruned_version: p('version') })
		.where('user_id', '=', p('userId'))
		.where('pruned_version', '<', p('version')),
)

const findOldTrash = defineStatement<Before, TaskRow>('find_old_trash', (db, p) =>
	db.selectFrom('tasks').selectAll().where('deleted_at', '<', p('before')).orderBy('deleted_at').limit(200),
)

const deleteIdempotencyKeys = defineStatement<Before, unknown>('prune_idempotency_keys', (db, p) =>
	db.deleteFrom('idempotency_keys').where('created_at', '<', p('before')),
)

const deleteTickets = defineStatement<Before, unknown>('prune_tickets', (db, p) =>
	db.deleteFrom('socket_tickets').where('expires_at', '<', p('before')),
)

const deleteSessions = defineStatement<Before, unknown>('prune_sessions', (db, p) =>
	db.deleteFrom('sessions').where('expires_at', '<', p('before')),
)

const deleteVerifications = defineStatement<Before, unknown>('prune_verifications', (db, p) =>
	db.deleteFrom('verifications').where('expires_at', '<', p('before')),
)

const deleteRateLimits = defineStatement<{ beforeMs: number }, unknown>('prune_rate_limits', (db, p) =>
	db.deleteFrom('rate_limits').where('window_start', '<', p('beforeMs')),
)

export function createPruneStore() {
	return {
		/** Up to which version a hundred users' changes are older than this. */
		findOldChanges: (tx: Tx, before: string) => tx.all(findOldChanges, { before }),
		async deleteChanges(tx: Tx, userId: string, version: number): Promise<number> {
			await tx.run(markPruned, { userId, version })
			return tx.run(deleteChanges, { userId, version })
		},
		/** Tasks that went to the trash before this, longest ago first, 200 at most. */
		findOldTrash: (tx: Tx, before: string) => tx.all(findOldTrash, { before }),
		deleteIdempotencyKeys: (tx: Tx, before: string) => tx.run(deleteIdempotencyKeys, { before }),
		deleteTickets: (tx: Tx, before: string) => tx.run(deleteTickets, { before }),
		deleteSessions: (tx: Tx, before: string) => tx.run(deleteSessions, { before }),
		deleteVerifications: (tx: Tx, before: string) => tx.run(deleteVerifications, { before }),
		deleteRateLimits: (tx: Tx, beforeMs: number) => tx.run(deleteRateLimits, { beforeMs }),
	}
}
