import { sql } from 'kysely'
import type { ColumnDataType, CreateTableBuilder, Kysely, RawBuilder } from 'kysely'
import type { Migration } from './migration.ts'

type Table = CreateTableBuilder<string, string>
type Type = ColumnDataType | RawBuilder<unknown>

/** The first schema: accounts (Better Auth's four tables), the list itself, its history, the assistant, and the machinery. */
export const initial: Migration = {
	name: '0001-initial',
	async up(db, dialect) {
		// One collation on both databases: plain byte order.
		const text: Type = dialect === 'postgres' ? sql`text collate "C"` : 'text'
		const table = (name: string) => db.schema.createTable(name)
		const owner = (builder: Table) =>
			builder.addColumn('user_id', text, (c) => c.notNull().references('users.id').onDelete('cascade'))
		const required = (builder: Table, type: Type, ...names: string[]) =>
			names.reduce((b, name) => b.addColumn(name, type, (c) => c.notNull()), builder)
		const optional = (builder: Table, type: Type, ...names: string[]) =>
			names.reduce((b, name) => b.addColumn(name, type), builder)
		const entity = (builder: Table) => {
			const numbered = required(owner(builder), 'integer', 'id')
			return optional(
				required(required(numbered, 'bigint', 'version'), text, 'created_at', 'updated_at'),
				text,
				'deleted_at',
			)
		}
		const index = (name: string, on: string, columns: string[], unique = false) => {
			const builder = db.schema.createIndex(name).on(on).columns(columns)
			return (unique ? builder.unique() : builder).execute()
		}

		await accountTables(db, text)
		const counters = [
			'last_task_id',
			'last_list_id',
			'last_section_id',
			'last_filter_id',
			'last_conversation_id',
			'last_message_id',
		]
		await required(
			required(owner(table('user_versions')), 'integer', ...counters),
			'bigint',
			'version',
			'pruned_version',
		)
			.addPrimaryKeyConstraint('user_versions_key', ['user_id'])
			.execute()
		await optional(
			required(
				required(
					required(owner(table('user_settings')), text, 'time_zone', 'locale', 'theme', 'week_start'),
					'integer',
					'day_first',
				),
				'bigint',
				'version',
			),
			'integer',
			'default_list_id',
		)
			.addPrimaryKeyConstraint('user_settings_key', ['user_id'])
			.execute()

		await optional(
			required(required(entity(table('lists')), text, 'name', 'colour'), 'bigint', 'position'),
			text,
			'client_id',
		)
			.addPrimaryKeyConstraint('lists_key', ['user_id', 'id'])
			.execute()
		await index('lists_client_id', 'lists', ['user_id', 'client_id'], true)
		await required(
			required(required(entity(table('sections')), 'integer', 'list_id'), text, 'name'),
			'bigint',
			'position',
		)
			.addPrimaryKeyConstraint('sections_key', ['user_id', 'id'])
			.addForeignKeyConstraint('sections_list', ['user_id', 'list_id'], 'lists', ['user_id', 'id'])
			.execute()

		let tasks = required(entity(table('tasks')), text, 'title', 'search_text', 'repeat_from', 'reminders', 'tags')
		tasks = required(tasks, 'integer', 'completed', 'priority')
		tasks = required(tasks, 'bigint', 'position')
		tasks = optional(
			tasks,
			text,
			'client_id',
			'description',
			'due_date',
			'time_zone',
			'due_at',
			'recurrence',
			'series_start',
			'completed_at',
		)
		await optional(tasks, 'integer', 'list_id', 'section_id', 'parent_id')
			.addPrimaryKeyConstraint('tasks_key', ['user_id', 'id'])
			.addForeignKeyConstraint('tasks_list', ['user_id', 'list_id'], 'lists', ['user_id', 'id'])
			.addForeignKeyConstraint('tasks_section', ['user_id', 'section_id'], 'sections', ['user_id', 'id'])
			.addForeignKeyConstraint('tasks_parent', ['user_id', 'parent_id'], 'tasks', ['user_id', 'id'])
			.execute()
		await index('tasks_client_id', 'tasks', ['user_id', 'client_id'], true)
		await index('tasks_due', 'tasks', ['user_id', 'completed', 'due_date'])
		await index('tasks_list_id', 'tasks', ['user_id', 'list_id'])
		await index('tasks_parent_id', 'tasks', ['user_id', 'parent_id'])

		const ofTask = (builder: Table, name: string) =>
			required(owner(builder), 'integer', 'task_id').addForeignKeyConstraint(
				`${name}_task`,
				['user_id', 'task_id'],
				'tasks',
				['user_id', 'id'],
				(c) => c.onDelete('cascade'),
			)
		await required(ofTask(table('task_tags'), 'task_tags'), text, 'tag')
			.addPrimaryKeyConstraint('task_tags_key', ['user_id', 'task_id', 'tag'])
			.execute()
		await index('task_tags_tag', 'task_tags', ['user_id', 'tag'])
		await required(owner(table('tags')), text, 'name', 'colour', 'created_at')
			.addPrimaryKeyConstraint('tags_key', ['user_id', 'name'])
			.execute()
		await required(required(ofTask(table('reminders'), 'reminders'), 'integer', 'n'), text, 'fires_at')
			.addPrimaryKeyConstraint('reminders_key', ['user_id', 'task_id', 'n'])
			.execute()
		await index('reminders_fires_at', 'reminders', ['fires_at'])
		await optional(
			required(
				required(required(ofTask(table('completions'), 'completions'), 'integer', 'n'), text, 'completed_at'),
				'bigint',
				'version',
			),
			text,
			'due_date',
			'recurrence',
		)
			.addPrimaryKeyConstraint('completions_key', ['user_id', 'task_id', 'n'])
			.execute()
		await required(required(entity(table('filters')), text, 'name', 'query'), 'bigint', 'position')
			.addPrimaryKeyConstraint('filters_key', ['user_id', 'id'])
			.execute()

		let changes = required(owner(table('changes')), 'bigint', 'version')
		changes = required(changes, 'integer', 'n')
		changes = required(changes, text, 'operation_id', 'at', 'actor', 'action', 'entity', 'entity_id')
		await optional(changes, text, 'undoes', 'actor_detail', 'before', 'after')
			.addPrimaryKeyConstraint('changes_key', ['user_id', 'version', 'n'])
			.execute()
		await index('changes_operation', 'changes', ['user_id', 'operation_id'])
		await index('changes_undoes', 'changes', ['user_id', 'undoes'])
		await index('changes_entity', 'changes', ['user_id', 'entity', 'entity_id', 'version'])
		await index('changes_at', 'changes', ['at'])

		await conversationTables(db, { text, owner, required, optional, entity })
		await machineryTables(db, { text, owner, required, optional, entity })
	},
	async down(db) {
		const tables =
			'jobs rate_limits idempotency_keys deliveries push_subscriptions socket_tickets calendars api_keys tool_calls confirmations turn_events turns messages conversations changes filters completions reminders tags task_tags tasks sections lists user_settings user_versions verifications accounts sessions users'
		for (const name of tables.split(' ')) await db.schema.dropTable(name).execute()
	},
}

