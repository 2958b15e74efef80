import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import { createKysely } from './kysely-driver.ts'
import type { Migration } from './migrations/migration.ts'

interface Tables {
	schema_migrations: { name: string }
	/** One row: the step that a program must know at least. */
	schema_migrations_floor: { id: number; name: string }
}

/** Says which programs are too old from now on: as part of the step that takes away what they use, and undone with it. */
export async function raiseFloor(step: Kysely<unknown>, needs: string): Promise<void> {
	await sql`create table if not exists schema_migrations_floor (id integer primary key, name text not null)`.execute(
		step,
	)
	await sql`insert into schema_migrations_floor (id, name) values (1, ${needs})
		on conflict (id) do update set name = excluded.name where schema_migrations_floor.name < excluded.name`.execute(
		step,
	)
}

/** Whether a program with these steps can run on a schema that knows more: it lacks none of its own, and nothing was taken away from it. */
export async function isServed(database: Database, migrations: readonly Migration[]): Promise<boolean> {
	const applied = await createKysely<Tables>(database).selectFrom('schema_migrations').select('name').execute()
	const known = new Set(migrations.map(({ name }) => name))
	if ([...known].some((name) => !applied.some((row) => row.name === name))) return false
	const floor = await readFloor(database)
	return floor === undefined || known.has(floor)
}

async function readFloor(database: Database): Promise<string | undefined> {
	const db = createKysely<Tables>(database)
	const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
	if (!tables.some(({ name }) => name === 'schema_migrations_floor')) return undefined
	return (await db.selectFrom('schema_migrations_floor').select('name').executeTakeFirst())?.name
}
