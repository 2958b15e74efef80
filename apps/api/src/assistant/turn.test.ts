import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { calls, setUpPuppet } from '../testing/puppet.ts'

const { chats } = endpoints

describe.each(databases)('a turn on %s', (_name, open) => {
	const puppet = setUpPuppet(open)

	test('a model that never stops is stopped, and one undo takes its turn back', async () => {
		const send = await puppet.prepare()
		const reply = await puppet.converse(
			send,
			...Array.from({ length: 12 }, () => calls(['add_task', { title: 'Again' }])),
		)
		expect(reply.response).toContain('more steps than I may take')
		expect(await puppet.list(send)).toHaveLength(8)
		await call(send, endpoints.changes.undo, { body: { operation_id: reply.message.operation_id ?? '' } })
		expect(await puppet.list(send)).toEqual([])
	})

	test('no more than twenty calls in a turn', async () => {
		const send = await puppet.prepare()
		const many = Array.from({ length: 25 }, (_, n): [string, Record<string, unknown>] => [
			'add_task',
			{ title: `T${n}` },
		])
		await puppet.converse(send, calls(...many))
		expect(await puppet.list(send)).toHaveLength(20)
		expect(puppet.lastOutcome()).toMatchObject({ status: 'failed', error: { code: 'TOO_MANY_CALLS' } })
	})

	test('the model sees the conversation so far', async () => {
		const send = await puppet.prepare()
		const first = await puppet.converse(send, () => [{ type: 'text', text: 'First answer' }])
		puppet.model.steps = []
		await call(send, chats.chat, { body: { message: 'And then?', conversation_id: first.conversation_id } })
		expect(
			puppet.model.seen.map((message) => (message.role === 'tool' ? '' : `${message.role}: ${message.text}`)),
		).toEqual(['user: Do as you like', 'assistant: First answer', 'user: And then?'])
	})
})
