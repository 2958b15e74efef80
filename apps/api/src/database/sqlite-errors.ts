import { DatabaseUnavailable, UniqueViolation } from './database.ts'

export const hasCode = (error: unknown, prefix: string): boolean =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith(prefix)

/** An SQLite failure in the words that both databases share; anything else as it is. */
export function toDatabaseError(error: unknown): unknown {
	if (hasCode(error, 'SQLITE_CONSTRAINT_UNIQUE') || hasCode(error, 'SQLITE_CONSTRAINT_PRIMARYKEY')) {
		return new UniqueViolation(
			error instanceof Error ? error.message.replace('UNIQUE constraint failed: ', '') : '',
			error,
		)
	}
	if (hasCode(error, 'SQLITE_FULL')) return new DatabaseUnavailable('full', error)
	if (hasCode(error, 'SQLITE_BUSY')) return new DatabaseUnavailable('busy', error)
	if (hasCode(error, 'SQLITE_IOERR') || hasCode(error, 'SQLITE_READONLY'))
		return new DatabaseUnavailable('unreachable', error)
	return error
}
