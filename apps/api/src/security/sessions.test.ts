import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { listenOnce, openSocket } from '../testing/open-socket.ts'
import {
	createTestClock,
	from,
	goodPassword,
	postJson,
	readSignedIn,
	signUp,
	toCookie,
	withHeaders,
} from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'
import { startApp } from '../testing/start-app.ts'

const { auth } = endpoints

describe.each(databases)('sessions (B11) on %s', (name, open) => {
	const app = provideApp(open)

	test('APP-5: a cookie that was there before sign-in is not the one after it, and ends', async () => {
		await signUp(app, 'ada@example.com')
		await signUp(app, 'mallory@example.com')
		const logIn = (email: string, cookie?: string) =>
			postJson(app.send, auth.logIn.path, { email, password: goodPassword }, cookie ? { cookie } : {})
		const planted = toCookie(await logIn('mallory@example.com'))
		const after = toCookie(await logIn('ada@example.com', planted))
		expect(after).not.toBe(planted)
		const me = await call(withHeaders(app.send, { cookie: after }), auth.me, {})
		expect(me.email).toBe('ada@example.com')
		expect((await refusal(call(withHeaders(app.send, { cookie: planted }), auth.me, {}))).problem.status).toBe(401)
	})

	test('APP-5: every way into a guest is closed when it becomes an account, its own session’s too', async () => {
		const entered = await postJson(from(app.send, '203.0.113.9'), auth.createGuest.path, {})
		const planted = toCookie(entered)
		const { token, user } = await readSignedIn(entered)
		const guest = app.as(token)
		const { key } = await call(guest, endpoints.keys.createKey, { body: { name: 'planted' } })
		const calendar = (await call(guest, endpoints.transfer.createCalendar, {})).path ?? ''
		const address = await listenOnce(app.wired)
		const sockets = await Promise.all(
			[token, key].map((one) => openSocket(address, { headers: { authorization: `Bearer ${one}` } })),
		)
		const statusOf = async (path: string, headers: Record<string, string>) =>
			(await app.send(path, { method: 'GET', headers })).status
		const tryAll = () =>
			Promise.all([
				statusOf('/api/tasks', { cookie: planted }),
				statusOf('/api/tasks', { authorization: `Bearer ${token}` }),
				statusOf('/api/tasks', { authorization: `Bearer ${key}` }),
				statusOf(calendar, {}),
			])
		expect(await tryAll()).toEqual([200, 200, 200, 200])

		const body = { email: 'bea@example.com', password: goodPassword }
		const response = await postJson(app.send, auth.signUp.path, body, { cookie: planted })
		const cookie = toCookie(response)
		const signedUp = await readSignedIn(response)
		expect(signedUp.user.id).toBe(user.id)
		expect(cookie).not.toBe(planted)
		expect(await tryAll()).toEqual([401, 401, 401, 404])
		for (const socket of sockets) expect(await socket.closed).toMatchObject({ code: 4401 })
		expect(await call(app.as(signedUp.token), auth.listSessions, {})).toMatchObject([{ current: true }])
		expect((await call(withHeaders(app.send, { cookie }), auth.me, {})).email).toBe('bea@example.com')
		expect(await call(app.as(signedUp.token), endpoints.keys.listKeys, {})).toEqual([])
	})

	test('APP-5: cookies that were changed, unsigned or signed by nobody are no session', async () => {
		const response = await postJson(app.send, auth.signUp.path, { email: 'cleo@example.com', password: goodPassword })
		const cookie = toCookie(response)
		const [label = '', signed = ''] = cookie.split('=', 2)
		const decoded = decodeURIComponent(signed)
		const [token, signature] = [decoded.slice(0, 32), decoded.slice(33)]
		const broken = [
			token,
			`${token}.`,
			`${token}.${'A'.repeat(43)}=`,
			`${token}x.${signature}`,
			`.${signature}`,
			'%E0%A4%A',
			'',
			'a'.repeat(5000),
		]
		const answers = broken.map(async (value) => {
			const headers = { cookie: `${label}=${value}` }
			return [value, (await app.send(auth.me.path, { method: 'GET', headers })).status]
		})
		expect(await Promise.all(answers)).toEqual(broken.map((value) => [value, 401]))
		expect((await call(withHeaders(app.send, { cookie }), auth.me, {})).email).toBe('cleo@example.com')
	})

	test('APP-5: under https, only the cookie that other hosts can’t set counts', async () => {
		const secure = { 'x-forwarded-proto': 'https' }
		const body = { email: 'dan@example.com', password: goodPassword }
		const response = await postJson(app.send, auth.signUp.path, body, secure)
		const cookie = toCookie(response)
		expect(cookie).toMatch(/^__Host-/)
		const tossed = cookie.replace('__Host-', '')
		const me = (header: string) => call(withHeaders(app.send, { ...secure, cookie: header }), auth.me, {})
		expect((await me(cookie)).email).toBe('dan@example.com')
		expect((await refusal(me(tossed))).problem.status).toBe(401)
	})

	test('APP-5: of three upgrades of one guest at once, one gets the guest', async () => {
		const guest = await app.guest()
		const results = await Promise.allSettled(
			['eve', 'fay', 'gil'].map((one) =>
				call(guest.send, auth.signUp, { body: { email: `${one}@example.com`, password: goodPassword } }),
			),
		)
		const ids = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.user.id] : []))
		expect(ids.filter((id) => id === guest.userId)).toHaveLength(1)
		const upgraded = results.flatMap((result) =>
			result.status === 'fulfilled' && result.value.user.id === guest.userId ? [result.value.user.email] : [],
		)
		const logIn = { email: upgraded[0] ?? '', password: goodPassword }
		expect((await call(app.send, auth.logIn, { body: logIn })).user.id).toBe(guest.userId)
	})

	test('APP-5: of ten sign-ups with one address at once, one wins', async () => {
		const results = await Promise.all(
			Array.from({ length: 10 }, (_, n) =>
				n % 2 === 0
					? postJson(app.send, auth.signUp.path, { email: 'hal@example.com', password: goodPassword })
					: postJson(app.send, '/api/auth/sign-up/email', {
							email: 'HAL@example.com',
							password: goodPassword,
							name: 'Hal',
						}),
			),
		)
		const won = results.filter((response) => response.ok)
		expect(won).toHaveLength(1)
		for (const response of results) expect(response.status).toBeLessThan(500)
		const body = { email: 'hal@example.com', password: goodPassword }
		expect((await call(app.send, auth.logIn, { body })).user.email).toBe('hal@example.com')
	})

	test.runIf(name === 'postgres')(
		'APP-5: a session that one replica ended is dead on the other within a second',
		async () => {
			const clock = createTestClock(new Date().toISOString())
			const replica = await startApp(app.databaseUrl, {}, { now: clock.now })
			const ends: ((token: string, email: string) => Promise<unknown>)[] = [
				(token) => call(app.as(token), auth.logOut, {}),
				(token) => call(app.as(token), auth.endSessions, { query: { all: 'true' } }),
				(token) => postJson(app.as(token), '/api/auth/sign-out', {}),
				(token) => postJson(app.as(token), '/api/auth/revoke-sessions', {}),
				(token) => call(app.as(token), auth.deleteMe, { body: { password: goodPassword } }),
			]
			for (const [n, end] of ends.entries()) {
				const email = `end${n}@example.com`
				const { token } = await signUp(app, email)
				expect(await call(replica.as(token), auth.me, {})).toMatchObject({ email })
				await end(token, email)
				clock.pass(1000)
				expect((await replica.as(token)(auth.me.path, { method: 'GET', headers: {} })).status).toBe(401)
				// On the replica that ended it, at once.
				expect((await app.as(token)(auth.me.path, { method: 'GET', headers: {} })).status).toBe(401)
			}
			await replica.close()
		},
	)

	test('APP-5: an open socket closes with its session, and no other of the same person does', async () => {
		const address = await listenOnce(app.wired)
		const first = await signUp(app, 'jan@example.com')
		const logIn = { email: 'jan@example.com', password: goodPassword }
		const second = await call(app.send, auth.logIn, { body: logIn })
		const openAs = (token: string) => openSocket(address, { headers: { authorization: `Bearer ${token}` } })
		const [ending, staying] = await Promise.all([openAs(first.token), openAs(second.token)])
		const connections = app.wired.live.hub.all().filter(({ userId }) => userId === first.userId)
		await call(first.send, auth.logOut, {})
		// At once, and not when sockets are looked at next.
		expect(connections.filter((connection) => connection.closed)).toHaveLength(1)
		expect(await ending.closed).toMatchObject({ code: 4401 })
		expect(staying.webSocket.readyState).toBe(staying.webSocket.OPEN)
		await call(app.as(second.token), auth.deleteMe, { body: { password: goodPassword } })
		expect(await staying.closed).toMatchObject({ code: 4401 })
	})

	test('APP-5: what Better Auth’s own routes end is dead at once as well', async () => {
		const response = await postJson(app.send, '/api/auth/sign-up/email', {
			email: 'ida@example.com',
			password: goodPassword,
			name: 'Ida',
		})
		const cookie = toCookie(response)
		const own = { cookie, origin: 'http://localhost', host: 'localhost' }
		const { token } = await readSignedIn(
			await postJson(app.send, auth.logIn.path, { email: 'ida@example.com', password: goodPassword }),
		)
		expect((await call(app.as(token), auth.me, {})).name).toBe('Ida')
		expect((await postJson(app.send, '/api/auth/revoke-other-sessions', {}, own)).status).toBe(200)
		expect((await refusal(call(app.as(token), auth.me, {}))).problem.status).toBe(401)
		expect((await postJson(app.send, '/api/auth/sign-out', {}, own)).status).toBe(200)
		expect((await refusal(call(withHeaders(app.send, { cookie }), auth.me, {}))).problem.status).toBe(401)
	})
})
