import { call, endpoints } from '@todo/contract'
import { SignJWT } from 'jose'
import type { JWTPayload } from 'jose'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { signUp, withHeaders } from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'
import { startApp } from '../testing/start-app.ts'

const { auth, tasks } = endpoints
const secret = 'Zf8kW2nR5vYq7Lx1Tb4Mc9Hd6Pg3Sj0A'

const sign = (claims: JWTPayload, expires: string | undefined = '1h') => {
	const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).setIssuedAt()
	return (expires === '' ? token : token.setExpirationTime(expires)).sign(new TextEncoder().encode(secret))
}

describe.each(databases)('tokens made elsewhere, on %s', (_, open) => {
	const app = provideApp(open, { BETTER_AUTH_SECRET: secret, TRUST_EXTERNAL_JWT: 'true' })

	test('APP-5: a subject becomes a user at first sight, and the same one ever after', async () => {
		const token = await sign({ sub: 'user-42', name: 'Ada' })
		const first = withHeaders(app.as(token), { 'x-time-zone': 'Asia/Tokyo' })
		const all = await Promise.all(Array.from({ length: 8 }, () => call(first, auth.me, {})))
		expect(new Set(all.map((user) => user.id)).size).toBe(1)
		expect(all[0]).toMatchObject({ name: 'Ada', email: null, guest: false })
		await call(first, tasks.createTask, { body: { title: 'theirs' } })
		const later = app.as(await sign({ sub: 'user-42' }))
		expect(await call(later, tasks.listTasks, {})).toHaveLength(1)
		expect(await call(later, endpoints.settings.getSettings, {})).toMatchObject({ time_zone: 'Asia/Tokyo' })
		const other = app.as(await sign({ sub: 'user-43' }))
		expect(await call(other, tasks.listTasks, {})).toEqual([])
	})

	test('APP-5: its subject may stand in the path, nobody else’s may', async () => {
		const send = app.as(await sign({ sub: 'user-44' }))
		const { id } = await call(send, auth.me, {})
		const get = (path: string) => send(path, { method: 'GET', headers: {} })
		expect((await get('/api/user-44/tasks')).status).toBe(200)
		expect((await get(`/api/${id}/tasks`)).status).toBe(200)
		expect((await get('/api/user-42/tasks')).status).toBe(403)
	})

	test('APP-5: a subject that is one of our users’ ids is not that user', async () => {
		const ours = await signUp(app, 'bea@example.com')
		const send = app.as(await sign({ sub: ours.userId, iss: 'elsewhere' }))
		expect((await call(send, auth.me, {})).id).not.toBe(ours.userId)
		expect(
			(await refusal(call(app.as(await sign({ sub: ours.userId, iss: 'todo' })), auth.me, {}))).problem.status,
		).toBe(401)
	})

	test('APP-5: a user who has no password here deletes the account without one', async () => {
		const send = app.as(await sign({ sub: 'user-46' }))
		const { id } = await call(send, auth.me, {})
		await call(send, tasks.createTask, { body: { title: 'gone' } })
		await call(send, auth.deleteMe, {})
		const anew = app.as(await sign({ sub: 'user-46' }))
		expect((await call(anew, auth.me, {})).id).toBe(id)
		expect(await call(anew, tasks.listTasks, {})).toEqual([])
	})

	test('APP-5: without an end, without a subject, or for another audience it is refused', async () => {
		for (const token of [
			await sign({ sub: 'user-45' }, ''),
			await sign({}),
			await sign({ sub: '' }),
			await sign({ sub: 'user-45', aud: 'another-api' }),
			await sign({ sub: 'user-45' }, '-1s'),
			await sign({ sub: 'x'.repeat(300) }),
		])
			expect((await refusal(call(app.as(token), auth.me, {}))).problem.status).toBe(401)
	})
})

describe.each(databases.slice(0, 1))('without TRUST_EXTERNAL_JWT, on %s', (_, open) => {
	test('APP-5: a token made elsewhere is refused', async () => {
		const database = await open()
		const app = await startApp(database.url, { BETTER_AUTH_SECRET: secret })
		const token = await sign({ sub: 'user-42' })
		expect((await refusal(call(app.as(token), auth.me, {}))).problem.status).toBe(401)
		await app.close()
		await database.drop()
	})
})
