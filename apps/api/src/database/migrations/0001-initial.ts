import { createAccountTables } from './0001/accounts.ts'
import { createConversationTables } from './0001/assistant.ts'
import { createColumns } from './0001/columns.ts'
import type { Table } from './0001/columns.ts'
import { createMachineryTables } from './0001/machinery.ts'
import type { Migration } from './migration.ts'

/** The first schema: accounts (Better Auth's four tables), the list itself, its history, the assistant, and the machinery. */
export const initial: Migration = {
	name: '0001-initial',
	async up(db, dialect) {
		const kinds = createColumns(dialect)
		const { text, owner, required, optional, entity } = kinds
		const table = (name: string) => db.schema.createTable(name)
		const index = (name: string, on: string, columns: string[], unique = false) => {
			const builder = db.schema.createIndex(name).on(on).columns(columns)
			return (unique ? builder.unique() : builder).execute()
		}

		await createAccountTables(db, text)
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
		// None begins with the user alone: while PostgreSQL knows no figures of a new table, it takes any index that does for
		// the key, and reads all of a person's tasks where it looks for one.
		await index('tasks_client_id', 'tasks', ['client_id', 'user_id'], true)
		await index('tasks_due', 'tasks', ['completed', 'user_id', 'due_date'])
		// What the trash lets go, without reading every task of everybody.
		await db.schema
			.createIndex('tasks_trash')
			.on('tasks')
			.column('deleted_at')
			.where('deleted_at', 'is not', null)
			.execute()
		await index('tasks_list_id', 'tasks', ['list_id', 'user_id'])
		await index('tasks_parent_id', 'tasks', ['parent_id', 'user_id'])

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
		await index('task_tags_tag', 'task_tags', ['tag', 'user_id'])
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

		await createConversationTables(db, kinds)
		await createMachineryTables(db, kinds)
	},
	async down(db) {
		const tables =
			'jobs rate_limits idempotency_keys deliveries push_subscriptions socket_tickets calendars api_keys tool_calls confirmations turn_events turns messages conversations changes filters completions reminders tags task_tags tasks sections lists user_settings user_versions verifications accounts sessions users'
		for (const name of tables.split(' ')) await db.schema.dropTable(name).execute()
	},
}
