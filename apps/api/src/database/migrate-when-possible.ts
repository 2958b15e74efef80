import { DatabaseUnavailable } from './database.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'

/** Whether the schema is the one this program was made for. */
export interface SchemaState {
	isReady(): boolean
	/** Gives up waiting. */
	stop(): void
}

export interface WaitingOptions {
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
export async function migrateWhenPossible(
	database: Database,
	{ onWaiting, onFailure }: WaitingOptions,
): Promise<SchemaState> {
	let ready = false
	let timer: NodeJS.Timeout | undefined

	async function attempt(): Promise<void> {
		try {
			await migrate(database)
			ready = true
		} catch (error) {
			if (!isUnreachable(error)) throw error
			onWaiting(error)
			timer = setTimeout(() => void attempt().catch(onFailure), retryMs)
		}
	}

	await attempt()
	return { isReady: () => ready, stop: () => clearTimeout(timer) }
}

function isUnreachable(error: unknown): boolean {
	if (error instanceof DatabaseUnavailable) return error.reason !== 'full'
	return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause)
}
