import { call, callWithHeaders, endpoints } from '@todo/contract'
import { tasks as schemas } from '@todo/contract/schemas'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { setUpBench } from '../testing/task-bench.ts'

const { tasks: endpoint } = endpoints

describe.each(databases)('tasks on %s', (_, open) => {
	const bench = setUpBench(open)
	const { add, titles } = bench

	test('APP-3: a task is created, read, changed and deleted over REST', async () => {
		const created = await callWithHeaders(bench.send, endpoint.createTask, {
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
		const changed = await call(bench.send, endpoint.updateTask, {
			params: { id: 1 },
			body: { title: 'buy oat milk', priority: 'high' },
		})
		expect(changed).toMatchObject({ title: 'buy oat milk', priority: 'high', tags: ['home', 'shop'] })
		expect(await call(bench.send, endpoint.getTask, { params: { id: 1 } })).toEqual(changed)
		await call(bench.send, endpoint.deleteTask, { params: { id: 1 } })
		expect((await refusal(call(bench.send, endpoint.getTask, { params: { id: 1 } }))).problem).toMatchObject({
			status: 404,
			code: 'TASK_NOT_FOUND',
			detail: 'Task not found: 1',
		})
	})

	test('numbers are small, per person, and never given out twice', async () => {
		const other = await bench.app.guest()
		expect((await add({ title: 'a' })).id).toBe(1)
		expect((await call(other.send, endpoint.createTask, { body: { title: 'b' } })).id).toBe(1)
		await call(bench.send, endpoint.deleteTask, { params: { id: 1 } })
		await call(bench.send, endpoint.emptyTrash, {})
		expect((await add({ title: 'c' })).id).toBe(2)
	})

	test('If-Match refuses a change to a task that has changed meanwhile', async () => {
		const { version } = await add({ title: 'a' })
		const patch = (title: string, ifMatch: string) =>
			callWithHeaders(
				bench.send,
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
			callWithHeaders(bench.send, endpoint.createTask, { body: { title } }, { idempotencyKey: 'k-1' })
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
			call(bench.send, endpoint.completeTask, { params: { id: 1 }, ...(body ? { body } : {}) })
		expect(await toggle()).toMatchObject({ completed: true, completed_at: bench.now().toISOString() })
		expect(await toggle({ completed: true })).toMatchObject({ completed: true })
		expect(await toggle()).toMatchObject({ completed: false, completed_at: null })
		expect(await call(bench.send, endpoint.toggleTask, { params: { id: 1 } })).toMatchObject({ completed: true })
		expect(await call(bench.send, endpoint.getStats, {})).toEqual({ total: 1, pending: 0, completed: 1 })
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
		const reply = await bench.send('/api/tasks', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
		})
		expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([status, code])
	})

	test('existing clients: a slash at the end, the user in the path, PUT that keeps what is left out', async () => {
		const { userId, send: own } = await bench.app.guest()
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
		expect((await bench.send(`/api/${userId}/tasks`, { method: 'GET', headers: {} })).status).toBe(403)
	})
})
