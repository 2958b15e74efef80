import type { Tx } from '../database/database.ts'
import { defineStatement } from '../database/statement.ts'

interface TicketRow {
	hash: string
	user_id: string
	session_id: string | null
	expires_at: string
}

const insert = defineStatement<TicketRow, unknown>('insert_ticket', (db, p) =>
	db.insertInto('socket_tickets').values({
		hash: p('hash'),
		user_id: p('user_id'),
		session_id: p('session_id'),
		expires_at: p('expires_at'),
	}),
)

const take = defineStatement<{ hash: string }, TicketRow>('take_ticket', (db, p) =>
	db.deleteFrom('socket_tickets').where('hash', '=', p('hash')).returningAll(),
)

export function createTicketStore() {
	return {
		async insert(tx: Tx, row: TicketRow): Promise<void> {
			await tx.run(insert, row)
		},
		/** Answers it once. */
		take: (tx: Tx, hash: string) => tx.first(take, { hash }),
	}
}
