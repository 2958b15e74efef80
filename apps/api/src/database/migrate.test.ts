import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toDatabaseConfig } from '../config/database-url.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import type { Database } from './database.ts'
import { createKysely } from './kysely-driver.ts'
import { migrate, migrateDown } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open.ts'

test('every migration has a name of its own, in order', () => {
	const names = migrations.map(({ name }) => name)
	expect(names).toEqual([...new Set(names)].toSorted())
	expect(names.every((name) => /^\d{4}-[a-z0-9-]+$/.test(name))).toBe(true)
})

describe.each(databases)('migrations on %s', (name, open) => {
	let place: TestDatabase
	let database: Database
	const openAgain = () => openDatabase(toDatabaseConfig(place.url, undefined, 5, '/'), () => undefined)

	beforeEach(async () => {
		place = await open()
		database = openAgain()
	})
	afterEach(async () => {
		await database.close()
		await place.drop()
	})

	test('every prefix applies, and every step can be taken back and applied again', async () => {
		for (let length = 1; length <= migrations.length; length++) {
			const prefix = migrations.slice(0, length)
			expect(await migrate(database, prefix)).toEqual([prefix.at(-1)?.name])
			const schema = await describeSchema(database)
			await migrateDown(database, prefix)
			await migrate(database, prefix)
			expect(await describeSchema(database)).toEqual(schema)
		}
	})

	test('the schema is what it was agreed to be', async () => {
		await migrate(database)
		await expect(`${(await describeSchema(database)).join('\n')}\n`).toMatchFileSnapshot(
			`./migrations/schema.${name}.snap`,
		)
	})

	test('APP-7: a step that fails or is killed half-way leaves nothing behind, and can be tried again', async () => {
		const step = { name: '0001-half', up: fill, down: async () => undefined }
		const broken = { ...step, up: async (db: Kysely<unknown>) => (await fill(db), fill(db)) }
		await expect(migrate(database, [broken])).rejects.toThrow('0001-half')
		expect(await migrate(database, [step])).toEqual(['0001-half'])
	})

	test('a second run changes nothing', async () => {
		await migrate(database)
		expect(await migrate(database)).toEqual([])
	})

	test.runIf(name === 'postgres')('replicas that start together apply each step once', async () => {
		const others = [openAgain(), openAgain(), openAgain()]
		const applied = await Promise.all([database, ...others].map((one) => migrate(one)))
		await Promise.all(others.map((one) => one.close()))
		expect(applied.flat()).toEqual(migrations.map((one) => one.name))
	})

	test.runIf(name === 'postgres')('a step may take longer than a request', async () => {
		const config = toDatabaseConfig(place.url, undefined, 5, '/')
		if (config.kind !== 'postgres') throw new Error('not PostgreSQL')
		const patient = openDatabase({ ...config, statementMs: 300_000 }, () => undefined)
		const [limit] = (await sql<{ statement_timeout: string }>`show statement_timeout`.execute(createKysely(patient)))
			.rows
		await patient.close()
		expect(limit?.statement_timeout).toBe('5min')
	})

	test.runIf(name === 'postgres')(
		'a database without figures finds one task by its key, not by reading all',
		async () => {
			await migrate(database)
			const kysely = createKysely(database)
			const indexes = {
				"tasks where user_id = 'a' and id = 1": 'tasks_key',
				"tasks where user_id = 'a' and parent_id = 1": 'tasks_parent_id',
				"tasks where user_id = 'a' and list_id = 1": 'tasks_list_id',
				"tasks where user_id = 'a' and client_id = 'b'": 'tasks_client_id',
				"task_tags where user_id = 'a' and task_id = 1": 'task_tags_key',
			}
			const used: { [query: string]: string | undefined } = {}
			for (const query of Object.keys(indexes)) {
				const plan = await sql<object>`explain select 1 from ${sql.raw(query)}`.execute(kysely)
				used[query] = /using (\w+)/.exec(JSON.stringify(plan.rows))?.[1]
			}
			expect(used).toEqual(indexes)
		},
	)

	const newer = { name: '9998-newer', up: async () => undefined, down: async () => undefined }
	const contract = { ...newer, name: '9999-takes-away', needs: newer.name }

	test('K8S-9: runs on a newer schema that took nothing away, as after a rollback', async () => {
		await migrate(database, [...migrations, newer])
		expect(await migrate(database)).toEqual([])
		// And the release after it meets what it left.
		expect(await migrate(database, [...migrations, newer])).toEqual([])
	})

	test('refuses a schema that took away what it uses, in words; the release between runs on', async () => {
		await migrate(database, [...migrations, newer])
		await migrate(database, [...migrations, newer, contract])
		await expect(migrate(database)).rejects.toThrow('made by a newer version')
		expect(await migrate(database, [...migrations, newer])).toEqual([])
		expect(await migrate(database, [...migrations, newer, contract])).toEqual([])
	})

	test('a step that would take something away and fails leaves the older release running', async () => {
		await migrate(database, [...migrations, newer])
		const broken = { ...contract, up: async (db: Kysely<unknown>) => (await fill(db), fill(db)) }
		await expect(migrate(database, [...migrations, newer, broken])).rejects.toThrow(contract.name)
		expect(await migrate(database)).toEqual([])
	})

	test('refuses a schema whose newer steps came from elsewhere, without its own', async () => {
		await migrate(database, [...migrations, newer])
		const own = { ...newer, name: '9997-own' }
		await expect(migrate(database, [...migrations, own])).rejects.toThrow('made by a newer version')
	})
})

/** Can't be done twice. */
async function fill(db: Kysely<unknown>): Promise<void> {
	await db.schema.createTable('half').addColumn('id', 'integer').execute()
}

/** Columns and indexes as lines of text, the migrator's own tables left out. */
async function describeSchema(database: Database): Promise<string[]> {
	const db = createKysely<never>(database)
	const query =
		database.dialect === 'sqlite'
			? sql<{
					line: string
				}>`select m.type || ' ' || m.name || ': ' || coalesce(m.sql, '') as line from sqlite_master m where m.name not like 'schema_migrations%' and m.name not like 'sqlite_%' order by 1`
			: sql<{ line: string }>`
				select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || coalesce(' ' || collation_name, '') as line
				from information_schema.columns where table_schema = 'public' and table_name not like 'schema_migrations%'
				union all select 'index ' || indexdef from pg_indexes where schemaname = 'public' and tablename not like 'schema_migrations%'
				union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
				where connamespace = 'public'::regnamespace and contype in ('f', 'p', 'u') and conrelid::regclass::text not like 'schema_migrations%'
				order by 1`
	return (await query.execute(db)).rows.map(({ line }) => line)
}
