import type { Conversation } from '@todo/contract'
import type { Tx } from '../database/database.ts'
import type { ConversationRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

interface Owned {
	userId: string
}
interface ById extends Owned {
	id: number
}

const allConversations = defineStatement<Owned, ConversationRow>('all_conversations', (db, p) =>
	db
		.selectFrom('conversations')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.orderBy('updated_at', 'desc')
		.orderBy('id', 'desc')
		.limit(500),
)

const conversationById = defineStatement<ById, ConversationRow>('conversation_by_id', (db, p) =>
	db.selectFrom('conversations').selectAll().where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const insertConversation = defineStatement<ConversationRow, unknown>('insert_conversation', (db, p) =>
	db.insertInto('conversations').values({
		user_id: p('user_id'),
		id: p('id'),
		version: p('version'),
		created_at: p('created_at'),
		updated_at: p('updated_at'),
		deleted_at: p('deleted_at'),
		title: p('title'),
		memory: p('memory'),
	}),
)

const setTitle = defineStatement<ById & { title: string; version: number }, unknown>(
	'set_conversation_title',
	(db, p) =>
		db
			.updateTable('conversations')
			.set({ title: p('title'), version: p('version') })
			.where('user_id', '=', p('userId'))
			.where('id', '=', p('id')),
)

const setMemory = defineStatement<ById & { memory: string | null; version: number; at: string }, unknown>(
	'set_conversation_memory',
	(db, p) =>
		db
			.updateTable('conversations')
			.set({ memory: p('memory'), version: p('version'), updated_at: p('at') })
			.where('user_id', '=', p('userId'))
			.where('id', '=', p('id')),
)

const deleteConversation = defineStatement<ById, unknown>('delete_conversation', (db, p) =>
	db.deleteFrom('conversations').where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

export interface StoredConversation extends Conversation {
	/** What the assistant remembers between turns; its shape is the model's own affair. */
	memory: unknown
}

export const conversationStore = {
	all: async (tx: Tx, userId: string): Promise<Conversation[]> =>
		(await tx.all(allConversations, { userId })).map(toConversation),

	async find(tx: Tx, userId: string, id: number): Promise<StoredConversation | undefined> {
		const row = await tx.first(conversationById, { userId, id })
		return row && { ...toConversation(row), memory: row.memory === null ? null : (JSON.parse(row.memory) as unknown) }
	},

	async insert(tx: Tx, userId: string, conversation: Conversation, version: number): Promise<void> {
		await tx.run(insertConversation, {
			...conversation,
			user_id: userId,
			version,
			deleted_at: null,
			memory: null,
		})
	},

	async setTitle(tx: Tx, userId: string, id: number, title: string, version: number): Promise<void> {
		await tx.run(setTitle, { userId, id, title, version })
	},

	/** Also moves the conversation to the top of the list. Answers whether it still exists. */
	async setMemory(
		tx: Tx,
		userId: string,
		id: number,
		memory: unknown,
		{ version, at }: { version: number; at: string },
	): Promise<boolean> {
		return (await tx.run(setMemory, { userId, id, memory: toJson(memory), version, at })) > 0
	},

	/** Its messages, turns and confirmations go with it. */
	async remove(tx: Tx, userId: string, id: number): Promise<void> {
		await tx.run(deleteConversation, { userId, id })
	},
}

const toJson = (value: unknown) => (value == null ? null : JSON.stringify(value))

const toConversation = ({ id, title, created_at, updated_at }: ConversationRow): Conversation => ({
	id,
	title,
	created_at,
	updated_at,
})
