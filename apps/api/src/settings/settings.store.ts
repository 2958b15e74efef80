import type { Settings } from '@todo/contract'
import type { Tx } from '../database/database.ts'
import type { SettingsRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

const settingsOfUser = defineStatement<{ userId: string }, SettingsRow>('settings_of_user', (db, p) =>
	db.selectFrom('user_settings').selectAll().where('user_id', '=', p('userId')),
)

const setSettings = defineStatement<SettingsRow, unknown>('set_settings', (db, p) =>
	db
		.updateTable('user_settings')
		.set({
			time_zone: p('time_zone'),
			locale: p('locale'),
			theme: p('theme'),
			week_start: p('week_start'),
			day_first: p('day_first'),
			default_list_id: p('default_list_id'),
			version: p('version'),
		})
		.where('user_id', '=', p('user_id')),
)

export const settingsStore = {
	/** Every user has a row from the start. */
	async find(tx: Tx, userId: string): Promise<Settings | undefined> {
		const row = await tx.first(settingsOfUser, { userId })
		return row && toSettings(row)
	},

	/** Writes all settings as they now are. */
	async set(tx: Tx, userId: string, settings: Settings): Promise<void> {
		await tx.run(setSettings, { ...settings, user_id: userId, day_first: settings.day_first ? 1 : 0 })
	},
}

function toSettings({ user_id: _user, day_first, ...row }: SettingsRow): Settings {
	return { ...row, day_first: day_first === 1 }
}
