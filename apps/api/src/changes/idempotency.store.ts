import type { Tx } from '../database/database.ts'
import { defineStatement } from '../database/statement.ts'

const findIdempotent = defineStatement<{ userId: string; key: string }, { request_hash: string; body: string }>(
	'find_idempotent',
	(db, p) =>
		db
			.selectFrom('idempotency_keys')
			.select(['request_hash', 'body'])
			.where('user_id', '=', p('userId'))
			.where('key', '=', p('key')),
)

const insertIdempotent = defineStatement<
	{ userId: string; key: string; requestHash: string; body: string; at: string },
	unknown
>('insert_idempotent', (db, p) =>
	db.insertInto('idempotency_keys').values({
		user_id: p('userId'),
		key: p('key'),
		request_hash: p('requestHash'),
		body: p('body'),
		created_at: p('at'),
	}),
)

/** What was answered to requests that carried an Idempotency-Key. */
export const idempotencyStore = {
	find: (tx: Tx, userId: string, key: string) => tx.first(findIdempotent, { userId, key }),

	async remember(
		tx: Tx,
		userId: string,
		{ key, requestHash }: { key: string; requestHash: string },
		body: string,
		at: string,
	): Promise<void> {
		await tx.send(insertIdempotent, { userId, key, requestHash, body, at })
	},
}
