import type { List, ListChanges, NewList } from '@todo/contract'
import type { Actor } from '../actor.ts'
import { toDifference } from '../changes/difference.rules.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database, Tx } from '../database/database.ts'
import { notFound, raise } from '../errors.ts'
import { changeSettings, requireSettings } from '../settings/settings.service.ts'
import type { TaskSteps } from '../tasks/task.steps.ts'
import { taskStore } from '../tasks/task.store.ts'
import { listStore } from './list.store.ts'
import { mostLists, requireFreeName, requireRoom, toPosition } from './names.rules.ts'
import { trashSectionsOfList } from './section.service.ts'

export interface ListDependencies {
	database: Database
	operate: Operate
	steps: TaskSteps
}

export type ListService = ReturnType<typeof createListService>

export function createListService({ database, operate, steps }: ListDependencies) {
	return {
		all: (actor: Actor): Promise<List[]> => database.read((tx) => listStore.all(tx, actor.userId)),

		get: (actor: Actor, id: number): Promise<List> => database.read((tx) => requireList(tx, actor.userId, id)),

		/** Creating again with the same `client_id` answers the list made before. */
		create: (actor: Actor, input: NewList): Promise<List> =>
			operate(
				actor,
				async (operation) => {
					const made = input.client_id
						? await listStore.findByClientId(operation.tx, actor.userId, input.client_id)
						: undefined
					return made ?? addList(operation, input)
				},
				{ reserve: { list: 1 } },
			),

		update: (actor: Actor, id: number, changes: ListChanges): Promise<List> =>
			operate(actor, async (operation) => {
				const { tx } = operation
				const current = await requireList(tx, actor.userId, id)
				if (changes.name !== undefined) {
					const lists = await listStore.all(tx, actor.userId)
					requireFreeName(
						changes.name,
						lists.filter((list) => list.id !== id),
					)
				}
				return changeList(operation, current, changes)
			}),

		/** The list, its sections and its tasks go to the trash in one operation, so that one undo brings all back. */
		remove: (actor: Actor, id: number): Promise<void> =>
			operate(
				actor,
				async (operation) => {
					const { tx } = operation
					const list = await requireList(tx, actor.userId, id)
					// First, so that an undo, which goes backwards, finds the list there again.
					if ((await requireSettings(tx, actor.userId)).default_list_id === id)
						await changeSettings(operation, { default_list_id: null })
					for (const { id: taskId } of await taskStore.findOfList(tx, actor.userId, id)) {
						const row = await taskStore.find(tx, actor.userId, taskId)
						// A subtask may have gone with its parent a moment ago.
						if (row?.deleted_at === null) await steps.trash(operation, row)
					}
					await trashSectionsOfList(operation, id)
					await trashList(operation, list)
				},
				{ long: true },
			),
	}
}

/** Part of an operation that has reserved a list's number. */
export async function addList(operation: Operation, input: NewList): Promise<List> {
	const lists = await listStore.all(operation.tx, operation.actor.userId)
	requireRoom(lists.length, mostLists, 'lists')
	requireFreeName(input.name, lists)
	return insertList(operation, input)
}

/** As `addList`, of a name that is known to be free. */
export async function insertList(operation: Operation, input: NewList): Promise<List> {
	const { tx, actor, version, at } = operation
	const id = operation.nextId('list')
	const list: List = {
		id,
		client_id: input.client_id ?? null,
		name: input.name,
		colour: input.colour ?? 'grey',
		position: input.position ?? toPosition(id),
		version,
		created_at: at,
		updated_at: at,
		deleted_at: null,
	}
	await listStore.insert(tx, actor.userId, list)
	await operation.record({ action: 'create', entity: 'list', entityId: id, before: null, after: { ...list } })
	return list
}

/** Writes the fields that differ, and their entry in the history. */
export async function changeList(operation: Operation, current: List, changes: ListChanges): Promise<List> {
	const difference = toDifference(current, changes)
	if (!difference) return current
	const next: List = { ...current, ...difference.after, version: operation.version, updated_at: operation.at }
	await listStore.set(operation.tx, operation.actor.userId, next)
	await operation.record({ action: 'update', entity: 'list', entityId: current.id, ...difference })
	return next
}

/** The list alone; what stands in it has gone before. */
export async function trashList(operation: Operation, list: List): Promise<void> {
	const { tx, actor, version, at } = operation
	await listStore.set(tx, actor.userId, { ...list, version, updated_at: at, deleted_at: at })
	await operation.record({
		action: 'delete',
		entity: 'list',
		entityId: list.id,
		before: { deleted_at: null },
		after: { deleted_at: at },
	})
}

async function requireList(tx: Tx, userId: string, id: number): Promise<List> {
	return (await listStore.findLive(tx, userId, id)) ?? raise(notFound('list', id))
}
