import { endpoints } from '@todo/contract'
import { settings as schemas } from '@todo/contract/schemas'
import type { App } from '../transport/handle.ts'
import { handle } from '../transport/handle.ts'
import type { SettingsService } from './settings.service.ts'

export function registerSettingsRoutes(app: App, settings: SettingsService): void {
	const { getSettings, updateSettings } = endpoints.settings
	handle(app, getSettings, schemas.getSettings, ({ actor }) => settings.get(actor))
	handle(app, updateSettings, schemas.updateSettings, ({ actor, body }) => settings.update(actor, body))
}
