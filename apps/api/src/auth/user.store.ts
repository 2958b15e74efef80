import type { User } from '@todo/contract'
import { isDayFirst } from '@todo/contract'
import type { Tx } from '../database/database.ts'
import type { SettingsRow, UserRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'
import type { Parameter } from '../database/statement.ts'

const toColumns = (p: Parameter<UserRow>): UserRow => ({
	id: p('id'),
	name: p('name'),
	email: p('email'),
	email_verified: p('email_verified'),
	image: p('image'),
	is_anonymous: p('is_anonymous'),
	created_at: p('created_at'),
	updated_at: p('updated_at'),
	last_seen_at: p('last_seen_at'),
})

const insert = defineStatement<UserRow, unknown>('insert_user', (db, p) => db.insertInto('users').values(toColumns(p)))

const insertOnce = defineStatement<UserRow, unknown>('insert_user_once', (db, p) =>
	db
		.insertInto('users')
		.values(toColumns(p))
		.onConflict((conflict) => conflict.column('id').doNothing()),
)

const insertVersion = defineStatement<{ userId: string }, unknown>('insert_user_version', (db, p) =>
	db
		.insertInto('user_versions')
		.values({
			user_id: p('userId'),
			version: 0,
			last_task_id: 0,
			last_list_id: 0,
			last_section_id: 0,
			last_filter_id: 0,
			last_conversation_id: 0,
			last_message_id: 0,
			pruned_version: 0,
		})
		.onConflict((conflict) => conflict.column('user_id').doNothing()),
)

const insertSettings = defineStatement<SettingsRow, unknown>('insert_user_settings', (db, p) =>
	db
		.insertInto('user_settings')
		.values({
			user_id: p('user_id'),
			time_zone: p('time_zone'),
			locale: p('locale'),
			theme: p('theme'),
			week_start: p('week_start'),
			day_first: p('day_first'),
			default_list_id: p('default_list_id'),
			version: p('version'),
		})
		.onConflict((conflict) => conflict.column('user_id').doNothing()),
)

const find = defineStatement<{ id: string }, UserRow>('user_by_id', (db, p) =>
	db.selectFrom('users').selectAll().where('id', '=', p('id')),
)

/** What is known of a person's place before they have set anything. */
export interface Place {
	timeZone: string
	locale: string
}

export const userStore = {
	find: (tx: Tx, id: string) => tx.first(find, { id }),

	async insert(tx: Tx, row: UserRow): Promise<void> {
		await tx.run(insert, row)
	},

	/** Does nothing where there is one with this id. */
	async insertOnce(tx: Tx, row: UserRow): Promise<void> {
		await tx.run(insertOnce, row)
	},

	/** What every user must have beside the account; does nothing where it exists. */
	async complete(tx: Tx, userId: string, { timeZone, locale }: Place): Promise<void> {
		await tx.run(insertVersion, { userId })
		await tx.run(insertSettings, {
			user_id: userId,
			time_zone: timeZone,
			locale,
			theme: 'system',
			week_start: 'monday',
			day_first: isDayFirst(locale) ? 1 : 0,
			default_list_id: null,
			version: 0,
		})
	},
}

/** Accounts without an e-mail address (guests, users of other systems) have one under `.invalid`, which nobody can own (RFC 2606). */
export const toPlaceholderEmail = (userId: string) => `${userId.toLowerCase()}@nobody.invalid`

export function toUser(row: UserRow): User {
	return {
		id: row.id,
		email: row.email.endsWith('@nobody.invalid') ? null : row.email,
		name: row.name,
		guest: row.is_anonymous === 1,
		created_at: row.created_at,
	}
}
