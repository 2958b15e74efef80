import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { createHttp } from './app.ts'
import { createOperate } from './changes/operation.ts'
import type { Committed } from './changes/operation.ts'
import type { Config } from './config/config.ts'
import type { Database } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open.ts'
import type { App, Operation } from './transport/handle.ts'

/** What tests put in the place of time and chance. */
export interface Overrides {
	now?: () => Date
	createId?: () => string
}

export interface Wired {
	readonly http: FastifyInstance
	readonly database: Database
	/** Every operation of the API, for its description and for tests that walk them all. */
	readonly operations: readonly Operation[]
	close(): Promise<void>
}

/** Builds the whole API from its settings: the only place that knows all parts. Nothing listens yet. */
export async function wire(config: Config, overrides: Overrides = {}): Promise<Wired> {
	const now = overrides.now ?? (() => new Date())
	const createId = overrides.createId ?? randomUUID
	const database = openDatabase(config.database, () => undefined)
	await migrate(database)
	const http = createHttp({ trustedProxyHops: config.trustedProxyHops, createId, onFailure: () => undefined })
	const listeners: ((committed: Committed) => void)[] = []
	const operate = createOperate({
		database,
		now,
		createId,
		publish: (committed) => listeners.forEach((tell) => tell(committed)),
	})
	const app: App = { http, authenticate: async () => undefined, operations: [] }
	void operate
	return {
		http,
		database,
		operations: app.operations,
		async close() {
			await http.close()
			await database.close()
		},
	}
}
