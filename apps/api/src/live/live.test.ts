import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { defineStatement } from '../database/statement.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { Refused, listenOnce, openSocket, toVersions } from '../testing/open-socket.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

const endSessions = defineStatement<{ userId: string }, unknown>('test_end_sessions', (db, p) =>
	db.deleteFrom('sessions').where('user_id', '=', p('userId')),
)
const readTickets = defineStatement<object, { hash: string }>('test_tickets', (db) =>
	db.selectFrom('socket_tickets').select('hash'),
)

const origin = 'https://todo.example.com'

describe.each(databases)('live updates on %s', (_name, open) => {
	let database: TestDatabase
	let app: TestApp
	let address: string
	let ahead = 0

	beforeAll(async () => {
		database = await open()
		app = await startApp(database.url, { FRONTEND_URL: origin }, { now: () => new Date(Date.now() + ahead) })
		address = await listenOnce(app.wired)
	})
	afterAll(async () => {
		await app?.close()
		await database?.drop()
	})

	const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
	const add = (send: Send, title: string) => call(send, endpoints.tasks.createTask, { body: { title } })
	/** More than the system's own buffers take: twenty versions of a megabyte each. */
	async function fillUp(send: Send): Promise<void> {
		const tasks = Array.from({ length: 90 }, () => ({ title: 'a long one', description: 'x'.repeat(10_000) }))
		for (let i = 0; i < 20; i++) await call(send, endpoints.tasks.bulkTasks, { body: { action: 'create', tasks } })
	}
	const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

	test('APP-3: a socket is greeted with the version, then told each change as it lands', async () => {
		const { send, token } = await app.guest()
		await add(send, 'before')
		const socket = await openSocket(address, bearer(token))
		const [hello] = await socket.until((frames) => frames.length === 1)
		expect(hello).toEqual({ type: 'hello', version: 1 })
		const task = await add(send, 'buy milk')
		const [, frame] = await socket.until((frames) => frames.length === 2)
		expect(frame).toMatchObject({
			type: 'changes',
			version: 2,
			changes: [
				{
					version: 2,
					n: 0,
					action: 'create',
					entity: 'task',
					entity_id: String(task.id),
					after: { title: 'buy milk' },
				},
			],
		})
		await socket.close()
	})

	test('both sockets of a user are told; nobody else is', async () => {
		const [one, other] = [await app.guest(), await app.guest()]
		const sockets = [await openSocket(address, bearer(one.token)), await openSocket(address, bearer(one.token))]
		const stranger = await openSocket(address, bearer(other.token))
		for (const socket of sockets) await socket.until((frames) => frames.length === 1)
		await add(one.send, 'mine')
		for (const socket of sockets) await socket.until((frames) => toVersions(frames).length === 1)
		await add(other.send, 'theirs')
		await stranger.until((frames) => toVersions(frames).length === 1)
		expect(JSON.stringify(stranger.frames)).not.toContain('mine')
		expect(JSON.stringify(sockets.map(({ frames }) => frames))).not.toContain('theirs')
		await Promise.all([...sockets, stranger].map((socket) => socket.close()))
	})

	test('a client that was away is told what it missed, in pages, each version once and in order', async () => {
		const { send, token } = await app.guest()
		const tasks = (count: number) => Array.from({ length: count }, (_, i) => ({ title: `task ${i}` }))
		for (const count of [1, 500, 300, 2, 400])
			await call(send, endpoints.tasks.bulkTasks, { body: { action: 'create', tasks: tasks(count) } })
		const socket = await openSocket(address, { ...bearer(token), query: '?since=1' })
		const frames = await socket.until((all) => toVersions(all).at(-1) === 5)
		expect(toVersions(frames)).toEqual([2, 3, 4, 5])
		expect(frames.flatMap((frame) => (frame.type === 'changes' ? frame.changes : []))).toHaveLength(1202)
		expect(frames.length).toBeGreaterThan(2)
		await socket.close()
	})

	test('nothing is lost or doubled between catching up and what lands meanwhile', async () => {
		const { send, token } = await app.guest()
		for (let i = 0; i < 40; i++) await add(send, `early ${i}`)
		let sent = 40
		const writing = (async () => {
			for (; sent < 140; sent++) await add(send, `late ${sent}`)
		})()
		const opened = [10, 20, 30, 39].map((since) =>
			openSocket(address, { ...bearer(token), query: `?since=${since}` }).then((socket) => ({ since, socket })),
		)
		const all = await Promise.all(opened)
		await writing
		for (const { since, socket } of all) {
			const frames = await socket.until((some) => toVersions(some).at(-1) === 140)
			expect(toVersions(frames)).toEqual(range(since + 1, 140))
			await socket.close()
		}
	})

	test('`since` as a frame starts the sequence again after that version', async () => {
		const { send, token } = await app.guest()
		for (let i = 0; i < 5; i++) await add(send, `task ${i}`)
		const socket = await openSocket(address, bearer(token))
		socket.send({ type: 'since', version: 2 })
		const frames = await socket.until((all) => toVersions(all).at(-1) === 5)
		expect(toVersions(frames)).toEqual([3, 4, 5])
		await socket.close()
	})

	test('a client that knows a version never given out has to load everything again', async () => {
		const { send, token } = await app.guest()
		await add(send, 'one')
		const socket = await openSocket(address, { ...bearer(token), query: '?since=99' })
		const frames = await socket.until((all) => all.length === 2)
		expect(frames).toEqual([
			{ type: 'hello', version: 1 },
			{ type: 'resync', version: 1 },
		])
		await add(send, 'two')
		await socket.until((all) => toVersions(all).at(-1) === 2)
		await socket.close()
	})

	test('a ping is answered with where the server stands', async () => {
		const { send, token } = await app.guest()
		const socket = await openSocket(address, bearer(token))
		await socket.until((all) => all.length === 1)
		await add(send, 'one')
		await socket.until((all) => all.length === 2)
		socket.send({ type: 'ping' })
		expect((await socket.until((all) => all.length === 3)).at(-1)).toEqual({ type: 'hello', version: 1 })
		await socket.close()
	})

	test('a conversation that moves on is told to its owner', async () => {
		const { token, userId } = await app.guest()
		const socket = await openSocket(address, bearer(token))
		await socket.until((all) => all.length === 1)
		app.wired.live.tellConversation(userId, 3, 17)
		const frames = await socket.until((all) => all.length === 2)
		expect(frames[1]).toEqual({ type: 'conversation', conversation_id: 3, seq: 17 })
		await socket.close()
	})

	test('a ticket opens one socket, once', async () => {
		const { send } = await app.guest()
		const { ticket, expires_at } = await call(send, endpoints.system.createSocketTicket, {})
		expect(Date.parse(expires_at) - Date.now() - ahead).toBeLessThanOrEqual(30_000)
		const socket = await openSocket(address, { query: `?ticket=${ticket}` })
		await socket.until((all) => all.length === 1)
		await expect(openSocket(address, { query: `?ticket=${ticket}` })).rejects.toMatchObject({ status: 401 })
		await expect(openSocket(address, { query: '?ticket=nonsense' })).rejects.toMatchObject({ status: 401 })
		await socket.close()
	})

	test('tickets are worth nothing to whoever reads the database', async () => {
		const { send } = await app.guest()
		const { ticket } = await call(send, endpoints.system.createSocketTicket, {})
		const rows = await app.wired.database.read((tx) => tx.all(readTickets, {}))
		expect(rows.length).toBeGreaterThan(0)
		expect(JSON.stringify(rows)).not.toContain(ticket)
	})

	test('nobody, a wrong token, a wrong path: refused before the socket opens', async () => {
		await expect(openSocket(address, { headers: { origin } })).rejects.toMatchObject({ status: 401 })
		await expect(openSocket(address, {})).rejects.toMatchObject({ status: 403 })
		await expect(openSocket(address, bearer('wrong'))).rejects.toMatchObject({ status: 401 })
		const elsewhere = new WebSocket(`ws://${address}/api/other`)
		const status = await new Promise((resolve) =>
			elsewhere
				.on('error', () => undefined)
				.on('unexpected-response', (_request, response) => resolve(response.statusCode)),
		)
		expect(status).toBe(404)
		elsewhere.terminate()
	})

	test('a page of another origin opens no socket with its visitor’s cookie', async () => {
		const reply = await app.wired.http.inject({
			method: 'POST',
			url: '/api/auth/guest',
			headers: { origin },
			payload: {},
		})
		const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? ''
		expect(cookie).not.toBe('')
		const socket = await openSocket(address, { headers: { cookie, origin } })
		await socket.until((all) => all.length === 1)
		await socket.close()
		for (const foreign of [
			'https://todo.example.com.evil',
			'https://evil.example',
			'https://todo.example.com@evil.example',
			'http://todo.example.com',
			'https://todo.example.com:444',
			'https://sub.todo.example.com',
			'null',
			'',
		])
			await expect(openSocket(address, { headers: { cookie, origin: foreign } })).rejects.toMatchObject({
				status: 403,
			})
		await expect(openSocket(address, { headers: { cookie } })).rejects.toMatchObject({ status: 403 })
	})

	test('one user opens 20 sockets and no more', async () => {
		const { token } = await app.guest()
		const sockets = await Promise.all(range(1, 20).map(() => openSocket(address, bearer(token))))
		const refusal = await openSocket(address, bearer(token)).catch((error: unknown) => error)
		expect(refusal).toBeInstanceOf(Refused)
		expect(refusal).toMatchObject({ status: 429, retryAfter: '30' })
		await Promise.all(sockets.map((socket) => socket.close()))
		const again = await openSocket(address, bearer(token))
		await again.close()
	})

	test.each([
		['text that is no JSON', 'hello', 1008],
		['an unknown type', JSON.stringify({ type: 'subscribe', user: 'x' }), 1008],
		['a version that is none', JSON.stringify({ type: 'since', version: '1' }), 1008],
		['a binary frame', Buffer.from('{"type":"ping"}'), 1008],
		['a frame over 16 KiB', 'x'.repeat(17_000), 1009],
	])('B5: %s closes the socket', async (_what, data, code) => {
		const { token } = await app.guest()
		const socket = await openSocket(address, bearer(token))
		socket.webSocket.send(data)
		expect((await socket.closed).code).toBe(code)
	})

	test('B5: a flood of frames closes the socket', async () => {
		const { token } = await app.guest()
		const socket = await openSocket(address, bearer(token))
		for (let i = 0; i < 200; i++) socket.send({ type: 'ping' })
		expect(await socket.closed).toMatchObject({ code: 1008 })
	})

	test('B5: two thousand random frames, whole and in pieces, close sockets and end no process', async () => {
		const { token } = await app.guest()
		const allowed = new Set([1002, 1006, 1007, 1008, 1009])
		for (let round = 0; round < 20; round++) {
			const socket = await openSocket(address, bearer(token))
			const raw = Reflect.get(socket.webSocket, '_socket') as Socket
			for (let i = 0; i < 100 && !raw.destroyed; i++) raw.write(randomBytes(1 + ((round * 37 + i * 11) % 300)))
			raw.end()
			expect(allowed).toContain((await socket.closed).code)
		}
		const { send, token: other } = await app.guest()
		const socket = await openSocket(address, bearer(other))
		await add(send, 'still served')
		await socket.until((all) => toVersions(all).length === 1)
		await socket.close()
	})

	test('a client that takes nothing holds no more than a little memory, and misses nothing when it reads again', async () => {
		const { send, token, userId } = await app.guest()
		const socket = await openSocket(address, bearer(token))
		await socket.until((all) => all.length === 1)
		socket.webSocket.pause()
		const connection = app.wired.live.hub.all().find(({ userId: owner }) => owner === userId)
		await fillUp(send)
		expect(connection?.busySince).toBeGreaterThan(0)
		// What it has not been sent waits in the database, not in this process.
		expect(connection?.position).toBeLessThan(20)
		socket.webSocket.resume()
		const frames = await socket.until((all) => toVersions(all).at(-1) === 20)
		expect(toVersions(frames)).toEqual(range(1, 20))
		await socket.close()
	})

	test('a client that takes nothing for ten seconds is closed and told to come back', async () => {
		const { send, token, userId } = await app.guest()
		const socket = await openSocket(address, bearer(token))
		await socket.until((all) => all.length === 1)
		socket.webSocket.pause()
		const connection = app.wired.live.hub.all().find(({ userId: owner }) => owner === userId)
		await fillUp(send)
		ahead += 11_000
		await vi.waitUntil(() => connection?.closed === true, { timeout: 10_000 })
		socket.webSocket.resume()
		expect((await socket.closed).code).toBe(1013)
	})

	test('B11: a session that ends takes its sockets with it within 5 seconds, and no other', async () => {
		const [gone, stays] = [await app.guest(), await app.guest()]
		const sockets = [await openSocket(address, bearer(gone.token)), await openSocket(address, bearer(stays.token))]
		await Promise.all(sockets.map((socket) => socket.until((all) => all.length === 1)))
		const from = Date.now()
		await app.wired.database.write((tx) => tx.run(endSessions, { userId: gone.userId }))
		expect(await sockets[0]?.closed).toMatchObject({ code: 4401, reason: 'the session has ended' })
		expect(Date.now() - from).toBeLessThan(5000)
		await add(stays.send, 'still here')
		await sockets[1]?.until((all) => toVersions(all).length === 1)
		await sockets[1]?.close()
	})
})
