import type { Kysely } from 'kysely'
import type { Columns } from './columns.ts'

/** What keeps the rest going: keys, tickets, deliveries, repeated requests, limits, jobs. */
export async function createMachineryTables(
	db: Kysely<unknown>,
	{ text, owner, required, optional }: Columns,
): Promise<void> {
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
