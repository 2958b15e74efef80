import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { provideApp } from '../testing/provide-app.ts'
import { startApp } from '../testing/start-app.ts'

const { transfer: endpoint, tasks, settings } = endpoints

describe.each(databases)('the subscribed calendar on %s', (_, open) => {
	let send: Send
	const read = (path: string, headers: Record<string, string> = {}) => app.send(path, { method: 'GET', headers })
	const make = async (who = send) => (await call(who, endpoint.createCalendar, {})).path ?? ''
	const app = provideApp(open)
	beforeEach(async () => {
		send = (await app.guest('Europe/Vienna')).send
	})

	test('an address is made, told again, made anew and taken away; only the newest works', async () => {
		expect(await call(send, endpoint.getCalendar, {})).toEqual({ path: null })
		const first = await make()
		expect(first).toMatch(/^\/api\/calendar\/[\w-]+\.[\w-]{43}\.ics$/)
		expect(await call(send, endpoint.getCalendar, {})).toEqual({ path: first })
		expect((await read(first)).status).toBe(200)
		const second = await make()
		expect(second).not.toBe(first)
		expect((await read(first)).status).toBe(404)
		expect((await read(second)).status).toBe(200)
		await call(send, endpoint.deleteCalendar, {})
		expect(await call(send, endpoint.getCalendar, {})).toEqual({ path: null })
		expect((await read(second)).status).toBe(404)
	})

	test('APP-3: whoever knows the address reads the open tasks, without signing in', async () => {
		const path = await make()
		await call(send, tasks.createTask, {
			body: { title: 'Open', due_date: '2026-11-20T17:00', reminders: [{ minutes_before: 30 }] },
		})
		const daily = {
			title: 'Daily',
			due_date: '2026-11-21',
			recurrence: 'FREQ=DAILY',
			reminders: [{ minutes_before: 60 }, { at: '2026-11-20T20:00' }],
		}
		await call(send, tasks.createTask, { body: daily })
		await call(send, tasks.createTask, { body: { title: 'Some day' } })
		await call(send, tasks.createTask, { body: { title: 'Done', due_date: '2026-11-20', completed: true } })
		const trashed = await call(send, tasks.createTask, { body: { title: 'Gone', due_date: '2026-11-20' } })
		await call(send, tasks.deleteTask, { params: { id: trashed.id } })
		const { send: other } = await app.guest()
		await call(other, tasks.createTask, { body: { title: 'Foreign', due_date: '2026-11-20' } })
		const response = await read(path)
		expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
		expect(response.headers.get('cache-control')).toMatch(/^private/)
		const text = await response.text()
		expect(text.match(/^SUMMARY:.*$/gm)).toEqual(['SUMMARY:Open', 'SUMMARY:Daily'])
		// Calendars pass over VTODO, so these are events, which keep nobody busy.
		expect(text).not.toContain('VTODO')
		expect(text.match(/^TRANSP:TRANSPARENT/gm)).toHaveLength(2)
		expect(text).toContain('DTSTART;TZID=Europe/Vienna:20261120T170000\r\nDURATION:PT30M\r\n')
		// A day's reminder counts back from nine in the morning.
		expect(text.match(/^TRIGGER.*$/gm)).toEqual([
			'TRIGGER:-PT30M',
			'TRIGGER:PT480M',
			'TRIGGER;VALUE=DATE-TIME:20261120T190000Z',
		])
		expect(text).toContain('DTSTART;VALUE=DATE:20261121\r\nRRULE:FREQ=DAILY\r\n')
	})

	test('an unchanged calendar is not sent again; a change or another zone is', async () => {
		const path = await make()
		const etag = (await read(path)).headers.get('etag') ?? ''
		expect((await read(path, { 'if-none-match': etag })).status).toBe(304)
		await call(send, tasks.createTask, { body: { title: 'New' } })
		const changed = await read(path, { 'if-none-match': etag })
		expect(changed.status).toBe(200)
		await call(send, settings.updateSettings, { body: { time_zone: 'Asia/Tokyo' } })
		expect((await read(path, { 'if-none-match': changed.headers.get('etag') ?? '' })).status).toBe(200)
	})

	test('an address that is wrong in any part is not found', async () => {
		const path = await make()
		const file = path.slice('/api/calendar/'.length)
		const [id = '', signature = ''] = file.split('.')
		const { send: other } = await app.guest()
		const [otherId = ''] = (await make(other)).slice('/api/calendar/'.length).split('.')
		const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
		for (const wrong of [
			`${id}.${flipped}.ics`,
			`${otherId}.${signature}.ics`,
			`${id}.ics`,
			`${id}.${signature}`,
			`.${signature}.ics`,
			'x.ics',
			`${id}.${signature}.ics.ics`,
			`${id}.${signature.slice(1)}.ics`,
		]) {
			const response = await read(`/api/calendar/${wrong}`)
			expect([wrong, response.status]).toEqual([wrong, 404])
			expect(await response.json()).toMatchObject({ code: 'CALENDAR_NOT_FOUND' })
		}
		expect((await read(path)).status).toBe(200)
	})

	test('the address itself is told to nobody who is not signed in', async () => {
		for (const method of ['GET', 'POST', 'DELETE']) {
			expect((await app.send('/api/calendar', { method, headers: {} })).status).toBe(401)
		}
	})
})

test('guessing addresses is slowed down', async () => {
	const [, open] = databases[0] ?? []
	if (!open) throw new Error('no database')
	const place = await open()
	const app = await startApp(place.url, {}, { now: () => new Date('2026-11-20T10:00:00Z') })
	const statuses = new Set<number>()
	for (let attempt = 0; attempt < 70; attempt++)
		statuses.add((await app.send('/api/calendar/x.ics', { method: 'GET', headers: {} })).status)
	expect([...statuses]).toEqual([404, 429])
	await app.close()
	await place.drop()
})
