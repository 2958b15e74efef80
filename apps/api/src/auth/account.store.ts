import type { Tx } from '../database/database.ts'
import type { AccountRow, UserRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

/** The provider under which Better Auth keeps passwords. */
const credential = 'credential'

interface Credential {
	user_id: string
	password: string | null
}

const byEmail = defineStatement<{ email: string }, Credential>('credential_by_email', (db, p) =>
	db
		.selectFrom('users')
		.innerJoin('accounts', 'accounts.user_id', 'users.id')
		.select(['accounts.user_id', 'accounts.password'])
		.where('users.email', '=', p('email'))
		.where('accounts.provider_id', '=', credential),
)

const byUser = defineStatement<{ userId: string }, Credential>('credential_by_user', (db, p) =>
	db
		.selectFrom('accounts')
		.select(['user_id', 'password'])
		.where('user_id', '=', p('userId'))
		.where('provider_id', '=', credential),
)

const insert = defineStatement<Pick<AccountRow, 'id' | 'user_id' | 'password' | 'created_at'>, unknown>(
	'insert_credential',
	(db, p) =>
		db.insertInto('accounts').values({
			id: p('id'),
			account_id: p('user_id'),
			provider_id: credential,
			user_id: p('user_id'),
			access_token: null,
			refresh_token: null,
			id_token: null,
			access_token_expires_at: null,
			refresh_token_expires_at: null,
			scope: null,
			password: p('password'),
			created_at: p('created_at'),
			updated_at: p('created_at'),
		}),
)

const setPassword = defineStatement<{ userId: string; password: string; at: string }, unknown>(
	'set_credential_password',
	(db, p) =>
		db
			.updateTable('accounts')
			.set({ password: p('password'), updated_at: p('at') })
			.where('user_id', '=', p('userId'))
			.where('provider_id', '=', credential),
)

const claim = defineStatement<Pick<UserRow, 'id' | 'email' | 'name' | 'updated_at'>, unknown>('claim_guest', (db, p) =>
	db
		.updateTable('users')
		.set({ email: p('email'), name: p('name'), is_anonymous: 0, updated_at: p('updated_at') })
		.where('id', '=', p('id'))
		.where('is_anonymous', '=', 1),
)

const rename = defineStatement<Pick<UserRow, 'id' | 'name' | 'updated_at'>, unknown>('rename_user', (db, p) =>
	db
		.updateTable('users')
		.set({ name: p('name'), updated_at: p('updated_at') })
		.where('id', '=', p('id')),
)

const remove = defineStatement<{ id: string }, unknown>('delete_user', (db, p) =>
	db.deleteFrom('users').where('id', '=', p('id')),
)

const idleGuests = defineStatement<{ before: string; most: number }, { id: string }>('idle_guests', (db, p) =>
	db
		.selectFrom('users')
		.select('id')
		.where('is_anonymous', '=', 1)
		.where((eb) => eb(eb.fn.coalesce('last_seen_at', 'created_at'), '<', p('before')))
		.limit(p('most')),
)

const removeIdle = defineStatement<{ id: string; before: string }, unknown>('delete_idle_guest', (db, p) =>
	db
		.deleteFrom('users')
		.where('id', '=', p('id'))
		.where('is_anonymous', '=', 1)
		.where((eb) => eb(eb.fn.coalesce('last_seen_at', 'created_at'), '<', p('before'))),
)

/** Passwords, and what happens to a user as a whole. */
export const accountStore = {
	findByEmail: (tx: Tx, email: string) => tx.first(byEmail, { email }),
	findByUser: (tx: Tx, userId: string) => tx.first(byUser, { userId }),
	async insert(tx: Tx, row: Pick<AccountRow, 'id' | 'user_id' | 'password' | 'created_at'>): Promise<void> {
		await tx.run(insert, row)
	},
	async setPassword(tx: Tx, userId: string, password: string, at: string): Promise<void> {
		await tx.run(setPassword, { userId, password, at })
	},
	/** Makes an account of a guest; false where it is none (any more). */
	claim: async (tx: Tx, row: Pick<UserRow, 'id' | 'email' | 'name' | 'updated_at'>) => (await tx.run(claim, row)) === 1,
	async rename(tx: Tx, id: string, name: string, at: string): Promise<void> {
		await tx.run(rename, { id, name, updated_at: at })
	},
	/** With everything that is the user's: every table's rows go with theirs. */
	remove: async (tx: Tx, id: string) => (await tx.run(remove, { id })) === 1,
	findIdleGuests: (tx: Tx, before: string, most: number) => tx.all(idleGuests, { before, most }),
	/** False where the guest has come back meanwhile. */
	removeIdleGuest: async (tx: Tx, id: string, before: string) => (await tx.run(removeIdle, { id, before })) === 1,
}
