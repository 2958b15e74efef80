import { readSigningSecrets } from './auth/secret.ts'
import { registerChangeRoutes } from './changes/change.routes.ts'
import { createChangeService } from './changes/change.service.ts'
import { createUndoService } from './changes/undo.service.ts'
import { registerListRoutes } from './lists/list.routes.ts'
import { createListService } from './lists/list.service.ts'
import { createListReversers } from './lists/list.undo.ts'
import { createSectionService } from './lists/section.service.ts'
import { createTagService } from './lists/tag.service.ts'
import { registerSettingsRoutes } from './settings/settings.routes.ts'
import { createSettingsService } from './settings/settings.service.ts'
import { settingsReverser } from './settings/settings.undo.ts'
import { createCompletionService } from './tasks/completion.service.ts'
import { registerTaskRoutes } from './tasks/task.routes.ts'
import { createTaskService } from './tasks/task.service.ts'
import { createTaskSteps } from './tasks/task.steps.ts'
import { createTaskUndo } from './tasks/task.undo.ts'
import { createTrashService } from './tasks/trash.service.ts'
import { createClock } from './time/clock.ts'
import { createCalendarAddresses } from './transfer/calendar-address.ts'
import { createCalendarService } from './transfer/calendar.service.ts'
import { createExportService } from './transfer/export.service.ts'
import { createImportService } from './transfer/import.service.ts'
import { registerTransferRoutes } from './transfer/transfer.routes.ts'
import type { Operate } from './changes/operation.ts'
import type { Config } from './config/config.ts'
import type { Database } from './database/database.ts'
import type { App } from './transport/handle.ts'

export interface ServiceDependencies {
	config: Config
	database: Database
	operate: Operate
	now(): Date
	createId(): string
}

export type Services = ReturnType<typeof createServices>

/** What people keep: tasks, lists, settings, their history, and files in and out. */
export function createServices({ config, database, operate, now, createId }: ServiceDependencies) {
	const clock = createClock(now)
	const steps = createTaskSteps(clock)
	const taskUndo = createTaskUndo(steps)
	const reversers = { ...taskUndo.reversers, ...createListReversers(steps), ...settingsReverser }
	const addresses = createCalendarAddresses(readSigningSecrets(config.secrets, config.dataFolder))
	return {
		clock,
		steps,
		tasks: createTaskService({ database, operate, steps, clock }),
		trash: createTrashService({ database, operate, steps }),
		completions: createCompletionService({ database, operate, steps }),
		changes: createChangeService({ database }),
		undo: createUndoService({ operate, reversers, readers: taskUndo.readers }),
		lists: createListService({ database, operate, steps }),
		sections: createSectionService({ database, operate, steps }),
		tags: createTagService({ database, operate, steps }),
		settings: createSettingsService({ database, operate }),
		transfer: {
			exports: createExportService({ database, clock }),
			imports: createImportService({ database, operate, clock }),
			calendars: createCalendarService({ database, addresses, now, createId }),
		},
	}
}

export function registerServices(app: App, services: Services): void {
	registerTaskRoutes(app, services.tasks, services.trash, services.completions)
	registerChangeRoutes(app, services.changes, services.undo)
	registerListRoutes(app, services.lists, services.sections, services.tags)
	registerSettingsRoutes(app, services.settings)
	registerTransferRoutes(app, services.transfer)
}
