import { ApiError, call, endpoints } from '@todo/contract'
import type { Send, Task } from '@todo/contract'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { provideApp } from '../testing/provide-app.ts'

const { tasks } = endpoints

describe.each(databases)('undo on %s', (_, open) => {
	let send: Send
	const add = (title: string, more: object = {}) => call(send, tasks.createTask, { body: { title, ...more } })
	const patch = (id: number, body: object) => call(send, tasks.updateTask, { params: { id }, body })
	const get = (id: number) => call(send, tasks.getTask, { params: { id } })
	const complete = (id: number) => call(send, tasks.completeTask, { params: { id } })
	const remove = (id: number) => call(send, tasks.deleteTask, { params: { id } })
	const undo = (operation_id?: string, headers = {}) =>
		call(send, endpoints.changes.undo, { body: operation_id ? { operation_id } : {} }, { headers })
	const latest = async () => (await call(send, endpoints.changes.listChanges, { query: {} })).changes[0]?.operation_id
	const app = provideApp(open)
	beforeEach(async () => {
		send = (await app.guest('Europe/Vienna')).send
	})

	test('going back to a former parent makes no circle', async () => {
		await add('B')
		await add('A', { parent_id: 1 })
		await patch(2, { parent_id: null })
		const moved = await latest()
		await patch(1, { parent_id: 2 })
		await undo(moved)
		expect((await get(2)).parent_id).toBe(null)
		await remove(2)
		expect(await call(send, tasks.listTasks, {})).toEqual([])
	})

	test('moving a branch counts its own levels', async () => {
		for (let id = 1; id <= 4; id++) await add(String(id), id > 1 ? { parent_id: id - 1 } : {})
		await add('a')
		await add('b', { parent_id: 5 })
		await add('c', { parent_id: 6 })
		await expect(patch(5, { parent_id: 4 })).rejects.toMatchObject({ problem: { status: 422 } })
		await expect(patch(5, { parent_id: 3 })).resolves.toMatchObject({ parent_id: 3 })
	})

	test('a subtask made since goes with its parent, and is not forgotten with the trash', async () => {
		await add('parent')
		await remove(1)
		await call(send, tasks.restoreTask, { params: { id: 1 } })
		const restored = await latest()
		await add('child', { parent_id: 1 })
		await undo(restored)
		expect((await call(send, tasks.listTrash, {})).map((task) => task.id)).toEqual([2, 1])
		await call(send, tasks.restoreTask, { params: { id: 2 } })
		await call(send, tasks.emptyTrash, {})
		expect(await get(2)).toMatchObject({ title: 'child', parent_id: null })
	})

	test('what no longer has an effect does not stand in the way', async () => {
		await add('first')
		await add('second')
		await remove(2)
		await call(send, tasks.emptyTrash, {})
		await undo()
		await expect(get(1)).rejects.toBeInstanceOf(ApiError)
		await expect(undo()).rejects.toMatchObject({ problem: { code: 'NOTHING_TO_UNDO' } })
	})

	test('a time goes back in its own zone', async () => {
		await add('call', { due_date: '2030-01-07T09:00', time_zone: 'America/New_York', recurrence: 'FREQ=DAILY' })
		await complete(1)
		await undo()
		expect(await get(1)).toMatchObject({ due_date: '2030-01-07T09:00', time_zone: 'America/New_York' })
	})

	test('a date moved and moved back leaves the series where it began', async () => {
		await add('rent', { due_date: '2030-01-15', recurrence: 'FREQ=MONTHLY' })
		await patch(1, { due_date: '2030-01-31' })
		await undo()
		expect(await complete(1)).toMatchObject({ due_date: '2030-02-15' })
	})

	test('an occurrence that was reopened, or whose task has moved, stays as it is', async () => {
		await add('a', { due_date: '2030-01-01', recurrence: 'FREQ=DAILY' })
		await complete(1)
		const done = await latest()
		await call(send, tasks.reopenCompletion, { params: { id: 1, n: 1 } })
		const reopened = await latest()
		await complete(1)
		await undo(done)
		expect(await call(send, tasks.listCompletions, {})).toHaveLength(1)
		await remove(1)
		await call(send, tasks.emptyTrash, {})
		await expect(undo(reopened)).resolves.toMatchObject({ changes: [] })
	})

	test('a rule whose date is gone since is left alone, and said', async () => {
		await add('a', { due_date: '2030-01-01', recurrence: 'FREQ=DAILY' })
		await patch(1, { recurrence: null, priority: 'high' })
		const removed = await latest()
		await patch(1, { due_date: null })
		expect((await undo(removed)).skipped).toEqual([{ entity: 'task', entity_id: '1', field: 'recurrence' }])
		expect(await get(1)).toMatchObject({ recurrence: null, priority: 'none' })
	})

	test('the name that a bulk change answers can be undone, also when it is one entry with an earlier one', async () => {
		await add('a')
		const rename = (title: string) =>
			call(send, tasks.bulkTasks, { body: { action: 'update', ids: [1], changes: { title } } })
		await rename('ab')
		await undo((await rename('abc')).operation_id)
		expect((await get(1)).title).toBe('a')
	})

	test('the same undo sent twice with one Idempotency-Key happens once', async () => {
		await add('a')
		await add('b')
		const replies = [
			await undo(undefined, { 'idempotency-key': 'u-1' }),
			await undo(undefined, { 'idempotency-key': 'u-1' }),
		]
		expect(replies[1]).toEqual(replies[0])
		expect(await call(send, tasks.listTasks, {})).toHaveLength(1)
	})

	test('whatever is done and undone, in any order, leaves a list that holds together', async () => {
		const id = fc.integer({ min: 1, max: 6 })
		const step = fc.oneof(
			fc.record({ do: fc.constant('add' as const), parent: fc.option(id) }),
			fc.record({ do: fc.constant('move' as const), id, parent: fc.option(id) }),
			fc.record({ do: fc.constantFrom('complete' as const, 'remove' as const, 'restore' as const), id }),
			fc.record({ do: fc.constant('undo' as const), back: fc.nat({ max: 8 }) }),
			fc.record({ do: fc.constant('empty' as const) }),
		)
		const run = async (one: typeof step extends fc.Arbitrary<infer S> ? S : never) => {
			if (one.do === 'add') await add('t', { parent_id: one.parent, due_date: '2030-01-01', recurrence: 'FREQ=DAILY' })
			else if (one.do === 'move') await patch(one.id, { parent_id: one.parent })
			else if (one.do === 'complete') await complete(one.id)
			else if (one.do === 'remove') await remove(one.id)
			else if (one.do === 'restore') await call(send, tasks.restoreTask, { params: { id: one.id } })
			else if (one.do === 'empty') await call(send, tasks.emptyTrash, {})
			else if (one.do === 'undo') {
				const { changes } = await call(send, endpoints.changes.listChanges, { query: {} })
				await undo(changes[one.back]?.operation_id)
			}
		}
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
				send = (await app.guest()).send
				for (const one of steps) {
					// Some steps can't be; what counts is that each is refused in words, or done whole.
					await run(one).catch((error: unknown) => {
						if (!(error instanceof ApiError) || error.problem.status >= 500) throw error
					})
				}
				expect(findLost(await call(send, tasks.listTasks, {}))).toEqual([])
			}),
			{ numRuns: 40, seed: 20_261_121 },
		)
	}, 60_000)
})

/** Tasks whose parent is not there, or who are their own ancestors. */
function findLost(list: Task[]): Task[] {
	const byId = new Map(list.map((task) => [task.id, task]))
	const isLost = (task: Task) => {
		const seen = new Set<number>()
		for (let next: Task | undefined = task; next; next = byId.get(next.parent_id ?? 0)) {
			if (seen.has(next.id) || (next.parent_id !== null && !byId.has(next.parent_id))) return true
			seen.add(next.id)
		}
		return false
	}
	return list.filter(isLost)
}
