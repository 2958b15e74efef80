import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { from, goodPassword, minutes, postJson, readSignedIn, signUp } from '../testing/people.ts'
import { startApp } from '../testing/start-app.ts'
import { countStatus, pick, provideTwoProcesses } from './testing/two-processes.ts'

const { auth } = endpoints
// The general limits are another matter, and would hide these.
const env = { RATE_LIMIT: '0' }

describe.each(databases)('entering (B12, B13) on %s', (name, open) => {
	const stage = provideTwoProcesses(name, open, env)

	test('APP-5: twenty sign-ups an hour from one address, across replicas and both doors, those of taken addresses too', async () => {
		await signUp(stage.app, 'taken@example.com')
		const attempt = (n: number, address: string) => {
			const path = n % 4 < 2 ? auth.signUp.path : '/api/auth/sign-up/email'
			const email = n % 2 === 0 ? 'taken@example.com' : `new-${address}-${n}@example.com`
			return postJson(pick(stage.both(address), n), path, { email, password: goodPassword, name: 'N' })
		}
		const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => attempt(n, '192.0.2.61')))
		expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
		expect((await attempt(1, '192.0.2.62')).status).toBe(201)
	})

	test('APP-5: who is said to come from elsewhere is not this machine, whatever proxies are trusted', async () => {
		const place = await open()
		const alone = await startApp(place.url, { ...env, TRUSTED_PROXY_HOPS: '0' }, { now: stage.clock.now })
		const attempt = (n: number, address: string) =>
			postJson(from(alone.send, address), auth.signUp.path, { email: `${n}@example.com`, password: goodPassword })
		const answers = await Promise.all(Array.from({ length: 22 }, (_, n) => attempt(n, `203.0.113.${n}`)))
		expect(answers.filter(({ status }) => status === 429)).toHaveLength(2)
		await alone.close()
		await place.drop()
	})

	test.each(['garbage', '300.1.1.1', '0x7f.1', '192.0.2.9:443', '<script>'])(
		'APP-5: what is no address is kept nowhere as one: %s',
		async (claimed) => {
			const email = `claimed-${claimed.replaceAll(/\W/g, '')}@example.com`
			const body = { email, password: goodPassword }
			const { token } = await readSignedIn(await postJson(from(stage.app.send, claimed), auth.signUp.path, body))
			expect((await call(stage.app.as(token), auth.listSessions, {})).map(({ ip }) => ip)).toEqual(['127.0.0.1'])
		},
	)

	test('APP-5: ten guests an hour from one address, across replicas', async () => {
		const make = Array.from({ length: 14 }, (_, n) =>
			postJson(pick(stage.both('192.0.2.60'), n), auth.createGuest.path, {}),
		)
		expect(await countStatus(make, 201)).toBe(10)
		stage.clock.pass(minutes(60) + 1)
		expect((await postJson(from(stage.app.send, '192.0.2.60'), auth.createGuest.path, {})).status).toBe(201)
	})

	test('APP-5: guesses at a signed-in account’s own password, and at reset links, are limited too', async () => {
		const dan = await signUp(stage.app, 'dan@example.com')
		const change = Array.from({ length: 8 }, () =>
			postJson(from(dan.send, '192.0.2.70'), auth.changePassword.path, {
				current_password: 'wrong horse battery',
				new_password: 'staple the battery',
			}),
		)
		expect(await countStatus(change, 401)).toBe(5)
		const reset = Array.from({ length: 14 }, (_, n) =>
			postJson(from(stage.app.send, '192.0.2.71'), auth.resetPassword.path, {
				token: `guess-number-${n}`,
				password: 'staple the battery',
			}),
		)
		expect(await countStatus(reset, 422)).toBe(10)
	})
})
