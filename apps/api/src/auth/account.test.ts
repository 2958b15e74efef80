import { call, callWithHeaders, endpoints } from '@todo/contract'
import { describe, expect, test, vi } from 'vitest'
import { databases } from '../testing/databases.ts'
import {
	days,
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

const { auth, tasks, lists } = endpoints

describe.each(databases)('accounts on %s', (_, open) => {
	const clock = createTestClock(new Date().toISOString())
	const app = provideApp(open, {}, { now: clock.now })

	test('APP-5: sign-up answers a token and a cookie, and either signs in', async () => {
		const body = { email: ' Ada@Example.COM ', password: goodPassword, name: 'Ada', time_zone: 'Europe/Vienna' }
		const response = await postJson(app.send, auth.signUp.path, body)
		expect(response.status).toBe(201)
		const signedIn = await readSignedIn(response)
		expect(signedIn).toMatchObject({
			token_type: 'bearer',
			access_token: signedIn.token,
			user: { email: 'ada@example.com', name: 'Ada', guest: false },
		})
		const byToken = await call(app.as(signedIn.token), auth.me, {})
		const byCookie = await call(withHeaders(app.send, { cookie: toCookie(response) }), auth.me, {})
		expect(byToken).toEqual(signedIn.user)
		expect(byCookie).toEqual(signedIn.user)
		expect(await call(app.as(signedIn.token), endpoints.settings.getSettings, {})).toMatchObject({
			time_zone: 'Europe/Vienna',
		})
	})

	test('APP-5: sign-in answers as sign-up does; a wrong password and an unknown address are refused alike', async () => {
		await signUp(app, 'bea@example.com')
		const good = { email: 'bea@example.com', password: goodPassword }
		const { data, status } = await callWithHeaders(app.send, auth.logIn, { body: good })
		expect(status).toBe(200)
		expect(data.user).toMatchObject({ email: 'bea@example.com', guest: false })
		expect((await call(app.as(data.token), auth.me, {})).id).toBe(data.user.id)
		const wrong = await refusal(call(app.send, auth.logIn, { body: { ...good, password: 'wrong horse battery' } }))
		const unknown = await refusal(call(app.send, auth.logIn, { body: { ...good, email: 'nobody@example.com' } }))
		expect(wrong.problem).toMatchObject({ status: 401, code: 'AUTH_INVALID_CREDENTIALS' })
		expect(unknown.problem).toEqual(wrong.problem)
	})

	test('APP-5: only who really sits at the machine makes accounts without end, not who says so from elsewhere', async () => {
		const attempt = (remoteAddress: string, forwarded: string) =>
			app.wired.http.inject({
				method: 'POST',
				url: auth.signUp.path,
				remoteAddress,
				headers: { 'x-forwarded-for': forwarded },
				payload: { email: 'nobody@example.com', password: 'password123' },
			})
		const statuses = async (remoteAddress: string, forwarded: string) => {
			const answers = await Promise.all(Array.from({ length: 21 }, () => attempt(remoteAddress, forwarded)))
			return [...new Set(answers.map(({ statusCode }) => statusCode))].toSorted((a, b) => a - b)
		}
		expect(await statuses('127.0.0.1', '127.0.0.1')).toEqual([422])
		expect(await statuses('203.0.113.77', '127.0.0.1')).toEqual([422, 429])
		expect(await statuses('127.0.0.1', '203.0.113.78')).toEqual([422, 429])
	})

	test('APP-5: an address that is taken, a weak password and an address that is none name their field', async () => {
		await signUp(app, 'cleo@example.com')
		const taken = await refusal(signUp(app, 'CLEO@example.com'))
		expect(taken.problem).toMatchObject({ status: 409, code: 'AUTH_EMAIL_TAKEN' })
		for (const [body, field] of [
			[{ email: 'dan@example.com', password: 'password123' }, 'password'],
			[{ email: 'dan@example.com', password: 'short' }, 'password'],
			[{ email: 'dan@example.com', password: 'dan@example.com' }, 'password'],
			[{ email: 'someone@nobody.invalid', password: goodPassword }, 'email'],
			[{ email: 'no address', password: goodPassword }, 'email'],
		] as const) {
			const { problem } = await refusal(call(app.send, auth.signUp, { body }))
			expect(problem).toMatchObject({ status: 422, errors: [{ field }] })
		}
	})

	test('APP-5: sessions are listed and ended one by one, elsewhere, and everywhere', async () => {
		const first = await signUp(app, 'ida@example.com')
		const logIn = () => call(app.send, auth.logIn, { body: { email: 'ida@example.com', password: goodPassword } })
		const second = app.as((await logIn()).token)
		const third = app.as((await logIn()).token)
		const list = await call(second, auth.listSessions, {})
		expect(list).toHaveLength(3)
		expect(list.filter((session) => session.current)).toHaveLength(1)
		const own = await call(first.send, auth.listSessions, {})
		const other = own.find((session) => !session.current && !list.find((s) => s.id === session.id)?.current)
		await call(first.send, auth.endSession, { params: { id: other?.id ?? '' } })
		expect((await refusal(call(third, auth.me, {}))).problem.status).toBe(401)
		await call(second, auth.endSessions, {})
		expect((await refusal(call(first.send, auth.me, {}))).problem.status).toBe(401)
		expect(await call(second, auth.listSessions, {})).toHaveLength(1)
		await call(second, auth.endSessions, { query: { all: 'true' } })
		expect((await refusal(call(second, auth.me, {}))).problem.status).toBe(401)
	})

	test('APP-5: somebody else’s session is not found', async () => {
		const jan = await signUp(app, 'jan@example.com')
		const kim = await signUp(app, 'kim@example.com')
		const [session] = await call(kim.send, auth.listSessions, {})
		const { problem } = await refusal(call(jan.send, auth.endSession, { params: { id: session?.id ?? '' } }))
		expect(problem.code).toBe('SESSION_NOT_FOUND')
		expect(await call(kim.send, auth.me, {})).toMatchObject({ email: 'kim@example.com' })
	})

	test('APP-5: signing out ends the session and takes the cookie away; without a session it is no error', async () => {
		const response = await postJson(app.send, auth.signUp.path, { email: 'lea@example.com', password: goodPassword })
		const { token } = await readSignedIn(response)
		const cookie = toCookie(response)
		const own = { cookie, origin: 'http://localhost', host: 'localhost' }
		const out = await app.send(auth.logOut.path, { method: 'POST', headers: own })
		expect(out.status).toBe(204)
		expect(out.headers.getSetCookie()[0]).toMatch(/^todo\.session=; Max-Age=0/)
		expect((await refusal(call(app.as(token), auth.me, {}))).problem.status).toBe(401)
		expect((await app.send(auth.logOut.path, { method: 'POST', headers: {} })).status).toBe(204)
	})

	test('APP-5: a new password needs the old one, ends the other sessions and keeps this one', async () => {
		const first = await signUp(app, 'mia@example.com')
		const logIn = (password: string) => call(app.send, auth.logIn, { body: { email: 'mia@example.com', password } })
		const other = app.as((await logIn(goodPassword)).token)
		const next = 'staple the battery'
		const change = (current_password: string) =>
			call(first.send, auth.changePassword, { body: { current_password, new_password: next } })
		expect((await refusal(change('not the old one'))).problem.code).toBe('AUTH_INVALID_CREDENTIALS')
		const same = call(first.send, auth.changePassword, {
			body: { current_password: goodPassword, new_password: goodPassword },
		})
		expect((await refusal(same)).problem).toMatchObject({ status: 422, errors: [{ field: 'new_password' }] })
		expect(await call(other, auth.me, {})).toMatchObject({ email: 'mia@example.com' })
		await change(goodPassword)
		expect(await call(first.send, auth.me, {})).toMatchObject({ email: 'mia@example.com' })
		expect((await refusal(call(other, auth.me, {}))).problem.status).toBe(401)
		expect((await refusal(logIn(goodPassword))).problem.status).toBe(401)
		expect((await logIn(next)).user.id).toBe(first.userId)
	})

	test('APP-5: an account is renamed', async () => {
		const { send } = await signUp(app, 'nia@example.com')
		expect(await call(send, auth.updateMe, { body: { name: ' Nia N. ' } })).toMatchObject({ name: 'Nia N.' })
		expect(await call(send, auth.me, {})).toMatchObject({ name: 'Nia N.' })
	})

	test('APP-5: deleting an account needs its password and erases everything', async () => {
		const oda = await signUp(app, 'oda@example.com')
		const list = await call(oda.send, lists.createList, { body: { name: 'Work' } })
		const parent = await call(oda.send, tasks.createTask, { body: { title: 'a', list_id: list.id, tags: ['x'] } })
		await call(oda.send, tasks.createTask, { body: { title: 'b', parent_id: parent.id } })
		const remove = (body: { password?: string }) => call(oda.send, auth.deleteMe, { body })
		expect((await refusal(remove({}))).problem.code).toBe('AUTH_INVALID_CREDENTIALS')
		expect((await refusal(remove({ password: 'wrong horse battery' }))).problem.code).toBe('AUTH_INVALID_CREDENTIALS')
		await remove({ password: goodPassword })
		expect((await refusal(call(oda.send, auth.me, {}))).problem.status).toBe(401)
		const body = { email: 'oda@example.com', password: goodPassword }
		expect((await refusal(call(app.send, auth.logIn, { body }))).problem.code).toBe('AUTH_INVALID_CREDENTIALS')
		const anew = await signUp(app, 'oda@example.com')
		expect(anew.userId).not.toBe(oda.userId)
		expect(await call(anew.send, tasks.listTasks, {})).toEqual([])
	})

	test('APP-5: a session lives seven days from its last use, a guest’s thirty', async () => {
		const { send, token } = await signUp(app, 'pia@example.com')
		const response = await postJson(app.send, auth.logIn.path, { email: 'pia@example.com', password: goodPassword })
		const browser = withHeaders(app.send, { cookie: toCookie(response) })
		const guest = await postJson(from(app.send, '203.0.113.77'), auth.createGuest.path, {})
		const guestBrowser = withHeaders(app.send, { cookie: toCookie(guest) })
		clock.pass(days(4))
		const used = await callWithHeaders(browser, auth.me, {})
		expect(used.headers.getSetCookie()[0]).toMatch(/^todo\.session=.+Max-Age=604800/)
		// It is extended in the background.
		const sevenDaysOn = new Date(clock.now().getTime() + days(7)).toISOString()
		await vi.waitFor(
			async () => {
				const [current] = (await call(browser, auth.listSessions, {})).filter((session) => session.current)
				expect(current?.expires_at).toBe(sevenDaysOn)
			},
			{ timeout: 20_000 },
		)
		clock.pass(days(4))
		expect(await call(browser, auth.me, {})).toMatchObject({ email: 'pia@example.com' })
		expect(await refusal(call(send, auth.me, {}))).toMatchObject({ problem: { status: 401 } })
		expect(token).not.toBe('')
		clock.pass(days(7) + 1000)
		expect(await refusal(call(browser, auth.me, {}))).toMatchObject({ problem: { status: 401 } })
		expect(await call(guestBrowser, auth.me, {})).toMatchObject({ guest: true })
	})
})

describe.each(databases.slice(0, 1))('settings of accounts on %s', (_, open) => {
	test('APP-5: SIGN_UP=off and SIGN_UP=invite hold at every door', async () => {
		for (const [env, invite, status] of [
			[{ SIGN_UP: 'off' }, undefined, 403],
			[{ SIGN_UP: 'invite', INVITE_CODE: 'come in please' }, undefined, 403],
			[{ SIGN_UP: 'invite', INVITE_CODE: 'come in please' }, 'let me in', 403],
			[{ SIGN_UP: 'invite', INVITE_CODE: 'come in please' }, 'come in please', 201],
		] as const) {
			const database = await open()
			const app = await startApp(database.url, env)
			const body = { email: 'rob@example.com', password: goodPassword, name: 'Rob', ...(invite ? { invite } : {}) }
			const ours = await postJson(app.send, auth.signUp.path, body)
			expect(ours.status).toBe(status)
			const theirs = await postJson(app.send, '/api/auth/sign-up/email', { ...body, email: 'sue@example.com' })
			expect(theirs.status).toBe(status === 201 ? 200 : status)
			await app.close()
			await database.drop()
		}
	})
})
