import { call, endpoints } from '@todo/contract'
import type { Task } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { setUpBench } from '../testing/task-bench.ts'

const { tasks: endpoint } = endpoints

describe.each(databases)('several tasks at once on %s', (_, open) => {
	const bench = setUpBench(open)
	const { add, titles } = bench

	test('subtasks are done, deleted and restored with their parent; circles and depth are refused', async () => {
		await add({ title: 'trip' })
		await add({ title: 'pack', parent_id: 1 })
		await add({ title: 'socks', parent_id: 2 })
		expect(
			(await refusal(call(bench.send, endpoint.updateTask, { params: { id: 1 }, body: { parent_id: 3 } }))).problem
				.errors?.[0],
		).toMatchObject({ field: 'parent_id' })
		await call(bench.send, endpoint.completeTask, { params: { id: 1 } })
		expect((await call(bench.send, endpoint.listTasks, {})).every((task) => task.completed)).toBe(true)
		await call(bench.send, endpoint.deleteTask, { params: { id: 1 } })
		expect(await titles()).toEqual([])
		await call(bench.send, endpoint.restoreTask, { params: { id: 1 } })
		expect(await titles()).toEqual(['socks', 'pack', 'trip'])
		await add({ title: '4', parent_id: 3 })
		await add({ title: '5', parent_id: 4 })
		await add({ title: '6', parent_id: 5 })
		expect((await refusal(add({ title: '7', parent_id: 6 }))).problem.errors?.[0]?.message).toContain('nest deeper')
	})

	test('the trash gives back, or forgets for ever', async () => {
		await add({ title: 'a' })
		await add({ title: 'b' })
		for (const id of [1, 2]) await call(bench.send, endpoint.deleteTask, { params: { id } })
		expect((await call(bench.send, endpoint.listTrash, {})).map((task: Task) => task.title)).toEqual(['b', 'a'])
		await call(bench.send, endpoint.purgeTask, { params: { id: 1 } })
		expect((await refusal(call(bench.send, endpoint.restoreTask, { params: { id: 1 } }))).problem.status).toBe(404)
		await call(bench.send, endpoint.emptyTrash, {})
		expect(await call(bench.send, endpoint.listTrash, {})).toEqual([])
	})

	test('bulk does all or nothing, and says which one was wrong', async () => {
		const { tasks } = await call(bench.send, endpoint.bulkTasks, {
			body: { action: 'create', tasks: [{ title: 'a' }, { title: 'b', parent_id: 1 }] },
		})
		expect(tasks.map((task) => task.id)).toEqual([1, 2])
		expect(
			(await refusal(call(bench.send, endpoint.bulkTasks, { body: { action: 'complete', ids: [1, 99] } }))).problem
				.code,
		).toBe('TASK_NOT_FOUND')
		expect(await titles({ status: 'completed' })).toEqual([])
		const wrong = call(bench.send, endpoint.bulkTasks, {
			body: { action: 'create', tasks: [{ title: 'c' }, { title: 'd', list_id: 7 }] },
		})
		expect((await refusal(wrong)).problem.errors?.[0]).toMatchObject({
			loc: ['body', 'tasks', 1, 'list_id'],
			field: 'tasks.1.list_id',
		})
		await call(bench.send, endpoint.bulkTasks, { body: { action: 'delete', ids: [1, 2] } })
		expect(await titles()).toEqual([])
		await call(bench.send, endpoint.bulkTasks, { body: { action: 'restore', ids: [1] } })
		expect(await titles()).toEqual(['b', 'a'])
	})

	test('moving puts a task right behind another, also when there is no room left', async () => {
		for (const title of ['a', 'b', 'c', 'd']) await add({ title })
		const move = (id: number, after_id: number | null) =>
			call(bench.send, endpoint.moveTask, { params: { id }, body: { after_id } })
		await move(4, 1)
		expect(await titles({ sort: 'position' })).toEqual(['a', 'd', 'b', 'c'])
		await move(3, null)
		expect(await titles({ sort: 'position' })).toEqual(['c', 'a', 'd', 'b'])
		for (let i = 0; i < 20; i++) await move(i % 2 ? 4 : 2, 1)
		expect(await titles({ sort: 'position' })).toEqual(['c', 'a', 'd', 'b'])
	})
})
