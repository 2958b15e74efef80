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
