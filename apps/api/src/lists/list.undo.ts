import type { Change, List, Section, Tag } from '@todo/contract'
import type { Operation } from '../changes/operation.ts'
import { gone, toReversal } from '../changes/undo.rules.ts'
import type { Reversers, Skipped } from '../changes/undo.rules.ts'
import type { TaskSteps } from '../tasks/task.steps.ts'
import { taskStore } from '../tasks/task.store.ts'
import { changeList, trashList } from './list.service.ts'
import { listStore } from './list.store.ts'
import { toFreeName } from './names.rules.ts'
import { changeSection, leaveSection, trashSection } from './section.service.ts'
import { sectionStore } from './section.store.ts'
import { addTag, colourTag, removeTag } from './tag.service.ts'
import { tagStore } from './tag.store.ts'

/** How changes of lists, sections and tags are taken back. */
export function createListReversers(steps: TaskSteps): Required<Pick<Reversers, 'list' | 'section' | 'tag'>> {
	return {
		async list(operation, change) {
			const list = await listStore.find(operation.tx, operation.actor.userId, Number(change.entity_id))
			if (!list) return gone(change)
			if (change.action === 'create' || change.action === 'restore') return takeListAway(operation, change, list)
			if (change.action === 'delete') return list.deleted_at === null ? [] : bringListBack(operation, list)
			const { fields, skipped } = toReversal(change, list)
			const name = typeof fields['name'] === 'string' ? await freeName(operation, list.id, fields['name']) : list.name
			await changeList(operation, list, { ...fields, name })
			return skipped
		},

		async section(operation, change) {
			const { tx, actor } = operation
			const section = await sectionStore.find(tx, actor.userId, Number(change.entity_id))
			if (!section) return gone(change)
			if (change.action === 'create' || change.action === 'restore') {
				if (section.deleted_at !== null) return []
				await leaveSection(operation, steps, section)
				await trashSection(operation, section)
				return []
			}
			if (change.action === 'delete')
				return section.deleted_at === null ? [] : bringSectionBack(operation, change, section)
			const { fields, skipped } = toReversal(change, section)
			await changeSection(operation, section, fields)
			return skipped
		},

		async tag(operation, change) {
			const { tx, actor } = operation
			const tag = await tagStore.find(tx, actor.userId, change.entity_id)
			if (change.action === 'delete') {
				const before = toTagFields(change.before)
				// A task that uses it again may have made it anew, in the first colour.
				if (tag) await colourTag(operation, tag, before.colour)
				else await addTag(operation, before)
				return []
			}
			if (!tag) return gone(change)
			if (change.action === 'create') {
				const used = await taskStore.findOfTag(tx, actor.userId, tag.name)
				if (used.some((task) => task.deleted_at === null)) return gone(change)
				// What is in the trash may come back, and its tags with it.
				if (used.length === 0) await removeTag(operation, tag)
				return []
			}
			const { fields, skipped } = toReversal(change, tag)
			await colourTag(operation, tag, toTagFields({ ...tag, ...fields }).colour)
			return skipped
		},
	}
}

/** Tasks that came to stand in the list since keep it where it is. */
async function takeListAway(operation: Operation, change: Change, list: List): Promise<Skipped[]> {
	if (list.deleted_at !== null) return []
	if ((await taskStore.findOfList(operation.tx, operation.actor.userId, list.id)).length > 0) return gone(change)
	await trashList(operation, list)
	return []
}

async function bringListBack(operation: Operation, list: List): Promise<Skipped[]> {
	const { tx, actor, version, at } = operation
	const name = await freeName(operation, list.id, list.name)
	const restored = { ...list, name, version, updated_at: at, deleted_at: null }
	await listStore.set(tx, actor.userId, restored)
	await operation.record({
		action: 'restore',
		entity: 'list',
		entityId: list.id,
		before: { deleted_at: list.deleted_at },
		after: { ...restored },
	})
	return []
}

/** Another list may have taken the name meanwhile. */
async function freeName({ tx, actor }: Operation, self: number, name: string): Promise<string> {
	const lists = await listStore.all(tx, actor.userId)
	return toFreeName(
		name,
		lists.filter((list) => list.id !== self),
	)
}

async function bringSectionBack(operation: Operation, change: Change, section: Section): Promise<Skipped[]> {
	const { tx, actor, version, at } = operation
	if (!(await listStore.findLive(tx, actor.userId, section.list_id))) return gone(change)
	const restored = { ...section, version, updated_at: at, deleted_at: null }
	await sectionStore.set(tx, actor.userId, restored)
	await operation.record({
		action: 'restore',
		entity: 'section',
		entityId: section.id,
		before: { deleted_at: section.deleted_at },
		after: { ...restored },
	})
	return []
}

/** Recorded by `removeTag` and `colourTag` alone, so these are a tag's fields. */
const toTagFields = (fields: Change['before']) => fields as unknown as Omit<Tag, 'pending'>
