import { call, callWithHeaders, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { setUpBench } from '../testing/task-bench.ts'

const { tasks: endpoint } = endpoints

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
