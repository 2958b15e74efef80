import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { goodPassword, postJson, signUp, toCookie, withHeaders } from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'
import { createBetterAuth } from './better-auth.ts'
import { createPasswords } from './password.ts'

const { auth, tasks } = endpoints

describe.each(databases)('Better Auth’s own routes on %s', (_, open) => {
	const app = provideApp(open)

	const create = (origins: readonly string[] = []) =>
		createBetterAuth({
			database: app.wired.database,
			secret: 'q8Zt3vLw7yXk2Rf9Jm4Nb6Hc1Pd5Sg0A',
			secure: false,
			origins,
			signUp: true,
			passwords: createPasswords(),
			createId: () => crypto.randomUUID(),
			onUserCreated: async () => undefined,
			sendReset: async () => undefined,
			onPasswordReset: async () => undefined,
			onFailure: () => undefined,
		})

	test('APP-5: our tables are those that this version of it expects', async () => {
		const context = await create().$context
		expect(context.checkSchema).toBeTypeOf('function')
		await expect(context.checkSchema?.()).resolves.toBeUndefined()
	})

	test.each([
		'sign-up/email',
		'sign-in/email',
		'sign-out',
		'revoke-session',
		'revoke-sessions',
		'revoke-other-sessions',
		'update-user',
		'change-password',
		'delete-user',
		'request-password-reset',
		'reset-password',
	])('APP-5: a body that is nested is refused before it is looked into: %s', async (path) => {
		const { send } = await signUp(app, `deep-${path.replace('/', '-')}@example.com`)
		const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
		for (const nested of [deep, '{"a":1}']) {
			const body = `{"email":"new@example.com","password":"${goodPassword}","name":"N","token":"t","more":${nested}}`
			const headers = { 'content-type': 'application/json' }
			const answer = await send(`/api/auth/${path}`, { method: 'POST', headers, body })
			expect(answer.status).toBe(422)
			expect(await answer.json()).toMatchObject({ code: 'VALIDATION_ERROR', errors: [{ field: 'more' }] })
		}
	})

	test('APP-5: its own check of origins is on, here too where NODE_ENV is test', async () => {
		expect(process.env['NODE_ENV']).toBe('test')
		const { handler } = create(['https://todo.example.com'])
		const post = (origin: string) =>
			handler(
				new Request('https://todo.example.com/api/auth/sign-out', {
					method: 'POST',
					headers: { origin, cookie: 'todo.session=x', 'content-type': 'application/json' },
					body: '{}',
				}),
			)
		expect((await post('https://evil.example.net')).status).toBe(403)
		expect((await post('https://todo.example.com')).status).toBe(200)
	})

	test('APP-5: its sign-up makes a whole user, in the zone of the request; the two kinds of sign-in meet', async () => {
		const response = await postJson(
			app.send,
			'/api/auth/sign-up/email',
			{ email: 'Ada@Example.com', password: goodPassword, name: 'Ada', isAnonymous: true, id: 'mine', role: 'admin' },
			{ 'x-time-zone': 'America/New_York' },
		)
		expect(response.status).toBe(200)
		const send = withHeaders(app.send, { cookie: toCookie(response), origin: 'http://localhost', host: 'localhost' })
		const me = await call(send, auth.me, {})
		expect(me).toMatchObject({ name: 'Ada', email: 'ada@example.com', guest: false })
		expect(me.id).not.toBe('mine')
		expect(await call(send, endpoints.settings.getSettings, {})).toMatchObject({ time_zone: 'America/New_York' })
		expect(await call(send, tasks.createTask, { body: { title: 'first' } })).toMatchObject({ id: 1 })
		const body = { email: 'ada@example.com', password: goodPassword }
		expect((await call(app.send, auth.logIn, { body })).user.id).toBe(me.id)
	})

	test('APP-5: its sign-in takes accounts made by ours; get-session takes our cookie and our token', async () => {
		const bea = await signUp(app, 'bea@example.com')
		const body = { email: 'BEA@example.com', password: goodPassword }
		const signedIn = await postJson(app.send, '/api/auth/sign-in/email', body)
		expect(signedIn.status).toBe(200)
		for (const headers of [{ cookie: toCookie(signedIn) }, { authorization: `Bearer ${bea.token}` }]) {
			const session = await app.send('/api/auth/get-session', { method: 'GET', headers: { ...headers } })
			expect(await session.json()).toMatchObject({ user: { id: bea.userId, email: 'bea@example.com' } })
		}
		const wrong = await postJson(app.send, '/api/auth/sign-in/email', { ...body, password: 'wrong horse battery' })
		expect(wrong.status).toBe(401)
		const taken = await postJson(app.send, '/api/auth/sign-up/email', { ...body, name: 'B' })
		expect(taken.status).toBe(422)
		const nobody = await app.send('/api/auth/get-session', { method: 'GET', headers: {} })
		expect([nobody.status, await nobody.json()]).toEqual([200, null])
	})

	test('APP-5: its sessions, name, password and deletion routes do what ours do', async () => {
		const cleo = await signUp(app, 'cleo@example.com')
		const other = await call(app.send, auth.logIn, { body: { email: 'cleo@example.com', password: goodPassword } })
		const listed = await cleo.send('/api/auth/list-sessions', { method: 'GET', headers: {} })
		expect(await listed.json()).toHaveLength(2)
		expect((await postJson(cleo.send, '/api/auth/update-user', { name: 'Cleo C.' })).status).toBe(200)
		expect((await call(cleo.send, auth.me, {})).name).toBe('Cleo C.')
		const next = 'staple the battery'
		const change = (currentPassword: string) =>
			postJson(cleo.send, '/api/auth/change-password', { currentPassword, newPassword: next })
		expect((await change('wrong horse battery')).status).toBe(401)
		expect((await change(goodPassword)).status).toBe(200)
		expect((await refusal(call(app.as(other.token), auth.me, {}))).problem.status).toBe(401)
		expect((await call(cleo.send, auth.me, {})).name).toBe('Cleo C.')
		expect((await postJson(cleo.send, '/api/auth/delete-user', { password: goodPassword })).status).toBe(401)
		expect((await postJson(cleo.send, '/api/auth/delete-user', { password: next })).status).toBe(200)
		expect((await refusal(call(cleo.send, auth.me, {}))).problem.status).toBe(401)
	})

	test.each(['a:99999', '[::1', '%'])(
		'APP-5: a Host that can be no address is the caller’s mistake: %s',
		async (host) => {
			const payload = { email: 'nobody@example.com', password: goodPassword }
			const asked = { method: 'POST', url: '/api/auth/sign-in/email', headers: { host }, payload } as const
			expect((await app.wired.http.inject(asked)).statusCode).toBe(400)
		},
	)

	test('APP-5: what it can’t take is 4xx: wrong types, NUL, huge and broken bodies', async () => {
		const dan = await signUp(app, 'dan@example.com')
		const paths = [
			'sign-up/email',
			'sign-in/email',
			'update-user',
			'change-password',
			'revoke-session',
			'reset-password',
		]
		const bodies: unknown[] = [
			null,
			[],
			'x',
			5,
			{},
			{ email: 5, password: {}, name: [], token: {}, newPassword: 1, currentPassword: true },
			{ email: 'a\u0000@example.com', password: 'a\u0000bcdefgh', name: '\u0000', token: '\u0000' },
			{ email: 'e@example.com', password: goodPassword, name: '\ud800', token: '\ud800' },
			{ email: `${'a'.repeat(3000)}@example.com`, password: 'x'.repeat(3000), name: 'n'.repeat(3000) },
		]
		const failed: string[] = []
		for (const path of paths)
			for (const [n, body] of bodies.entries()) {
				const { status } = await postJson(dan.send, `/api/auth/${path}`, body, { 'x-forwarded-for': `198.51.100.${n}` })
				if (status < 400 || status >= 500) failed.push(`${status} ${path} ${n}`)
			}
		expect(failed.filter((one) => !one.startsWith('200 revoke-session'))).toEqual([])
		expect((await call(dan.send, auth.me, {})).email).toBe('dan@example.com')
	})
})
