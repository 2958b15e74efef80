import type { Tx } from '../database/database.ts'
import type { ConfirmationRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

const insertConfirmation = defineStatement<ConfirmationRow, unknown>('insert_confirmation', (db, p) =>
	db.insertInto('confirmations').values({
		user_id: p('user_id'),
		id: p('id'),
		conversation_id: p('conversation_id'),
		tool: p('tool'),
		arguments: p('arguments'),
		arguments_hash: p('arguments_hash'),
		text: p('text'),
		status: p('status'),
		expires_at: p('expires_at'),
		created_at: p('created_at'),
	}),
)

const confirmationById = defineStatement<{ userId: string; id: string }, ConfirmationRow>(
	'confirmation_by_id',
	(db, p) => db.selectFrom('confirmations').selectAll().where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const settleConfirmation = defineStatement<{ userId: string; id: string; status: string; now: string }, unknown>(
	'settle_confirmation',
	(db, p) =>
		db
			.updateTable('confirmations')
			.set({ status: p('status') })
			.where('user_id', '=', p('userId'))
			.where('id', '=', p('id'))
			.where('status', '=', 'pending')
			.where('expires_at', '>', p('now')),
)

export const confirmationStore = {
	async insert(tx: Tx, row: ConfirmationRow): Promise<void> {
		await tx.run(insertConfirmation, row)
	},

	find: (tx: Tx, userId: string, id: string) => tx.first(confirmationById, { userId, id }),

	/** Answers it, once and in time; false where it was too late or somebody else was first. */
	async settle(tx: Tx, userId: string, id: string, status: 'accepted' | 'declined', now: string): Promise<boolean> {
		return (await tx.run(settleConfirmation, { userId, id, status, now })) > 0
	},
}
