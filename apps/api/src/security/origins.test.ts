import { call, endpoints } from '@todo/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { from, goodPassword, postJson, toCookie, withHeaders } from '../testing/people.ts'
import { provideApp } from '../testing/provide-app.ts'
import { startApp } from '../testing/start-app.ts'

const { auth, tasks } = endpoints
const page = 'https://app.example.com'

const foreign = [
	'https://evil.example.net',
	'https://app.example.com.evil',
	'https://evil-app.example.com',
	'https://app.example.com:8443',
	'http://app.example.com',
	'https://user@app.example.com',
	'https://app.example.com/',
	'null',
	'',
]

/** Better Auth's own routes, which change something, and are in no list of ours. */
const theirs = [
	'sign-out',
	'revoke-session',
	'revoke-sessions',
	'revoke-other-sessions',
	'update-user',
	'change-password',
	'delete-user',
]

describe.each(databases)('requests from other sites (B7) on %s', (_, open) => {
	let cookie: string
	const app = provideApp(open, { FRONTEND_URL: page })

	beforeAll(async () => {
		const body = { email: 'ada@example.com', password: goodPassword }
		cookie = toCookie(await postJson(app.send, auth.signUp.path, body))
	})

	const readVersion = async () => {
		const response = await app.send('/api/changes', { method: 'GET', headers: { cookie } })
		return ((await response.json()) as { version: number }).version
	}

	test('APP-5: with a cookie, no operation that changes anything takes a foreign, null or missing origin', async () => {
		expect(cookie).toMatch(/^__Host-todo\.session=/)
		const before = await readVersion()
		const changing = app.wired.operations.filter(({ endpoint }) => endpoint.method !== 'GET')
		expect(changing.length).toBeGreaterThan(20)
		// Only a cookie makes a request somebody's: what needs none is told foreign by its Origin alone.
		const passed: string[] = []
		for (const { endpoint, public: isPublic } of changing) {
			const path = endpoint.path.replace(/\{\w+\}/g, '1')
			// Only a cookie makes a request somebody's: what needs none is told foreign by its Origin alone.
			for (const origin of isPublic ? foreign.filter(Boolean) : [...foreign, undefined]) {
				const headers: Record<string, string> = { cookie, 'content-type': 'application/json' }
				if (origin !== undefined) headers['origin'] = origin
				const init = { method: endpoint.method, headers, body: sampleBody(endpoint.path) }
				const { status } = await app.send(path, init)
				// A body that is refused before anybody is asked who they are has changed nothing either.
				if (status !== 403 && status !== 422) passed.push(`${status} ${endpoint.method} ${path} from ${origin}`)
			}
		}
		for (const path of theirs) {
			for (const origin of [...foreign, undefined]) {
				const headers = origin === undefined ? { cookie } : { cookie, origin }
				const { status } = await postJson(app.send, `/api/auth/${path}`, {}, headers)
				if (status !== 403) passed.push(`${status} ${path} from ${origin}`)
			}
		}
		expect(passed).toEqual([])
		expect(await readVersion()).toBe(before)
	})

	test('APP-5: the page’s own origin may, and so may same-origin fetches that leave Origin out', async () => {
		const add = (headers: Record<string, string>) =>
			call(withHeaders(app.send, { cookie, ...headers }), tasks.createTask, { body: { title: 'mine' } })
		expect(await add({ origin: page })).toMatchObject({ title: 'mine' })
		expect(await add({ 'sec-fetch-site': 'same-origin' })).toMatchObject({ title: 'mine' })
		await expect(add({ 'sec-fetch-site': 'same-site' })).rejects.toThrow(/another site/)
		await expect(add({ 'sec-fetch-site': 'cross-site' })).rejects.toThrow(/another site/)
	})

	test('APP-5: forms and plain text, which browsers send without asking, change nothing', async () => {
		const before = await readVersion()
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
			for (const path of ['/api/tasks', auth.logIn.path, '/api/auth/sign-in/email']) {
				const headers = { cookie, 'content-type': type, origin: 'https://evil.example.net' }
				const response = await app.send(path, { method: 'POST', headers, body: '{"title":"x"}' })
				expect([403, 415]).toContain(response.status)
			}
		}
		expect(await readVersion()).toBe(before)
	})

	test('APP-5: nobody is signed in or made a guest from another site’s page', async () => {
		for (const path of [auth.logIn.path, auth.signUp.path, auth.createGuest.path, '/api/auth/sign-in/email'])
			for (const headers of [
				{ origin: 'https://evil.example.net' },
				{ origin: 'null' },
				{ 'sec-fetch-site': 'cross-site' },
			]) {
				const body = path === auth.createGuest.path ? {} : { email: 'ada@example.com', password: goodPassword }
				const response = await postJson(app.send, path, body, { ...headers })
				expect(response.status).toBe(403)
				expect(response.headers.getSetCookie()).toEqual([])
			}
	})

	test('APP-5: a token in a header comes from no page, and needs no origin', async () => {
		const guest = await app.guest()
		const body = { title: 'by a script' }
		expect(await call(guest.send, tasks.createTask, { body })).toMatchObject(body)
		const renamed = await postJson(guest.send, '/api/auth/update-user', { name: 'Script' })
		expect(renamed.status).toBe(200)
	})

	test('APP-5: a redirect address that is not ours goes nowhere (B20)', async () => {
		const elsewhere = [
			'https://evil.example.net',
			'//evil.example.net',
			'/\\evil.example.net',
			'https:evil.example.net',
			'https://app.example.com.evil',
			'https://app.example.com@evil.example.net',
			'javascript:alert(1)',
			'data:text/html,x',
			'%2f%2fevil.example.net',
			'https://evil.example.net/https://app.example.com',
		]
		for (const [n, callbackURL] of elsewhere.entries()) {
			const send = from(app.send, `198.51.100.${n}`)
			const body = { email: `redirect${n}@example.com`, password: goodPassword, name: 'R', callbackURL }
			for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/email']) {
				const response = await postJson(send, path, body, { origin: page })
				expect(response.headers.get('location')).toBeNull()
				expect(response.status).not.toBe(302)
			}
		}
		for (const path of ['verify-email', 'reset-password/x', 'callback/github', 'error', 'delete-user/callback']) {
			const url = `/api/auth/${path}?token=x&callbackURL=https://evil.example.net`
			expect((await app.send(url, { method: 'GET', headers: {} })).status).toBeGreaterThanOrEqual(404)
		}
	})
})

