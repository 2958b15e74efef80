import type { CompiledQuery } from 'kysely'
import type { DialectName, Statement } from './statement.ts'

/** What a body may await, and nothing else: on SQLite a body must finish within one turn of the event loop. */
export interface Tx {
	readonly dialect: DialectName
	all<I extends object, O>(statement: Statement<I, O>, input: I): Promise<O[]>
	first<I extends object, O>(statement: Statement<I, O>, input: I): Promise<O | undefined>
	/** Answers how many rows were touched. */
	run<I extends object, O>(statement: Statement<I, O>, input: I): Promise<number>
	/**
	 * A write whose answer nobody needs: PostgreSQL gets it with whatever follows, in one flight. Where it fails, the transaction
	 * fails with its error, at its end at the latest.
	 */
	send<I extends object, O>(statement: Statement<I, O>, input: I): Promise<void>
}

/** A connection held alone for as long as a library's own transaction lasts. */
export interface ExclusiveConnection {
	execute(query: CompiledQuery): Promise<{ rows: unknown[]; affected: number }>
	commit(): Promise<void>
	rollback(): Promise<void>
}

export interface Database {
	readonly dialect: DialectName
	/** Runs reads; each statement sees what was committed when it started. */
	read<T>(body: (tx: Tx) => Promise<T>): Promise<T>
	/**
	 * Runs `body` in a transaction and answers after COMMIT. A body that throws undoes only itself.
	 * It may run again after a serialization failure, a deadlock or a neighbour's failure, so it must touch nothing but `tx`.
	 */
	write<T>(body: (tx: Tx) => Promise<T>): Promise<T>
	/**
	 * As `write`, for a body that touches thousands of rows: it awaits `pause` now and then, so that reads and whatever else the
	 * process has to do get their turn. Other writes wait until it ends on SQLite, which has one writer.
	 */
	writeLong<T>(body: (tx: Tx, pause: () => Promise<void>) => Promise<T>): Promise<T>
	/** For libraries that bring their own queries: one query outside any transaction. */
	execute(query: CompiledQuery): Promise<{ rows: unknown[]; affected: number }>
	/** For libraries that bring their own transactions: waits for the writer and holds it until commit or rollback. */
	begin(): Promise<ExclusiveConnection>
	/** @throws {DatabaseUnavailable} where the database doesn't answer. */
	ping(): Promise<void>
	/** How busy it is just now; `group`: how many writes shared the latest transaction. */
	load(): { waiting: number; busy: number; group: number }
	close(): Promise<void>
}

/** The database can't be reached or has no room; the same request may succeed later. */
export class DatabaseUnavailable extends Error {
	readonly reason: 'unreachable' | 'full' | 'busy'
	constructor(reason: DatabaseUnavailable['reason'], cause: unknown) {
		super(`database ${reason}`, { cause })
		this.name = 'DatabaseUnavailable'
		this.reason = reason
	}
}

/** A row with the same unique columns is there already. `constraint` names the table and columns, or PostgreSQL's constraint. */
export class UniqueViolation extends Error {
	readonly constraint: string
	constructor(constraint: string, cause: unknown) {
		super(`unique violation: ${constraint}`, { cause })
		this.name = 'UniqueViolation'
		this.constraint = constraint
	}
}

/** The code that a database or Node gave an error, or what caused it. */
export const codeOf = (error: unknown): string | undefined => {
	if (!(error instanceof Error)) return undefined
	if ('code' in error && typeof error.code === 'string') return error.code
	return error.cause === undefined ? undefined : codeOf(error.cause)
}
