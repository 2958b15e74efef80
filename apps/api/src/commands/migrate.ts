import type { Config } from '../config/config.ts'
import { migrateInTime } from '../database/migrate-when-possible.ts'
import { openForMigration } from '../database/open.ts'
import { createLog, toErrorFields } from '../telemetry/log.ts'

/** Longer than a database takes to be made for the first time; whoever runs this tries again anyway. */
const limitMs = 5 * 60_000

/**
 * `main migrate`: waits for the database, brings the schema up to date under its lock, and ends; nothing is served.
 */
export async function migrateAlone({ database: config, logLevel }: Config): Promise<void> {
	const log = createLog(logLevel)
	const database = openForMigration(config, (error) =>
		log.warn('a database connection was lost', { error: toErrorFields(error) }),
	)
	// A process 1 without a handler would hear no SIGTERM, and be killed at the end of its grace.
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(143))
	try {
		const steps = await migrateInTime(database, {
			limitMs,
			now: () => performance.now(),
			onWaiting: (error) => log.warn('waiting for the database', { error: toErrorFields(error) }),
		})
		log.info('the schema is up to date', { steps })
	} finally {
		await database.close()
		log.flush()
	}
}
