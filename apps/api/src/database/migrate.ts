import { Migrator } from 'kysely/migration'
import type { Migration as KyselyMigration } from 'kysely/migration'
import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import { createKysely } from './kysely-driver.ts'
import { migrations as all } from './migrations/index.ts'
import { isServed, raiseFloor } from './migration-floor.ts'
import type { Migration } from './migrations/migration.ts'

export class MigrationFailed extends Error {
	constructor(message: string, cause: unknown) {
		super(message, { cause })
		this.name = 'MigrationFailed'
	}
}

/**
 * Brings the schema up to date, once, under a lock, however many replicas start together; answers the names it applied. A newer
 * schema that took nothing away from this program is left as it is: the release before runs on while the next one comes, and
 * again after a rollback.
 * @throws {MigrationFailed} where a step fails (nothing of it stays) or the schema is too new for this program.
 */
export async function migrate(database: Database, migrations: readonly Migration[] = all): Promise<string[]> {
	const { error, results } = await createMigrator(database, migrations).migrateToLatest()
	if (error === undefined) return (results ?? []).map((r) => r.migrationName)
	if (isOfNewerVersion(error) && (await isServed(database, migrations))) return []
	throw toFailure(error, results?.find((r) => r.status === 'Error')?.migrationName)
}

/** Takes the last step back. For tests and for operators who were told to. */
export async function migrateDown(database: Database, migrations: readonly Migration[] = all): Promise<void> {
	const { error, results } = await createMigrator(database, migrations).migrateDown()
	if (error !== undefined) throw toFailure(error, results?.[0]?.migrationName)
}

function createMigrator(database: Database, migrations: readonly Migration[]): Migrator {
	const db: Kysely<unknown> = createKysely(database)
	const steps: Record<string, KyselyMigration> = {}
	for (const { name, up, down, needs } of migrations) {
		steps[name] = {
			async up(kysely) {
				if (needs !== undefined) await raiseFloor(kysely, needs)
				await up(kysely, database.dialect)
			},
			down: (kysely) => down(kysely, database.dialect),
		}
	}
	return new Migrator({
		db,
		provider: { getMigrations: async () => steps },
		migrationTableName: 'schema_migrations',
		migrationLockTableName: 'schema_migrations_lock',
	})
}

function isOfNewerVersion(error: unknown): boolean {
	return error instanceof Error && /previously executed migration .* is missing/.test(error.message)
}

function toFailure(error: unknown, step: string | undefined): MigrationFailed {
	const reason = error instanceof Error ? error.message : String(error)
	if (isOfNewerVersion(error)) {
		return new MigrationFailed(
			'The database was made by a newer version of this product: start that version, or restore a backup of this one.',
			error,
		)
	}
	return new MigrationFailed(
		`The database could not be brought up to date${step ? ` (step ${step})` : ''}: ${reason}`,
		error,
	)
}
