import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { from, goodPassword, minutes, postJson, signUp } from '../testing/people.ts'
import { countStatus, pick, provideTwoProcesses } from './testing/two-processes.ts'

const { auth } = endpoints

const guess = (send: Send, email: string, password = 'wrong horse battery') =>
	postJson(send, auth.logIn.path, { email, password })
const guessTheirs = (send: Send, email: string, password = 'wrong horse battery') =>
	postJson(send, '/api/auth/sign-in/email', { email, password })

describe.each(databases)('guessing (B12, B13) on %s', (name, open) => {
	// The general limits are another matter, and would hide these.
	const stage = provideTwoProcesses(name, open, { RATE_LIMIT: '0' })

	test('APP-5: five guesses a minute at one account from one address, across replicas and both doors, in parallel too', async () => {
		await signUp(stage.app, 'ada@example.com')
		const senders = stage.both('192.0.2.1')
		const attempts = Array.from({ length: 40 }, (_, n) =>
			pick([guess, guessTheirs], n >> 1)(pick(senders, n), 'ada@example.com'),
		)
		const responses = await Promise.all(attempts)
		expect(responses.filter((response) => response.status === 401)).toHaveLength(5)
		const refused = responses.filter((response) => response.status === 429)
		expect(refused).toHaveLength(35)
		for (const response of refused) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
		const right = await guess(pick(senders, 1), 'ada@example.com', goodPassword)
		expect(right.status).toBe(429)
		stage.clock.pass(minutes(1) + 1)
		expect((await guess(pick(senders, 1), 'ada@example.com', goodPassword)).status).toBe(200)
	})

	test('APP-5: addresses of one IPv6 /64, however spelled, are one; an IPv4 inside IPv6 is that IPv4', async () => {
		const spelled = Array.from({ length: 20 }, (_, n) => `2001:db8:1:2:${n}::${n + 1}`)
		spelled.push('2001:0DB8:0001:0002:ffff:ffff:ffff:ffff')
		const one = spelled.map((address, n) => guess(pick(stage.both(address), n), 'v6@example.com'))
		expect(await countStatus(one, 401)).toBe(5)
		expect((await guess(from(stage.app.send, '2001:db8:1:3::1'), 'v6@example.com')).status).toBe(401)
		const mapped = ['198.51.100.9', '::ffff:198.51.100.9', '::ffff:c633:6409']
		const same = Array.from({ length: 9 }, (_, n) => guess(from(stage.app.send, pick(mapped, n)), 'v4@example.com'))
		expect(await countStatus(same, 401)).toBe(5)
	})

	test('APP-5: two people behind the proxy have a limit each; what a client claims of itself counts for nothing', async () => {
		const spend = await Promise.all(
			Array.from({ length: 6 }, () => guess(from(stage.app.send, '192.0.2.20'), 'two@example.com')),
		)
		expect(spend.filter((response) => response.status === 429)).toHaveLength(1)
		expect((await guess(from(stage.app.send, '192.0.2.21'), 'two@example.com')).status).toBe(401)
		const spoofed = Array.from({ length: 8 }, (_, n) =>
			guess(from(stage.app.send, `203.0.113.${n}, 192.0.2.22`), 'spoof@example.com'),
		)
		expect(await countStatus(spoofed, 401)).toBe(5)
	})

	test('APP-5: whoever guesses without end from one address shuts the owner out of no other', async () => {
		const bea = await signUp(stage.app, 'bea@example.com')
		const attacker = stage.both('203.0.113.1')
		let looked = 0
		for (let second = 0; second < 14 * 60; second += 10) {
			const { status } = await guess(pick(attacker, second / 10), 'bea@example.com')
			if (status === 401) looked += 1
			stage.clock.pass(10_000)
		}
		// Ten, and then one in half a minute.
		expect(looked).toBeLessThan(45)
		expect(await call(bea.send, auth.me, {})).toMatchObject({ email: 'bea@example.com' })
		for (const address of ['192.0.2.40', '192.0.2.41']) {
			await guess(pick(attacker, 0), 'bea@example.com')
			expect((await guess(from(stage.app.send, address), 'bea@example.com', goodPassword)).status).toBe(200)
		}
	})

	test('APP-5: guesses from a hundred addresses are four from each in a quarter of an hour, and the owner gets in', async () => {
		const bob = await signUp(stage.app, 'bob@example.com')
		/** One from each of 120 addresses, some at a time: as many as may wait for their turn to be compared. */
		async function attack(): Promise<number> {
			let looked = 0
			for (let n = 0; n < 120; n += 24) {
				const some = Array.from({ length: 24 }, (_, i) =>
					guess(pick(stage.both(`203.0.113.${n + i}`), n + i), 'bob@example.com'),
				)
				looked += await countStatus(some, 401)
			}
			return looked
		}
		expect(await attack()).toBe(120)
		stage.clock.pass(minutes(5))
		// Slowed to three in a quarter of an hour each.
		for (const most of [120, 120, 100, 0]) {
			expect(await attack()).toBe(most)
			stage.clock.pass(minutes(1) + 1)
		}
		expect(await call(bob.send, auth.me, {})).toMatchObject({ email: 'bob@example.com' })
		for (const address of ['192.0.2.41', '192.0.2.42', '2001:db8:9::1'])
			expect((await guess(from(stage.app.send, address), 'bob@example.com', goodPassword)).status).toBe(200)
		// That the owner is in makes the others no faster.
		expect(await attack()).toBe(0)
	})

	test('APP-5: guesses from a few addresses without end leave an owner elsewhere room to mistype', async () => {
		await signUp(stage.app, 'bo@example.com')
		const attackers = Array.from({ length: 4 }, (_, n) => from(stage.app.send, `203.0.113.${200 + n}`))
		for (let second = 0; second < 14 * 60; second += 15) {
			await Promise.all(attackers.map((send) => guess(send, 'bo@example.com')))
			stage.clock.pass(15_000)
		}
		const owner = from(stage.app.send, '192.0.2.45')
		for (const password of ['corect horse', 'correct house'])
			expect((await guess(owner, 'bo@example.com', password)).status).toBe(401)
		expect((await guess(owner, 'bo@example.com', goodPassword)).status).toBe(200)
		// What was wrong before is forgiven with it.
		expect((await guess(owner, 'bo@example.com')).status).toBe(401)
		expect((await guess(owner, 'bo@example.com', goodPassword)).status).toBe(200)
	})

	test('APP-5: right passwords count for nothing while others guess, either', async () => {
		await signUp(stage.app, 'bix@example.com')
		for (let n = 0; n < 12; n += 1) await guess(from(stage.app.send, `203.0.113.${220 + n}`), 'bix@example.com')
		for (let n = 0; n < 100; n += 1)
			expect((await guess(from(stage.app.send, `192.0.2.${100 + n}`), 'bix@example.com', goodPassword)).status).toBe(
				200,
			)
		// One in half a minute, as after a dozen guesses; not three in a quarter of an hour, as after a hundred.
		for (let n = 0; n < 5; n += 1) {
			expect((await guess(from(stage.app.send, '203.0.113.240'), 'bix@example.com')).status).toBe(401)
			stage.clock.pass(minutes(1))
		}
	})

	test('APP-5: signing in again and again with the right password counts for nothing', async () => {
		await signUp(stage.app, 'ben@example.com')
		const send = from(stage.app.send, '192.0.2.50')
		for (let n = 0; n < 12; n += 1) expect((await guess(send, 'ben@example.com', goodPassword)).status).toBe(200)
		const wrong = await countStatus(
			Array.from({ length: 9 }, (_, n) => guess(from(stage.app.send, `192.0.2.5${n}`), 'ben@example.com')),
			401,
		)
		expect(wrong).toBe(9)
	})

	test('APP-5: an account that does not exist is limited just so', async () => {
		const known = await signUp(stage.app, 'cleo@example.com')
		const run = async (email: string, net: string) =>
			(await Promise.all(Array.from({ length: 30 }, (_, n) => guess(from(stage.app.send, `${net}.${n}`), email))))
				.map((response) => response.status)
				.toSorted((a, b) => a - b)
		expect(await run('cleo@example.com', '198.18.1')).toEqual(await run('nobody@example.com', '198.18.2'))
		expect(known.userId).not.toBe('')
	})

	test('APP-5: a clock that was put back locks nobody out for longer than a window', async () => {
		const send = from(stage.app.send, '192.0.2.80')
		for (let n = 0; n < 6; n++) await guess(send, 'back@example.com')
		stage.clock.pass(-minutes(120))
		expect((await guess(send, 'back@example.com')).status).toBe(401)
		stage.clock.pass(minutes(120))
	})

	test('APP-5: sign-in takes the same time and says the same whether or not there is an account', async () => {
		await signUp(stage.app, 'eve@example.com')
		const times = { known: [] as number[], unknown: [] as number[] }
		const said = new Set<string>()
		for (let n = 0; n < 60; n++) {
			const kind = n % 2 === 0 ? 'known' : 'unknown'
			if (n % 8 === 0) stage.clock.pass(minutes(16))
			const send = from(stage.app.send, `198.19.${n}.1`)
			const started = performance.now()
			const response = await guess(send, kind === 'known' ? 'eve@example.com' : `nobody${n}@example.com`)
			times[kind].push(performance.now() - started)
			said.add(`${response.status} ${await response.text()}`)
		}
		expect(said.size).toBe(1)
		// Without hashing for nobody the one is a tenth of the other; the bounds leave room for a busy machine.
		const ratio = median(times.unknown) / median(times.known)
		expect(ratio).toBeGreaterThan(0.6)
		expect(ratio).toBeLessThan(1.67)
	})
})

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
