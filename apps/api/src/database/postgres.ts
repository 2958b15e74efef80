import pg from 'pg'
import type { CompiledQuery } from 'kysely'
import { codeOf, DatabaseUnavailable, UniqueViolation } from './database.ts'
import type { Database, Tx } from './database.ts'
import type { Statement } from './statement.ts'

export interface PostgresOptions {
	url: string
	/** Connections per replica; at least 5 (DESIGN §3). */
	poolSize: number
	/** Milliseconds that one statement may take; unset: ten seconds, what a request can wait for. */
	statementMs?: number
	/** Told about connections lost while idle; the pool replaces them by itself. */
	onLost(error: Error): void
}

/** `pause` waits for all that was sent. */
type Body<T> = (tx: Tx, pause: () => Promise<void>) => Promise<T>

/** Failures after which the transaction is known to be rolled back: it may run again. */
const conflicts = new Set(['40001', '40P01'])
/** What every statement is told after one of its transaction failed. */
const transactionAborted = '25P02'
const attempts = 3

/** Opens PostgreSQL as the product's database: named prepared statements, pipelined. */
export function openPostgres({ url, poolSize, statementMs, onLost }: PostgresOptions): Database {
	const pool = new pg.Pool({ ...connectionOptions(url, statementMs), max: poolSize })
	pool.on('error', onLost)
	// Without a listener of its own a checked-out client's lost connection would end the process.
	pool.on('connect', (client) => client.on('error', onLost))

	async function withClient<T>(body: (client: pg.PoolClient) => Promise<T>): Promise<T> {
		const client = await pool.connect().catch((error: unknown) => {
			throw toDatabaseError(error)
		})
		let broken: Error | undefined
		try {
			return await body(client)
		} catch (error) {
			const known = toDatabaseError(error)
			if (known instanceof DatabaseUnavailable) broken = known
			throw known
		} finally {
			client.release(broken)
		}
	}

	async function transact<T>(body: Body<T>): Promise<T> {
		return withClient(async (client) => {
			const sent: Promise<unknown>[] = []
			const failures: unknown[] = []
			const send = (query: Promise<unknown>) => void sent.push(query.catch((error: unknown) => failures.push(error)))
			// Thousands of answers that come at once would be read in one turn of the event loop.
			const pause = async () => {
				await Promise.all(sent.splice(0))
				if (failures.length > 0) throw failures[0]
			}
			try {
				send(client.query('begin'))
				const value = await body(createPostgresTx(client, send), pause)
				const committed = client.query('commit')
				await Promise.all([committed, ...sent])
				const { command } = await committed
				if (command !== 'COMMIT') throw new Error('the transaction was rolled back at its end')
				return value
			} catch (error) {
				await client.query('rollback').catch(() => undefined)
				// What failed first is why everything after it did, whether it was waited for or not.
				throw [...failures, error].find((one) => codeOf(one) !== transactionAborted) ?? error
			}
		})
	}

	async function write<T>(body: Body<T>): Promise<T> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await transact(body)
			} catch (error) {
				if (attempt >= attempts || !conflicts.has(codeOf(error) ?? '')) throw error
			}
		}
	}

	return {
		dialect: 'postgres',
		read: (body) => withClient((client) => body(createPostgresTx(client))),
		write,
		writeLong: write,
		execute: (query) => withClient((client) => executeOn(client, query)),
		async begin() {
			const client = await pool.connect().catch((error: unknown) => {
				throw toDatabaseError(error)
			})
			await client.query('begin').catch((error: unknown) => {
				client.release(true)
				throw toDatabaseError(error)
			})
			const end = async (sql: 'commit' | 'rollback') => {
				try {
					await client.query(sql)
					client.release()
				} catch (error) {
					client.release(true)
					throw toDatabaseError(error)
				}
			}
			return {
				execute: (query) => executeOn(client, query),
				commit: () => end('commit'),
				rollback: () => end('rollback'),
			}
		},
		ping: () =>
			withClient(async (client) => {
				await client.query({ text: 'select 1' })
			}),
		load: () => ({ waiting: pool.waitingCount, busy: pool.totalCount - pool.idleCount, group: 0 }),
		close: () => pool.end(),
	}
}

async function executeOn(client: pg.PoolClient, query: CompiledQuery): Promise<{ rows: unknown[]; affected: number }> {
	try {
		const result = await client.query<pg.QueryResultRow>({ text: query.sql, values: [...query.parameters] })
		return { rows: result.rows, affected: result.rowCount ?? 0 }
	} catch (error) {
		throw toDatabaseError(error)
	}
}

/** How every connection is made (TRUST §5.5); `url` may carry TLS settings of its own. */
export function connectionOptions(
	url: string,
	statementMs = 10_000,
): pg.ClientConfig & { pipeline: boolean; maxLifetimeSeconds: number } {
	return {
		connectionString: url,
		application_name: 'todo-api',
		connectionTimeoutMillis: 3000,
		idleTimeoutMillis: 30_000,
		maxLifetimeSeconds: 1800,
		keepAlive: true,
		statement_timeout: statementMs,
		lock_timeout: 3000,
		idle_in_transaction_session_timeout: 15_000,
		pipeline: true,
		types: { getTypeParser },
	} as pg.ClientConfig & { pipeline: boolean; maxLifetimeSeconds: number }
}

const bigint = 20

/** Whole numbers of 64 bits as JavaScript numbers: ours stay below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
	if (oid === bigint) return Number
	return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
}

/** `send` keeps what is not waited for; reads have nothing of the kind. */
function createPostgresTx(client: pg.PoolClient, send?: (query: Promise<unknown>) => void): Tx {
	async function query<I extends object, O>(statement: Statement<I, O>, input: I): Promise<pg.QueryResult> {
		const { name, sql, bind } = statement.compile('postgres')
		return client.query({ name, text: sql, values: bind(input) }).catch((error: unknown) => {
			throw toDatabaseError(error)
		})
	}
	/** The statement's own type says what its rows are. */
	const toRows = <O>(rows: unknown[]) => rows as O[]
	return {
		dialect: 'postgres',
		all: async <I extends object, O>(statement: Statement<I, O>, input: I) =>
			toRows<O>((await query(statement, input)).rows),
		first: async <I extends object, O>(statement: Statement<I, O>, input: I) =>
			toRows<O>((await query(statement, input)).rows)[0],
		run: async (statement, input) => (await query(statement, input)).rowCount ?? 0,
		async send(statement, input) {
			if (!send) throw new Error('a read can send no write')
			send(query(statement, input))
		},
	}
}

/** Connection failures, shutdown (57P0x) and want of resources (53xxx), by PostgreSQL's error codes and Node's. */
const unreachable = /^(08|57P0|53)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT)$/

export function toDatabaseError(error: unknown): unknown {
	if (error instanceof DatabaseUnavailable || error instanceof UniqueViolation) return error
	const code = codeOf(error)
	if (code === '23505') {
		const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : ''
		return new UniqueViolation(constraint, error)
	}
	if (code === '53100') return new DatabaseUnavailable('full', error)
	if (code === '55P03' || code === '57014') return new DatabaseUnavailable('busy', error)
	if (code && unreachable.test(code)) return new DatabaseUnavailable('unreachable', error)
	if (
		error instanceof Error &&
		/Connection terminated|timeout exceeded when trying to connect|not queryable/.test(error.message)
	) {
		return new DatabaseUnavailable('unreachable', error)
	}
	return error
}
