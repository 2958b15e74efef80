import { call, endpoints } from '@todo/contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Environment } from '../config/config.ts'
import { databases } from '../testing/databases.ts'
import { listenOnce, openSocket } from '../testing/open-socket.ts'
import { goodPassword, postJson, toCookie, withHeaders } from '../testing/people.ts'
import { startSmtp } from '../testing/smtp.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

const { auth } = endpoints
const page = 'https://app.example.com'
const account = { email: 'ada@example.com', password: goodPassword, name: 'Ada' }
/** What a client may put on any request it makes itself. */
const claimed = { 'x-forwarded-host': 'evil.example.net', 'x-forwarded-proto': 'https' }
const evil = 'https://evil.example.net'

describe.each(databases.slice(0, 1))('hosts that a request claims (B19), on %s', (_, open) => {
	const closing: (() => Promise<void>)[] = []
	afterEach(async () => {
		for (const close of closing.splice(0).toReversed()) await close()
	})

	async function start(env: Environment): Promise<TestApp> {
		const database = await open()
		closing.push(() => database.drop())
		const app = await startApp(database.url, env)
		closing.push(() => app.close())
		return app
	}

	/** What a page of this origin gets with somebody's cookie: a change, an answer it may read, a socket. */
	async function attempt(app: TestApp, headers: Record<string, string>) {
		const changed = await postJson(app.send, '/api/tasks', { title: 'mine' }, headers)
		const byLibrary = await postJson(app.send, '/api/auth/update-user', { name: 'A' }, headers)
		const socket = await openSocket(await listenOnce(app.wired), { headers }).then(
			async (opened) => {
				await opened.close()
				return 101
			},
			(error: { status: number }) => error.status,
		)
		return {
			changed: changed.status,
			readable: changed.headers.get('access-control-allow-origin'),
			byLibrary: byLibrary.status,
			socket,
		}
	}
	const refused = { changed: 403, readable: null, byLibrary: 403, socket: 403 }

	test('APP-5: with FRONTEND_URL, no header makes another origin ours', async () => {
		const app = await start({ FRONTEND_URL: page })
		const cookie = toCookie(await postJson(app.send, auth.signUp.path, account))
		for (const host of ['evil.example.net', 'app.example.com'])
			expect(await attempt(app, { ...claimed, host, cookie, origin: evil })).toEqual(refused)
		expect(await attempt(app, { ...claimed, cookie, origin: page })).toMatchObject({ changed: 201, socket: 101 })
	})

	test('APP-5: without trusted proxies, host and scheme are those of the request itself', async () => {
		const app = await start({ TRUSTED_PROXY_HOPS: '0' })
		const host = 'todo.local'
		const signedUp = await postJson(app.send, auth.signUp.path, account, { ...claimed, host })
		const cookie = toCookie(signedUp)
		expect(cookie).toMatch(/^todo\.session=/)
		expect(await attempt(app, { ...claimed, host, cookie, origin: evil })).toEqual(refused)
		expect(await attempt(app, { ...claimed, host, cookie, origin: 'http://todo.local' })).toEqual({
			changed: 201,
			readable: 'http://todo.local',
			byLibrary: 200,
			socket: 101,
		})
	})

	test('APP-5: behind a proxy, what its client claimed before it counts for nothing', async () => {
		const app = await start({})
		const forwarded = { 'x-forwarded-host': 'evil.example.net, todo.local', 'x-forwarded-proto': 'http, https' }
		const headers = { ...forwarded, host: 'api:8000' }
		const cookie = toCookie(await postJson(app.send, auth.signUp.path, account, headers))
		expect(cookie).toMatch(/^__Host-todo\.session=/)
		expect(await attempt(app, { ...headers, cookie, origin: evil })).toEqual(refused)
		expect(await attempt(app, { ...headers, cookie, origin: 'https://todo.local' })).toMatchObject({
			changed: 201,
			byLibrary: 200,
			socket: 101,
		})
	})

	test('APP-5: a mailed link leads to FRONTEND_URL, whatever the request that asked for it says', async () => {
		const smtp = await startSmtp()
		closing.push(() => smtp.close())
		const app = await start({ SMTP_URL: smtp.url, FRONTEND_URL: page })
		await postJson(app.send, auth.signUp.path, account)
		const send = withHeaders(app.send, { ...claimed, host: 'evil.example.net', forwarded: 'host=evil.example.net' })
		await call(send, auth.forgotPassword, { body: { email: account.email } })
		await postJson(send, '/api/auth/request-password-reset', { email: account.email, redirectTo: evil })
		await vi.waitFor(() => expect(smtp.mails).toHaveLength(2), { timeout: 20_000 })
		for (const { text } of smtp.mails) {
			expect(text.match(/https?:\/\/\S+/g)).toEqual([expect.stringContaining(`${page}/reset-password#token=`)])
			expect(text).not.toContain('evil')
		}
	})
})
