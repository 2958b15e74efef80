import { call, endpoints } from '@todo/contract'
import type { Send, SettingsChanges } from '@todo/contract'
import { settings as schemas } from '@todo/contract/schemas'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'

const { settings: endpoint, lists, tasks, changes } = endpoints

describe.each(databases)('settings on %s', (_, open) => {
	let send: Send
	const change = (body: SettingsChanges) => call(send, endpoint.updateSettings, { body })
	const app = provideApp(open, {}, { now: () => new Date('2026-11-20T23:30:00Z') })
	beforeEach(async () => {
		send = (await app.guest('UTC')).send
	})

	test('everybody has settings from the start, changed one by one', async () => {
		const first = schemas.settings.parse(await call(send, endpoint.getSettings, {}))
		expect(first).toMatchObject({ time_zone: 'UTC', theme: 'system', default_list_id: null })
		const changed = await change({ theme: 'dark', day_first: !first.day_first, locale: 'de-AT' })
		expect(changed).toEqual({
			...first,
			theme: 'dark',
			day_first: !first.day_first,
			locale: 'de-AT',
			version: changed.version,
		})
		expect(changed.version).toBeGreaterThan(first.version)
		expect(await call(send, endpoint.getSettings, {})).toEqual(changed)
	})

	test('a change is in the history, and undone field by field', async () => {
		await change({ theme: 'dark', week_start: 'sunday' })
		const { changes: made } = await call(send, changes.listChanges, {
			query: { entity: 'settings', entity_id: 'settings' },
		})
		expect(made[0]).toMatchObject({ action: 'update', after: { theme: 'dark', week_start: 'sunday' } })
		await change({ theme: 'light' })
		const undone = await call(send, changes.undo, { body: { operation_id: made[0]?.operation_id ?? '' } })
		expect(undone.skipped).toEqual([{ entity: 'settings', entity_id: 'settings', field: 'theme' }])
		expect(await call(send, endpoint.getSettings, {})).toMatchObject({
			theme: 'light',
			week_start: made[0]?.before?.['week_start'],
		})
	})

	test('another time zone moves "today" with the very next request', async () => {
		await call(send, tasks.createTask, { body: { title: 'Due on the 20th', due_date: '2026-11-20' } })
		const overdue = async () => (await call(send, tasks.listTasks, { query: { overdue: 'true' } })).length
		expect(await overdue()).toBe(0)
		await change({ time_zone: 'Europe/Vienna' })
		expect(await overdue()).toBe(1)
		await change({ time_zone: 'America/New_York' })
		expect(await overdue()).toBe(0)
	})

	test('new tasks may go to one of the person’s own live lists only', async () => {
		const list = await call(send, lists.createList, { body: { name: 'Work' } })
		expect(await change({ default_list_id: list.id })).toMatchObject({ default_list_id: list.id })
		const { send: other } = await app.guest()
		const foreign = await refusal(call(other, endpoint.updateSettings, { body: { default_list_id: list.id } }))
		expect(foreign.problem).toMatchObject({ status: 422, errors: [{ field: 'default_list_id' }] })
		await call(send, lists.deleteList, { params: { id: list.id } })
		expect((await refusal(change({ default_list_id: list.id }))).problem.status).toBe(422)
	})

	test.each([
		[{ time_zone: 'Mars/Olympus' }, 'time_zone'],
		[{ time_zone: '+01:00' }, 'time_zone'],
		[{ locale: 'no locale' }, 'locale'],
		[{ theme: 'pink' }, 'theme'],
		[{ week_start: 'friday' }, 'week_start'],
		[{ day_first: 'yes' }, 'day_first'],
		[{ default_list_id: '1' }, 'default_list_id'],
		[{ version: 3 }, 'version'],
	])('a setting that can’t be is refused: %j', async (body, field) => {
		const refused = await refusal(change(body as SettingsChanges))
		expect(refused.problem).toMatchObject({ status: 422, code: 'VALIDATION_ERROR', errors: [{ field }] })
	})
})
