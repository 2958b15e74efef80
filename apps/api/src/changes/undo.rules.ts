import type { Change, UndoReply } from '@todo/contract'
import type { Operation } from './operation.ts'

export type Skipped = UndoReply['skipped'][number]

/** Everything that was done in one operation, to ask about. */
export interface Together {
	wasMade(entity: Change['entity'], id: string): boolean
	/** Whether one of this kind was touched that has, or belongs to what has, this number. */
	touches(entity: Change['entity'], id: string): boolean
}

export function toTogether(changes: readonly Change[]): Together {
	const created = changes.filter((change) => change.action === 'create')
	const made = new Set(created.map(({ entity, entity_id }) => `${entity} ${entity_id}`))
	const touched = new Set(changes.map(({ entity, entity_id }) => `${entity} ${entity_id.split('/')[0]}`))
	return {
		wasMade: (entity, id) => made.has(`${entity} ${id}`),
		touches: (entity, id) => touched.has(`${entity} ${id}`),
	}
}

/** Takes one change of one entity back, as part of an operation; answers the fields that had to be left alone. */
export type Reverse = (operation: Operation, change: Change, together: Together) => Promise<Skipped[]>

/** How each kind of entity takes a change back; a kind that stands not here can't. */
export type Reversers = { readonly [E in Change['entity']]?: Reverse }

/** Reads what the reversal of these changes will ask for, all at once, and then lets them be reversed by `body`. */
export type ReadAhead = (operation: Operation, changes: readonly Change[], body: () => Promise<void>) => Promise<void>

/** The same for kinds of entities that come in thousands; those that share a reader may follow on each other. */
export type Readers = { readonly [E in Change['entity']]?: ReadAhead }

/** Changes in their order, cut where another reader begins, and after so many. */
export function toRuns(changes: readonly Change[], readers: Readers, most: number): Change[][] {
	const runs: Change[][] = []
	for (const change of changes) {
		const run = runs.at(-1)
		const [first] = run ?? []
		if (run && first && run.length < most && readers[first.entity] === readers[change.entity]) run.push(change)
		else runs.push([change])
	}
	return runs
}

/** Fields that follow from others and come back with them. */
const derived = new Set(['version', 'updated_at', 'status'])

/** Which fields go back to what they were: those that still are as this change left them. A later value is left alone. */
export function toReversal(
	change: Change,
	current: { [field: string]: unknown },
): { fields: { [field: string]: unknown }; skipped: Skipped[] } {
	const fields: { [field: string]: unknown } = {}
	const skipped: Skipped[] = []
	for (const [field, before] of Object.entries(change.before ?? {})) {
		if (derived.has(field)) continue
		if (JSON.stringify(current[field]) === JSON.stringify(change.after?.[field])) fields[field] = before
		else skipped.push({ entity: change.entity, entity_id: change.entity_id, field })
	}
	return { fields, skipped }
}

/** What is said of an entity that is no longer there. */
export const gone = (change: Change): Skipped[] => [{ entity: change.entity, entity_id: change.entity_id, field: '*' }]
