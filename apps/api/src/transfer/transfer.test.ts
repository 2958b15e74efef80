import { call, endpoints } from '@todo/contract'
import type { ExportFile, NewTask, Send } from '@todo/contract'
import { transfer as schemas } from '@todo/contract/schemas'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { importFile } from '../testing/import-file.ts'
import { provideApp } from '../testing/provide-app.ts'

const { transfer: endpoint, lists, tasks, changes, chats, settings } = endpoints

describe.each(databases)('export and import on %s', (_, open) => {
	let send: Send
	let now = new Date('2026-11-20T10:00:00Z')
	const addTask = (body: NewTask) => call(send, tasks.createTask, { body })
	const exportJson = async (who = send) => schemas.exportFile.parse(await call(who, endpoint.exportAll, {}))
	const download = (format: string, who = send) => who(`/api/export?format=${format}`, { method: 'GET', headers: {} })
	const importJson = (file: unknown, query = '', who = send) =>
		importFile(who, query, 'application/json', JSON.stringify(file))
	const importCsv = (text: string, query = '', who = send) => importFile(who, query, 'text/csv; charset=utf-8', text)
	const all = async (who = send) => (await call(who, tasks.listTasks, { query: { limit: '1000' } })).toReversed()
	const app = provideApp(open, {}, { now: () => now })
	beforeEach(async () => {
		now = new Date('2026-11-20T10:00:00Z')
		send = (await app.guest('Europe/Vienna')).send
	})

	/** An account with everything in it. */
	async function fill(): Promise<void> {
		await call(send, lists.createList, { body: { name: 'Inbox' } })
		const list = await call(send, lists.createList, {
			body: { name: 'Work; "big"', colour: 'teal', client_id: randomUUID() },
		})
		const section = await call(send, lists.createSection, { body: { list_id: list.id, name: 'Späti' } })
		const child = await addTask({ title: 'Made before its parent', list_id: list.id })
		const parent = await addTask({
			title: '=SUM(A1) & 買い物 🛒',
			description: 'one\ntwo, "three"\n- [ ] four',
			tags: ['home', 'größe'],
			priority: 'high',
			due_date: '2026-12-24T17:30',
			time_zone: 'America/New_York',
			reminders: [{ minutes_before: 30 }, { at: '2026-12-23T09:00' }],
			section_id: section.id,
			client_id: randomUUID(),
		})
		await call(send, tasks.updateTask, { params: { id: child.id }, body: { parent_id: parent.id } })
		await addTask({ title: "'-quoted", completed: true, due_date: '2026-11-01' })
		const monthly = await addTask({ title: 'Rent', due_date: '2026-01-31', recurrence: 'FREQ=MONTHLY' })
		await call(send, tasks.completeTask, { params: { id: monthly.id }, body: {} })
		const trashed = await addTask({ title: 'Gone' })
		await call(send, tasks.deleteTask, { params: { id: trashed.id } })
		await call(send, lists.updateTag, { params: { name: 'home' }, body: { colour: 'pink' } })
		await call(send, settings.updateSettings, { body: { theme: 'dark' } })
	}

	/** What an import is to bring over unchanged: tasks by what they say and where they stand, not by number. */
	function toComparable(file: ExportFile) {
		const names = new Map(file.lists.map(({ id, name }) => [id, name]))
		const sections = new Map(file.sections.map(({ id, name }) => [id, name]))
		const titles = new Map(file.tasks.map(({ id, title }) => [id, title]))
		const nameOf = (map: Map<number, string>, id: number | null) => (id === null ? null : map.get(id))
		return {
			lists: file.lists.map(({ name, colour, position }) => ({ name, colour, position })),
			sections: file.sections.map(({ name, position, list_id }) => ({ name, position, list: names.get(list_id) })),
			tags: file.tags,
			tasks: file.tasks
				.filter((task) => task.deleted_at === null)
				.map(
					({
						id: _id,
						user_id: _user,
						version: _version,
						updated_at: _at,
						list_id,
						section_id,
						parent_id,
						...task
					}) => ({
						...task,
						list: nameOf(names, list_id),
						section: nameOf(sections, section_id),
						parent: nameOf(titles, parent_id),
					}),
				),
			completions: file.completions.map(({ task_id, ...rest }) => ({ ...rest, task: titles.get(task_id) })),
		}
	}

	test('APP-3: everything of an account comes out as JSON, and an empty account takes it in whole', async () => {
		await fill()
		const response = await download('json')
		expect(response.headers.get('content-disposition')).toBe('attachment; filename="todo-2026-11-20.json"')
		const file = schemas.exportFile.parse(await response.json())
		expect(file.settings).toMatchObject({ theme: 'dark', time_zone: 'Europe/Vienna' })
		expect(file.tasks).toHaveLength(5)

		now = new Date('2026-11-25T10:00:00Z')
		const { send: other } = await app.guest('Asia/Tokyo')
		const report = await importJson(file, 'format=json', other)
		expect(schemas.importAll.replies[200].parse(report)).toEqual({
			dry_run: false,
			created: { lists: 2, sections: 1, tasks: 4 },
			skipped: [{ row: 5, reason: 'is in the trash' }],
			warnings: [],
			operation_id: expect.any(String),
		})
		expect(toComparable(await exportJson(other))).toEqual(toComparable(file))

		// The rule still counts from the 31st.
		const rent = (await all(other)).find((task) => task.title === 'Rent')
		const paid = await call(other, tasks.completeTask, { params: { id: rent?.id ?? 0 }, body: {} })
		expect(paid.due_date).toBe('2026-12-31')
	})

	test('a dry run answers the same report and changes nothing; one undo takes an import back', async () => {
		await fill()
		const file = await exportJson()
		const { send: other } = await app.guest()
		const before = await exportJson(other)
		const dry = await importJson(file, 'dry_run=true', other)
		expect(dry).toMatchObject({ dry_run: true, created: { lists: 2, sections: 1, tasks: 4 }, operation_id: null })
		expect(await exportJson(other)).toEqual(before)
		const real = await importJson(file, '', other)
		expect({ ...real, dry_run: true, operation_id: null }).toEqual(dry)
		const undone = await call(other, changes.undo, { body: {} })
		expect(undone).toMatchObject({ undone: real.operation_id, skipped: [] })
		expect(await all(other)).toEqual([])
		expect(await call(other, lists.listLists, {})).toEqual([])
		await call(other, changes.undo, { body: { operation_id: undone.operation_id } })
		expect((await all(other)).map(({ title }) => title)).toEqual((await all()).map(({ title }) => title))
	})

	test('an import into an account that has some of it: lists of the same name are one, tasks that are there stay single', async () => {
		const client_id = randomUUID()
		await call(send, lists.createList, { body: { name: 'WORK' } })
		await addTask({ title: 'Here', client_id })
		const report = await importJson({
			lists: [{ id: 7, name: 'Work' }],
			sections: [{ id: 3, list_id: 7, name: 'Soon' }],
			tasks: [
				{ id: 9, title: 'Late', list_id: 7, section_id: 3 },
				{ id: 4, title: 'Here', client_id },
				{ id: 5, title: 'Early', list_id: 7 },
			],
		})
		expect(report).toMatchObject({
			created: { lists: 0, sections: 1, tasks: 2 },
			skipped: [{ row: 2, reason: 'is here already' }],
		})
		expect((await all()).map(({ title, list_id, section_id }) => [title, list_id, section_id])).toEqual([
			['Here', null, null],
			['Early', 1, null],
			['Late', 1, 1],
		])
	})

	test('a table comes out safe for spreadsheets, and comes in again as it was', async () => {
		await fill()
		const response = await download('csv')
		expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
		expect(response.headers.get('content-disposition')).toBe('attachment; filename="todo-2026-11-20.csv"')
		const bytes = Buffer.from(await response.arrayBuffer())
		expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
		const text = bytes.toString('utf8')
		expect(text).toContain("'=SUM(A1) & 買い物 🛒")
		expect(text).not.toMatch(/(^|,)"?[=+@\t]/m)
		const { send: other } = await app.guest('Asia/Tokyo')
		const report = await importCsv(text, 'format=csv', other)
		expect(report).toMatchObject({ created: { lists: 1, sections: 1, tasks: 4 }, skipped: [], warnings: [] })
		const strip = (file: ExportFile) =>
			toComparable(file).tasks.map(({ client_id: _id, position: _position, series_start: _start, ...task }) => task)
		expect(strip(await exportJson(other))).toEqual(strip(await exportJson()))
	})

	test('conversations come out with their messages', async () => {
		await call(send, chats.chat, { body: { message: 'Add a task to buy groceries' } })
		const { conversations, tasks: made } = await exportJson()
		expect(conversations).toMatchObject([
			{ id: 1, messages: [{ role: 'user', content: 'Add a task to buy groceries' }, { role: 'assistant' }] },
		])
		expect(made).toMatchObject([{ title: expect.stringMatching(/groceries/i) }])
	})

	test('an export holds nothing of anybody else, and an import changes nothing of theirs', async () => {
		await fill()
		const before = await exportJson()
		const { send: other } = await app.guest()
		expect(await exportJson(other)).toMatchObject({
			lists: [],
			sections: [],
			tags: [],
			tasks: [],
			completions: [],
			conversations: [],
		})
		await importJson({ ...before, tasks: before.tasks.map((task) => ({ ...task, title: 'Changed' })) }, '', other)
		expect(await exportJson()).toEqual(before)
	})

	test('a calendar file holds every task that is not in the trash', async () => {
		await fill()
		const response = await download('ics')
		expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
		const text = await response.text()
		expect(text.match(/BEGIN:VTODO/g)).toHaveLength(4)
		expect(text).toContain('DUE;TZID=America/New_York:20261224T173000\r\n')
		expect(text).toContain('STATUS:COMPLETED\r\n')
	})

	test.each(['export', 'import'])('nobody who is not signed in may %s', async (what) => {
		const method = what === 'export' ? 'GET' : 'POST'
		const response = await app.send(`/api/${what}`, { method, headers: {} })
		expect(response.status).toBe(401)
	})
})
