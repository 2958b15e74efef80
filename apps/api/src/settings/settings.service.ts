import type { Settings, SettingsChanges } from '@todo/contract'
import type { Actor } from '../actor.ts'
import { toDifference } from '../changes/difference.rules.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database, Tx } from '../database/database.ts'
import { DomainError, invalid, raise } from '../errors.ts'
import { listStore } from '../lists/list.store.ts'
import { settingsStore } from './settings.store.ts'

export interface SettingsDependencies {
	database: Database
	operate: Operate
}

export type SettingsService = ReturnType<typeof createSettingsService>

export function createSettingsService({ database, operate }: SettingsDependencies) {
	return {
		get: (actor: Actor): Promise<Settings> => database.read((tx) => requireSettings(tx, actor.userId)),

		update: (actor: Actor, changes: SettingsChanges): Promise<Settings> =>
			operate(actor, async (operation) => {
				const listId = changes.default_list_id
				if (listId != null && !(await listStore.findLive(operation.tx, actor.userId, listId)))
					throw invalid('default_list_id', 'is no list of yours')
				return changeSettings(operation, changes)
			}),
	}
}

/** Part of an operation that may do more, such as deleting the list that new tasks go to. */
export async function changeSettings(operation: Operation, changes: SettingsChanges): Promise<Settings> {
	const { tx, actor, version } = operation
	const current = await requireSettings(tx, actor.userId)
	const difference = toDifference(current, changes)
	if (!difference) return current
	const next = { ...current, ...difference.after, version }
	await settingsStore.set(tx, actor.userId, next)
	await operation.record({ action: 'update', entity: 'settings', entityId: 'settings', ...difference })
	return next
}

export async function requireSettings(tx: Tx, userId: string): Promise<Settings> {
	return (
		(await settingsStore.find(tx, userId)) ??
		raise(new DomainError('AUTH_UNAUTHORIZED', 'This account no longer exists.'))
	)
}
