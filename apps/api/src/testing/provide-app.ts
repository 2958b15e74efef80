import { afterAll, beforeAll } from 'vitest'
import type { Environment } from '../config/config.ts'
import type { Overrides } from '../wire.ts'
import type { OpenDatabase, TestDatabase } from './databases.ts'
import { startApp } from './start-app.ts'
import type { TestApp } from './start-app.ts'

/** An app that a file's tests share; there is none before the first of them. */
export interface ProvidedApp extends Omit<TestApp, 'close'> {
	/** Of its database, as `DATABASE_URL` has it. */
	readonly databaseUrl: string
}

/** The whole API on a database of its own for the tests of one `describe`, within which it is called. */
export function provideApp(open: OpenDatabase, env: Environment = {}, overrides: Overrides = {}): ProvidedApp {
	let database: TestDatabase | undefined
	let app: TestApp | undefined
	beforeAll(async () => {
		database = await open()
		app = await startApp(database.url, env, overrides)
	})
	afterAll(async () => {
		await app?.close()
		await database?.drop()
	})
	return {
		get databaseUrl() {
			return requireOpen(database).url
		},
		get wired() {
			return requireOpen(app).wired
		},
		get send() {
			return requireOpen(app).send
		},
		as: (token) => requireOpen(app).as(token),
		guest: (timeZone) => requireOpen(app).guest(timeZone),
	}
}

export function requireOpen<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('it is there from the first test on, and not earlier')
	return value
}
