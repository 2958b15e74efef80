import type { Tx } from '../database/database.ts'
import type { ApiKeyRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

/** A key with what an actor is made of. */
export interface FoundKey {
	id: string
	user_id: string
	name: string
	scopes: string
	expires_at: string | null
	last_used_at: string | null
	is_anonymous: number
	time_zone: string | null
}

const byHash = defineStatement<{ hash: string }, FoundKey>('key_by_hash', (db, p) =>
	db
		.selectFrom('api_keys')
		.innerJoin('users', 'users.id', 'api_keys.user_id')
		.leftJoin('user_settings', 'user_settings.user_id', 'api_keys.user_id')
		.select([
			'api_keys.id',
			'api_keys.user_id',
			'api_keys.name',
			'api_keys.scopes',
			'api_keys.expires_at',
			'api_keys.last_used_at',
			'users.is_anonymous',
			'user_settings.time_zone',
		])
		.where('api_keys.hash', '=', p('hash'))
		.where('api_keys.revoked_at', 'is', null),
)

const ofUser = defineStatement<{ userId: string }, ApiKeyRow>('keys_of_user', (db, p) =>
	db.selectFrom('api_keys').selectAll().where('user_id', '=', p('userId')).orderBy('created_at', 'desc'),
)

const insert = defineStatement<ApiKeyRow, unknown>('insert_key', (db, p) =>
	db.insertInto('api_keys').values({
		user_id: p('user_id'),
		id: p('id'),
		name: p('name'),
		hash: p('hash'),
		scopes: p('scopes'),
		created_at: p('created_at'),
		expires_at: p('expires_at'),
		last_used_at: p('last_used_at'),
		revoked_at: p('revoked_at'),
	}),
)

const remove = defineStatement<{ userId: string; id: string }, unknown>('delete_key', (db, p) =>
	db.deleteFrom('api_keys').where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const removeAll = defineStatement<{ userId: string }, unknown>('delete_keys_of_user', (db, p) =>
	db.deleteFrom('api_keys').where('user_id', '=', p('userId')),
)

const used = defineStatement<{ userId: string; id: string; at: string }, unknown>('key_used', (db, p) =>
	db
		.updateTable('api_keys')
		.set({ last_used_at: p('at') })
		.where('user_id', '=', p('userId'))
		.where('id', '=', p('id')),
)

export const keyStore = {
	findByHash: (tx: Tx, hash: string) => tx.first(byHash, { hash }),
	ofUser: (tx: Tx, userId: string) => tx.all(ofUser, { userId }),
	async insert(tx: Tx, row: ApiKeyRow): Promise<void> {
		await tx.run(insert, row)
	},
	remove: async (tx: Tx, userId: string, id: string) => (await tx.run(remove, { userId, id })) === 1,
	async removeAll(tx: Tx, userId: string): Promise<void> {
		await tx.run(removeAll, { userId })
	},
	async markUsed(tx: Tx, userId: string, id: string, at: string): Promise<void> {
		await tx.run(used, { userId, id, at })
	},
}
