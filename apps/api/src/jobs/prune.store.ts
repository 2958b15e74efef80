import type { ExpressionBuilder } from 'kysely'
import type { Tx } from '../database/database.ts'
import type { Schema, TaskRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

interface Found {
	user_id: string
	id: number
}

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

/** No task refers to it, not one in the trash either. */
const isUnusedSection = ({ not, exists, selectFrom }: ExpressionBuilder<Schema, 'sections'>) =>
	not(
		exists(
			selectFrom('tasks')
				.select('tasks.id')
				.whereRef('tasks.user_id', '=', 'sections.user_id')
				.whereRef('tasks.section_id', '=', 'sections.id'),
		),
	)

/** Neither a task nor a section refers to it. */
const isUnusedList = ({ and, not, exists, selectFrom }: ExpressionBuilder<Schema, 'lists'>) =>
	and([
		not(
			exists(
				selectFrom('tasks')
					.select('tasks.id')
					.whereRef('tasks.user_id', '=', 'lists.user_id')
					.whereRef('tasks.list_id', '=', 'lists.id'),
			),
		),
		not(
			exists(
				selectFrom('sections')
					.select('sections.id')
					.whereRef('sections.user_id', '=', 'lists.user_id')
					.whereRef('sections.list_id', '=', 'lists.id'),
			),
		),
	])

const findOldSections = defineStatement<Before, Found>('find_old_sections', (db, p) =>
	db
		.selectFrom('sections')
		.select(['user_id', 'id'])
		.where('deleted_at', '<', p('before'))
		.where(isUnusedSection)
		.limit(200),
)

const purgeSections = defineStatement<Before & { userId: string; id: number }, unknown>('purge_old_sections', (db, p) =>
	db
		.deleteFrom('sections')
		.where('user_id', '=', p('userId'))
		.where('id', '=', p('id'))
		.where('deleted_at', '<', p('before'))
		.where(isUnusedSection),
)

const findOldLists = defineStatement<Before, Found>('find_old_lists', (db, p) =>
	db.selectFrom('lists').select(['user_id', 'id']).where('deleted_at', '<', p('before')).where(isUnusedList).limit(200),
)

const purgeLists = defineStatement<Before & { userId: string; id: number }, unknown>('purge_old_lists', (db, p) =>
	db
		.deleteFrom('lists')
		.where('user_id', '=', p('userId'))
		.where('id', '=', p('id'))
		.where('deleted_at', '<', p('before'))
		.where(isUnusedList),
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

const deleteTurnEvents = defineStatement<Before, unknown>('prune_turn_events', (db, p) =>
	db.deleteFrom('turn_events').where('created_at', '<', p('before')),
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
		/** What was deleted before this and no task refers to, 200 at most; lists once their sections are gone. */
		findOld: (tx: Tx, entity: 'list' | 'section', before: string) =>
			tx.all(entity === 'list' ? findOldLists : findOldSections, { before }),
		/** Answers whether it was still so. */
		purge: async (tx: Tx, entity: 'list' | 'section', userId: string, id: number, before: string) =>
			(await tx.run(entity === 'list' ? purgeLists : purgeSections, { userId, id, before })) > 0,
		deleteIdempotencyKeys: (tx: Tx, before: string) => tx.run(deleteIdempotencyKeys, { before }),
		deleteTickets: (tx: Tx, before: string) => tx.run(deleteTickets, { before }),
		deleteSessions: (tx: Tx, before: string) => tx.run(deleteSessions, { before }),
		deleteVerifications: (tx: Tx, before: string) => tx.run(deleteVerifications, { before }),
		deleteTurnEvents: (tx: Tx, before: string) => tx.run(deleteTurnEvents, { before }),
		deleteRateLimits: (tx: Tx, beforeMs: number) => tx.run(deleteRateLimits, { beforeMs }),
	}
}
