import { call, endpoints } from '@todo/contract'
import type { ExportFile, Send } from '@todo/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { importFile } from '../testing/import-file.ts'
import { provideApp } from '../testing/provide-app.ts'

const { tasks, changes } = endpoints

describe.each(databases)('thousands of changes in one operation on %s', (_, open) => {
	let send: Send
	const importTasks = (file: object) => importFile(send, '', 'application/json', JSON.stringify(file))
	const undo = (operation_id?: string) => call(send, changes.undo, { body: operation_id ? { operation_id } : {} })
	const complete = (id: number) => call(send, tasks.completeTask, { params: { id } })
	/** A task with so many subtasks. */
	const star = (count: number) => ({
		tasks: Array.from({ length: count + 1 }, (__, at) => ({
			id: at + 1,
			title: `Task ${at}`,
			parent_id: at === 0 ? null : 1,
		})),
	})
	const app = provideApp(open, {}, { now: () => new Date('2026-11-20T10:00:00Z') })
	beforeEach(async () => {
		send = (await app.guest('Europe/Vienna')).send
	})

	/** What is kept, without what every operation leaves on it. */
	async function exportAll() {
		const reply = await send('/api/export?format=json', { method: 'GET', headers: {} })
		const file = (await reply.json()) as ExportFile
		const strip = ({ version: _version, updated_at: _at, ...rest }: { version: number; updated_at: string }) => rest
		return {
			lists: file.lists.map(strip),
			sections: file.sections.map(strip),
			tags: file.tags,
			tasks: file.tasks.map(strip),
			completions: file.completions,
		}
	}

	test('an import of lists, sections, tags, three levels of subtasks and finished occurrences goes and comes back whole', async () => {
		const parentOf = (at: number) => (at % 10 === 0 ? null : at % 10 === 9 ? at : at - (at % 10) + 1)
		const repeats = (at: number) => at % 10 === 0
		await importTasks({
			lists: [1, 2].map((id) => ({ id, name: `List ${id}` })),
			sections: [1, 2].map((id) => ({ id, list_id: id, name: `Section ${id}` })),
			tasks: Array.from({ length: 1_300 }, (__, at) => ({
				id: at + 1,
				title: `Task ${at}`,
				parent_id: parentOf(at),
				list_id: 1 + (Math.floor(at / 10) % 2),
				section_id: 1 + (Math.floor(at / 10) % 2),
				tags: [`tag-${at % 7}`],
				...(repeats(at) ? { due_date: '2026-12-01', recurrence: 'FREQ=DAILY' } : { completed: at % 3 === 0 }),
			})),
			completions: Array.from({ length: 260 }, (__, at) => ({
				task_id: Math.floor(at / 2) * 10 + 1,
				n: 1 + (at % 2),
				due_date: `2026-11-0${1 + (at % 2)}`,
				recurrence: 'FREQ=DAILY',
				completed_at: '2026-11-05T10:00:00.000Z',
			})),
		})
		const before = await exportAll()
		expect([before.tasks.length, before.completions.length]).toEqual([1_300, 260])

		const gone = await undo()
		expect(gone.skipped).toEqual([])
		expect(await call(send, tasks.listTasks, {})).toEqual([])
		expect((await call(send, endpoints.lists.listLists, {})).length).toBe(0)
		expect(await call(send, tasks.listCompletions, {})).toEqual([])

		expect((await undo(gone.operation_id)).skipped).toEqual([])
		expect(await exportAll()).toEqual(before)
	})

	test('what was made and changed since goes along with an import, and comes back as it was', async () => {
		const { operation_id } = await importTasks(star(700))
		await call(send, tasks.bulkTasks, { body: { action: 'update', ids: [5, 600], changes: { priority: 'high' } } })
		await complete(7)
		await call(send, tasks.createTask, { body: { title: 'Later', parent_id: 600 } })
		const before = await exportAll()
		const gone = await undo(operation_id ?? '')
		expect(await call(send, tasks.getStats, {})).toEqual({ total: 0, pending: 0, completed: 0 })
		await undo(gone.operation_id)
		expect(await exportAll()).toEqual(before)
	})

	test('others are answered while a task with 10,000 subtasks is finished, deleted and brought back', async () => {
		await importTasks(star(9_999))
		/** How many requests of somebody else, out of ten, were answered before this one was. */
		async function countBeside(start: () => Promise<unknown>): Promise<number> {
			const { send: other } = await app.guest()
			const answers: string[] = []
			const big = start().finally(() => answers.push('big'))
			for (let count = 0; count < 10; count += 1) {
				await call(other, tasks.listTasks, {})
				answers.push('other')
			}
			await big
			return answers.indexOf('big')
		}
		expect(await countBeside(() => complete(1))).toBe(10)
		expect(await call(send, tasks.getStats, {})).toMatchObject({ completed: 10_000 })

		expect(await countBeside(() => call(send, tasks.deleteTask, { params: { id: 1 } }))).toBe(10)
		expect(await call(send, tasks.getStats, {})).toMatchObject({ total: 0 })

		expect(await countBeside(() => call(send, tasks.restoreTask, { params: { id: 1 } }))).toBe(10)
		expect(await call(send, tasks.getStats, {})).toMatchObject({ total: 10_000, completed: 10_000 })
	})

	test('a big write that is sent again with its Idempotency-Key happens once, in one operation', async () => {
		await importTasks(star(1_500))
		const finish = () =>
			call(send, tasks.completeTask, { params: { id: 1 } }, { headers: { 'idempotency-key': 'all-of-it' } })
		const [first, second] = await Promise.all([finish(), finish()])
		expect(second).toEqual(first)
		const page = await call(send, changes.listChanges, { query: { since: first.version - 1, limit: 200 } })
		expect(page.version).toBe(first.version)
		expect(page.changes).toHaveLength(1_501)
	})
})
