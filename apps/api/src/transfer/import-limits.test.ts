import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { importFile } from '../testing/import-file.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'
import { readJson } from './import-json.rules.ts'

describe.each(databases)('limits of imports on %s', (_, open) => {
	let send: Send
	const importJson = (body: string) => importFile(send, '', 'application/json', body)
	const refusalOf = async (body: string) => {
		const { problem } = await refusal(importJson(body))
		return [problem.status, problem.detail]
	}
	const app = provideApp(open, {}, { now: () => new Date('2026-11-20T10:00:00Z') })
	beforeEach(async () => {
		send = (await app.guest('Europe/Vienna')).send
	})

	test('an import beyond the limit is refused before its body is read', async () => {
		for (let count = 0; count < 10; count += 1) expect((await refusalOf('{'))[0]).toBe(400)
		expect((await refusalOf('{'))[0]).toBe(429)
	})

	test('a file with names that no export has is refused by the first of them', async () => {
		const names = Array.from({ length: 200_000 }, (__, at) => `"name ${at}":0`).join(',')
		expect(await refusalOf(`{"tasks":[],${names}}`)).toEqual([
			422,
			'The file is no export: it holds name 0, which is not known',
		])
	})

	test.each([
		['tasks', 10_001, 'tasks: split it'],
		['lists', 2_001, 'lists'],
		['sections', 10_001, 'sections'],
		['tags', 10_001, 'tags'],
		['completions', 100_001, 'completions'],
	])('too many %s are refused before any is looked at', async (name, count, words) => {
		const body = JSON.stringify({ tasks: [], [name]: Array.from({ length: count }, () => 0) })
		const most = (count - 1).toLocaleString('en')
		expect(await refusalOf(body)).toEqual([422, `The file holds more than ${most} ${words}`])
	})

	test('a task whose tags or reminders are endless is skipped, and stops no others', async () => {
		const tags = Array.from({ length: 500_000 }, () => '')
		const report = await importJson(
			JSON.stringify([
				{ title: 'Endless', tags },
				{ title: 'Fine', tags: ['a'] },
			]),
		)
		expect(report).toMatchObject({
			created: { tasks: 1 },
			skipped: [{ row: 1, reason: 'tags holds too many entries' }],
		})
	})

	test('10,000 tasks with one impossible rule are all skipped; the rule is checked once', async () => {
		const task = { title: 'Never', due_date: '2026-11-20', recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }
		const body = JSON.stringify(Array.from({ length: 10_000 }, () => task))
		const before = process.cpuUsage()
		const report = await importJson(body)
		const { user, system } = process.cpuUsage(before)
		expect(report.created.tasks).toBe(0)
		expect(report.skipped).toHaveLength(10_000)
		expect(report.skipped[9_999]?.reason).toBe('recurrence No day fits this rule.')
		expect((user + system) / 1000).toBeLessThan(3_000)
	})

	test('a file may hold 500 different rules; tasks with more of them are skipped', async () => {
		const file = Array.from({ length: 510 }, (__, at) => ({
			title: `Task ${at}`,
			due_date: '2026-11-20',
			recurrence: `FREQ=DAILY;INTERVAL=${at + 1}`,
		}))
		const report = await importJson(JSON.stringify([...file, ...file.slice(0, 2)]))
		expect(report.created.tasks).toBe(502)
		expect(report.skipped).toHaveLength(10)
		expect(report.skipped[0]).toEqual({
			row: 501,
			reason: 'recurrence is not read: a file may hold 500 different rules',
		})
		const [last] = await call(send, endpoints.tasks.listTasks, { query: { search: 'Task 499' } })
		expect(last).toMatchObject({ recurrence: 'FREQ=DAILY;INTERVAL=500', due_date: '2026-11-20' })
	})

	test('while thousands of tasks come in or go by undo, others have their turn', async () => {
		const rows = Array.from({ length: 2000 }, (__, at) => `{"title":"task ${at}","tags":["home"]}`)
		const imported = await countTurns(() => importJson(`[${rows.join()}]`))
		expect(imported.answer.created.tasks).toBe(2000)
		// One for each hundred that is written, beside those of reading the file.
		expect(imported.turns).toBeGreaterThan(20)
		const body = { operation_id: imported.answer.operation_id ?? '' }
		const undone = await countTurns(() => call(send, endpoints.changes.undo, { body }))
		expect(undone.answer.changes.length).toBeGreaterThanOrEqual(2000)
		expect(undone.turns).toBeGreaterThan(20)
		expect(await call(send, endpoints.tasks.getStats, {})).toMatchObject({ total: 0 })
	})
})

test('while a large file is read, others get their turn', async () => {
	const rows = Array.from({ length: 5_000 }, (_, at) => ({ title: `Task ${at}`, tags: ['a'] }))
	const { answer: batch, turns } = await countTurns(() => readJson(rows))
	expect(batch.tasks).toHaveLength(5_000)
	expect(turns).toBeGreaterThanOrEqual(9)
})

/** How often others had their turn while this went on. */
async function countTurns<T>(work: () => Promise<T>): Promise<{ turns: number; answer: T }> {
	let isWorking = true
	let turns = 0
	const takeTurn = () => {
		turns += 1
		if (isWorking) setImmediate(takeTurn)
	}
	setImmediate(takeTurn)
	const answer = await work().finally(() => (isWorking = false))
	return { turns, answer }
}
