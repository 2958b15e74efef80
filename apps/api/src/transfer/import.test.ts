import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { importFile } from '../testing/import-file.ts'
import { withHeaders } from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'

const { tasks } = endpoints

describe.each(databases)('imports on %s', (_, open) => {
	let send: Send
	const importJson = (file: unknown, query = '', who = send) =>
		importFile(who, query, 'application/json', JSON.stringify(file))
	const importCsv = (text: string, query = '', who = send) => importFile(who, query, 'text/csv; charset=utf-8', text)
	const all = async (who = send) => (await call(who, tasks.listTasks, { query: { limit: '1000' } })).toReversed()
	const app = provideApp(open, {}, { now: () => new Date('2026-11-20T10:00:00Z') })
	beforeEach(async () => {
		send = (await app.guest('Europe/Vienna')).send
	})

	test('tasks that can’t come in are told row by row, and stop no others', async () => {
		const report = await importJson([
			{ title: 'Good' },
			{ title: '' },
			{ title: 'x'.repeat(201) },
			{ title: 'Bad day', due_date: '2026-02-30' },
			{ title: 'No start', recurrence: 'FREQ=DAILY' },
			{ title: 'No rule', due_date: '2026-11-20', recurrence: 'FREQ=SOMETIMES' },
			'a task',
			{ title: 'Same', id: 3 },
			{ title: 'Same', id: 3 },
			{ title: 'Orphan', parent_id: 99 },
			{ title: 'Circle', id: 11, parent_id: 12 },
			{ title: 'Line', id: 12, parent_id: 11 },
		])
		expect(report.created.tasks).toBe(5)
		expect(report.skipped.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7, 9])
		expect(report.skipped[0]).toEqual({ row: 2, reason: 'title must not be empty' })
		expect(report.warnings.map(({ row }) => row)).toEqual([10, expect.any(Number)])
		expect((await all()).map(({ title }) => title).toSorted()).toEqual(['Circle', 'Good', 'Line', 'Orphan', 'Same'])
	})

	test.each([
		['application/json', '', '{"tasks":3}', 422, 'body'],
		['application/json', '', '{"lists":[{"id":1}],"tasks":[]}', 422, 'body'],
		['application/json', '', '{"version":2,"tasks":[]}', 422, 'body'],
		['application/json', '', '{', 400, undefined],
		['application/json', '', 'null', 422, 'body'],
		['application/json', 'format=csv', '[]', 422, 'body'],
		['text/csv', 'format=json', 'title\na', 422, 'body'],
		['text/csv', 'format=todoist', 'title\na', 422, 'body'],
		['text/csv', '', 'colour,size\nred,3', 422, 'body'],
		['text/csv', '', 'title\n"open', 422, 'body'],
		['text/csv', '', '', 422, 'body'],
		['text/csv', 'format=xml', 'title\na', 422, 'format'],
		['text/csv', 'dry_run=perhaps', 'title\na', 422, 'dry_run'],
		['text/csv', 'colour=red', 'title\na', 422, 'colour'],
		['text/plain', '', 'title\na', 415, undefined],
	])('a file that can’t be read is refused in words: %s %s %s', async (type, query, body, status, field) => {
		const { problem } = await refusal(importFile(send, query, type, body))
		expect([problem.status, problem.errors?.[0]?.field]).toEqual([status, field])
		expect(await all()).toEqual([])
	})

	test('an import has room for 10,000 tasks and 10 MiB, and no more', async () => {
		const rows = Array.from({ length: 10_001 }, (__, at) => `Task ${at}`)
		expect((await refusal(importCsv(['title', ...rows].join('\n')))).problem.detail).toContain('10,000 tasks')
		const report = await importCsv(['title', ...rows.slice(1)].join('\n'), 'list=Many')
		expect(report.created).toEqual({ lists: 1, sections: 0, tasks: 10_000 })
		expect(await call(send, tasks.getStats, {})).toMatchObject({ total: 10_000 })
		const large = await refusal(importCsv(`title\n${'x'.repeat(10 * 1_048_576)}`))
		expect(large.problem).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' })
		const elsewhere = await send('/api/tasks', {
			method: 'POST',
			headers: { 'content-type': 'text/csv' },
			body: 'title\na',
		})
		expect(elsewhere.status).toBe(415)
	})

	test('tables of other programs: their names for columns, semicolons, CRLF, quotes, dates in words', async () => {
		const text = [
			'\ufeffName;Due;Priority;Labels;Notes;Done;Project;Colour',
			'Buy milk;tomorrow at 5pm;high;"shop, home";"a ""quoted"" note";;;blue',
			'"two',
			'lines";2026-12-01 09:30;P2;@work #deep;;yes;Office;red',
			'',
			'Gym;every monday;;;;;Office;',
			'Whenever;some day;huge;a#b;;maybe;;',
			';2026-12-01;;;;;;',
		].join('\r\n')
		const report = await importCsv(text)
		expect(report.created).toEqual({ lists: 1, sections: 0, tasks: 4 })
		expect(report.skipped).toEqual([{ row: 7, reason: 'title must not be empty' }])
		expect(report.warnings.map(({ row, reason }) => `${row} ${reason}`)).toEqual([
			'6 completed is not understood: maybe',
			'6 priority is not understood: huge',
			'6 due_date is not understood: some day',
			'6 tags can’t hold: a#b',
		])
		const [milk, lines, gym, whenever] = await all()
		expect(milk).toMatchObject({
			title: 'Buy milk',
			due_date: '2026-11-21T17:00',
			priority: 'high',
			tags: ['shop', 'home'],
			description: 'a "quoted" note',
			list_id: null,
		})
		expect(lines).toMatchObject({
			title: 'two\nlines',
			due_date: '2026-12-01T09:30',
			priority: 'medium',
			tags: ['work', 'deep'],
			completed: true,
			list_id: 1,
		})
		expect(gym).toMatchObject({ title: 'Gym', recurrence: 'FREQ=WEEKLY;BYDAY=MO', due_date: '2026-11-23', list_id: 1 })
		expect(whenever).toMatchObject({ title: 'Whenever', due_date: null, priority: 'none', completed: false })
	})

	test('rows that share an id are tasks of their own; a parent is the first of them', async () => {
		const report = await importCsv('id,title,parent_id\n1,First,\n1,Second,\n2,Below,1')
		expect(report).toMatchObject({ created: { tasks: 3 }, skipped: [], warnings: [] })
		expect((await all()).map(({ title, parent_id }) => [title, parent_id])).toEqual([
			['First', null],
			['Second', null],
			['Below', 1],
		])
	})

	test('Todoist: sections, subtasks by indent, priorities, labels, comments, dates in words', async () => {
		const text = [
			'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT',
			'meta,view_style=list,,,,,,,,,,',
			'task,Call @phone mom,About the trip,1,1,Ann (1),,every friday at 6pm,en,America/New_York,,',
			',,,,,,,,,,,',
			'section,Errands,,,,,,,,,,',
			'task,* Shopping,,4,1,Ann (1),,,en,,,',
			'task,Milk,,3,2,Ann (1),,2026-11-21,en,,,',
			'task,Oat,,2,3,Ann (1),,morgen früh,de,,,',
			'note,the green one,,,,Ann (1),,,,,,',
			'task,Bread,,4,2,Ann (1),,Nov 24 2026 15:00,en,,,',
			`task,${'long '.repeat(50)}@x,,4,1,Ann (1),,,en,,,`,
			'task,mail ann@example.com,,9,1,Ann (1),,,en,,,',
			'riddle,What?,,,,,,,,,,',
		].join('\r\n')
		const report = await importCsv(text, 'list=Todoist')
		expect(report.created).toEqual({ lists: 1, sections: 1, tasks: 7 })
		expect(report.skipped).toEqual([{ row: 13, reason: 'TYPE is not known: riddle' }])
		expect(report.warnings.map(({ row }) => row)).toEqual([8, 11])
		const [mom, shopping, milk, oat, bread, long, mail] = await all()
		expect(mom).toMatchObject({
			title: 'Call mom',
			tags: ['phone'],
			priority: 'high',
			description: 'About the trip',
			due_date: '2026-11-20T18:00',
			time_zone: 'America/New_York',
			recurrence: 'FREQ=WEEKLY;BYDAY=FR',
			section_id: null,
			list_id: 1,
		})
		expect(shopping).toMatchObject({ title: 'Shopping', priority: 'none', section_id: 1, parent_id: null })
		expect(milk).toMatchObject({ parent_id: shopping?.id, priority: 'low', due_date: '2026-11-21', section_id: 1 })
		expect(oat).toMatchObject({ parent_id: milk?.id, priority: 'medium', due_date: null, description: 'the green one' })
		expect(bread).toMatchObject({ parent_id: shopping?.id, due_date: '2026-11-24T15:00' })
		expect(long?.title).toHaveLength(200)
		expect(long).toMatchObject({ tags: ['x'], description: 'long '.repeat(50).trim() })
		expect(mail).toMatchObject({ title: 'mail ann@example.com', tags: [] })
	})

	test('Todoist into the inbox: tasks come in, sections are told', async () => {
		const report = await importCsv('TYPE,CONTENT\nsection,Errands\ntask,Milk', 'format=todoist')
		expect(report).toMatchObject({ created: { lists: 0, sections: 0, tasks: 1 }, skipped: [{ row: 2 }] })
		expect(await all()).toMatchObject([{ title: 'Milk', list_id: null }])
	})

	test('what nests too deep is lifted, and said', async () => {
		const rows = Array.from({ length: 9 }, (__, at) => `task,Level ${at + 1},${at + 1}`)
		const report = await importCsv(['TYPE,CONTENT,INDENT', ...rows].join('\n'))
		expect(report.created.tasks).toBe(9)
		expect(report.warnings).toHaveLength(3)
	})

	test('the history says that it was an import', async () => {
		await importCsv('title\nMilk')
		const query = { before: '1000', limit: '1' }
		const { changes } = await call(send, endpoints.changes.listChanges, { query })
		expect(changes[0]).toMatchObject({ actor: 'person', actor_detail: 'import', after: { title: 'Milk' } })
	})

	test('the same Idempotency-Key imports once', async () => {
		const headers = { 'content-type': 'text/csv', 'idempotency-key': 'import-once' }
		const once = () => send('/api/import', { method: 'POST', headers, body: 'title\nMilk' })
		const first: unknown = await (await once()).json()
		expect(await (await once()).json()).toEqual(first)
		expect(await all()).toHaveLength(1)
	})

	test('a file whose tasks say who they are answers its first report again, though all of it is here', async () => {
		const headers = { 'content-type': 'application/json', 'idempotency-key': 'import-known' }
		const body = JSON.stringify([{ title: 'Milk', client_id: '0a1b2c3d-0000-4000-8000-000000000001' }])
		const once = () => send('/api/import', { method: 'POST', headers, body })
		const first: unknown = await (await once()).json()
		expect(first).toMatchObject({ created: { tasks: 1 } })
		const again = await once()
		expect(await again.json()).toEqual(first)
		expect(again.headers.get('idempotent-replayed')).toBe('true')
		const other = await importFile(
			withHeaders(send, { 'idempotency-key': 'import-anew' }),
			'',
			'application/json',
			body,
		)
		expect(other).toMatchObject({ created: { tasks: 0 }, operation_id: null })
	})
})
