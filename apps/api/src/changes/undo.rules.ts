import type { Change, UndoReply } from '@todo/contract'
import type { Operation } from './operation.ts'

export type Skipped = UndoReply['skipped'][number]

/**
 * Takes one change of one entity back, as part of an operation; answers the fields that had to be left alone. `all` is everything
 * that was done together with it.
 */
export type Reverse = (operation: Operation, change: Change, all: readonly Change[]) => Promise<Skipped[]>

/** How each kind of entity takes a change back; a kind that stands not here can't. */
export type Reversers = { readonly [E in Change['entity']]?: Reverse }

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
