import type { TaskRow } from '../database/schema.ts'
import { invalid } from '../errors.ts'
import type { TaskSort } from './task-list.store.ts'

/** A task's place in an order: what it is sorted by, and its number, which settles ties. */
export interface TaskPlace {
	value: string | number | null
	id: number
}

/** Sorts in which a task may have no value: those come last. */
export const nullableSorts: ReadonlySet<TaskSort> = new Set(['due_date', 'completed_at'])

export const toPlace = (row: TaskRow, sort: TaskSort): TaskPlace => ({
	value: sort === 'created_at' ? null : row[sort],
	id: row.id,
})

/** Opaque to clients: the place, and the order that it is one of. */
export const toCursor = (sort: TaskSort, order: 'asc' | 'desc', { value, id }: TaskPlace): string =>
	Buffer.from(JSON.stringify([sort, order, value, id])).toString('base64url')

/** @throws {DomainError} `VALIDATION_ERROR` for what `toCursor` did not make, or made for another order. */
export function readCursor(cursor: string, sort: TaskSort, order: 'asc' | 'desc'): TaskPlace {
	const [ofSort, ofOrder, value, id] = parse(cursor)
	if (!isValue(value, sort, ofSort) || typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > 2_147_483_647)
		throw invalid('cursor', 'is not one that this API gave out', 'query')
	if (ofSort !== sort || ofOrder !== order)
		throw invalid('cursor', 'is of a list in another order: send the same sort and order with it', 'query')
	return { value, id }
}

function parse(cursor: string): unknown[] {
	try {
		const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
		return Array.isArray(parsed) ? parsed : []
	} catch {
		return []
	}
}

/** Only what the column can hold: anything else is for a database to stumble over. */
function isValue(value: unknown, sort: TaskSort, ofSort: unknown): value is TaskPlace['value'] {
	if (ofSort !== sort) return value === null || typeof value === 'string' || Number.isSafeInteger(value)
	if (sort === 'priority') return value === 0 || value === 1 || value === 2 || value === 3
	if (sort === 'position') return Number.isSafeInteger(value)
	if (sort === 'created_at') return value === null
	if (value === null) return nullableSorts.has(sort)
	return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
}