/** Better Auth's models (`docs/decisions/0004-accounts.md`), in snake_case, with ISO text and 0/1 on both databases. */
async function accountTables(db: Kysely<unknown>, text: Type): Promise<void> {
	await db.schema
		.createTable('users')
		.addColumn('id', text, (c) => c.primaryKey().notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('email', text, (c) => c.notNull().unique())
		.addColumn('email_verified', 'integer', (c) => c.notNull())
		.addColumn('image', text)
		.addColumn('is_anonymous', 'integer', (c) => c.notNull().defaultTo(0))
		.addColumn('created_at', text, (c) => c.notNull())
		.addColumn('updated_at', text, (c) => c.notNull())
		.addColumn('last_seen_at', text)
		.execute()
	await db.schema
		.createTable('sessions')
		.addColumn('id', text, (c) => c.primaryKey().notNull())
		.addColumn('token', text, (c) => c.notNull().unique())
		.addColumn('user_id', text, (c) => c.notNull().references('users.id').onDelete('cascade'))
		.addColumn('expires_at', text, (c) => c.notNull())
		.addColumn('ip_address', text)
		.addColumn('user_agent', text)
		.addColumn('created_at', text, (c) => c.notNull())
		.addColumn('updated_at', text, (c) => c.notNull())
		.execute()
	await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute()
	await db.schema
		.createTable('accounts')
		.addColumn('id', text, (c) => c.primaryKey().notNull())
		.addColumn('account_id', text, (c) => c.notNull())
		.addColumn('provider_id', text, (c) => c.notNull())
		.addColumn('user_id', text, (c) => c.notNull().references('users.id').onDelete('cascade'))
		.addColumn('access_token', text)
		.addColumn('refresh_token', text)
		.addColumn('id_token', text)
		.addColumn('access_token_expires_at', text)
		.addColumn('refresh_token_expires_at', text)
		.addColumn('scope', text)
		.addColumn('password', text)
		.addColumn('created_at', text, (c) => c.notNull())
		.addColumn('updated_at', text, (c) => c.notNull())
		.execute()
	await db.schema.createIndex('accounts_user').on('accounts').column('user_id').execute()
	await db.schema
		.createTable('verifications')
		.addColumn('id', text, (c) => c.primaryKey().notNull())
		.addColumn('identifier', text, (c) => c.notNull())
		.addColumn('value', text, (c) => c.notNull())
		.addColumn('expires_at', text, (c) => c.notNull())
		.addColumn('created_at', text, (c) => c.notNull())
		.addColumn('updated_at', text, (c) => c.notNull())
		.execute()
	await db.schema.createIndex('verifications_identifier').on('verifications').column('identifier').execute()
}

interface Columns {
	text: Type
	owner(builder: Table): Table
	required(builder: Table, type: Type, ...names: string[]): Table
	optional(builder: Table, type: Type, ...names: string[]): Table
	entity(builder: Table): Table
}

async function conversationTables(
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
	await optional(messages, text, 'operation_id', 'turn_id', 'confirmation_id', 'provider')
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

async function machineryTables(db: Kysely<unknown>, { text, owner, required, optional }: Columns): Promise<void> {
	const table = (name: string) => db.schema.createTable(name)
	const index = (name: string, on: string, columns: string[], unique = false) => {
		const builder = db.schema.createIndex(name).on(on).columns(columns)
		return (unique ? builder.unique() : builder).execute()
	}
	await optional(
		required(owner(table('api_keys')), text, 'id', 'name', 'hash', 'scopes', 'created_at'),
		text,
		'expires_at',
		'last_used_at',
		'revoked_at',
	)
		.addPrimaryKeyConstraint('api_keys_key', ['user_id', 'id'])
		.execute()
	await index('api_keys_hash', 'api_keys', ['hash'], true)
	await required(owner(table('calendars')), text, 'id', 'created_at')
		.addPrimaryKeyConstraint('calendars_key', ['user_id'])
		.execute()
	await index('calendars_id', 'calendars', ['id'], true)
	await optional(required(owner(table('socket_tickets')), text, 'hash', 'expires_at'), text, 'session_id')
		.addPrimaryKeyConstraint('socket_tickets_key', ['hash'])
		.execute()
	await required(owner(table('push_subscriptions')), text, 'id', 'endpoint', 'keys', 'created_at')
		.addPrimaryKeyConstraint('push_subscriptions_key', ['user_id', 'id'])
		.execute()
	const deliveries = required(
		required(owner(table('deliveries')), 'integer', 'task_id', 'attempts'),
		text,
		'fires_at',
		'channel',
		'status',
	)
	await optional(deliveries, text, 'lease_owner', 'lease_until')
		.addPrimaryKeyConstraint('deliveries_key', ['user_id', 'task_id', 'fires_at', 'channel'])
		.execute()
	await required(owner(table('idempotency_keys')), text, 'key', 'request_hash', 'body', 'created_at')
		.addPrimaryKeyConstraint('idempotency_keys_key', ['user_id', 'key'])
		.execute()
	await index('idempotency_keys_created_at', 'idempotency_keys', ['created_at'])
	await required(required(table('rate_limits'), text, 'key'), 'bigint', 'count', 'window_start')
		.addPrimaryKeyConstraint('rate_limits_key', ['key'])
		.execute()
	await optional(required(table('jobs'), text, 'name'), text, 'lease_owner', 'lease_until', 'ran_at')
		.addPrimaryKeyConstraint('jobs_key', ['name'])
		.execute()
}
