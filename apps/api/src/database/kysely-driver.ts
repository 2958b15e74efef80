import {
	CamelCasePlugin,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
} from 'kysely'
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import type { Database, ExclusiveConnection } from './database.ts'

/**
 * A Kysely over the product's own database, for the migrations and for libraries that speak Kysely (Better Auth): reads go to
 * the reader, single writes through the writer's queue, and a transaction takes the writer only at its first write and gives it
 * back at its end, so that slow work before that (hashing a password) holds nobody up.
 */
export function createKysely<T>(database: Database): Kysely<T> {
	return new Kysely<T>({ dialect: createDialect(database) })
}

/** The same for a library that writes names in camelCase; the tables have snake_case. */
export function createCamelCaseKysely<T>(database: Database): Kysely<T> {
	return createKysely<T>(database).withPlugin(new CamelCasePlugin())
}

function createDialect(database: Database): Dialect {
	const postgres = database.dialect === 'postgres'
	return {
		createDriver: () => createDriver(database),
		createAdapter: () => (postgres ? new PostgresAdapter() : new TransactionalSqliteAdapter()),
		createIntrospector: (db) => (postgres ? new PostgresIntrospector(db) : new SqliteIntrospector(db)),
		createQueryCompiler: () => (postgres ? new PostgresQueryCompiler() : new SqliteQueryCompiler()),
	}
}

/** SQLite can undo changes of the schema, whatever Kysely says: an interrupted migration leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true
	}
}

class Connection implements DatabaseConnection {
	readonly database: Database
	inTransaction = false
	exclusive: ExclusiveConnection | undefined

	constructor(database: Database) {
		this.database = database
	}

	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		if (this.inTransaction && !this.exclusive && this.needsWriter(query)) this.exclusive = await this.database.begin()
		const { rows, affected } = await (this.exclusive ?? this.database).execute(query)
		// Kysely's contract: the query's own type says what its rows are.
		return { rows: rows as R[], numAffectedRows: BigInt(affected) }
	}

	/** On PostgreSQL a transaction's reads belong to it as well: there the writer is not one connection that all wait for. */
	private needsWriter(query: CompiledQuery): boolean {
		return this.database.dialect === 'postgres' || query.query.kind !== 'SelectQueryNode'
	}

	streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
		throw new Error('streaming is not supported')
	}
}

function createDriver(database: Database): Driver {
	const end = async (connection: DatabaseConnection, how: 'commit' | 'rollback') => {
		const own = requireOwn(connection)
		const { exclusive } = own
		own.inTransaction = false
		own.exclusive = undefined
		await exclusive?.[how]()
	}
	return {
		init: async () => undefined,
		acquireConnection: async () => new Connection(database),
		beginTransaction: async (connection) => {
			requireOwn(connection).inTransaction = true
		},
		commitTransaction: (connection) => end(connection, 'commit'),
		rollbackTransaction: (connection) => end(connection, 'rollback'),
		releaseConnection: async () => undefined,
		destroy: async () => undefined,
	}
}

function requireOwn(connection: DatabaseConnection): Connection {
	if (connection instanceof Connection) return connection
	throw new Error('a connection of another driver')
}
