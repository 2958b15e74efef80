import { setImmediate } from 'node:timers/promises'
import type SqliteDatabase from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import type { Database, Tx } from './database.ts'
import { guardTx, requireTxOpen } from './guard-tx.ts'
import { createSqliteWriter } from './sqlite-writer.ts'
import { toDatabaseError } from './sqlite-errors.ts'
import { openSqliteFile } from './sqlite-file.ts'
import type { CompiledStatement, Statement } from './statement.ts'

/** Opens an SQLite file as the product's database: one writer with group commit, one read-only connection. */
export function openSqlite(file: string): Database {
	const { writer, reader, close } = openSqliteFile(file)
	const readTx = createSqliteTx(reader)
	const writeTx = createSqliteTx(writer)
	const queue = createSqliteWriter(writer, writeTx)

	/** Waits for the writer, begins a transaction and answers what ends it. */
	async function begin(): Promise<(sql: 'commit' | 'rollback') => void> {
		const release = await queue.acquire()
		let open = true
		try {
			writer.exec('begin immediate')
		} catch (error) {
			release()
			throw toDatabaseError(error)
		}
		return (sql) => {
			if (!open) return
			open = false
			try {
				if (writer.inTransaction) writer.exec(sql)
			} finally {
				if (writer.inTransaction) writer.exec('rollback')
				release()
			}
		}
	}

	return {
		dialect: 'sqlite',
		read: (body) => body(readTx),
		write: (body) => queue.write(body),
		execute: async (query) =>
			isSelect(query) ? executeOn(reader, query) : queue.write(async () => executeOn(writer, query)),
		async writeLong(body) {
			const end = await begin()
			let open = true
			// SQLite may have undone it by itself, as where the disk is full.
			const tx = guardTx(writeTx, () => requireTxOpen(open && writer.inTransaction))
			try {
				const value = await body(tx, () => setImmediate())
				open = false
				end('commit')
				return value
			} catch (error) {
				open = false
				end('rollback')
				throw toDatabaseError(error)
			}
		},
		begin: async () => {
			const end = await begin()
			return {
				execute: async (query) => executeOn(writer, query),
				commit: async () => end('commit'),
				rollback: async () => end('rollback'),
			}
		},
		ping: async () => {
			reader.prepare('select 1').get()
		},
		load: () => queue.load(),
		close: async () => {
			await queue.end()
			close()
		},
	}
}

const isSelect = (query: CompiledQuery) => query.query.kind === 'SelectQueryNode'

function executeOn(connection: SqliteDatabase.Database, query: CompiledQuery): { rows: unknown[]; affected: number } {
	try {
		const statement = connection.prepare(query.sql)
		if (statement.reader) return { rows: statement.all(...query.parameters), affected: 0 }
		return { rows: [], affected: statement.run(...query.parameters).changes }
	} catch (error) {
		throw toDatabaseError(error)
	}
}

/** Runs statements on one connection, each prepared once. */
function createSqliteTx(connection: SqliteDatabase.Database): Tx {
	const prepared = new Map<string, { statement: SqliteDatabase.Statement; compiled: CompiledStatement<never> }>()

	function prepare<I extends object, O>(statement: Statement<I, O>) {
		let entry = prepared.get(statement.name)
		if (!entry) {
			const compiled = statement.compile('sqlite')
			entry = { statement: connection.prepare(compiled.sql), compiled }
			prepared.set(statement.name, entry)
		}
		return entry
	}

	/** The name fixes the statement, so its input and row types are those it was prepared with. */
	const bind = <I>(compiled: CompiledStatement<never>, input: I) => compiled.bind(input as never)
	const toRows = <O>(rows: unknown[]) => rows as O[]

	return {
		dialect: 'sqlite',
		async all(statement, input) {
			try {
				const { statement: it, compiled } = prepare(statement)
				return toRows(it.all(bind(compiled, input)))
			} catch (error) {
				throw toDatabaseError(error)
			}
		},
		async first(statement, input) {
			return (await this.all(statement, input))[0]
		},
		async run(statement, input) {
			try {
				const { statement: it, compiled } = prepare(statement)
				return it.reader ? it.all(bind(compiled, input)).length : it.run(bind(compiled, input)).changes
			} catch (error) {
				throw toDatabaseError(error)
			}
		},
		async send(statement, input) {
			await this.run(statement, input)
		},
	}
}
