import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defineStatement } from '../database/statement.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { listenOnce, openSocket } from '../testing/open-socket.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

const dayMs = 24 * 3600_000
const { createTask, deleteTask, listTrash, getTask } = endpoints.tasks

const countRows = defineStatement<object, { changes: number; keys: number; tickets: number }>('test_count_rows', (db) =>
	db.selectNoFrom((eb) => [
		eb
			.selectFrom('changes')
			.select((e) => e.fn.countAll<number>().as('n'))
			.as('changes'),
		eb
			.selectFrom('idempotency_keys')
			.select((e) => e.fn.countAll<number>().as('n'))
			.as('keys'),
		eb
			.selectFrom('socket_tickets')
			.select((e) => e.fn.countAll<number>().as('n'))
			.as('tickets'),
	]),
)

const addEvent = defineStatement<{ userId: string; turnId: string; at: string }, unknown>('test_add_event', (db, p) =>
	db
		.insertInto('turn_events')
		.values({ user_id: p('userId'), turn_id: p('turnId'), seq: 1, event: '{}', created_at: p('at') }),
)
const countEvents = defineStatement<object, { events: number }>('test_count_events', (db) =>
	db.selectFrom('turn_events').select((e) => e.fn.countAll<number>().as('events')),
)

describe.each(databases)('what is done again and again, on %s', (_name, open) => {
	let database: TestDatabase
	let app: TestApp
	let now: number

	beforeEach(async () => {
		now = Date.parse('2026-11-20T12:00:00Z')
		database = await open()
		app = await startApp(database.url, { CHANGES_KEEP_DAYS: '90', TRASH_KEEP_DAYS: '30' }, { now: () => new Date(now) })
	})
	afterEach(async () => {
		await app.close()
		await database.drop()
	})

	const run = () => app.wired.jobs.runDue()
	/** Somebody with a cookie, whose session lives on while it is used; a token ends after a week. */
	async function comeIn() {
		const origin = `http://${await listenOnce(app.wired)}`
		const reply = await fetch(`${origin}/api/auth/guest`, { method: 'POST', headers: { origin } })
		const headers = { origin, cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' }
		const send: Send = (path, init) => fetch(`${origin}${path}`, { ...init, headers: { ...init.headers, ...headers } })
		return { send, headers }
	}

	/** Lets days pass, in which that somebody looks in. */
	async function pass(days: number, { send }: { send: Send }): Promise<void> {
		for (let day = 0; day < days; day += 3) {
			now += Math.min(3, days - day) * dayMs
			await call(send, endpoints.auth.me, {})
		}
	}
	const count = async () => {
		const row = await app.wired.database.read((tx) => tx.first(countRows, {}))
		return { changes: Number(row?.changes), keys: Number(row?.keys), tickets: Number(row?.tickets) }
	}

	test('changes older than 90 days go, and a client that was away longer is told to load everything', async () => {
		const guest = await comeIn()
		for (const title of ['one', 'two']) await call(guest.send, createTask, { body: { title } })
		await pass(60, guest)
		await call(guest.send, createTask, { body: { title: 'three' } })
		await pass(31, guest)
		expect((await run()).get('prune-changes')).toBe(2)
		const page = await call(guest.send, endpoints.changes.listChanges, { query: { since: '2' } })
		expect(page.changes.map(({ version }) => version)).toEqual([3])
		await expect(call(guest.send, endpoints.changes.listChanges, { query: { since: '1' } })).rejects.toMatchObject({
			problem: { status: 410, code: 'RESYNC_REQUIRED' },
		})
		const socket = await openSocket(await listenOnce(app.wired), {
			headers: guest.headers,
			query: '?since=1',
		})
		expect((await socket.until((frames) => frames.length === 2))[1]).toEqual({ type: 'resync', version: 3 })
		await socket.close()
	})

	test('tasks stay in the trash for 30 days, then go for ever; those who look are told', async () => {
		const guest = await comeIn()
		for (const title of ['old', 'newer', 'kept']) await call(guest.send, createTask, { body: { title } })
		await call(guest.send, createTask, { body: { title: 'subtask of old', parent_id: 1 } })
		await call(guest.send, deleteTask, { params: { id: 1 } })
		await pass(20, guest)
		await call(guest.send, deleteTask, { params: { id: 2 } })
		expect((await run()).get('empty-trash')).toBe(0)
		await pass(11, guest)
		const socket = await openSocket(await listenOnce(app.wired), { headers: guest.headers })
		await socket.until((frames) => frames.length === 1)
		await run()
		expect((await call(guest.send, listTrash, {})).map(({ title }) => title)).toEqual(['newer'])
		expect(await call(guest.send, getTask, { params: { id: 3 } })).toMatchObject({ title: 'kept' })
		const frames = await socket.until((all) => all.length === 2)
		expect(frames[1]).toMatchObject({
			type: 'changes',
			changes: expect.arrayContaining([
				expect.objectContaining({ action: 'purge', entity: 'task', entity_id: '1', actor: 'system' }),
			]),
		})
		await socket.close()
	})

	test('lists and sections that were deleted go with the last of their tasks', async () => {
		const { createList, createSection, deleteList } = endpoints.lists
		const guest = await comeIn()
		for (const name of ['Old', 'Kept']) await call(guest.send, createList, { body: { name } })
		await call(guest.send, createSection, { body: { list_id: 1, name: 'Part' } })
		await call(guest.send, createTask, { body: { title: 'in it', list_id: 1, section_id: 1 } })
		await call(guest.send, deleteList, { params: { id: 1 } })
		await pass(20, guest)
		expect((await run()).get('prune-lists')).toBe(0)
		await pass(11, guest)
		await run()
		now += 3_600_000
		await run()
		const { changes } = await call(guest.send, endpoints.changes.listChanges, { query: { since: '0' } })
		const purged = changes.filter(({ action }) => action === 'purge').map(({ entity }) => entity)
		expect(purged.toSorted()).toEqual(['list', 'section', 'task'])
		expect((await call(guest.send, endpoints.lists.listLists, {})).map(({ name }) => name)).toEqual(['Kept'])
	})

	test('idempotency keys go after a day, tickets when they have expired', async () => {
		const guest = await app.guest()
		await call(guest.send, createTask, { body: { title: 'once' } }, { idempotencyKey: 'a-key' })
		await call(guest.send, endpoints.system.createSocketTicket, {})
		now += 29_000
		await run()
		expect(await count()).toMatchObject({ keys: 1, tickets: 1 })
		now += dayMs
		await run()
		expect(await count()).toMatchObject({ keys: 0, tickets: 0 })
	})

	test('the steps of an answer go after an hour; the answer stays', async () => {
		const guest = await app.guest()
		const { message } = await call(guest.send, endpoints.chats.chat, { body: { message: 'hello' } })
		const turnId = message.turn_id ?? ''
		const at = new Date(now).toISOString()
		await app.wired.database.write((tx) => tx.run(addEvent, { userId: guest.userId, turnId, at }))
		const steps = async () => Number((await app.wired.database.read((tx) => tx.first(countEvents, {})))?.events)
		now += 50 * 60_000
		await run()
		expect(await steps()).toBe(1)
		now += 11 * 60_000
		await run()
		expect(await steps()).toBe(0)
		const kept = await call(guest.send, endpoints.chats.listMessages, { params: { id: message.conversation_id } })
		expect(kept).toHaveLength(2)
	})

	test('nothing runs again before its time', async () => {
		expect((await run()).size).toBeGreaterThan(2)
		now += 9 * 60_000
		expect((await run()).size).toBe(0)
		now += 2 * 60_000
		expect([...(await run()).keys()]).toEqual(['prune-expired'])
	})
})

describe.skipIf(databases.length < 2)('several replicas', () => {
	test('of all that start together one runs each job, and none again before its time', async () => {
		const database = await databases[1]?.[1]()
		if (!database) throw new Error('no PostgreSQL')
		const replicas = await Promise.all([1, 2, 3].map(() => startApp(database.url)))
		const done = await Promise.all(replicas.map(({ wired }) => wired.jobs.runDue()))
		const names = done.flatMap((ran) => [...ran.keys()])
		expect(names.length).toBeGreaterThan(2)
		expect(names).toHaveLength(new Set(names).size)
		await Promise.all(replicas.map((replica) => replica.close()))
		await database.drop()
	})
})
