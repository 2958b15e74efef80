import { call, callWithHeaders, endpoints } from '@todo/contract'
import type { Task } from '@todo/contract'
import type { tasks as schemas } from '@todo/contract/schemas'
import { describe, expect, test } from 'vitest'
import type { input } from 'zod'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { setUpBench } from '../testing/task-bench.ts'

const { tasks: endpoint } = endpoints

type TaskQuery = input<typeof schemas.taskQuery>

describe.each(databases)('lists of tasks on %s', (_, open) => {
	const bench = setUpBench(open)
	const { add, titles } = bench

	test('lists answer their total, newest first, and filter, sort and page', async () => {
		for (const [title, due_date, priority] of [
			['Alpha', '2026-11-19', 'low'],
			['beta', null, 'high'],
			['Gamma 50%', '2026-11-20T09:00', 'none'],
			['delta', '2026-11-22', 'medium'],
		] as const) {
			await add({ title, due_date, priority })
		}
		await call(bench.send, endpoint.completeTask, { params: { id: 4 } })
		const page = await callWithHeaders(bench.send, endpoint.listTasks, { query: { limit: '2', offset: '1' } })
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
		await call(bench.send, endpoint.bulkTasks, { body: { action: 'create', tasks } })
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
					...(await call(bench.send, endpoint.listTasks, { query: { sort, limit: '10', offset: String(offset) } })).map(
						(task) => task.id,
					),
				)
			}
			expect([sort, new Set(seen).size]).toEqual([sort, 37])
		}
	})

	const sorts = ['created_at', 'updated_at', 'completed_at', 'title', 'due_date', 'priority', 'position'] as const
	const everyOrder = sorts.flatMap((sort) => (['asc', 'desc'] as const).map((order) => [sort, order] as const))

	/** The tasks of every page, one page after the other; `between` runs before each but the first. */
	async function walk(query: TaskQuery, between: (page: number) => Promise<unknown> = async () => undefined) {
		const seen: number[] = []
		let cursor: string | null = null
		for (let page = 0; page === 0 || cursor !== null; page += 1) {
			if (page > 0) await between(page)
			const { data, headers }: { data: Task[]; headers: Headers } = await callWithHeaders(
				bench.send,
				endpoint.listTasks,
				{
					query: { ...query, ...(cursor === null ? {} : { cursor }) },
				},
			)
			seen.push(...data.map((task) => task.id))
			cursor = headers.get('x-next-cursor')
		}
		return seen
	}
	const addMany = () =>
		call(bench.send, endpoint.bulkTasks, {
			body: {
				action: 'create',
				tasks: Array.from({ length: 37 }, (__, i) => ({
					title: ['b', 'Ä', 'a "quoted" \\ one', 'a', '🙂'][i % 5] ?? '',
					due_date: i % 3 ? `2026-12-0${(i % 4) + 1}${i % 2 ? '' : 'T09:00'}` : null,
					priority: (['none', 'high', 'low'] as const)[i % 3] ?? 'none',
					completed: i % 7 === 0,
				})),
			},
		})

	test.each(everyOrder)(
		'APP-3: by cursor, sorted by %s %s, the pages are the whole list in its order',
		async (sort, order) => {
			await addMany()
			const whole = await call(bench.send, endpoint.listTasks, { query: { sort, order } })
			expect(whole).toHaveLength(37)
			expect(await walk({ sort, order, limit: 4 })).toEqual(whole.map((task) => task.id))
			// A last page that is full is the last all the same.
			expect(await walk({ sort, order, limit: 37 })).toHaveLength(37)
			const pending = await call(bench.send, endpoint.listTasks, {
				query: { sort, order, status: 'pending', search: 'a' },
			})
			expect(await walk({ sort, order, status: 'pending', search: 'a', limit: 3 })).toEqual(
				pending.map((task) => task.id),
			)
		},
	)

	test.each(everyOrder)(
		'APP-3: by cursor, sorted by %s %s, what is added and deleted meanwhile moves nothing',
		async (sort, order) => {
			await addMany()
			const whole = (await call(bench.send, endpoint.listTasks, { query: { sort, order } })).map((task) => task.id)
			const deleted: number[] = []
			const seen = await walk({ sort, order, limit: 5 }, async (page) => {
				await add({ title: ['a', 'Ä', '🙂'][page % 3] ?? '', due_date: '2026-12-02', priority: 'low' })
				// One that was seen, and one that would have been.
				for (const index of [page * 5 - 3, 37 - page]) {
					const id = whole[index] ?? 0
					if (deleted.includes(id)) continue
					deleted.push(id)
					await call(bench.send, endpoint.deleteTask, { params: { id } })
				}
			})
			expect(new Set(seen).size).toBe(seen.length)
			const kept = whole.filter((id) => seen.includes(id) || !deleted.includes(id))
			expect(seen.filter((id) => whole.includes(id))).toEqual(kept)
		},
	)

	test('APP-3: a page by cursor tells how many there are on all of them', async () => {
		await addMany()
		const page = (query: TaskQuery) => callWithHeaders(bench.send, endpoint.listTasks, { query })
		const cursor = (await page({ limit: 30 })).headers.get('x-next-cursor') ?? ''
		const next = await page({ limit: 30, cursor })
		expect([next.data.length, next.headers.get('x-total-count'), next.headers.has('x-next-cursor')]).toEqual([
			7,
			'37',
			false,
		])
	})

	test('APP-3: a cursor that is none, of another order or beside an offset is refused in words', async () => {
		await addMany()
		const made = (await callWithHeaders(bench.send, endpoint.listTasks, { query: { sort: 'title', limit: 2 } })).headers
		const cursor = made.get('x-next-cursor') ?? ''
		const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
		const bad: [TaskQuery, string][] = [
			...[
				'',
				'x',
				'%%%',
				'eyJ',
				'A'.repeat(5000),
				encode({}),
				encode([]),
				encode(['title', 'asc', 5, 1]),
				encode(['title', 'asc', null, 1]),
				encode(['title', 'asc', 'a\u0000b', 1]),
				encode(['title', 'asc', 'a\ud800', 1]),
				encode(['title', 'asc', 'a', '1']),
				encode(['title', 'asc', 'a', 1.5]),
				encode(['title', 'asc', 'a', 4_000_000_000]),
				encode(['title', 'asc', { $ne: 1 }, 1]),
			].map((one): [TaskQuery, string] => [{ sort: 'title', cursor: one }, 'gave out']),
			...['3', 4, -1, 1.5, 3_000_000_000].map((value): [TaskQuery, string] => [
				{ sort: 'priority', cursor: encode(['priority', 'desc', value, 1]) },
				'gave out',
			]),
			[{ sort: 'position', order: 'asc', cursor: encode(['position', 'asc', 1e300, 1]) }, 'gave out'],
			[{ sort: 'due_date', cursor }, 'another order'],
			[{ cursor }, 'another order'],
			[{ sort: 'title', order: 'desc', cursor }, 'another order'],
			[{ sort: 'title', cursor, offset: 0 }, 'offset'],
		]
		const atTheEdge: TaskQuery[] = [
			{ sort: 'position', order: 'asc', cursor: encode(['position', 'asc', Number.MAX_SAFE_INTEGER, 2_147_483_647]) },
			{ sort: 'priority', order: 'desc', cursor: encode(['priority', 'desc', 0, 2_147_483_647]) },
			{ sort: 'due_date', order: 'asc', cursor: encode(['due_date', 'asc', 'never', 1]) },
			{ sort: 'updated_at', order: 'desc', cursor: encode(['updated_at', 'desc', '', 1]) },
		]
		for (const query of atTheEdge) expect(await call(bench.send, endpoint.listTasks, { query })).toBeInstanceOf(Array)
		for (const [query, words] of bad) {
			const { problem } = await refusal(call(bench.send, endpoint.listTasks, { query }))
			expect({ query, status: problem.status, ...problem.errors?.[0] }).toEqual({
				query,
				status: 422,
				loc: ['query', 'cursor'],
				field: 'cursor',
				message: expect.stringContaining(words),
			})
		}
	})

	test('a list known already is answered with 304, until something changes or, for what is overdue, time passes', async () => {
		await add({ title: 'a', due_date: '2026-11-20T12:30' })
		const etag = async (query: object) =>
			(await callWithHeaders(bench.send, endpoint.listTasks, { query })).headers.get('etag') ?? ''
		const status = async (query: string, known: string) =>
			(await bench.send(`/api/tasks${query}`, { method: 'GET', headers: { 'if-none-match': known } })).status
		const known = await etag({})
		const overdue = await etag({ overdue: 'true' })
		expect(await status('', known)).toBe(304)
		bench.setTime('2026-11-20T12:00:00Z')
		expect(await status('', known)).toBe(304)
		expect(await status('?overdue=true', overdue)).toBe(200)
		expect(await titles({ overdue: 'true' })).toEqual(['a'])
		await add({ title: 'b' })
		expect(await status('', known)).toBe(200)
	})
})
