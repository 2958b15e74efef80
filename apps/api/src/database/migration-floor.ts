import { sql } from 'kysely'
import type { Database } from './database.ts'
import { createKysely } from './kysely-driver.ts'
import type { Migration } from './migrations/migration.ts'

interface Tables {
	schema_migrations: { name: string }
	/** One row: the step that a program must know at least. */
	schema_migrations_floor: { id: number; name: string }
}

/** Says, before anything is taken away, which programs are too old from now on. */
export async function raiseFloor(database: Database, migrations: readonly Migration[]): Promise<void> {
	const name = migrations.findLast(({ needs }) => needs !== undefined)?.needs
	if (name === undefined) return
	const db = createKysely<Tables>(database)
	await sql`create table if not exists schema_migrations_floor (id integer primary key, name text not null)`
		.execute(db)
		// Two that start together may both try, and one fail at it: the row says whether the table is there.
		.catch(() => undefined)
	await db
		.insertInto('schema_migrations_floor')
		.values({ id: 1, name })
		.onConflict((conflict) =>
			conflict.column('id').doUpdateSet({ name }).where('schema_migrations_floor.name', '<', name),
		)
		.execute()
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
