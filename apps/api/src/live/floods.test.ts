import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { databases } from '../testing/databases.ts'
import { listenOnce, openSocket, toVersions } from '../testing/open-socket.ts'
import { provideApp } from '../testing/provide-app.ts'

const origin = 'https://todo.example.com'

describe.each(databases)('sockets that are flooded or take nothing, on %s', (_name, open) => {
	let address: string
	let ahead = 0
	const app = provideApp(open, { FRONTEND_URL: origin }, { now: () => new Date(Date.now() + ahead) })

	beforeAll(async () => {
		address = await listenOnce(app.wired)
	})

	const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
	const add = (send: Send, title: string) => call(send, endpoints.tasks.createTask, { body: { title } })
	/** More than the system's own buffers take: twenty versions of a megabyte each. */
	async function fillUp(send: Send): Promise<void> {
		const tasks = Array.from({ length: 90 }, () => ({ title: 'a long one', description: 'x'.repeat(10_000) }))
		for (let i = 0; i < 20; i++) await call(send, endpoints.tasks.bulkTasks, { body: { action: 'create', tasks } })
	}
	const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

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
		await vi.waitUntil(() => connection?.closed === true, { timeout: 20_000 })
		socket.webSocket.resume()
		expect((await socket.closed).code).toBe(1013)
	})
})
