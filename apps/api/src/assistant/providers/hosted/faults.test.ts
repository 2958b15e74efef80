import { call, endpoints } from '@todo/contract'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../../../testing/databases.ts'
import { startApp } from '../../../testing/start-app.ts'
import { setUpVendors } from '../../../testing/vendors/set-up-vendors.ts'
import type { Fault } from '../../../testing/vendors/vendor-server.ts'
import { vendors } from '../../../testing/vendors/vendors.ts'

const [sqlite] = databases
if (!sqlite) throw new Error('no database')
const [, open] = sqlite

const quick = { LLM_FIRST_BYTE_TIMEOUT: '1', LLM_IDLE_TIMEOUT: '1', LLM_TURN_TIMEOUT: '3' }
const longest = 20_000

const sse = { 'content-type': 'text/event-stream' }
const answer =
	(status: number, body: string | Buffer, headers: Record<string, string> = {}): Fault =>
	(response) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers })
		response.end(body)
	}

/** Writes as fast as it is read, until the other side has enough. */
async function flood(response: ServerResponse, mostBytes: number): Promise<void> {
	const chunk = Buffer.alloc(65_536, 'x')
	const source = Readable.from(Array.from({ length: Math.ceil(mostBytes / chunk.length) }, () => chunk))
	await pipeline(source, response).catch(() => undefined)
}

/** What may come instead of an answer, before a word of it; the notice that the person reads. */
const early: readonly [name: string, fault: Fault, says: RegExp][] = [
	['429 without Retry-After', answer(429, '{"message":"slow down"}'), /is busy/],
	['429 with a short Retry-After', answer(429, '{}', { 'retry-after': '0' }), /is busy/],
	['429 with a long Retry-After', answer(429, '{}', { 'retry-after': '300' }), /is busy/],
	['500', answer(500, '{}'), /is busy/],
	['503', answer(503, ''), /is busy/],
	['401', answer(401, '{}'), /does not accept its key/],
	['400', answer(400, '{"error":"no"}'), /declined/],
	['a redirect', answer(302, '', { location: 'http://127.0.0.1:1/elsewhere' }), /could not be reached/],
	['a connection that is reset', (response) => void response.destroy(), /could not be reached/],
	['no first byte', () => undefined, /did not answer in time/],
	['headers, and then nothing', (response) => response.writeHead(200, sse).flushHeaders(), /did not answer in time/],
	[
		'an HTML page',
		answer(200, '<html><body>Sign in to the Wi-Fi</body></html>', { 'content-type': 'text/html' }),
		/can’t be read/,
	],
	['garbage events', answer(200, 'data: }{ not json\n\ndata: [1,2\n\n: hm\n\nevent: x\n\n', sse), /can’t be read/],
	['truncated JSON', answer(200, 'data: {"type":"response.crea', sse), /can’t be read/],
	[
		'invalid UTF-8',
		answer(200, Buffer.from([0x64, 0x61, 0x74, 0x61, 0x3a, 0xff, 0xfe, 0xc3, 0x28, 0x0a, 0x0a]), sse),
		/can’t be read/,
	],
	['an empty answer', answer(200, '', sse), /can’t be read/],
	['100 MB in one event', (response) => flood(response.writeHead(200, sse), 100_000_000), /can’t be read|in time/],
	[
		'100 MB of an error',
		(response) => flood(response.writeHead(400, sse), 100_000_000),
		/declined|can’t be read|in time/,
	],
	[
		'a stream of comments that never ends',
		(response) => {
			response.writeHead(200, sse)
			const timer = setInterval(() => response.write(': still here\n\n'), 50)
			response.once('close', () => clearInterval(timer))
		},
		/did not answer in time/,
	],
]

