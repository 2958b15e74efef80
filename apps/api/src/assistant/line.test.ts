import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
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
				notice: { kind: 'fallback', text: 'Cohere refused to answer: OpenAI answered.' },
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

		test('B18: turns at once hold their share first: nobody overspends', async () => {
			const send = await stage.prepare()
			const { promise, resolve } = Promise.withResolvers<void>()
			const vendor = stage.vendor('compatible')
			vendor.sayings = [() => ({ text: 'Hello.' })]
			vendor.gate = { after: 0, until: promise }
			const replies = Array.from({ length: 15 }, () => stage.say(send, 'Hi'))
			await expect
				.poll(async () => (await call(send, chats.listConversations, {})).length, { timeout: 10_000 })
				.toBe(15)
			const { tokens } = await call(send, chats.getAssistant, {})
			expect(tokens?.used).toBeLessThanOrEqual(20_000)
			resolve()
			const providers = (await Promise.all(replies)).map(({ message }) => message.provider)
			expect(providers).toContain('builtin')
			expect(providers).toContain('compatible')
		})
	})
})
