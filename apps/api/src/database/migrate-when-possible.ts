import { setTimeout as wait } from 'node:timers/promises'
import { codeOf, DatabaseUnavailable } from './database.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'

/** Whether the schema is the one this program was made for. */
export interface SchemaState {
	isReady(): boolean
	/** Gives up waiting. */
	stop(): void
}

export interface WaitingOptions {
	/** Lends the database for one attempt. */
	lend(work: (database: Database) => Promise<unknown>): Promise<void>
	/** The database can't be reached just now; it is asked again. */
	onWaiting(error: unknown): void
	/** It answered, and can't be brought up to date. */
	onFailure(error: unknown): void
}

const retryMs = 1000

/**
 * Brings the schema up to date before anything is served. Where the database can't be reached the process starts all the same,
 * alive but not ready, and tries on: a pod that starts before its database need not be restarted for it (K8S-17).
 * @throws {MigrationFailed} where the database answers and the schema can't be brought up to date.
 */
export async function migrateWhenPossible({ lend, onWaiting, onFailure }: WaitingOptions): Promise<SchemaState> {
	let ready = false
	let stopped = false
	let timer: NodeJS.Timeout | undefined

	async function attempt(): Promise<void> {
		try {
			await lend(migrate)
			ready = true
		} catch (error) {
			if (stopped) return
			if (!isUnreachable(error)) throw error
			onWaiting(error)
			timer = setTimeout(() => void attempt().catch(onFailure), retryMs)
		}
	}

	await attempt()
	return {
		isReady: () => ready,
		stop() {
			stopped = true
			clearTimeout(timer)
		},
	}
}

/**
 * The same for a process that does nothing else: waits for the database, brings the schema up to date, answers the names of the
 * steps.
 * @throws {MigrationFailed} where that can't be, or the database could not be reached for `limitMs`.
 */
export async function migrateInTime(
	database: Database,
	{ limitMs, now, onWaiting }: { limitMs: number; now(): number; onWaiting(error: unknown): void },
): Promise<string[]> {
	const end = now() + limitMs
	for (;;) {
		try {
			return await migrate(database)
		} catch (error) {
			if (!isUnreachable(error) || now() >= end) throw error
			onWaiting(error)
			await wait(retryMs)
		}
	}
}

/** PostgreSQL's code for a statement that took longer than it may: it would the next time, too. */
const cutOff = '57014'

function isUnreachable(error: unknown): boolean {
	if (error instanceof DatabaseUnavailable) return error.reason !== 'full' && codeOf(error) !== cutOff
	return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause)
}
