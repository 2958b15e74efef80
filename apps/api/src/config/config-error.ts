import type { SettingName } from './settings.ts'

/** A setting that can't be; the message names it and says what would be right. */
export class ConfigError extends Error {
	constructor(name: SettingName | 'configuration', message: string) {
		super(`${name} ${message}`)
		this.name = 'ConfigError'
	}
}
