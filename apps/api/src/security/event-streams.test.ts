import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openChatStream, toTurnId, toWords } from '../testing/chat-stream.ts'
import type { ChatStream } from '../testing/chat-stream.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { startApi } from '../testing/start-process.ts'
import type { ApiProcess } from '../testing/start-process.ts'
import { compatible } from '../testing/vendors/compatible.ts'
import { startVendor } from '../testing/vendors/vendor-server.ts'
import type { VendorServer } from '../testing/vendors/vendor-server.ts'

/** A process of its own: one that hangs must not take the test with it. */
describe.each(databases)('streams of events that are asked for in bad faith, on %s', (_name, open) => {
	let place: TestDatabase
	let vendor: VendorServer
	let api: ApiProcess

	beforeAll(async () => {
		place = await open()
		vendor = await startVendor(compatible)
		vendor.sayings = [() => ({ text: 'Once upon a time there was a list, and everything on it was done by Friday.' })]
		const env = { OPENAI_BASE_URL: vendor.url, COMPATIBLE_API_KEY: compatible.key, GUEST_MODELS: 'on' }
		api = await startApi({ DATABASE_URL: place.url, ...env })
	})
	afterAll(async () => {
		api.kill('SIGKILL')
		await api.ended
		await vendor.close()
		await place.drop()
	})

	async function startStory() {
		const { promise, resolve: goOn } = Promise.withResolvers<void>()
		vendor.gate = { after: 4, until: promise }
		const guest = await fetch(`${api.url}/api/auth/guest`, { method: 'POST' })
		const { token } = (await guest.json()) as { token: string }
		const address = api.url.replace('http://', '')
		const stream = await openChatStream(address, { token, say: { message: 'Tell me a story' } })
		const turnId = toTurnId(await stream.until((heard) => toWords(heard) !== ''))
		const follow = (lastEventId?: number): Promise<ChatStream> =>
			openChatStream(address, { token, turnId, ...(lastEventId === undefined ? {} : { lastEventId }) })
		return { stream, follow, goOn, token }
	}
	const isAnswered = async () =>
		(await fetch(`${api.url}/api/health`, { signal: AbortSignal.timeout(5000) })).status === 200

	test('who claims to have heard more than was said waits for the end, and holds up nobody', async () => {
		const { stream, follow, goOn } = await startStory()
		const ahead = await follow(999_999_999)
		expect(await isAnswered()).toBe(true)
		goOn()
		expect(await ahead.end()).toEqual(await stream.end())
	})

	test('one user follows by 20 streams and no more; one that is left makes room, and others have their own', async () => {
		const { stream, follow, goOn, token } = await startStory()
		const more = await Promise.all(Array.from({ length: 19 }, () => follow()))
		await expect(follow()).rejects.toThrow(/429 .*RATE_LIMITED.*At most 20 answers/)
		const said = openChatStream(api.url.replace('http://', ''), { token, say: { message: 'And another' } })
		await expect(said).rejects.toThrow('RATE_LIMITED')
		const other = await startStory()
		more[0]?.leave()
		await expect
			.poll(
				() =>
					follow().then(
						() => true,
						() => false,
					),
				{ timeout: 10_000 },
			)
			.toBe(true)
		goOn()
		other.goOn()
		const end = await stream.end()
		for (const one of more.slice(1)) expect(await one.end()).toEqual(end)
		const headers = { authorization: `Bearer ${token}` }
		const kept = await fetch(`${api.url}/api/conversations`, { headers })
		expect(await kept.json()).toHaveLength(1)
	})
})