describe.each(vendors)('when $name fails', ({ name, wire }) => {
	const stage = setUpVendors(open, [name], quick)

	test.each(early)('F9: %s: the built-in assistant answers, and it is said', async (_fault, fault, says) => {
		const send = await stage.prepare()
		const vendor = stage.vendor(name)
		vendor.faults = Array.from({ length: 5 }, () => fault)
		const began = performance.now()
		const reply = await stage.say(send, 'Add milk')
		expect(performance.now() - began).toBeLessThan(longest)
		expect(reply.message.provider).toBe('builtin')
		expect(reply.message.notice).toMatchObject({ kind: 'fallback', text: expect.stringMatching(says) })
		expect(await stage.list(send)).toEqual(['Milk'])
		const { tokens } = await call(send, endpoints.chats.getAssistant, {})
		expect(tokens?.used).toBe(0)
		expect(stage.log.length).toBeGreaterThan(0)
		expect(JSON.stringify(stage.log)).not.toContain(wire.key)
	})

	/** How often the model was asked; what else the vendor is asked for does not count. */
	const countAsks = () => stage.vendor(name).paths.filter((path) => wire.asks(path)).length

	test('F9: what was only busy for a moment is asked again', async () => {
		const send = await stage.prepare()
		const vendor = stage.vendor(name)
		vendor.sayings = [() => ({ text: 'Here I am.' })]
		vendor.faults = [answer(429, '{}'), answer(503, '{}')]
		const before = countAsks()
		const reply = await stage.say(send, 'Hello')
		expect(reply.message).toMatchObject({ provider: name, content: 'Here I am.', notice: null })
		expect(countAsks() - before).toBe(3)
	})

	test('F9: what stays busy is asked again twice and no more', async () => {
		const send = await stage.prepare()
		const vendor = stage.vendor(name)
		vendor.sayings = [() => ({ text: 'Here I am.' })]
		// Without pauses, so that it is the count that ends it and not the time.
		vendor.faults = [429, 503, 429].map((status) => answer(status, '{}', { 'retry-after': '0' }))
		const before = countAsks()
		const reply = await stage.say(send, 'Hello')
		expect(reply.message).toMatchObject({ provider: 'builtin', notice: { kind: 'fallback' } })
		expect(countAsks() - before).toBe(3)
		expect(vendor.faults).toEqual([])
	})

	test('F9: after five failures it is left alone for half a minute', async () => {
		const send = await stage.prepare()
		const vendor = stage.vendor(name)
		vendor.faults = Array.from({ length: 20 }, () => answer(404, '{}'))
		for (let n = 0; n < 5; n++) await stage.say(send, 'Hello')
		const before = vendor.paths.length
		const rested = await stage.say(send, 'Hello')
		expect(vendor.paths).toHaveLength(before)
		expect(rested.message.notice?.kind).toBe('fallback')
		expect((await call(send, endpoints.chats.getAssistant, {})).providers[0]?.state).toBe('resting')
		vendor.faults = []
		vendor.sayings = [() => ({ text: 'Well again.' })]
		stage.wait(31_000)
		expect((await stage.say(send, 'Hello')).message.content).toBe('Well again.')
	})

	test('F9: a connection that breaks in the middle ends the turn honestly; nothing is done twice', async () => {
		const send = await stage.prepare()
		const vendor = stage.vendor(name)
		const pieces = wire.write({ text: 'I was about to say something long.' }, 1)
		vendor.sayings = [() => ({ calls: [{ name: 'add_task', args: { title: 'Once' } }] })]
		const breakOff: Fault = (response) => {
			response.writeHead(200, sse)
			response.write(pieces.slice(0, Math.max(1, Math.floor(pieces.length * 0.7))).join(''), () => response.destroy())
		}
		const first: Fault = (response) => {
			vendor.faults = [breakOff]
			response.writeHead(200, sse)
			response.end(wire.write({ calls: [{ name: 'add_task', args: { title: 'Once' } }] }, 1).join(''))
		}
		vendor.faults = [first]
		const reply = await stage.say(send, 'Add something')
		expect(reply.message).toMatchObject({ provider: name, notice: { kind: 'cut_off' } })
		expect(reply.message.notice?.text).toContain('can be undone')
		expect(await stage.list(send)).toEqual(['Once'])
		await call(send, endpoints.changes.undo, { body: { operation_id: reply.message.operation_id ?? '' } })
		expect(await stage.list(send)).toEqual([])
	})

	test('F9: words that never end are cut at the turn’s time', async () => {
		const send = await stage.prepare()
		const pieces = wire.write({ text: 'again and again and again ' }, 1)
		const [piece = ''] = pieces.filter((one) => one.includes('again'))
		const lead = pieces.slice(0, pieces.indexOf(piece)).join('')
		stage.vendor(name).faults = [
			(response) => {
				response.writeHead(200, sse).write(lead)
				const timer = setInterval(() => response.write(piece), 20)
				response.once('close', () => clearInterval(timer))
			},
		]
		const reply = await stage.say(send, 'Hello')
		expect(reply.message).toMatchObject({ provider: name, notice: { kind: 'cut_off' } })
		expect(reply.message.content).toContain('again')
	})

	test('F9: falling silent in the middle ends the turn after the time for that', async () => {
		const send = await stage.prepare()
		const pieces = wire.write({ text: 'Once upon a time there was' }, 1)
		const at = pieces.findIndex((one) => one.includes('Once'))
		stage.vendor(name).faults = [
			(response) => void response.writeHead(200, sse).write(pieces.slice(0, at + 1).join('')),
		]
		const reply = await stage.say(send, 'Hello')
		expect(reply.message).toMatchObject({
			notice: { kind: 'cut_off', text: expect.stringContaining('stopped answering') },
		})
	})
})

describe('when a provider can’t even be reached', () => {
	let drop: () => Promise<void>
	let url: string
	let plain: ReturnType<typeof createServer>
	beforeAll(async () => {
		const database = await open()
		drop = () => database.drop()
		url = database.url
		plain = createServer((socket) => socket.end('this is no TLS\n'))
		await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
	})
	afterAll(async () => {
		plain.close()
		await drop()
	})

	test.each([
		['connections are refused', () => 'http://127.0.0.1:1/v1'],
		['its name is unknown', () => 'http://no-such-host.invalid/v1'],
		['it speaks no TLS', () => `https://127.0.0.1:${(plain.address() as AddressInfo).port}/v1`],
	])('F9: %s: the next in line answers', async (_why, toAddress) => {
		const env = { OPENAI_API_KEY: 'sk-1', COHERE_API_KEY: 'co-1', GEMINI_API_KEY: 'ge-1', GUEST_MODELS: 'on', ...quick }
		const address = toAddress()
		const app = await startApp(url, env, {
			vendors: { openai: address, cohere: address, gemini: address },
			random: () => 0,
		})
		try {
			const { send } = await app.guest()
			const began = performance.now()
			const reply = await call(send, endpoints.chats.chat, { body: { message: 'Add bread' } })
			expect(performance.now() - began).toBeLessThan(longest)
			expect(reply.message).toMatchObject({
				provider: 'builtin',
				notice: { kind: 'fallback', text: 'OpenAI could not be reached: the built-in assistant answered.' },
			})
			const { providers } = await call(send, endpoints.chats.getAssistant, {})
			expect(providers.map(({ name, state }) => [name, state])).toEqual([
				['openai', 'failing'],
				['cohere', 'failing'],
				['gemini', 'failing'],
				['builtin', 'ready'],
			])
		} finally {
			await app.close()
		}
	})
})
