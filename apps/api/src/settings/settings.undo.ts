import type { SettingsChanges } from '@todo/contract'
import { toReversal } from '../changes/undo.rules.ts'
import type { Reversers } from '../changes/undo.rules.ts'
import { listStore } from '../lists/list.store.ts'
import { changeSettings, requireSettings } from './settings.service.ts'

/** How a change of the settings is taken back. */
export const settingsReverser: Required<Pick<Reversers, 'settings'>> = {
	async settings(operation, change) {
		const { tx, actor } = operation
		const { fields, skipped } = toReversal(change, await requireSettings(tx, actor.userId))
		const changes = toChanges(fields)
		const listId = changes.default_list_id
		if (listId != null && !(await listStore.findLive(tx, actor.userId, listId))) delete changes.default_list_id
		await changeSettings(operation, changes)
		return skipped
	},
}

/** Recorded by `changeSettings` alone, so these are settings. */
const toChanges = (fields: { [field: string]: unknown }) => fields as SettingsChanges
