import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { defineStatement } from '../database/statement.ts'
import { databases } from '../testing/databases.ts'
import { Refused, listenOnce, openSocket, toVersions } from '../testing/open-socket.ts'
import { provideApp } from '../testing/provide-app.ts'

const endSessions = defineStatement<{ userId: string }, unknown>('test_end_sessions', (db, p) =>
	db.deleteFrom('sessions').where('user_id', '=', p('userId')),
)
const readTickets = defineStatement<object, { hash: string }>('test_tickets', (db) =>
	db.selectFrom('socket_tickets').select('hash'),
)

const origin = 'https://todo.example.com'

describe.each(databases)('who may open a socket, on %s', (_name, open) => {
	let address: string
	const app = provideApp(open, { FRONTEND_URL: origin })

	beforeAll(async () => {
		address = await listenOnce(app.wired)
	})

	const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
	const add = (send: Send, title: string) => call(send, endpoints.tasks.createTask, { body: { title } })
	const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

	test('a ticket opens one socket, once', async () => {
		const { send } = await app.guest()
		const { ticket, expires_at } = await call(send, endpoints.system.createSocketTicket, {})
		expect(Date.parse(expires_at) - Date.now()).toBeLessThanOrEqual(30_000)
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

	test.each(['-1', 'abc', '1e5', '1.5', '', '9007199254740993'])(
		'a socket that asks for what changed since no version is refused: %j',
		async (since) => {
			const { token } = await app.guest()
			await expect(openSocket(address, { ...bearer(token), query: `?since=${since}` })).rejects.toMatchObject({
				status: 422,
			})
		},
	)

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

	test('B11: a session that ends elsewhere takes its sockets with it, and no other', async () => {
		const [gone, stays] = [await app.guest(), await app.guest()]
		const sockets = [await openSocket(address, bearer(gone.token)), await openSocket(address, bearer(stays.token))]
		await Promise.all(sockets.map((socket) => socket.until((all) => all.length === 1)))
		await app.wired.database.write((tx) => tx.run(endSessions, { userId: gone.userId }))
		expect(await sockets[0]?.closed).toMatchObject({ code: 4401, reason: 'the session has ended' })
		await add(stays.send, 'still here')
		await sockets[1]?.until((all) => toVersions(all).length === 1)
		await sockets[1]?.close()
	})
})
