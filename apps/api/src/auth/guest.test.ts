import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import {
	days,
	createTestClock,
	from,
	goodPassword,
	minutes,
	postJson,
	readSignedIn,
	signUp,
	toCookie,
	withHeaders,
} from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'
import { startApp } from '../testing/start-app.ts'
import { userStore } from './user.store.ts'

const { auth, tasks, lists } = endpoints

describe.each(databases)('guests on %s', (_, open) => {
	const clock = createTestClock(new Date().toISOString())
	const app = provideApp(open, {}, { now: clock.now })

	test('APP-5: a guest becomes an account in place: id and tasks stay, the token is a new one', async () => {
		const guest = await app.guest('Asia/Tokyo')
		const task = await call(guest.send, tasks.createTask, { body: { title: 'kept' } })
		const body = { email: 'eve@example.com', password: goodPassword }
		const { user, token } = await call(guest.send, auth.signUp, { body })
		expect(user).toMatchObject({ id: guest.userId, guest: false, email: 'eve@example.com' })
		expect(await call(app.as(token), auth.me, {})).toEqual(user)
		expect(await call(app.as(token), tasks.getTask, { params: { id: task.id } })).toMatchObject({ title: 'kept' })
		const again = await call(app.send, auth.logIn, { body })
		expect(again.user.id).toBe(guest.userId)
		expect(await call(app.as(again.token), endpoints.settings.getSettings, {})).toMatchObject({
			time_zone: 'Asia/Tokyo',
		})
	})

	test('APP-5: a guest whose wanted address is taken stays the guest it was', async () => {
		await signUp(app, 'fay@example.com')
		const guest = await app.guest()
		const body = { email: 'fay@example.com', password: goodPassword }
		expect((await refusal(call(guest.send, auth.signUp, { body }))).problem.code).toBe('AUTH_EMAIL_TAKEN')
		expect(await call(guest.send, auth.me, {})).toMatchObject({ id: guest.userId, guest: true, email: null })
	})

	test('APP-5: signing in brings a guest’s lists, tags and tasks along, under new numbers, as one change; the guest goes', async () => {
		const account = await signUp(app, 'gil@example.com')
		await call(account.send, tasks.createTask, { body: { title: 'mine' } })
		const guest = await app.guest()
		const list = await call(guest.send, lists.createList, { body: { name: 'Home' } })
		const parent = await call(guest.send, tasks.createTask, {
			body: { title: 'paint', list_id: list.id, tags: ['diy'], due_date: '2026-12-01' },
		})
		await call(guest.send, tasks.createTask, { body: { title: 'buy brushes', parent_id: parent.id } })
		const trashed = await call(guest.send, tasks.createTask, { body: { title: 'thrown away' } })
		await call(guest.send, tasks.deleteTask, { params: { id: trashed.id } })

		const body = { email: 'gil@example.com', password: goodPassword, bring_tasks: true }
		const signedIn = await call(guest.send, auth.logIn, { body })
		const send = app.as(signedIn.token)
		const all = await call(send, tasks.listTasks, { query: { sort: 'created_at', order: 'asc' } })
		expect(all.map((task) => task.title).toSorted()).toEqual(['buy brushes', 'mine', 'paint'])
		const brought = all.find((task) => task.title === 'paint')
		const [home] = await call(send, lists.listLists, {})
		expect(home).toMatchObject({ name: 'Home' })
		expect(brought).toMatchObject({ list_id: home?.id, tags: ['diy'], due_date: '2026-12-01', user_id: account.userId })
		expect(all.find((task) => task.title === 'buy brushes')).toMatchObject({ parent_id: brought?.id })
		expect((await call(send, lists.listTags, {})).map((tag) => tag.name)).toContain('diy')
		const { changes } = await call(send, endpoints.changes.listChanges, { query: { since: '1' } })
		expect(new Set(changes.map((change) => change.version))).toEqual(new Set([2]))
		expect((await refusal(call(guest.send, auth.me, {}))).problem.status).toBe(401)
	})

	test('APP-5: what a guest brings gets names and numbers that are free, and all that was done comes along', async () => {
		const client_id = '0a1b2c3d-0000-4000-8000-000000000002'
		const list_client_id = '0a1b2c3d-0000-4000-8000-000000000003'
		const account = await signUp(app, 'gus@example.com')
		const guest = await app.guest()
		for (const { send } of [account, guest]) {
			await call(send, lists.createList, { body: { name: 'Home', client_id: list_client_id } })
			await call(send, tasks.createTask, { body: { title: 'paint', client_id } })
		}
		await call(account.send, lists.createList, { body: { name: 'home (2)' } })
		const body = { email: 'gus@example.com', password: goodPassword, bring_tasks: true }
		const send = app.as((await call(guest.send, auth.logIn, { body })).token)
		expect((await call(send, lists.listLists, {})).map((list) => list.name)).toEqual(['Home', 'home (2)', 'Home (3)'])
		expect((await call(send, tasks.listTasks, {})).map((task) => task.title)).toEqual(['paint', 'paint'])
	})

	test('APP-5: a guest with more lists than there is room for is refused with words, and keeps them', async () => {
		const account = await signUp(app, 'guy@example.com')
		for (let n = 1; n <= 500; n++) await call(account.send, lists.createList, { body: { name: `List ${n}` } })
		const guest = await app.guest()
		await call(guest.send, lists.createList, { body: { name: 'One more' } })
		const body = { email: 'guy@example.com', password: goodPassword, bring_tasks: true }
		expect((await refusal(call(guest.send, auth.logIn, { body }))).problem).toMatchObject({
			status: 409,
			detail: expect.stringContaining('500'),
		})
		expect(await call(guest.send, lists.listLists, {})).toHaveLength(1)
	})

	test('APP-5: without being asked, signing in leaves the guest’s tasks where they are', async () => {
		await signUp(app, 'hal@example.com')
		const guest = await app.guest()
		await call(guest.send, tasks.createTask, { body: { title: 'not mine' } })
		const { token } = await call(guest.send, auth.logIn, {
			body: { email: 'hal@example.com', password: goodPassword },
		})
		expect(await call(app.as(token), tasks.listTasks, {})).toEqual([])
		expect(await call(guest.send, tasks.listTasks, {})).toHaveLength(1)
	})

	test('APP-5: a second guest from the same browser is the first one', async () => {
		const first = await postJson(from(app.send, '203.0.113.9'), auth.createGuest.path, {})
		const cookie = toCookie(first)
		const second = await postJson(withHeaders(app.send, { cookie }), auth.createGuest.path, {})
		expect((await readSignedIn(second)).user.id).toBe((await readSignedIn(first)).user.id)
	})

	test('APP-5: a guest, who has no password, deletes itself without one', async () => {
		const guest = await app.guest()
		await call(guest.send, tasks.createTask, { body: { title: 'gone' } })
		await call(guest.send, auth.deleteMe, {})
		expect((await refusal(call(guest.send, auth.me, {}))).problem.status).toBe(401)
	})

	test('APP-5: guests that nobody came back to for thirty days go; others, and accounts, stay', async () => {
		const idle = await app.guest()
		const account = await signUp(app, 'quinn@example.com')
		clock.pass(days(20))
		const recent = await app.guest()
		clock.pass(days(10) + minutes(1))
		const jobs = await app.wired.jobs.runDue()
		expect(jobs.get('delete-idle-guests')).toBeGreaterThanOrEqual(1)
		const body = { email: 'quinn@example.com', password: goodPassword }
		expect((await call(app.send, auth.logIn, { body })).user.id).toBe(account.userId)
		const find = (userId: string) => app.wired.database.read((tx) => userStore.find(tx, userId))
		expect(await find(idle.userId)).toBeUndefined()
		expect(await find(recent.userId)).toMatchObject({ is_anonymous: 1 })
	})
})

describe.each(databases.slice(0, 1))('without guests, on %s', (_, open) => {
	test('APP-5: GUESTS=off admits no guests, and says so', async () => {
		const database = await open()
		const app = await startApp(database.url, { GUESTS: 'off' })
		const { problem } = await refusal(call(app.send, auth.createGuest, { body: {} }))
		expect(problem).toMatchObject({ status: 401, code: 'AUTH_GUESTS_OFF' })
		await app.close()
		await database.drop()
	})
})
