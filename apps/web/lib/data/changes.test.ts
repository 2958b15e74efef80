import { QueryClient } from '@tanstack/react-query'
import type { Change, Task } from '@todo/contract'
import { expect, test } from 'vitest'
import { queryKeys } from '#lib/query-keys.ts'
import { createChangeSink } from './changes.ts'
import { createTaskCache, type CompletedPage } from './task-cache.ts'

const at = '2026-11-20T10:00:00.000Z'
const task: Task = {
	id: 1,
	user_id: 'u',
	client_id: null,
	title: 'Pay the rent',
	description: null,
	completed: false,
	status: 'pending',
	priority: 'none',
	due_date: null,
	time_zone: null,
	recurrence: null,
	repeat_from: 'due',
	reminders: [],
	tags: [],
	list_id: null,
	section_id: null,
	parent_id: null,
	position: 1,
	version: 1,
	created_at: at,
	updated_at: at,
	completed_at: null,
	deleted_at: null,
}

function start() {
	const queries = new QueryClient()
	queries.setQueryData(queryKeys.pending, [task])
	queries.setQueryData(queryKeys.completed({ limit: 100 }), { tasks: [], total: 0 })
	const cache = createTaskCache(queries)
	const sink = createChangeSink(queries, cache)
	return {
		sink,
		cache,
		pending: () => queries.getQueryData<Task[]>(queryKeys.pending) ?? [],
		completed: () => queries.getQueryData<CompletedPage>(queryKeys.completed({ limit: 100 })),
	}
}

const change = (version: number, action: Change['action'], after: Record<string, unknown>, id = 1): Change => ({
	version,
	n: 0,
	undoes: null,
	operation_id: `o${version}`,
	at,
	actor: 'person',
	actor_detail: null,
	action,
	entity: 'task',
	entity_id: String(id),
	before: null,
	after,
})

test('a task completed elsewhere moves from what is to be done to what is done, and back', () => {
	const { sink, pending, completed } = start()
	sink.apply([change(2, 'update', { completed: true, completed_at: at })])
	expect(pending()).toEqual([])
	expect(completed()).toMatchObject({ total: 1, tasks: [{ id: 1, status: 'completed', version: 2 }] })
	sink.apply([change(3, 'update', { completed: false, completed_at: null })])
	expect(pending()).toMatchObject([{ id: 1, status: 'pending' }])
	expect(completed()).toEqual({ total: 0, tasks: [] })
})

test('a change that is older than what is known changes nothing', () => {
	const { sink, pending } = start()
	sink.apply([change(5, 'update', { title: 'New' }), change(4, 'update', { title: 'Old' })])
	expect(pending()).toMatchObject([{ title: 'New', version: 5 }])
})

test('the echo of an own creation replaces its stand-in, whichever comes first', () => {
	const { sink, cache, pending } = start()
	const draft = { ...task, id: -5, client_id: 'c', title: 'Draft', version: 0 }
	cache.put(draft)
	sink.apply([change(2, 'create', { ...draft, id: 2, title: 'Draft' }, 2)])
	expect(pending().map(({ id }) => id)).toEqual([1, 2])
})

test('while an own write runs, what is heard of its task waits', () => {
	const { sink, pending } = start()
	sink.hold([1])
	sink.apply([change(2, 'update', { title: 'From elsewhere' })])
	expect(pending()).toMatchObject([{ title: 'Pay the rent' }])
	sink.release([1])
	expect(pending()).toMatchObject([{ title: 'From elsewhere' }])
})

test('a list that was loaded while changes came is brought up to date', () => {
	const { sink } = start()
	sink.apply([change(2, 'create', { ...task, id: 2, title: 'Newer' }, 2), change(3, 'delete', { deleted_at: at })])
	expect(sink.replay([task]).map(({ title }) => title)).toEqual(['Newer'])
})
