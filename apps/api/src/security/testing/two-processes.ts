import type { Send } from '@todo/contract'
import { afterAll, beforeAll } from 'vitest'
import type { Environment } from '../../config/config.ts'
import type { OpenDatabase, TestDatabase } from '../../testing/databases.ts'
import { createTestClock, from } from '../../testing/people.ts'
import { requireOpen } from '../../testing/provide-app.ts'
import { startApp } from '../../testing/start-app.ts'
import type { TestApp } from '../../testing/start-app.ts'

/** The app on one database as often as that database allows, by one clock; call it within `describe`. */
export function provideTwoProcesses(name: string, open: OpenDatabase, env: Environment) {
	const clock = createTestClock(new Date().toISOString())
	let database: TestDatabase | undefined
	let app: TestApp | undefined
	let replica: TestApp | undefined
	beforeAll(async () => {
		database = await open()
		app = await startApp(database.url, env, { now: clock.now })
		// A second process may not open the same SQLite file.
		replica = name === 'postgres' ? await startApp(database.url, env, { now: clock.now }) : app
	})
	afterAll(async () => {
		if (replica !== app) await replica?.close()
		await app?.close()
		await database?.drop()
	})
	return {
		clock,
		get app() {
			return requireOpen(app)
		},
		/** Sends from this address, to the one process and to the other. */
		both: (address: string): Send[] => [from(requireOpen(app).send, address), from(requireOpen(replica).send, address)],
	}
}

/** Takes turns; of `all` there is one at least. */
export const pick = <T>(all: readonly T[], n: number): T => all[n % all.length] as T

export async function countStatus(responses: Promise<Response>[], status: number): Promise<number> {
	return (await Promise.all(responses)).filter((response) => response.status === status).length
}
