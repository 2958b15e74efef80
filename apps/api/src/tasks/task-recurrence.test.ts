import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { setUpBench } from '../testing/task-bench.ts'

const { tasks: endpoint } = endpoints

describe.each(databases)('recurring tasks on %s', (_, open) => {
	const bench = setUpBench(open)
	const { add } = bench

	test('a recurring task moves on when it is done, keeps its number and its hour across daylight saving, and can be taken back', async () => {
		bench.setTime('2026-10-24T07:00:00Z')
		await bench.enter()
		await add({ title: 'stretch', due_date: '2026-10-24T09:00', recurrence: 'FREQ=DAILY' })
		const done = () => call(bench.send, endpoint.completeTask, { params: { id: 1 } })
		expect(await done()).toMatchObject({ id: 1, completed: false, due_date: '2026-10-25T09:00' })
		bench.setTime('2026-10-25T09:00:00Z')
		expect(await done()).toMatchObject({ due_date: '2026-10-26T09:00' })
		const completions = await call(bench.send, endpoint.listCompletions, {})
		expect(completions.map((one) => [one.n, one.due_date])).toEqual([
			[2, '2026-10-25T09:00'],
			[1, '2026-10-24T09:00'],
		])
		expect(
			(await refusal(call(bench.send, endpoint.reopenCompletion, { params: { id: 1, n: 1 } }))).problem.status,
		).toBe(409)
		expect(await call(bench.send, endpoint.reopenCompletion, { params: { id: 1, n: 2 } })).toMatchObject({
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
		const done = (id: number) => call(bench.send, endpoint.completeTask, { params: { id } })
		expect(await done(1)).toMatchObject({ due_date: '2026-11-27' })
		expect(await done(2)).toMatchObject({ due_date: '2026-11-23' })
		expect(await done(3)).toMatchObject({ due_date: '2026-11-21', completed: false })
		expect(await done(3)).toMatchObject({ completed: true })
	})

	test('monthly from the 31st is the last day of shorter months, and the 31st again', async () => {
		await add({ title: 'rent', due_date: '2027-01-31', recurrence: 'FREQ=MONTHLY' })
		const dues: (string | null)[] = []
		for (let i = 0; i < 4; i++)
			dues.push((await call(bench.send, endpoint.completeTask, { params: { id: 1 } })).due_date)
		expect(dues).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'])
	})
})
