import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { createHttp } from './app.ts'
import { createAccounts } from './auth/accounts.ts'
import { createOperate } from './changes/operation.ts'
import type { Committed } from './changes/operation.ts'
import type { Config } from './config/config.ts'
import type { Database } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open.ts'
import { registerListRoutes } from './lists/list.routes.ts'
import { createListService } from './lists/list.service.ts'
import { createListReversers } from './lists/list.undo.ts'
import { createSectionService } from './lists/section.service.ts'
import { createTagService } from './lists/tag.service.ts'
import { registerSettingsRoutes } from './settings/settings.routes.ts'
import { createSettingsService } from './settings/settings.service.ts'
import { settingsReverser } from './settings/settings.undo.ts'
import { createClock } from './time/clock.ts'
import { createCompletionService } from './tasks/completion.service.ts'
import { registerTaskRoutes } from './tasks/task.routes.ts'
import { createTaskService } from './tasks/task.service.ts'
import { createTaskSteps } from './tasks/task.steps.ts'
import { createTaskReversers } from './tasks/task.undo.ts'
import { createTrashService } from './tasks/trash.service.ts'
import { registerChangeRoutes } from './changes/change.routes.ts'
import { createChangeService } from './changes/change.service.ts'
import { createUndoService } from './changes/undo.service.ts'
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
	const accounts = createAccounts({ config, database, now, createId })
	const app: App = { http, authenticate: accounts.authenticate, operations: [] }
	accounts.register(app)
	const clock = createClock(now)
	const steps = createTaskSteps(clock)
	const tasks = createTaskService({ database, operate, steps, clock })
	const trash = createTrashService({ database, operate, steps })
	const completions = createCompletionService({ database, operate, steps })
	const changes = createChangeService({ database })
	const reversers = { ...createTaskReversers(steps), ...createListReversers(steps), ...settingsReverser }
	const undo = createUndoService({ database, operate, reversers })
	const lists = createListService({ database, operate, steps })
	const sections = createSectionService({ database, operate, steps })
	const tags = createTagService({ database, operate, steps })
	const settings = createSettingsService({ database, operate })
	registerTaskRoutes(app, tasks, trash, completions)
	registerChangeRoutes(app, changes, undo)
	registerListRoutes(app, lists, sections, tags)
	registerSettingsRoutes(app, settings)
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
