import type { List } from '@todo/contract'
import type { Tx } from '../database/database.ts'
import type { ListRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

interface Owned {
	userId: string
}
interface ById extends Owned {
	id: number
}

const allLists = defineStatement<Owned, ListRow>('all_lists', (db, p) =>
	db
		.selectFrom('lists')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('deleted_at', 'is', null)
		.orderBy('position')
		.orderBy('id'),
)

const everyList = defineStatement<{ userId: string }, ListRow>('every_list', (db, p) =>
	db.selectFrom('lists').selectAll().where('user_id', '=', p('userId')).orderBy('id'),
)

const listById = defineStatement<ById, ListRow>('list_by_id', (db, p) =>
	db.selectFrom('lists').selectAll().where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const listByClientId = defineStatement<Owned & { clientId: string }, ListRow>('list_by_client_id', (db, p) =>
	db.selectFrom('lists').selectAll().where('user_id', '=', p('userId')).where('client_id', '=', p('clientId')),
)

const insertList = defineStatement<ListRow, unknown>('insert_list', (db, p) =>
	db.insertInto('lists').values({
		user_id: p('user_id'),
		id: p('id'),
		client_id: p('client_id'),
		name: p('name'),
		colour: p('colour'),
		position: p('position'),
		version: p('version'),
		created_at: p('created_at'),
		updated_at: p('updated_at'),
		deleted_at: p('deleted_at'),
	}),
)

const setList = defineStatement<ListRow, unknown>('set_list', (db, p) =>
	db
		.updateTable('lists')
		.set({
			name: p('name'),
			colour: p('colour'),
			position: p('position'),
			version: p('version'),
			updated_at: p('updated_at'),
			deleted_at: p('deleted_at'),
		})
		.where('user_id', '=', p('user_id'))
		.where('id', '=', p('id')),
)

export const listStore = {
	/** Those not in the trash, in their order. */
	all: async (tx: Tx, userId: string): Promise<List[]> => (await tx.all(allLists, { userId })).map(toList),

	/** Those in the trash too. */
	everything: async (tx: Tx, userId: string): Promise<List[]> => (await tx.all(everyList, { userId })).map(toList),

	/** In the trash or not. */
	async find(tx: Tx, userId: string, id: number): Promise<List | undefined> {
		const row = await tx.first(listById, { userId, id })
		return row && toList(row)
	},

	async findLive(tx: Tx, userId: string, id: number): Promise<List | undefined> {
		const row = await tx.first(listById, { userId, id })
		return row && row.deleted_at === null ? toList(row) : undefined
	},

	async findByClientId(tx: Tx, userId: string, clientId: string): Promise<List | undefined> {
		const row = await tx.first(listByClientId, { userId, clientId })
		return row && toList(row)
	},

	async insert(tx: Tx, userId: string, list: List): Promise<void> {
		await tx.run(insertList, { ...list, user_id: userId })
	},

	/** Writes the whole list as it now is. */
	async set(tx: Tx, userId: string, list: List): Promise<void> {
		await tx.run(setList, { ...list, user_id: userId })
	},
}

function toList({ user_id: _user, ...row }: ListRow): List {
	return row
}
