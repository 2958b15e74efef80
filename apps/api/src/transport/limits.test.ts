import { call, endpoints } from '@todo/contract'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Environment } from '../config/config.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { listenOnce } from '../testing/open-socket.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'
import type { Overrides } from '../wire.ts'

describe('limits of requests', () => {
	let database: TestDatabase
	let app: TestApp | undefined

	beforeEach(async () => {
		const [sqlite] = databases
		if (!sqlite) throw new Error('no database')
		database = await sqlite[1]()
	})
	afterEach(async () => {
		await app?.close()
		app = undefined
		await database.drop()
	})

	async function start(env: Environment = {}, overrides: Overrides = {}): Promise<TestApp> {
		app = await startApp(database.url, env, overrides)
		return app
	}

	/** Sends raw bytes and answers all that comes back until the connection ends. */
	async function exchange(address: string, text: string): Promise<string> {
		const [host = '', port] = address.split(':')
		const socket = connect(Number(port), host)
		let answer = ''
		socket.setEncoding('utf8').on('data', (part: string) => (answer += part))
		socket.on('error', () => undefined)
		socket.write(text)
		await once(socket, 'close')
		return answer
	}

	test('past its minute’s requests a person gets 429 and when to come back; time brings more; others are free', async () => {
		let now = Date.parse('2026-11-20T12:00:00Z')
		const { guest } = await start({ RATE_LIMIT: '10' }, { now: () => new Date(now) })
		const [one, other] = [await guest(), await guest()]
		for (let i = 0; i < 10; i++) await call(one.send, endpoints.tasks.listTasks, {})
		const refused = await one.send('/api/tasks', { method: 'GET', headers: {} })
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '6'])
		expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
		await call(other.send, endpoints.tasks.listTasks, {})
		now += 6000
		await call(one.send, endpoints.tasks.listTasks, {})
		await expect(call(one.send, endpoints.tasks.listTasks, {})).rejects.toMatchObject({ problem: { status: 429 } })
	})

	test('an address is limited before anybody is known; probes never are', async () => {
		const now = new Date('2026-11-20T12:00:00Z')
		const { wired } = await start({ RATE_LIMIT: '2' }, { now: () => now })
		const ask = async (url: string, address: string) =>
			(await wired.http.inject({ method: 'GET', url, headers: { 'x-forwarded-for': address } })).statusCode
		for (let i = 0; i < 10; i++) expect(await ask('/api/tasks', '198.51.100.1')).toBe(401)
		expect(await ask('/api/tasks', '198.51.100.1')).toBe(429)
		expect(await ask('/api/tasks', '198.51.100.2')).toBe(401)
		for (const probe of ['/healthz', '/readyz', '/api/health']) expect(await ask(probe, '198.51.100.1')).toBe(200)
	})

	test('B19: an address that a client claims for itself is no bucket of its own', async () => {
		const now = new Date('2026-11-20T12:00:00Z')
		const { wired } = await start({ RATE_LIMIT: '1' }, { now: () => now })
		const ask = async (claimed: string) =>
			(
				await wired.http.inject({
					method: 'GET',
					url: '/api/tasks',
					headers: { 'x-forwarded-for': `${claimed}, 198.51.100.9` },
				})
			).statusCode
		for (let i = 0; i < 5; i++) expect(await ask(`203.0.113.${i}`)).toBe(401)
		expect(await ask('203.0.113.77')).toBe(429)
	})

	test('an operation with a limit of its own counts each caller', async () => {
		const now = new Date('2026-11-20T12:00:00Z')
		const { guest } = await start({ RATE_LIMIT: '0' }, { now: () => now })
		const [one, other] = [await guest(), await guest()]
		for (let i = 0; i < 60; i++) await call(one.send, endpoints.system.createSocketTicket, {})
		await expect(call(one.send, endpoints.system.createSocketTicket, {})).rejects.toMatchObject({
			problem: { status: 429 },
		})
		await call(other.send, endpoints.system.createSocketTicket, {})
	})

	test('B2: headers and bodies that come a byte at a time are cut off with 408', async () => {
		const { wired } = await start({}, { timeouts: { headers: 300, request: 600, check: 100 } })
		const address = await listenOnce(wired)
		const slowHeaders = await exchange(address, 'GET /api/health HTTP/1.1\r\nhost: x\r\nx-slow: ')
		expect(slowHeaders).toMatch(/^HTTP\/1.1 408 [^]*"code":"REQUEST_TIMEOUT"/)
		const slowBody = await exchange(
			address,
			'POST /api/auth/guest HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
		)
		expect(slowBody).toMatch(/^HTTP\/1.1 408 /)
		expect((await fetch(`http://${address}/healthz`)).status).toBe(200)
	})

	test('B2: what is no HTTP, or too much of it, is answered as a problem and cut off', async () => {
		const address = await listenOnce((await start()).wired)
		expect(await exchange(address, 'hello\r\n\r\n')).toMatch(
			/^HTTP\/1.1 400 [^]*application\/problem\+json[^]*"status":400/,
		)
		const large = `GET / HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`
		expect(await exchange(address, large)).toMatch(/^HTTP\/1.1 431 [^]*"code":"HEADERS_TOO_LARGE"/)
	})

	test('B2: a body over 1 MiB is refused with 413, declared or not', async () => {
		const { guest } = await start()
		const { send } = await guest()
		const reply = await send('/api/tasks', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ title: 'x'.repeat(1_100_000) }),
		})
		expect(reply.status).toBe(413)
		expect(await reply.json()).toMatchObject({ code: 'BODY_TOO_LARGE' })
	})

	test.each([
		['GET', '/nowhere', 404, 'ROUTE_NOT_FOUND', undefined],
		['GET', '/api/nowhere', 404, 'ROUTE_NOT_FOUND', undefined],
		['PUT', '/api/tasks', 405, 'METHOD_NOT_ALLOWED', 'GET, POST'],
		['PUT', '/api/tasks/', 405, 'METHOD_NOT_ALLOWED', 'GET, POST'],
		['POST', '/api/tasks/3/complete', 405, 'METHOD_NOT_ALLOWED', 'PATCH'],
		['DELETE', '/api/health', 405, 'METHOD_NOT_ALLOWED', 'GET'],
	] as const)('%s %s is answered %i as a problem', async (method, url, status, code, allow) => {
		const { wired } = await start()
		const reply = await wired.http.inject({ method, url })
		expect(reply.statusCode).toBe(status)
		expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
		expect(reply.headers['allow']).toBe(allow)
		expect(reply.json()).toMatchObject({ code, status })
	})

	test('APP-4: health says how the API and its database are', async () => {
		const { send } = await start()
		const reply = await send('/api/health', { method: 'GET', headers: {} })
		expect(reply.status).toBe(200)
		const health = (await reply.json()) as { timestamp: string }
		expect(health).toMatchObject({ status: 'healthy', version: expect.any(String), checks: { database: 'up' } })
		expect(Math.abs(Date.parse(health.timestamp) - Date.now())).toBeLessThan(60_000)
	})
})
