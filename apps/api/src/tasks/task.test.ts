import { ApiError, call, callWithHeaders, endpoints } from '@todo/contract'
import type { Send, Task } from '@todo/contract'
import { tasks as schemas } from '@todo/contract/schemas'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

const { tasks: endpoint } = endpoints

/** What the API refused, as it said it. */
async function refusal(promise: Promise<unknown>): Promise<ApiError> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	)
	if (error instanceof ApiError) return error
	throw new Error('the API did not refuse', { cause: error })
}

describe.each(databases)('tasks on %s', (_, open) => {
	let place: TestDatabase
	let app: TestApp
	let send: Send
	let now = new Date('2026-11-20T10:00:00Z')
	const add = (body: Parameters<typeof call<(typeof schemas)['createTask']>>[2]['body']) =>
		call(send, endpoint.createTask, { body })
	const titles = async (query: Parameters<typeof call<(typeof schemas)['listTasks']>>[2]['query'] = {}) =>
		(await call(send, endpoint.listTasks, { query })).map((task) => task.title)

	beforeAll(async () => {
		place = await open()
		app = await startApp(place.url, {}, { now: () => now })
	})
	beforeEach(async () => {
		now = new Date('2026-11-20T10:00:00Z')
		send = (await app.guest('Europe/Vienna')).send
	})
	afterAll(async () => {
		await app.close()
		await place.drop()
	})

	test('APP-3: a task is created, read, changed and deleted over REST', async () => {
		const created = await callWithHeaders(send, endpoint.createTask, {
			body: { title: '  buy milk ', tags: ['#Home', 'shop', 'home'] },
		})
		expect(created.status).toBe(201)
		expect(created.headers.get('location')).toBe('/api/tasks/1')
		expect(schemas.task.parse(created.data)).toMatchObject({
			id: 1,
			title: 'buy milk',
			tags: ['home', 'shop'],
			status: 'pending',
			priority: 'none',
		})
		const changed = await call(send, endpoint.updateTask, {
			params: { id: 1 },
			body: { title: 'buy oat milk', priority: 'high' },
		})
		expect(changed).toMatchObject({ title: 'buy oat milk', priority: 'high', tags: ['home', 'shop'] })
		expect(await call(send, endpoint.getTask, { params: { id: 1 } })).toEqual(changed)
		await call(send, endpoint.deleteTask, { params: { id: 1 } })
		expect((await refusal(call(send, endpoint.getTask, { params: { id: 1 } }))).problem).toMatchObject({
			status: 404,
			code: 'TASK_NOT_FOUND',
			detail: 'Task not found: 1',
		})
	})

	test('numbers are small, per person, and never given out twice', async () => {
		const other = await app.guest()
		expect((await add({ title: 'a' })).id).toBe(1)
		expect((await call(other.send, endpoint.createTask, { body: { title: 'b' } })).id).toBe(1)
		await call(send, endpoint.deleteTask, { params: { id: 1 } })
		await call(send, endpoint.emptyTrash, {})
		expect((await add({ title: 'c' })).id).toBe(2)
	})

	test('lists answer their total, newest first, and filter, sort and page', async () => {
		for (const [title, due_date, priority] of [
			['Alpha', '2026-11-19', 'low'],
			['beta', null, 'high'],
			['Gamma 50%', '2026-11-20T09:00', 'none'],
			['delta', '2026-11-22', 'medium'],
		] as const) {
			await add({ title, due_date, priority })
		}
		await call(send, endpoint.completeTask, { params: { id: 4 } })
		const page = await callWithHeaders(send, endpoint.listTasks, { query: { limit: '2', offset: '1' } })
		expect(page.headers.get('x-total-count')).toBe('4')
		expect(page.data.map((task) => task.title)).toEqual(['Gamma 50%', 'beta'])
		expect(await titles({ sort: 'due_date' })).toEqual(['Alpha', 'Gamma 50%', 'delta', 'beta'])
		expect(await titles({ sort_by: 'priority' })).toEqual(['beta', 'delta', 'Alpha', 'Gamma 50%'])
		expect(await titles({ sort: 'title', order: 'asc' })).toEqual(['Alpha', 'Gamma 50%', 'beta', 'delta'])
		expect(await titles({ status: 'completed' })).toEqual(['delta'])
		expect(await titles({ overdue: 'true' })).toEqual(['Gamma 50%', 'Alpha'])
		expect(await titles({ due_before: '2026-11-20' })).toEqual(['Alpha'])
		expect(await titles({ due_after: '2026-11-20' })).toEqual(['delta'])
		expect(await titles({ search: 'GAMMA' })).toEqual(['Gamma 50%'])
		expect(await titles({ search: '0%' })).toEqual(['Gamma 50%'])
		expect(await titles({ search: '_' })).toEqual([])
		expect(await titles({ list: 'inbox', priority: 'high' })).toEqual(['beta'])
	})

	test('every page of a long list, with every sort, holds each task once', async () => {
		const tasks = Array.from({ length: 37 }, (__, i) => ({
			title: `task ${i % 5}`,
			due_date: i % 3 ? `2026-12-0${(i % 4) + 1}` : null,
		}))
		await call(send, endpoint.bulkTasks, { body: { action: 'create', tasks } })
		for (const sort of [
			'created_at',
			'updated_at',
			'completed_at',
			'title',
			'due_date',
			'priority',
			'position',
		] as const) {
			const seen: number[] = []
			for (let offset = 0; offset < 40; offset += 10) {
				seen.push(
					...(await call(send, endpoint.listTasks, { query: { sort, limit: '10', offset: String(offset) } })).map(
						(task) => task.id,
					),
				)
			}
			expect([sort, new Set(seen).size]).toEqual([sort, 37])
		}
	})

	test('a list known already is answered with 304, until something changes or, for what is overdue, time passes', async () => {
		await add({ title: 'a', due_date: '2026-11-20T12:30' })
		const etag = async (query: object) =>
			(await callWithHeaders(send, endpoint.listTasks, { query })).headers.get('etag') ?? ''
		const status = async (query: string, known: string) =>
			(await send(`/api/tasks${query}`, { method: 'GET', headers: { 'if-none-match': known } })).status
		const known = await etag({})
		const overdue = await etag({ overdue: 'true' })
		expect(await status('', known)).toBe(304)
		now = new Date('2026-11-20T12:00:00Z')
		expect(await status('', known)).toBe(304)
		expect(await status('?overdue=true', overdue)).toBe(200)
		expect(await titles({ overdue: 'true' })).toEqual(['a'])
		await add({ title: 'b' })
		expect(await status('', known)).toBe(200)
	})

	test('If-Match refuses a change to a task that has changed meanwhile', async () => {
		const { version } = await add({ title: 'a' })
		const patch = (title: string, ifMatch: string) =>
			callWithHeaders(
				send,
				endpoint.updateTask,
				{ params: { id: 1 }, body: { title } },
				{ headers: { 'if-match': ifMatch } },
			)
		const first = await patch('b', `"${version}"`)
		expect((await refusal(patch('c', `"${version}"`))).problem).toMatchObject({
			status: 412,
			code: 'PRECONDITION_FAILED',
		})
		expect((await patch('c', first.headers.get('etag') ?? '')).data.title).toBe('c')
	})

	test('a write with the same Idempotency-Key happens once, however many arrive at once', async () => {
		const post = (title: string) =>
			callWithHeaders(send, endpoint.createTask, { body: { title } }, { idempotencyKey: 'k-1' })
		const replies = await Promise.all(Array.from({ length: 20 }, () => post('once')))
		expect(new Set(replies.map((reply) => reply.data.id))).toEqual(new Set([1]))
		expect(replies.filter((reply) => reply.headers.get('idempotent-replayed') === 'true')).toHaveLength(19)
		expect(await titles()).toEqual(['once'])
		expect((await refusal(post('other'))).problem).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' })
	})

	test('the same client_id again answers the task made before', async () => {
		const client_id = '0a8c5b3e-7e53-4a5c-9d5e-0c7a4b2f1d11'
		const first = await add({ title: 'offline', client_id })
		expect(await add({ title: 'offline', client_id })).toEqual(first)
	})

	test('due times are local, with their zone; instants are converted to the person’s', async () => {
		expect(await add({ title: 'a', due_date: '2026-07-01T08:00:00Z' })).toMatchObject({
			due_date: '2026-07-01T10:00',
			time_zone: 'Europe/Vienna',
		})
		expect(await add({ title: 'b', due_date: '2026-12-01T09:30', time_zone: 'America/New_York' })).toMatchObject({
			due_date: '2026-12-01T09:30',
			time_zone: 'America/New_York',
		})
		expect(await add({ title: 'c', due_date: '2026-12-01' })).toMatchObject({ due_date: '2026-12-01', time_zone: null })
	})

	test('completing toggles, or sets where it is told', async () => {
		await add({ title: 'a' })
		const toggle = (body?: { completed: boolean }) =>
			call(send, endpoint.completeTask, { params: { id: 1 }, ...(body ? { body } : {}) })
		expect(await toggle()).toMatchObject({ completed: true, completed_at: now.toISOString() })
		expect(await toggle({ completed: true })).toMatchObject({ completed: true })
		expect(await toggle()).toMatchObject({ completed: false, completed_at: null })
		expect(await call(send, endpoint.toggleTask, { params: { id: 1 } })).toMatchObject({ completed: true })
		expect(await call(send, endpoint.getStats, {})).toEqual({ total: 1, pending: 0, completed: 1 })
	})

	test('a recurring task moves on when it is done, keeps its number and its hour across daylight saving, and can be taken back', async () => {
		now = new Date('2026-10-24T07:00:00Z')
		send = (await app.guest('Europe/Vienna')).send
		await add({ title: 'stretch', due_date: '2026-10-24T09:00', recurrence: 'FREQ=DAILY' })
		const done = () => call(send, endpoint.completeTask, { params: { id: 1 } })
		expect(await done()).toMatchObject({ id: 1, completed: false, due_date: '2026-10-25T09:00' })
		now = new Date('2026-10-25T09:00:00Z')
		expect(await done()).toMatchObject({ due_date: '2026-10-26T09:00' })
		const completions = await call(send, endpoint.listCompletions, {})
		expect(completions.map((one) => [one.n, one.due_date])).toEqual([
			[2, '2026-10-25T09:00'],
			[1, '2026-10-24T09:00'],
		])
		expect((await refusal(call(send, endpoint.reopenCompletion, { params: { id: 1, n: 1 } }))).problem.status).toBe(409)
		expect(await call(send, endpoint.reopenCompletion, { params: { id: 1, n: 2 } })).toMatchObject({
			due_date: '2026-10-25T09:00',
		})
	})

	test('missed occurrences do not pile up; "from completion" counts from the day it was done; a last one ends the series', async () => {
		await add({ title: 'weekly', due_date: '2026-10-02', recurrence: 'FREQ=WEEKLY' })
		await add({
			title: 'every three days',
			due_date: '2026-11-01',
			recurrence: 'FREQ=DAILY;INTERVAL=3',
			repeat_from: 'completion',
		})
		await add({ title: 'twice', due_date: '2026-11-20', recurrence: 'FREQ=DAILY;COUNT=2' })
		const done = (id: number) => call(send, endpoint.completeTask, { params: { id } })
		expect(await done(1)).toMatchObject({ due_date: '2026-11-27' })
		expect(await done(2)).toMatchObject({ due_date: '2026-11-23' })
		expect(await done(3)).toMatchObject({ due_date: '2026-11-21', completed: false })
		expect(await done(3)).toMatchObject({ completed: true })
	})

	test('monthly from the 31st is the last day of shorter months, and the 31st again', async () => {
		await add({ title: 'rent', due_date: '2027-01-31', recurrence: 'FREQ=MONTHLY' })
		const dues: (string | null)[] = []
		for (let i = 0; i < 4; i++) dues.push((await call(send, endpoint.completeTask, { params: { id: 1 } })).due_date)
		expect(dues).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'])
	})

	test('subtasks are done, deleted and restored with their parent; circles and depth are refused', async () => {
		await add({ title: 'trip' })
		await add({ title: 'pack', parent_id: 1 })
		await add({ title: 'socks', parent_id: 2 })
		expect(
			(await refusal(call(send, endpoint.updateTask, { params: { id: 1 }, body: { parent_id: 3 } }))).problem
				.errors?.[0],
		).toMatchObject({ field: 'parent_id' })
		await call(send, endpoint.completeTask, { params: { id: 1 } })
		expect((await call(send, endpoint.listTasks, {})).every((task) => task.completed)).toBe(true)
		await call(send, endpoint.deleteTask, { params: { id: 1 } })
		expect(await titles()).toEqual([])
		await call(send, endpoint.restoreTask, { params: { id: 1 } })
		expect(await titles()).toEqual(['socks', 'pack', 'trip'])
		await add({ title: '4', parent_id: 3 })
		await add({ title: '5', parent_id: 4 })
		await add({ title: '6', parent_id: 5 })
		expect((await refusal(add({ title: '7', parent_id: 6 }))).problem.errors?.[0]?.message).toContain('nest deeper')
	})

	test('the trash gives back, or forgets for ever', async () => {
		await add({ title: 'a' })
		await add({ title: 'b' })
		for (const id of [1, 2]) await call(send, endpoint.deleteTask, { params: { id } })
		expect((await call(send, endpoint.listTrash, {})).map((task: Task) => task.title)).toEqual(['b', 'a'])
		await call(send, endpoint.purgeTask, { params: { id: 1 } })
		expect((await refusal(call(send, endpoint.restoreTask, { params: { id: 1 } }))).problem.status).toBe(404)
		await call(send, endpoint.emptyTrash, {})
		expect(await call(send, endpoint.listTrash, {})).toEqual([])
	})

	test('bulk does all or nothing, and says which one was wrong', async () => {
		const { tasks } = await call(send, endpoint.bulkTasks, {
			body: { action: 'create', tasks: [{ title: 'a' }, { title: 'b', parent_id: 1 }] },
		})
		expect(tasks.map((task) => task.id)).toEqual([1, 2])
		expect(
			(await refusal(call(send, endpoint.bulkTasks, { body: { action: 'complete', ids: [1, 99] } }))).problem.code,
		).toBe('TASK_NOT_FOUND')
		expect(await titles({ status: 'completed' })).toEqual([])
		const wrong = call(send, endpoint.bulkTasks, {
			body: { action: 'create', tasks: [{ title: 'c' }, { title: 'd', list_id: 7 }] },
		})
		expect((await refusal(wrong)).problem.errors?.[0]).toMatchObject({
			loc: ['body', 'tasks', 1, 'list_id'],
			field: 'tasks.1.list_id',
		})
		await call(send, endpoint.bulkTasks, { body: { action: 'delete', ids: [1, 2] } })
		expect(await titles()).toEqual([])
		await call(send, endpoint.bulkTasks, { body: { action: 'restore', ids: [1] } })
		expect(await titles()).toEqual(['b', 'a'])
	})

	test('moving puts a task right behind another, also when there is no room left', async () => {
		for (const title of ['a', 'b', 'c', 'd']) await add({ title })
		const move = (id: number, after_id: number | null) =>
			call(send, endpoint.moveTask, { params: { id }, body: { after_id } })
		await move(4, 1)
		expect(await titles({ sort: 'position' })).toEqual(['a', 'd', 'b', 'c'])
		await move(3, null)
		expect(await titles({ sort: 'position' })).toEqual(['c', 'a', 'd', 'b'])
		for (let i = 0; i < 20; i++) await move(i % 2 ? 4 : 2, 1)
		expect(await titles({ sort: 'position' })).toEqual(['c', 'a', 'd', 'b'])
	})

	test.each([
		[{}, 'title', 'is required'],
		[{ title: '' }, 'title', 'must not be empty'],
		[{ title: 'x'.repeat(201) }, 'title', 'at most 200'],
		[{ title: 'a\u0000b' }, 'title', 'control characters'],
		[{ title: 'a\ud800' }, 'title', 'well-formed'],
		[{ title: 7 }, 'title', 'type string'],
		[{ title: 'a', user_id: 'u' }, 'user_id', 'not a known field'],
		[{ title: 'a', due_date: '2026-02-30' }, 'due_date', 'day of the calendar'],
		[{ title: 'a', due_date: 'tomorrow' }, 'due_date', '2026-11-20'],
		[{ title: 'a', priority: 'urgent' }, 'priority', 'must be one of'],
		[{ title: 'a', tags: ['two words'] }, 'tags.0', 'one word'],
		[{ title: 'a', recurrence: 'FREQ=DAILY' }, 'recurrence', 'due date'],
		[{ title: 'a', due_date: '2026-12-01', recurrence: 'FREQ=SECONDLY' }, 'recurrence', ''],
		[{ title: 'a', list_id: 5 }, 'list_id', 'no list of yours'],
		[{ title: 'a', parent_id: 5 }, 'parent_id', 'no task of yours'],
		[{ title: 'a', time_zone: 'Mars/Olympus' }, 'time_zone', 'IANA'],
	])('bad input %j is refused, naming %s', async (body, field, words) => {
		const { problem } = await refusal(add(body as never))
		expect(problem).toMatchObject({
			status: 422,
			code: 'VALIDATION_ERROR',
			type: expect.any(String),
			title: expect.any(String),
		})
		expect(problem.errors?.[0]?.field).toBe(field)
		expect(problem.errors?.[0]?.message).toContain(words)
	})

	test.each([
		['cut short', '{"title":', 400, 'UNREADABLE_BODY'],
		['with a prototype key', '{"title":"a","__proto__":{"x":1}}', 400, 'UNREADABLE_BODY'],
		['with an escaped prototype key', '{"title":"a","\\u005f_proto__":{"x":1}}', 400, 'UNREADABLE_BODY'],
		['of a megabyte', `{"title":"${'x'.repeat(1_100_000)}"}`, 413, 'BODY_TOO_LARGE'],
		['nested and never closed', '['.repeat(50_000), 400, 'UNREADABLE_BODY'],
		['nested 50,000 deep', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 422, 'VALIDATION_ERROR'],
	])('a body %s is answered in words', async (__, body, status, code) => {
		const reply = await send('/api/tasks', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
		expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([status, code])
	})

	test('existing clients: a slash at the end, the user in the path, PUT that keeps what is left out', async () => {
		const { userId, send: own } = await app.guest()
		const post = await own(`/api/${userId}/tasks/`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"title":"a","description":"b"}',
		})
		expect(post.status).toBe(201)
		const put = await own(`/api/${userId}/tasks/1`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: '{"title":"c"}',
		})
		expect(await put.json()).toMatchObject({ title: 'c', description: 'b' })
		expect(await (await own(`/api/${userId}/stats`, { method: 'GET', headers: {} })).json()).toEqual({
			total: 1,
			pending: 1,
			completed: 0,
		})
		expect((await send(`/api/${userId}/tasks`, { method: 'GET', headers: {} })).status).toBe(403)
	})
})
