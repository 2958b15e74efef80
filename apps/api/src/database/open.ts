import type { Database } from './database.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

export type DatabaseConfig =
	| { kind: 'sqlite'; file: string }
	| { kind: 'postgres'; url: string; directUrl: string; poolSize: number; statementMs?: number }

/** Opens the configured database; the schema may still be an older one. */
export function openDatabase(config: DatabaseConfig, onLost: (error: Error) => void): Database {
	return config.kind === 'sqlite' ? openSqlite(config.file) : openPostgres({ ...config, onLost })
}

/** Milliseconds: an index over a large table takes longer than any request may. */
const stepMs = 5 * 60_000

/** As `openDatabase`, for changes of the schema: PostgreSQL is asked without its pooler, and for longer. */
export function openForMigration(config: DatabaseConfig, onLost: (error: Error) => void): Database {
	if (config.kind === 'sqlite') return openDatabase(config, onLost)
	return openDatabase({ ...config, url: config.directUrl, statementMs: stepMs }, onLost)
}
