import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { createLimitStore } from '../auth/limit.store.ts'
import { readConfig } from '../config/config.ts'
import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { createBudget } from './budget.ts'
import { setUpVendors } from '../testing/vendors/set-up-vendors.ts'
import type { Fault } from '../testing/vendors/vendor-server.ts'

const { chats } = endpoints

const busy: Fault = (response) => void response.writeHead(400).end('{}')

describe.each(databases)('who answers on %s', (_name, open) => {
	describe('in the order that is set', () => {
		const stage = setUpVendors(open, ['openai', 'cohere', 'gemini'], { LLM_PROVIDERS: 'cohere, gemini,openai,builtin' })

		test('APP-6: where one fails before its first word the next answers, and it is said', async () => {
			const send = await stage.prepare()
			stage.vendor('cohere').faults = [busy]
			stage.vendor('gemini').faults = [busy]
			stage.vendor('openai').sayings = [() => ({ text: 'I am the third.' })]
			const reply = await stage.say(send, 'Hello')
			expect(reply.message).toMatchObject({
				provider: 'openai',
				content: 'I am the third.',
				notice: { kind: 'fallback', text: 'Cohere declined to answer this: OpenAI answered.' },
			})
			const [kept] = (await call(send, chats.listMessages, { params: { id: reply.conversation_id } })).slice(-1)
			expect(kept).toEqual(reply.message)
		})

		test('APP-6: whoever has called a tool stays with the turn: no other goes on where it stopped', async () => {
			const send = await stage.prepare()
			const cohere = stage.vendor('cohere')
			cohere.sayings = [
				() => {
					cohere.faults = [busy]
					return { calls: [{ name: 'add_task', args: { title: 'Once' } }] }
				},
			]
			const before = stage.vendor('gemini').asked.length
			const reply = await stage.say(send, 'Add something')
			expect(reply.message).toMatchObject({ provider: 'cohere', notice: { kind: 'cut_off' } })
			expect(stage.vendor('gemini').asked).toHaveLength(before)
			expect(await stage.list(send)).toEqual(['Once'])
		})

		test('a wrong key is told at the start and in the settings, in words and without the key', async () => {
			const send = await stage.prepare()
			stage.vendor('gemini').key = 'another'
			await stage.app.wired.checkModels()
			const words = 'Gemini does not accept the key that is set: look at GEMINI_API_KEY.'
			expect(stage.log).toMatchObject([{ level: 'warn', message: words }])
			const { providers } = await call(send, chats.getAssistant, {})
			expect(providers.map(({ name, state, detail }) => [name, state, detail])).toEqual([
				['cohere', 'ready', null],
				['gemini', 'wrong_key', words],
				['openai', 'ready', null],
				['builtin', 'ready', null],
			])
			expect(JSON.stringify([providers, stage.log])).not.toContain('AIza')
		})
	})

	describe('where guests may not', () => {
		const stage = setUpVendors(open, ['openai'], { GUEST_MODELS: 'off' })

		test('guests are answered by the built-in assistant, and no model elsewhere hears of them', async () => {
			const send = await stage.prepare()
			const reply = await stage.say(send, 'Add milk')
			expect(reply.message).toMatchObject({ provider: 'builtin', notice: null })
			expect(stage.vendor('openai').paths).toEqual([])
			const state = await call(send, chats.getAssistant, {})
			expect(state).toMatchObject({ providers: [{ name: 'builtin' }], tokens: null })
		})
	})

	describe('where one person’s requests are declined', () => {
		const stage = setUpVendors(open, ['compatible'])
		const refuse =
			(status: number, body = '{}'): Fault =>
			(response) =>
				void response.writeHead(status, { 'content-type': 'application/json' }).end(body)
		const filtered: Fault = (response) => {
			const usage = { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 }
			const chunk = { id: '1', choices: [{ index: 0, delta: {}, finish_reason: 'content_filter' }], usage }
			response.writeHead(200, { 'content-type': 'text/event-stream' })
			response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`)
		}
		const state = async (send: Send) => (await call(send, chats.getAssistant, {})).providers[0]?.state

		test.each([
			['by a filter', filtered, 600],
			['with 400', refuse(400), 0],
			['with 413', refuse(413), 0],
			['with 422', refuse(422), 0],
		])('F9: %s: another answers, and nobody else notices', async (_how, fault, used) => {
			const [one, other] = [await stage.prepare(), await stage.prepare()]
			const vendor = stage.vendor('compatible')
			await stage.app.wired.checkModels()
			vendor.faults = Array.from({ length: 6 }, () => fault)
			for (let n = 0; n < 6; n++)
				expect((await stage.say(one, 'Hello')).message).toMatchObject({
					provider: 'builtin',
					notice: { kind: 'fallback', text: 'The model declined to answer this: the built-in assistant answered.' },
				})
			expect(await state(other)).toBe('ready')
			expect((await call(one, chats.getAssistant, {})).tokens?.used).toBe(used)
			vendor.sayings = [() => ({ text: 'Here I am.' })]
			expect((await stage.say(other, 'Hello')).message).toMatchObject({ provider: 'compatible', content: 'Here I am.' })
		})

		test.each([
			[404, '{}'],
			[400, '{"error":{"message":"The requested model \'x-6.1\' does not exist."}}'],
			[400, '{"error":{"message":"x is not a valid model ID"}}'],
			[400, '{"error":{"message":"Invalid model: x"}}'],
		])('F9: %i %s: the model that is set is at fault, for everybody', async (status, body) => {
			const send = await stage.prepare()
			// Well once, so that five failures are needed again.
			await stage.say(send, 'Hello')
			stage.vendor('compatible').faults = Array.from({ length: 5 }, () => refuse(status, body))
			await stage.say(send, 'Hello')
			expect(await state(send)).toBe('refused')
			for (let n = 0; n < 4; n++) await stage.say(send, 'Hello')
			expect(await state(send)).toBe('resting')
		})
	})

	describe('where the server is down at first', () => {
		const stage = setUpVendors(open, ['compatible'])

		test('F9: a server that comes up later answers: what could not be learnt of it is asked again', async () => {
			const send = await stage.prepare()
			const vendor = stage.vendor('compatible')
			vendor.sayings = [() => ({ text: 'Here at last.' })]
			vendor.catalogueFaults = Array.from({ length: 3 }, () => (response) => void response.destroy())
			expect((await stage.say(send, 'Hello')).message).toMatchObject({
				provider: 'builtin',
				notice: { text: 'The model could not be reached: the built-in assistant answered.' },
			})
			vendor.catalogueFaults = []
			expect((await stage.say(send, 'Hello')).message).toMatchObject({
				provider: 'compatible',
				content: 'Here at last.',
			})
		})
	})

	describe('where the day’s tokens are few', () => {
		const stage = setUpVendors(open, ['compatible'], { LLM_TOKENS_PER_DAY: '20000' })

		test('past them the built-in assistant answers, until the day is over', async () => {
			const send = await stage.prepare()
			const vendor = stage.vendor('compatible')
			vendor.sayings = [() => ({ text: 'Hello.' })]
			expect((await stage.say(send, 'Hi')).message.provider).toBe('compatible')
			// What breaks off in the middle says nothing of its cost: what was held for it stays taken.
			const cut: Fault = (response) => {
				response.writeHead(200, { 'content-type': 'text/event-stream' })
				response.write('data: {"id":"1","choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n', () =>
					response.destroy(),
				)
			}
			for (let n = 0; n < 9; n++) {
				vendor.faults = [cut]
				stage.wait(31_000)
				await stage.say(send, 'Tell me something')
			}
			const last = await stage.say(send, 'Add milk')
			expect(last.message).toMatchObject({ provider: 'builtin', notice: { kind: 'fallback' } })
			expect(last.message.notice?.text).toContain('tokens for today are used up')
			const { tokens } = await call(send, chats.getAssistant, {})
			expect(tokens?.used).toBeLessThanOrEqual(20_000)
			stage.wait(24 * 3600_000)
			expect((await stage.say(send, 'Hi')).message.provider).toBe('compatible')
		})

		test('two messages are answered at once, and a third is told to wait', async () => {
			const send = await stage.prepare()
			const { promise, resolve } = Promise.withResolvers<void>()
			const vendor = stage.vendor('compatible')
			vendor.sayings = [() => ({ text: 'Hello.' })]
			vendor.gate = { after: 0, until: promise }
			const first = stage.say(send, 'Hi')
			const second = stage.say(send, 'Hi')
			await expect.poll(async () => (await call(send, chats.listConversations, {})).length).toBe(2)
			const refused = (await refusal(stage.say(send, 'Hi'))).problem
			expect(refused).toMatchObject({ status: 429, detail: expect.stringContaining('At most 2 messages') })
			resolve()
			expect((await Promise.all([first, second])).map(({ message }) => message.provider)).toEqual([
				'compatible',
				'compatible',
			])
			expect((await stage.say(send, 'Hi')).message.content).toBe('Hello.')
		})
	})

	test('B18: fifty turns at once, one token under the limit: nobody overspends', async () => {
		const place = await open()
		const database = openDatabase(readConfig({ DATABASE_URL: place.url }, '/nowhere').database, () => undefined)
		try {
			await migrate(database)
			const budget = createBudget(createLimitStore(database), 10_000, () => new Date())
			expect(await budget.hold('somebody', 9999)).toBe(true)
			const held = await Promise.all(Array.from({ length: 50 }, () => budget.hold('somebody', 100)))
			expect(held).not.toContain(true)
			await budget.settle('somebody', 9999, 5000)
			expect(await budget.read('somebody')).toMatchObject({ used: 5000, limit: 10_000 })
			const again = await Promise.all(Array.from({ length: 60 }, () => budget.hold('somebody', 100)))
			expect(again.filter(Boolean).length).toBeLessThanOrEqual(50)
			expect((await budget.read('somebody')).used).toBeLessThanOrEqual(10_000)
		} finally {
			await database.close()
			await place.drop()
		}
	})
})
