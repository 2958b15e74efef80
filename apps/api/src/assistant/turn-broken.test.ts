import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { calls, setUpPuppet } from '../testing/puppet.ts'
import type { Step } from '../testing/puppet.ts'

const { chats } = endpoints

describe.each(databases)('a turn that breaks on %s', (_name, open) => {
	const puppet = setUpPuppet(open)

	test('a model that breaks ends its turn honestly; nothing is answered, what was said is kept', async () => {
		const send = await puppet.prepare()
		const broken: Step = () => {
			throw new Error('the model broke')
		}
		puppet.model.steps = [calls(['add_task', { title: 'Before' }]), broken]
		await expect(call(send, chats.chat, { body: { message: 'Do as you like' } })).rejects.toMatchObject({
			problem: { status: 500 },
		})
		const messages = await call(send, chats.listMessages, { params: { id: 1 } })
		expect(messages.map(({ content }) => content)).toEqual(['Do as you like'])
		expect(await puppet.list(send)).toEqual(['Before'])
	})

	test('the Idempotency-Key of a turn that broke is answered by saying so; nothing is done twice', async () => {
		const send = await puppet.prepare()
		const ask = () =>
			call(send, chats.chat, { body: { message: 'Do as you like' } }, { idempotencyKey: 'a-turn-that-broke' })
		const broken: Step = () => {
			throw new Error('the model broke')
		}
		puppet.model.steps = [calls(['add_task', { title: 'Before' }]), broken]
		await expect(ask()).rejects.toMatchObject({ problem: { status: 500 } })
		const reply = await ask()
		expect(reply.response).toContain('What I had done until then stands')
		expect(await ask()).toEqual(reply)
		expect(await puppet.list(send)).toEqual(['Before'])
		await call(send, endpoints.changes.undo, { body: { operation_id: reply.message.operation_id ?? '' } })
		expect(await puppet.list(send)).toEqual([])
	})

	test('the key of a turn that nobody works on any more is answered after two minutes, once for all', async () => {
		const send = await puppet.prepare()
		const ask = () =>
			call(send, chats.chat, { body: { message: 'Do as you like' } }, { idempotencyKey: 'a-turn-left-behind' })
		const { promise, resolve } = Promise.withResolvers<void>()
		puppet.model.steps = [() => [{ type: 'text', text: 'Too late.' }]]
		puppet.model.gate = promise
		const first = ask()
		await expect.poll(async () => (await call(send, chats.listConversations, {})).length).toBe(1)
		await expect(ask()).rejects.toMatchObject({ problem: { status: 409 } })
		puppet.wait(121_000)
		const reply = await ask()
		expect(reply.response).toContain('I was interrupted before I could answer. Nothing was changed')
		resolve()
		puppet.model.gate = undefined
		expect(await first).toEqual(reply)
	})
})
