import { call, endpoints } from '@todo/contract'
import { SignJWT, decodeJwt, jwtVerify } from 'jose'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { goodPassword, postJson, readSignedIn, toCookie, withHeaders } from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { startApp } from '../testing/start-app.ts'

const { auth } = endpoints
const first = 'Zf8kW2nR5vYq7Lx1Tb4Mc9Hd6Pg3Sj0A'
const second = 'Qm4tV9bX2cL7zN5wK8rJ1yF6hD3gS0pE'
const toKey = (secret: string) => new TextEncoder().encode(secret)

/** Every way to set the two settings, and what signs then; null: one that is made. */
const cells = [
	[undefined, undefined, null],
	[undefined, first, first],
	[undefined, second, second],
	[first, undefined, first],
	[first, first, first],
	[first, second, first],
	[second, undefined, second],
	[second, first, second],
	[second, second, second],
] as const

describe.each(databases.slice(0, 1))('the two secrets on %s', (_, open) => {
	test.each(cells)(
		'APP-5: BETTER_AUTH_SECRET=%s and SECRET_KEY=%s: signs with %s, believes what is set, and nothing else',
		async (better, key, signing) => {
			const database = await open()
			const env = { BETTER_AUTH_SECRET: better, SECRET_KEY: key }
			const app = await startApp(database.url, env)
			const response = await postJson(app.send, auth.createGuest.path, {})
			const cookie = toCookie(response)
			const { token } = await readSignedIn(response)
			const made = readMadeSecret(database.url)
			expect(made === undefined).toBe(signing !== null)
			await jwtVerify(token, toKey(signing ?? made ?? ''), { algorithms: ['HS256'] })

			const claims = decodeJwt(token)
			const accepted = new Set<string>([better, key, made].filter((secret) => secret !== undefined))
			const secrets = [first, second, made ?? 'a secret that nobody has ever set here']
			const answers = secrets.map(async (secret) => {
				const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(toKey(secret))
				return (await app.as(forged)(auth.me.path, { method: 'GET', headers: {} })).status
			})
			expect(await Promise.all(answers)).toEqual(secrets.map((secret) => (accepted.has(secret) ? 200 : 401)))
			await app.close()

			const restarted = await startApp(database.url, env)
			expect(await call(restarted.as(token), auth.me, {})).toMatchObject({ guest: true })
			expect(await call(withHeaders(restarted.send, { cookie }), auth.me, {})).toMatchObject({ guest: true })
			await restarted.close()
			await database.drop()
		},
	)

	test('APP-5: a system that ran on SECRET_KEY goes on when BETTER_AUTH_SECRET comes to it, and then signs with that', async () => {
		const database = await open()
		const before = await startApp(database.url, { BETTER_AUTH_SECRET: undefined, SECRET_KEY: first })
		const response = await postJson(before.send, auth.createGuest.path, {})
		const cookie = toCookie(response)
		const { token } = await readSignedIn(response)
		await before.close()

		const after = await startApp(database.url, { BETTER_AUTH_SECRET: second, SECRET_KEY: first })
		expect(await call(after.as(token), auth.me, {})).toMatchObject({ guest: true })
		const session = await after.send('/api/auth/get-session', { method: 'GET', headers: { cookie } })
		expect(await session.json()).toMatchObject({ user: { isAnonymous: true } })
		await after.close()

		const without = await startApp(database.url, { BETTER_AUTH_SECRET: second })
		expect((await refusal(call(without.as(token), auth.me, {}))).problem.status).toBe(401)
		expect((await refusal(call(withHeaders(without.send, { cookie }), auth.me, {}))).problem.status).toBe(401)
		await without.close()
		await database.drop()
	})

	test('APP-5: no secret, token, key or password is in any line of the log', async () => {
		const database = await open()
		const lines: string[] = []
		const logTo = { write: (line: string) => void lines.push(line) }
		const app = await startApp(database.url, { BETTER_AUTH_SECRET: first, LOG_LEVEL: 'debug' }, { logTo })
		const response = await postJson(app.send, auth.signUp.path, { email: 'ada@example.com', password: goodPassword })
		const { token } = await readSignedIn(response.clone())
		const cookie = decodeURIComponent(toCookie(response).split('=', 2)[1] ?? '')
		const made = await call(app.as(token), endpoints.keys.createKey, { body: { name: 'k' } })
		await call(app.as(made.key), auth.me, {})
		await postJson(app.send, '/api/auth/sign-in/email', { email: 'ada@example.com', password: goodPassword })
		await postJson(app.send, `${auth.resetPassword.path}?token=s3cr3t-in-a-query`, {
			token: 'x',
			password: goodPassword,
		})
		await call(app.as(token), auth.deleteMe, { body: { password: goodPassword } })
		await app.close()
		const log = lines.join('')
		expect(log).toContain('account deleted')
		const secrets = [first, token, cookie, made.key, goodPassword, 's3cr3t-in-a-query', 'ada@example.com']
		expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
		await database.drop()
	})

	test('APP-5: the made secret is random, its owner’s alone, and kept', async () => {
		const database = await open()
		const env = { BETTER_AUTH_SECRET: undefined }
		await (await startApp(database.url, env)).close()
		const made = readMadeSecret(database.url)
		expect(made).toMatch(/^[\w-]{43}$/)
		expect(statSync(join(dirname(database.url), 'secret')).mode & 0o777).toBe(0o600)
		await (await startApp(database.url, env)).close()
		expect(readMadeSecret(database.url)).toBe(made)
		await database.drop()
	})
})

function readMadeSecret(databaseFile: string): string | undefined {
	try {
		return readFileSync(join(dirname(databaseFile), 'secret'), 'utf8')
	} catch {
		return undefined
	}
}
