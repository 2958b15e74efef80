import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { listenOnce, openSocket, toVersions } from '../testing/open-socket.ts'
import { provideApp } from '../testing/provide-app.ts'

const origin = 'https://todo.example.com'

describe.each(databases)('live updates on %s', (_name, open) => {
	let address: string
	const app = provideApp(open, { FRONTEND_URL: origin }, { now: () => new Date() })

	beforeAll(async () => {
		address = await listenOnce(app.wired)
	})

	const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
	const add = (send: Send, title: string) => call(send, endpoints.tasks.createTask, { body: { title } })
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
})