describe.each(databases.slice(0, 1))('without FRONTEND_URL (http://todo.local) on %s', (_, open) => {
	test('APP-5: the request’s own host is the allowed origin, behind the page’s server too; cookies work on plain http', async () => {
		const database = await open()
		const app = await startApp(database.url)
		const viaPage = { host: '127.0.0.1:8000', 'x-forwarded-host': 'todo.local', 'x-forwarded-proto': 'http' }
		const own = { ...viaPage, origin: 'http://todo.local' }
		const body = { email: 'ada@example.com', password: goodPassword, name: 'Ada' }
		const response = await postJson(app.send, '/api/auth/sign-up/email', body, own)
		expect(response.status).toBe(200)
		const [set] = response.headers.getSetCookie()
		expect(set).toMatch(/^todo\.session=/)
		expect(set).not.toMatch(/Secure/)
		const cookie = toCookie(response)
		const rename = (headers: Record<string, string>) =>
			postJson(app.send, '/api/auth/update-user', { name: 'A' }, { ...headers, cookie })
		expect((await rename(own)).status).toBe(200)
		expect((await rename({ ...viaPage, origin: 'http://evil.example.net' })).status).toBe(403)
		expect((await rename({ ...viaPage, origin: 'http://todo.local.evil' })).status).toBe(403)

		const secure = { ...viaPage, 'x-forwarded-proto': 'https', origin: 'https://todo.local' }
		const signedIn = await postJson(app.send, auth.logIn.path, { email: body.email, password: goodPassword }, secure)
		expect(signedIn.headers.getSetCookie()[0]).toMatch(/^__Host-todo\.session=.+; Secure; SameSite=Lax/)
		await app.close()
		await database.drop()
	})
})

/** Bodies that would be taken, for what an attacker would want most. */
function sampleBody(path: string): string {
	if (path === auth.signUp.path) return JSON.stringify({ email: 'x@example.com', password: goodPassword })
	if (path === auth.logIn.path) return JSON.stringify({ email: 'ada@example.com', password: goodPassword })
	if (path === auth.updateMe.path) return JSON.stringify({ name: 'x' })
	if (path === auth.changePassword.path)
		return JSON.stringify({ current_password: goodPassword, new_password: 'staple the battery' })
	if (path === auth.deleteMe.path) return JSON.stringify({ password: goodPassword })
	if (path === auth.forgotPassword.path) return JSON.stringify({ email: 'ada@example.com' })
	if (path === '/api/tasks' || path.endsWith('/tasks/{id}')) return JSON.stringify({ title: 'x' })
	if (path === '/api/settings') return JSON.stringify({ theme: 'dark' })
	return '{}'
}
