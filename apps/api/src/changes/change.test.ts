import { ApiError, call, endpoints } from '@todo/contract'
import type { Change, Send, Task } from '@todo/contract'
import { changes as schemas } from '@todo/contract/schemas'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { provideApp } from '../testing/provide-app.ts'

const { tasks } = endpoints

describe.each(databases)('changes on %s', (_, open) => {
	let send: Send
	let now = new Date('2026-11-20T10:00:00Z')
	const add = (title: string, more: object = {}) => call(send, tasks.createTask, { body: { title, ...more } })
	const patch = (id: number, body: object) => call(send, tasks.updateTask, { params: { id }, body })
	const get = (id: number) => call(send, tasks.getTask, { params: { id } })
	const undo = (operation_id?: string) =>
		call(send, endpoints.changes.undo, { body: operation_id ? { operation_id } : {} })
	const since = (version: number, limit = 1000) =>
		call(send, endpoints.changes.listChanges, { query: { since: String(version), limit: String(limit) } })
	const history = async () => (await call(send, endpoints.changes.listChanges, { query: {} })).changes
	const app = provideApp(open, {}, { now: () => now })
	beforeEach(async () => {
		now = new Date('2026-11-20T10:00:00Z')
		send = (await app.guest('UTC')).send
	})

	/** What a client that only ever saw changes believes the tasks are. */
	function replay(changes: Change[], tasksById: Map<number, Partial<Task>> = new Map()) {
		for (const { entity, entity_id, action, after } of changes) {
			if (entity !== 'task') continue
			if (action === 'purge') tasksById.delete(Number(entity_id))
			else tasksById.set(Number(entity_id), { ...tasksById.get(Number(entity_id)), ...after })
		}
		return tasksById
	}

	test('a client that replays the changes knows what a client that loads everything knows', async () => {
		await add('a', { due_date: '2026-11-20', recurrence: 'FREQ=DAILY' })
		const seen = replay((await since(0)).changes)
		const { version } = await since(0)
		await add('b', { parent_id: 1, tags: ['x'] })
		await patch(1, { title: 'A', priority: 'high' })
		await call(send, tasks.completeTask, { params: { id: 1 } })
		await call(send, tasks.deleteTask, { params: { id: 2 } })
		await undo()
		const page = await since(version)
		schemas.listChanges.replies[200].parse(page)
		replay(page.changes, seen)
		const loaded = await call(send, tasks.listTasks, { query: {} })
		expect([...seen.values()].toSorted((a, b) => (b.id ?? 0) - (a.id ?? 0))).toEqual(loaded)
	})

	test('versions rise by one an operation, pages hold whole versions, and a version never given out asks for a resync', async () => {
		await call(send, tasks.bulkTasks, {
			body: { action: 'create', tasks: Array.from({ length: 30 }, (__, i) => ({ title: `t${i}` })) },
		})
		await add('one more')
		const first = await since(0, 10)
		expect([first.changes.length, first.more, first.version]).toEqual([30, true, 2])
		expect(first.changes.map((change) => change.n)).toEqual(Array.from({ length: 30 }, (__, i) => i))
		const rest = await since(1, 10)
		expect([rest.changes.length, rest.more]).toEqual([1, false])
		await expect(since(99)).rejects.toMatchObject({ problem: { status: 410, code: 'RESYNC_REQUIRED' } })
	})

	test('everything that was done can be undone, and the undo undone', async () => {
		await add('a', { tags: ['x'], priority: 'low' })
		const before = await get(1)
		await patch(1, { title: 'b', tags: ['y', 'z'], due_date: '2026-12-01T10:00', priority: 'high' })
		const after = await get(1)
		const undone = await undo()
		const { version: _v, updated_at: _u, ...same } = before
		expect(await get(1)).toMatchObject(same)
		expect(undone.skipped).toEqual([])
		await undo(undone.operation_id)
		expect(await get(1)).toMatchObject({
			title: after.title,
			tags: after.tags,
			due_date: after.due_date,
			priority: after.priority,
		})
	})

	test('undo without a name walks back step by step; what is undone is not undone twice', async () => {
		await add('a')
		await patch(1, { priority: 'high' })
		await call(send, tasks.completeTask, { params: { id: 1 } })
		const last = await undo()
		expect(await get(1)).toMatchObject({ completed: false, completed_at: null, priority: 'high' })
		await undo()
		expect(await get(1)).toMatchObject({ priority: 'none' })
		await expect(undo(last.undone)).rejects.toMatchObject({ problem: { code: 'CONFLICT' } })
		await undo()
		await expect(get(1)).rejects.toBeInstanceOf(ApiError)
		await expect(undo()).rejects.toMatchObject({ problem: { status: 409, code: 'NOTHING_TO_UNDO' } })
	})

	test('after a redo, undo takes the same thing back again', async () => {
		await add('a')
		await patch(1, { priority: 'high' })
		const first = await undo()
		await undo(first.operation_id)
		expect((await undo()).undone).toBe(first.undone)
		expect(await get(1)).toMatchObject({ priority: 'none' })
	})

	test('a field changed since is left alone, and said', async () => {
		await add('a')
		await patch(1, { priority: 'low', title: 'b' })
		const [change] = await history()
		await patch(1, { title: 'c' })
		const { skipped } = await undo(change?.operation_id)
		expect(skipped).toEqual([{ entity: 'task', entity_id: '1', field: 'title' }])
		expect(await get(1)).toMatchObject({ title: 'c', priority: 'none' })
	})

	test('one occurrence of a recurring task is taken back with its place under Completed', async () => {
		await add('a', { due_date: '2026-11-20', recurrence: 'FREQ=DAILY;COUNT=3' })
		const before = await get(1)
		await call(send, tasks.completeTask, { params: { id: 1 } })
		const { operation_id } = await undo()
		expect(await get(1)).toMatchObject({ due_date: before.due_date, recurrence: before.recurrence })
		expect(await call(send, tasks.listCompletions, {})).toEqual([])
		await undo(operation_id)
		expect(await get(1)).toMatchObject({ due_date: '2026-11-21' })
		expect(await call(send, tasks.listCompletions, {})).toHaveLength(1)
	})

	test('a deleted branch comes back as it was', async () => {
		await add('a')
		await add('b', { parent_id: 1 })
		await call(send, tasks.completeTask, { params: { id: 2 } })
		await call(send, tasks.deleteTask, { params: { id: 1 } })
		await undo()
		expect(await call(send, tasks.listTasks, { query: {} })).toMatchObject([
			{ id: 2, parent_id: 1, completed: true },
			{ id: 1, completed: false },
		])
	})

	test('what is gone for ever can’t be undone, in words', async () => {
		await add('a')
		await call(send, tasks.deleteTask, { params: { id: 1 } })
		await call(send, tasks.emptyTrash, {})
		const [purge] = await history()
		await expect(undo(purge?.operation_id)).rejects.toMatchObject({ problem: { code: 'CONFLICT' } })
	})

	test('saves of one field within a minute are one entry, undone at once to the first state', async () => {
		await add('a')
		for (const title of ['ab', 'abc', 'abcd']) {
			now = new Date(now.getTime() + 1000)
			await patch(1, { title })
		}
		expect((await history()).map((change) => change.action)).toEqual(['update', 'create'])
		await undo()
		expect((await get(1)).title).toBe('a')
		now = new Date(now.getTime() + 120_000)
		await patch(1, { title: 'x' })
		now = new Date(now.getTime() + 120_000)
		await patch(1, { title: 'y' })
		expect((await history()).filter((change) => change.action === 'update')).toHaveLength(4)
	})

	test('hundreds of writes at once leave every version once, in order', async () => {
		const writes = Array.from({ length: 300 }, (__, i) => add(`t${i}`))
		const ids = (await Promise.all(writes)).map((task) => task.id)
		expect(new Set(ids).size).toBe(300)
		const { changes, version } = await since(0)
		expect(version).toBe(300)
		expect(changes.map((change) => change.version)).toEqual(Array.from({ length: 300 }, (__, i) => i + 1))
	})

	test('somebody else’s operation is not found', async () => {
		await add('a')
		const [change] = await history()
		const other = (await app.guest()).send
		await expect(
			call(other, endpoints.changes.undo, { body: { operation_id: change?.operation_id ?? '' } }),
		).rejects.toMatchObject({ problem: { code: 'OPERATION_NOT_FOUND' } })
	})
})
