import type { Tag, TagChanges } from '@todo/contract'
import { requireScopes } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database, Tx } from '../database/database.ts'
import { notFound, raise } from '../errors.ts'
import { applyChanges, tagsOf } from '../tasks/task.rules.ts'
import type { TaskSteps } from '../tasks/task.steps.ts'
import { taskStore } from '../tasks/task.store.ts'
import { tagStore } from './tag.store.ts'

/** A tag as it is recorded in the history. */
export type TagFields = Omit<Tag, 'pending'>

export interface TagDependencies {
	database: Database
	operate: Operate
	steps: TaskSteps
}

export type TagService = ReturnType<typeof createTagService>

export function createTagService({ database, operate, steps }: TagDependencies) {
	/** Writes every task of the tag anew, those in the trash too: with the other tag in its place, or without. */
	async function replace(operation: Operation, name: string, by: string | null): Promise<void> {
		const { tx, actor } = operation
		for (const row of await taskStore.findOfTag(tx, actor.userId, name)) {
			const tags = tagsOf(row).flatMap((tag) => (tag === name ? (by ?? []) : tag))
			await steps.save(operation, row, applyChanges(row, { tags }, { ...operation, timeZone: actor.timeZone }))
		}
	}

	async function rename(operation: Operation, tag: TagFields, name: string): Promise<TagFields> {
		const { tx, actor } = operation
		const present = await tagStore.find(tx, actor.userId, name)
		// One of the two is no more then, and no rename takes them apart.
		if (present) requireScopes(actor, 'tasks:delete')
		const target = present ?? (await addTag(operation, { ...tag, name }))
		await replace(operation, tag.name, name)
		await removeTag(operation, tag)
		return target
	}

	return {
		all: (actor: Actor): Promise<Tag[]> => database.read((tx) => tagStore.counted(tx, actor.userId)),

		/** A new name that another tag has already makes one of both; that one's colour stays unless another is given. */
		async update(actor: Actor, name: string, changes: TagChanges): Promise<Tag> {
			const changed = await operate(actor, async (operation) => {
				const tag = await requireTag(operation.tx, actor.userId, name)
				const isNew = changes.name !== undefined && changes.name !== name
				const renamed = isNew ? await rename(operation, tag, changes.name ?? name) : tag
				return colourTag(operation, renamed, changes.colour ?? renamed.colour)
			})
			return { ...changed, pending: await database.read((tx) => tagStore.pending(tx, actor.userId, changed.name)) }
		},

		/** Takes the tag from all tasks. */
		remove: (actor: Actor, name: string): Promise<void> =>
			operate(actor, async (operation) => {
				const tag = await requireTag(operation.tx, actor.userId, name)
				await replace(operation, name, null)
				await removeTag(operation, tag)
			}),
	}
}

export async function addTag(operation: Operation, tag: TagFields): Promise<TagFields> {
	await tagStore.put(operation.tx, operation.actor.userId, tag, operation.at)
	await operation.record({ action: 'create', entity: 'tag', entityId: tag.name, before: null, after: { ...tag } })
	return tag
}

/** The tag alone; its tasks have let go of it before. */
export async function removeTag(operation: Operation, tag: TagFields): Promise<void> {
	await tagStore.remove(operation.tx, operation.actor.userId, tag.name)
	await operation.record({ action: 'delete', entity: 'tag', entityId: tag.name, before: { ...tag }, after: null })
}

export async function colourTag(operation: Operation, tag: TagFields, colour: Tag['colour']): Promise<TagFields> {
	if (tag.colour === colour) return tag
	const next = { ...tag, colour }
	await tagStore.put(operation.tx, operation.actor.userId, next, operation.at)
	await operation.record({
		action: 'update',
		entity: 'tag',
		entityId: tag.name,
		before: { colour: tag.colour },
		after: { colour },
	})
	return next
}

async function requireTag(tx: Tx, userId: string, name: string): Promise<TagFields> {
	return (await tagStore.find(tx, userId, name)) ?? raise(notFound('tag', name))
}
