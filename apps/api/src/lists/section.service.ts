import type { NewSection, Section, SectionChanges } from '@todo/contract'
import type { Actor } from '../actor.ts'
import { toDifference } from '../changes/difference.rules.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database, Tx } from '../database/database.ts'
import { invalid, notFound, raise } from '../errors.ts'
import type { TaskSteps } from '../tasks/task.steps.ts'
import { taskStore } from '../tasks/task.store.ts'
import { listStore } from './list.store.ts'
import { mostSections, requireRoom, toPosition } from './names.rules.ts'
import { sectionStore } from './section.store.ts'

export type SectionService = ReturnType<typeof createSectionService>

export interface SectionDependencies {
	database: Database
	operate: Operate
	steps: TaskSteps
}

export function createSectionService({ database, operate, steps }: SectionDependencies) {
	return {
		all: (actor: Actor): Promise<Section[]> => database.read((tx) => sectionStore.all(tx, actor.userId)),

		create: (actor: Actor, input: NewSection): Promise<Section> =>
			operate(actor, (operation) => addSection(operation, input), { reserve: { section: 1 } }),

		update: (actor: Actor, id: number, changes: SectionChanges): Promise<Section> =>
			operate(actor, async (operation) =>
				changeSection(operation, await requireSection(operation.tx, actor.userId, id), changes),
			),

		/** Its tasks stay in the list, in no section. */
		remove: (actor: Actor, id: number): Promise<void> =>
			operate(actor, async (operation) => {
				const section = await requireSection(operation.tx, actor.userId, id)
				await leaveSection(operation, steps, section)
				await trashSection(operation, section)
			}),
	}
}

/** Part of an operation that has reserved a section's number. */
async function addSection(operation: Operation, input: NewSection): Promise<Section> {
	const { tx, actor } = operation
	if (!(await listStore.findLive(tx, actor.userId, input.list_id))) throw invalid('list_id', 'is no list of yours')
	requireRoom((await sectionStore.all(tx, actor.userId)).length, mostSections, 'sections')
	return insertSection(operation, input)
}

/** As `addSection`, in a list that is known to be there. */
export async function insertSection(operation: Operation, input: NewSection): Promise<Section> {
	const { tx, actor, version, at } = operation
	const id = operation.nextId('section')
	const section: Section = {
		id,
		list_id: input.list_id,
		name: input.name,
		position: input.position ?? toPosition(id),
		version,
		created_at: at,
		updated_at: at,
		deleted_at: null,
	}
	await sectionStore.insert(tx, actor.userId, section)
	await operation.record({ action: 'create', entity: 'section', entityId: id, before: null, after: { ...section } })
	return section
}

/** Writes the fields that differ, and their entry in the history. */
export async function changeSection(operation: Operation, current: Section, changes: SectionChanges): Promise<Section> {
	const difference = toDifference(current, changes)
	if (!difference) return current
	const next: Section = { ...current, ...difference.after, version: operation.version, updated_at: operation.at }
	await sectionStore.set(operation.tx, operation.actor.userId, next)
	await operation.record({ action: 'update', entity: 'section', entityId: current.id, ...difference })
	return next
}

/** The section's tasks stay in the list, in no section. */
export async function leaveSection(operation: Operation, steps: TaskSteps, section: Section): Promise<void> {
	const { tx, actor, version, at } = operation
	for (const row of await taskStore.findOfList(tx, actor.userId, section.list_id)) {
		if (row.section_id !== section.id) continue
		await steps.save(operation, row, { ...row, section_id: null, version, updated_at: at })
	}
}

/** The sections of a list that is deleted; its tasks keep theirs, for the day they come back. */
export async function trashSectionsOfList(operation: Operation, listId: number): Promise<void> {
	const sections = await sectionStore.all(operation.tx, operation.actor.userId)
	for (const section of sections) if (section.list_id === listId) await trashSection(operation, section)
}

export async function trashSection(operation: Operation, section: Section): Promise<void> {
	const { tx, actor, version, at } = operation
	await sectionStore.set(tx, actor.userId, { ...section, version, updated_at: at, deleted_at: at })
	await operation.record({
		action: 'delete',
		entity: 'section',
		entityId: section.id,
		before: { deleted_at: null },
		after: { deleted_at: at },
	})
}

async function requireSection(tx: Tx, userId: string, id: number): Promise<Section> {
	return (await sectionStore.findLive(tx, userId, id)) ?? raise(notFound('section', id))
}
