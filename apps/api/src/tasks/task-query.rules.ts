import type { tasks as schemas } from '@todo/contract/schemas'
import type { output } from 'zod'
import { invalid } from '../errors.ts'
import { readCursor } from './task-cursor.rules.ts'
import type { TaskSelection } from './task-list.store.ts'

type Query = output<typeof schemas.taskQuery>

const priorities = { none: 0, low: 1, medium: 2, high: 3 } as const

/** Sorted this way unless the query says otherwise: newest and most urgent first, dates and names from the start. */
const usualOrder = {
	created_at: 'desc',
	updated_at: 'desc',
	completed_at: 'desc',
	priority: 'desc',
	title: 'asc',
	due_date: 'asc',
	position: 'asc',
} as const

/**
 * The wire's query as a selection; `sort_by` and `sort_order` are what other clients call `sort` and `order`.
 * @throws {DomainError} `VALIDATION_ERROR` for a cursor that is none of this list.
 */
export function toSelection(query: Query): Omit<TaskSelection, 'overdue'> & { overdue: boolean } {
	const sort = query.sort ?? query.sort_by ?? 'created_at'
	const order = query.order ?? query.sort_order ?? usualOrder[sort]
	if (query.cursor !== undefined && query.offset !== undefined)
		throw invalid('cursor', 'can’t be combined with offset', 'query')
	return {
		status: query.status ?? 'all',
		sort,
		order,
		limit: query.limit ?? 500,
		offset: query.offset ?? 0,
		overdue: query.overdue ?? false,
		...(query.cursor === undefined ? {} : { after: readCursor(query.cursor, sort, order) }),
		...(query.search ? { search: query.search } : {}),
		...(query.priority === undefined ? {} : { priority: priorities[query.priority] }),
		...(query.tag === undefined ? {} : { tag: query.tag }),
		...(query.list === undefined ? {} : { list: query.list }),
		...(query.parent === undefined ? {} : { parent: query.parent }),
		...(query.due_before === undefined ? {} : { dueBefore: query.due_before }),
		...(query.due_after === undefined ? {} : { dueAfter: query.due_after }),
	}
}
