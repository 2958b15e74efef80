import type { Tx } from '../database/database.ts'
import type { SessionRow, UserRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

/** A session with what an actor is made of. */
export interface FoundSession {
	id: string
	token: string
	user_id: string
	expires_at: string
	created_at: string
	is_anonymous: number
	last_seen_at: string | null
	/** Null for a user whose settings have not been written yet. */
	time_zone: string | null
}

const defineFind = (name: string, column: 'sessions.id' | 'sessions.token') =>
	defineStatement<{ key: string }, FoundSession>(name, (db, p) =>
		db
			.selectFrom('sessions')
			.innerJoin('users', 'users.id', 'sessions.user_id')
			.leftJoin('user_settings', 'user_settings.user_id', 'sessions.user_id')
			.select([
				'sessions.id',
				'sessions.token',
				'sessions.user_id',
				'sessions.expires_at',
				'sessions.created_at',
				'users.is_anonymous',
				'users.last_seen_at',
				'user_settings.time_zone',
			])
			.where(column, '=', p('key')),
	)

const findById = defineFind('session_by_id', 'sessions.id')
const findByToken = defineFind('session_by_token', 'sessions.token')

const insert = defineStatement<SessionRow, unknown>('insert_session', (db, p) =>
	db.insertInto('sessions').values({
		id: p('id'),
		token: p('token'),
		user_id: p('user_id'),
		expires_at: p('expires_at'),
		ip_address: p('ip_address'),
		user_agent: p('user_agent'),
		created_at: p('created_at'),
		updated_at: p('updated_at'),
	}),
)

const extend = defineStatement<{ id: string; expiresAt: string; at: string }, unknown>('extend_session', (db, p) =>
	db
		.updateTable('sessions')
		.set({ expires_at: p('expiresAt'), updated_at: p('at') })
		.where('id', '=', p('id')),
)

const seen = defineStatement<{ userId: string; at: string }, unknown>('user_seen', (db, p) =>
	db
		.updateTable('users')
		.set({ last_seen_at: p('at') })
		.where('id', '=', p('userId')),
)

const ofUser = defineStatement<{ userId: string; at: string }, SessionRow>('sessions_of_user', (db, p) =>
	db
		.selectFrom('sessions')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('expires_at', '>', p('at'))
		.orderBy('created_at', 'desc'),
)

const end = defineStatement<{ userId: string; id: string }, unknown>('end_session', (db, p) =>
	db.deleteFrom('sessions').where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const endOthers = defineStatement<{ userId: string; id: string }, { id: string }>('end_other_sessions', (db, p) =>
	db.deleteFrom('sessions').where('user_id', '=', p('userId')).where('id', '!=', p('id')).returning('id'),
)

export const sessionStore = {
	ofUser: (tx: Tx, userId: string, at: string) => tx.all(ofUser, { userId, at }),
	end: async (tx: Tx, userId: string, id: string) => (await tx.run(end, { userId, id })) === 1,
	/** Answers those that it ended. */
	endOthers: async (tx: Tx, userId: string, id: string) =>
		(await tx.all(endOthers, { userId, id })).map((session) => session.id),

	findById: (tx: Tx, id: string) => tx.first(findById, { key: id }),
	findByToken: (tx: Tx, token: string) => tx.first(findByToken, { key: token }),
	async insert(tx: Tx, row: SessionRow): Promise<void> {
		await tx.run(insert, row)
	},
	async extend(tx: Tx, id: string, expiresAt: string, at: string): Promise<void> {
		await tx.run(extend, { id, expiresAt, at })
	},
	async markSeen(tx: Tx, userId: UserRow['id'], at: string): Promise<void> {
		await tx.run(seen, { userId, at })
	},
}
