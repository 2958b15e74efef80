import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

const allowed = ['https://todo.example.com', 'http://localhost:3000', 'https://xn--bcher-kva.example:8443']

/** Everything that only looks like one of them. */
const foreign = [
	'https://evil.example',
	'https://todo.example.com.evil.example',
	'https://eviltodo.example.com',
	'https://sub.todo.example.com',
	'https://todo.example.co',
	'https://todo.example.comm',
	'http://todo.example.com',
	'https://todo.example.com:8443',
	'https://todo.example.com:80',
	'https://todo.example.com/',
	'https://todo.example.com/path',
	'https://todo.example.com?x',
	'https://todo.example.com#x',
	'https://user@todo.example.com',
	'https://todo.example.com@evil.example',
	'https://evil.example/https://todo.example.com',
	'https://todo.example.com%60.evil.example',
	'https://todo.example.com_.evil.example',
	'https://todo-example.com',
	'https://example.com',
	'http://localhost',
	'http://localhost:3001',
	'http://localhost:30000',
	'https://localhost:3000',
	'http://127.0.0.1:3000',
	'http://[::1]:3000',
	'https://bücher.example:8443',
	'null',
	'*',
	'file://',
	'https://',
	'',
	'https://todo.example.com, https://evil.example',
	'https://todo.example.com\thttps://evil.example',
	'ftp://todo.example.com',
	'chrome-extension://todo.example.com',
]

describe('CORS', () => {
	let database: TestDatabase
	let app: TestApp

	beforeAll(async () => {
		const [sqlite] = databases
		if (!sqlite) throw new Error('no database')
		database = await sqlite[1]()
		app = await startApp(database.url, { FRONTEND_URL: allowed.join(', ') })
	})
	afterAll(async () => {
		await app?.close()
		await database?.drop()
	})

	const ask = (origin: string, path = '/api/health') =>
		app.wired.http.inject({ method: 'GET', url: path, headers: { origin } })
	const preflight = (origin: string) =>
		app.wired.http.inject({
			method: 'OPTIONS',
			url: '/api/tasks/3',
			headers: {
				origin,
				'access-control-request-method': 'PATCH',
				'access-control-request-headers': 'content-type, idempotency-key, if-match',
			},
		})

	test.each(allowed)('APP-9: %s of FRONTEND_URL may read answers with credentials', async (origin) => {
		for (const path of ['/api/health', '/api/tasks', '/api/nowhere']) {
			const { headers } = await ask(origin, path)
			expect(headers).toMatchObject({
				'access-control-allow-origin': origin,
				'access-control-allow-credentials': 'true',
				vary: 'Origin',
			})
			expect(headers['access-control-expose-headers']).toMatch(/etag.*x-total-count/)
		}
	})

	test.each(allowed)('a preflight of %s is answered, and may be remembered', async (origin) => {
		const { statusCode, headers } = await preflight(origin)
		expect(statusCode).toBe(204)
		expect(headers['access-control-allow-origin']).toBe(origin)
		expect(headers['access-control-allow-methods']).toContain('PATCH')
		for (const header of ['content-type', 'idempotency-key', 'if-match', 'authorization'])
			expect(headers['access-control-allow-headers']).toContain(header)
		expect(Number(headers['access-control-max-age'])).toBeGreaterThan(600)
	})

	test.each(foreign)('B8: "%s" is not echoed, neither to a request nor to a preflight', async (origin) => {
		for (const { headers } of [await ask(origin), await preflight(origin)]) {
			expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
			expect(headers.vary).toBe('Origin')
		}
	})

	test('with no FRONTEND_URL the origin that the request was sent to passes, and no other', async () => {
		const [sqlite] = databases
		const other = await sqlite?.[1]()
		if (!other) throw new Error('no database')
		const open = await startApp(other.url)
		const send = async (headers: Record<string, string>) =>
			(await open.wired.http.inject({ method: 'GET', url: '/api/health', headers })).headers[
				'access-control-allow-origin'
			]
		expect(await send({ host: 'todo.local', origin: 'http://todo.local' })).toBe('http://todo.local')
		expect(await send({ host: 'inside:8000', 'x-forwarded-host': 'todo.local', origin: 'http://todo.local' })).toBe(
			'http://todo.local',
		)
		expect(await send({ host: 'todo.local', origin: 'http://todo.local:8080' })).toBeUndefined()
		expect(await send({ host: 'todo.local', origin: 'http://evil.example' })).toBeUndefined()
		await open.close()
		await other.drop()
	})
})
