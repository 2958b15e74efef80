import type { Kysely } from 'kysely'
import type { Columns, Table } from './columns.ts'

/** The assistant's memory: conversations, turns with their events and tool calls, questions that wait for an answer. */
export async function createConversationTables(
	db: Kysely<unknown>,
	{ text, owner, required, optional, entity }: Columns,
): Promise<void> {
	const table = (name: string) => db.schema.createTable(name)
	await optional(required(entity(table('conversations')), text, 'title'), text, 'memory')
		.addPrimaryKeyConstraint('conversations_key', ['user_id', 'id'])
		.execute()
	const inConversation = (builder: Table, name: string) =>
		required(owner(builder), 'integer', 'conversation_id').addForeignKeyConstraint(
			`${name}_conversation`,
			['user_id', 'conversation_id'],
			'conversations',
			['user_id', 'id'],
			(c) => c.onDelete('cascade'),
		)
	const messages = required(
		required(inConversation(table('messages'), 'messages'), 'integer', 'id'),
		text,
		'role',
		'content',
		'tool_calls',
		'tasks',
		'suggestions',
		'created_at',
	)
	const withText = optional(messages, text, 'operation_id', 'turn_id', 'confirmation_id', 'provider', 'notice')
	await optional(withText, 'integer', 'superseded_by')
		.addPrimaryKeyConstraint('messages_key', ['user_id', 'id'])
		.execute()
	await db.schema
		.createIndex('messages_conversation')
		.on('messages')
		.columns(['user_id', 'conversation_id', 'id'])
		.execute()
	await db.schema.createIndex('messages_turn').on('messages').columns(['user_id', 'turn_id']).execute()
	const turns = required(inConversation(table('turns'), 'turns'), text, 'id', 'status', 'created_at', 'updated_at')
	await optional(required(turns, 'integer', 'input_tokens', 'output_tokens'), text, 'provider', 'lease_until')
		.addPrimaryKeyConstraint('turns_key', ['user_id', 'id'])
		.execute()
	await required(required(owner(table('turn_events')), text, 'turn_id', 'event', 'created_at'), 'integer', 'seq')
		.addPrimaryKeyConstraint('turn_events_key', ['user_id', 'turn_id', 'seq'])
		.addForeignKeyConstraint('turn_events_turn', ['user_id', 'turn_id'], 'turns', ['user_id', 'id'], (c) =>
			c.onDelete('cascade'),
		)
		.execute()
	await required(
		inConversation(table('confirmations'), 'confirmations'),
		text,
		'id',
		'tool',
		'arguments',
		'arguments_hash',
		'text',
		'status',
		'expires_at',
		'created_at',
	)
		.addPrimaryKeyConstraint('confirmations_key', ['user_id', 'id'])
		.execute()
	await required(
		required(owner(table('tool_calls')), text, 'turn_id', 'tool', 'arguments', 'result', 'created_at'),
		'integer',
		'n',
	)
		.addPrimaryKeyConstraint('tool_calls_key', ['user_id', 'turn_id', 'n'])
		.addForeignKeyConstraint('tool_calls_turn', ['user_id', 'turn_id'], 'turns', ['user_id', 'id'], (c) =>
			c.onDelete('cascade'),
		)
		.execute()
}
