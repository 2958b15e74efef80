import SqliteDatabase from 'better-sqlite3'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { hasCode } from './sqlite-errors.ts'

/** "Todo" in ASCII: tells our file from another program's. */
const applicationId = 0x546f_646f
/** Larger files are checked only after an unclean end, so that a start stays quick. */
const alwaysCheckBelow = 64 * 1024 * 1024
/** Before it a bug could corrupt a WAL database (sqlite.org, "WAL-reset"). */
const leastSqlite = [3, 51, 3] as const

export class UnusableDatabaseFile extends Error {
	constructor(file: string, what: string, wayOut: string) {
		super(`${file}: ${what} ${wayOut}`)
		this.name = 'UnusableDatabaseFile'
	}
}

export interface SqliteFile {
	writer: SqliteDatabase.Database
	reader: SqliteDatabase.Database
	close(): void
}

/**
 * Opens the file with one writing and one read-only connection, and holds a lock beside it that ends with the process.
 * @throws {UnusableDatabaseFile} where another process has it, it is damaged, or it belongs to another program. A damaged
 * file is never replaced by an empty one.
 */
export function openSqliteFile(file: string): SqliteFile {
	mkdirSync(dirname(file), { recursive: true })
	const knownBefore = existsSync(`${file}.lock`)
	const lock = takeLock(file)
	try {
		const size = existsSync(file) ? statSync(file).size : undefined
		if (size === 0 && knownBefore) throw damaged(file, 'the file is empty although it held data.')
		const writer = openWriter(file, size ?? 0)
		const reader = new SqliteDatabase(file, { readonly: true, timeout: 1000 })
		reader.pragma('trusted_schema = off')
		return {
			writer,
			reader,
			close() {
				reader.close()
				writer.pragma('wal_checkpoint(truncate)')
				writer.close()
				lock.close()
			},
		}
	} catch (error) {
		lock.close()
		throw error
	}
}

function takeLock(file: string): SqliteDatabase.Database {
	const lock = new SqliteDatabase(`${file}.lock`, { timeout: 0 })
	try {
		lock.pragma('locking_mode = exclusive')
		lock.exec('begin exclusive')
		return lock
	} catch (error) {
		lock.close()
		if (!hasCode(error, 'SQLITE_BUSY')) throw error
		throw new UnusableDatabaseFile(
			file,
			'another process has this database open, and SQLite takes one.',
			'Stop that process, or name another file (or a PostgreSQL) in DATABASE_URL.',
		)
	}
}

function openWriter(file: string, size: number): SqliteDatabase.Database {
	const unclean = existsSync(`${file}-wal`)
	const writer = new SqliteDatabase(file, { timeout: 1000 })
	try {
		requireSoundVersion(writer)
		const owner = writer.pragma('application_id', { simple: true })
		const fresh = size === 0
		if (!fresh && owner !== applicationId) {
			throw new UnusableDatabaseFile(
				file,
				'this is not a database of this product.',
				'Name another file in DATABASE_URL.',
			)
		}
		if (!fresh && (size < alwaysCheckBelow || unclean)) requireSoundPages(writer, file)
		writer.pragma('journal_mode = wal')
		writer.pragma('synchronous = full')
		writer.pragma('foreign_keys = on')
		writer.pragma('trusted_schema = off')
		writer.pragma('journal_size_limit = 67108864')
		if (fresh) writer.pragma(`application_id = ${applicationId}`)
		return writer
	} catch (error) {
		writer.close()
		if (hasCode(error, 'SQLITE_NOTADB') || hasCode(error, 'SQLITE_CORRUPT')) throw damaged(file, 'the file is damaged.')
		throw error
	}
}

function requireSoundVersion(writer: SqliteDatabase.Database): void {
	const version = String(writer.prepare('select sqlite_version()').pluck().get())
	const parts = version.split('.').map(Number)
	for (const [i, least] of leastSqlite.entries()) {
		const part = parts[i] ?? 0
		if (part > least) return
		if (part < least)
			throw new Error(`SQLite ${version} is too old: ${leastSqlite.join('.')} is the least that keeps data safe.`)
	}
}

function requireSoundPages(writer: SqliteDatabase.Database, file: string): void {
	const answer = writer.pragma('quick_check(1)', { simple: true })
	if (answer !== 'ok') throw damaged(file, `the file is damaged (${String(answer).split('\n')[0]}).`)
}

const damaged = (file: string, what: string) =>
	new UnusableDatabaseFile(
		file,
		what,
		'Nothing was changed. Put a backup in its place (docs/operations/restore.md), or move it and its -wal and .lock files away to begin anew.',
	)
