import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { openChatStream, toTurnId } from '../testing/chat-stream.ts'
import { databases } from '../testing/databases.ts'
import { listenOnce } from '../testing/open-socket.ts'
import { setUpVendors } from '../testing/vendors/set-up-vendors.ts'
import type { Fault } from '../testing/vendors/vendor-server.ts'

const { chats } = endpoints
const sse = { 'content-type': 'text/event-stream' }
const toData = (fields: object) => `data: ${JSON.stringify({ id: '1', ...fields })}\n\n`
const readUsed = async (send: Send) => (await call(send, chats.getAssistant, {})).tokens?.used ?? 0

describe.each(databases)('what of the day’s tokens is taken, on %s', (_name, open) => {
	const stage = setUpVendors(open, ['compatible'], { LLM_TOKENS_PER_DAY: '20000' })

	test('B18: who stops a model that is still thinking has paid for it', async () => {
		const { send, token } = await stage.app.guest()
		const address = await listenOnce(stage.app.wired)
		const { promise: thinking, resolve } = Promise.withResolvers<void>()
		const think: Fault = (response) => {
			const choices = [{ index: 0, delta: { role: 'assistant', reasoning_content: 'Let me see' } }]
			response.writeHead(200, sse).write(toData({ choices }), () => resolve())
		}
		stage.vendor('compatible').faults = [think]
		const stream = await openChatStream(address, { token, say: { message: 'Think hard' } })
		const heard = await stream.until((events) => events.length > 0)
		await thinking
		await call(send, chats.stopTurn, { params: { id: toTurnId(heard) } })
		expect(await stream.end()).toMatchObject({ reply: { message: { notice: { kind: 'stopped' } } } })
		expect(await readUsed(send)).toBeGreaterThan(2048)
	})

	test.each([
		['says nothing of it', undefined],
		['says nothing in it', {}],
	])('B18: where the server %s, what was held stays taken', async (_how, usage) => {
		const send = await stage.prepare()
		stage.vendor('compatible').faults = [
			(response) => {
				const choices = [{ index: 0, delta: { content: 'Hello.' }, finish_reason: 'stop' }]
				response.writeHead(200, sse).end(`${toData({ choices, usage })}data: [DONE]\n\n`)
			},
		]
		expect((await stage.say(send, 'Hi')).message).toMatchObject({ provider: 'compatible', content: 'Hello.' })
		expect(await readUsed(send)).toBeGreaterThan(2048)
	})

	test('B18: what a server says that it took is taken, and no more', async () => {
		const send = await stage.prepare()
		stage.vendor('compatible').sayings = [() => ({ text: 'Hello.' })]
		await stage.say(send, 'Hi')
		expect(await readUsed(send)).toBe(150)
	})
})
