import { call, callWithHeaders, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { chats as schemas } from '@todo/contract/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { listenOnce, openSocket } from '../testing/open-socket.ts'
import { refusal } from '../testing/refusal.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

const { chats, tasks } = endpoints

describe.each(databases)('chats on %s', (_name, open) => {
	let at = Date.parse('2026-11-20T12:00:00Z')
	const pass = (seconds: number) => void (at += seconds * 1000)
	let app: TestApp
	let drop: () => Promise<void>
	beforeAll(async () => {
		const database = await open()
		drop = () => database.drop()
		app = await startApp(database.url, {}, { now: () => new Date(at) })
	})
	afterAll(async () => {
		await app.close()
		await drop()
	})

	const say = (send: Send, message: string, conversation_id?: number) =>
		call(send, chats.chat, { body: { message, ...(conversation_id === undefined ? {} : { conversation_id }) } })
	const post = (send: Send, path: string, body: unknown) =>
		send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
	const titles = async (send: Send) => (await call(send, tasks.listTasks, {})).map(({ title }) => title).toSorted()

	test('APP-1: an answer has the shape that existing clients read, and the message beside it', async () => {
		const { send } = await app.guest()
		const reply = await say(send, 'Add a task to buy groceries')
		expect(schemas.chat.replies[200].parse(reply)).toEqual(reply)
		const args = { title: 'Buy groceries' }
		const result = { task_id: 1, status: 'created', title: 'Buy groceries' }
		expect(reply).toMatchObject({
			conversation_id: 1,
			response: 'Added “Buy groceries”.',
			tool_calls: [{ tool: 'add_task', name: 'add_task', arguments: args, parameters: args, result }],
			confirmation: null,
			message: { role: 'assistant', provider: 'builtin', tasks: [{ id: 1, title: 'Buy groceries' }] },
		})
		await call(send, endpoints.changes.undo, { body: { operation_id: reply.message.operation_id ?? '' } })
		expect(await titles(send)).toEqual([])
	})

	test('a reload brings the whole conversation back, tasks as they were', async () => {
		const { send } = await app.guest()
		const first = await say(send, 'Add a task to buy milk')
		await say(send, 'Show me all my tasks', first.conversation_id)
		await call(send, tasks.updateTask, { params: { id: 1 }, body: { title: 'Oat milk' } })
		const messages = await call(send, chats.listMessages, { params: { id: first.conversation_id } })
		expect(messages.map(({ role, content }) => `${role}: ${content}`)).toEqual([
			'user: Add a task to buy milk',
			'assistant: Added “Buy milk”.',
			'user: Show me all my tasks',
			'assistant: You have 1 task.',
		])
		expect(messages[3]?.tasks[0]?.title).toBe('Buy milk')
		expect(messages[1]?.operation_id).toBe(first.message.operation_id)
		expect(messages[3]?.operation_id).toBeNull()
	})

	test('an answer says whether what it did is undone at present, and by what', async () => {
		const { send } = await app.guest()
		const { message, conversation_id } = await say(send, 'Add a task to buy milk')
		const undoneBy = async () => {
			const messages = await call(send, chats.listMessages, { params: { id: conversation_id } })
			expect(messages[0]?.undone_by).toBeNull()
			return messages[1]?.undone_by
		}
		const undo = async (operation_id: string) =>
			(await call(send, endpoints.changes.undo, { body: { operation_id } })).operation_id
		expect(message.undone_by).toBeNull()
		const first = await undo(message.operation_id ?? '')
		expect(await undoneBy()).toBe(first)
		const redo = await undo(first)
		expect(await undoneBy()).toBeNull()
		await undo(redo)
		expect(await undoneBy()).toBe(first)
		expect(await titles(send)).toEqual([])
	})

	test('conversations are listed newest first, renamed and deleted', async () => {
		const { send } = await app.guest()
		const one = await say(send, 'Add a task to buy milk')
		pass(1)
		const two = await say(send, `What about ${'this '.repeat(30)}?`)
		pass(1)
		await say(send, 'Hello', one.conversation_id)
		const listed = await call(send, chats.listConversations, {})
		expect(listed.map(({ id }) => id)).toEqual([one.conversation_id, two.conversation_id])
		expect(listed[0]?.title).toBe('Add a task to buy milk')
		expect(listed[1]?.title.length).toBeLessThanOrEqual(61)
		const params = { id: one.conversation_id }
		const renamed = await call(send, chats.renameConversation, { params, body: { title: ' Groceries ' } })
		expect(renamed.title).toBe('Groceries')
		await call(send, chats.deleteConversation, { params })
		expect((await call(send, chats.listConversations, {})).map(({ id }) => id)).toEqual([two.conversation_id])
		expect((await refusal(call(send, chats.listMessages, { params }))).problem.status).toBe(404)
		expect(await titles(send)).toEqual(['Buy milk'])
	})

	test('the history tells that a conversation began and ended, not what was said', async () => {
		const { send } = await app.guest()
		const { conversation_id } = await say(send, 'Hello')
		await call(send, chats.deleteConversation, { params: { id: conversation_id } })
		const { changes } = await call(send, endpoints.changes.listChanges, { query: { since: '0' } })
		expect(changes.map(({ entity, action }) => `${entity} ${action}`)).toEqual([
			'conversation create',
			'conversation purge',
		])
		expect((await refusal(call(send, endpoints.changes.undo, {}))).problem.code).toBe('NOTHING_TO_UNDO')
	})

	test('what the assistant did is told as the assistant’s', async () => {
		const { send } = await app.guest()
		const { conversation_id } = await say(send, 'Add a task to buy milk')
		const { changes } = await call(send, endpoints.changes.listChanges, { query: { entity: 'task', entity_id: '1' } })
		expect(changes[0]).toMatchObject({ actor: 'assistant', actor_detail: String(conversation_id), action: 'create' })
	})

	test('unknown and foreign conversations are not found, in every operation', async () => {
		const [mine, theirs] = [await app.guest(), await app.guest()]
		await say(theirs.send, 'Hello')
		const second = await say(theirs.send, 'Hello again')
		const id = second.conversation_id
		const params = { id }
		const refused = [
			() => say(mine.send, 'Hello', id),
			() => say(mine.send, 'Hello', 99_999),
			() => call(mine.send, chats.listMessages, { params }),
			() => call(mine.send, chats.renameConversation, { params, body: { title: 'Mine' } }),
			() => call(mine.send, chats.deleteConversation, { params }),
		]
		for (const one of refused)
			expect((await refusal(one())).problem).toMatchObject({ status: 404, code: 'CONVERSATION_NOT_FOUND' })
		expect(await call(theirs.send, chats.listMessages, { params })).toHaveLength(2)
	})

	test('other people’s tasks are out of reach, by number and by name', async () => {
		const [mine, theirs] = [await app.guest(), await app.guest()]
		await call(theirs.send, tasks.createTask, { body: { title: 'Their secret' } })
		for (const message of ['Delete task 1', 'Complete their secret', 'Show me all my tasks', 'Find secret']) {
			const reply = await say(mine.send, message)
			expect(reply.message.tasks).toEqual([])
			expect(JSON.stringify(reply.tool_calls)).not.toContain('Their secret')
		}
		const [left] = await call(theirs.send, tasks.listTasks, {})
		expect(left).toMatchObject({ title: 'Their secret', completed: false })
	})

	test('an empty message, one too long, and one that is none are refused', async () => {
		const { send } = await app.guest()
		for (const body of [
			{ message: '   ' },
			{ message: 'a'.repeat(8001) },
			{},
			{ message: 7 },
			{ message: 'x', extra: 1 },
		]) {
			expect((await post(send, '/api/chat', body)).status).toBe(422)
		}
		expect((await post(send, '/api/chat', { message: 'Hello', conversation_id: null })).status).toBe(200)
		expect((await post(send, '/api/chat', { message: 'Hello', conversation_id: '1' })).status).toBe(200)
	})

	test('the longest message is answered', async () => {
		const { send } = await app.guest()
		const reply = await say(send, 'buy '.repeat(2000).slice(0, 8000))
		expect(reply.response).not.toBe('')
	})

	test('existing clients put the user in the path', async () => {
		const [{ send, userId }, other] = [await app.guest(), await app.guest()]
		const reply = await post(send, `/api/${userId}/chat`, { message: 'Add a task to buy milk' })
		expect(reply.status).toBe(200)
		const listed = await send(`/api/${userId}/conversations`, { method: 'GET', headers: {} })
		expect(await listed.json()).toHaveLength(1)
		const messages = await send(`/api/${userId}/conversations/1/messages`, { method: 'GET', headers: {} })
		expect(await messages.json()).toHaveLength(2)
		expect((await post(other.send, `/api/${userId}/chat`, { message: 'Hello' })).status).toBe(403)
	})

	test('a repeated Idempotency-Key answers the same and does it once', async () => {
		const { send } = await app.guest()
		const ask = () =>
			callWithHeaders(
				send,
				chats.chat,
				{ body: { message: 'Add a task to buy milk' } },
				{ idempotencyKey: 'b2f1c0de-0001' },
			)
		const [first, second] = [await ask(), await ask()]
		expect(second.data).toEqual(first.data)
		expect(second.headers.get('idempotent-replayed')).toBe('true')
		expect(await titles(send)).toEqual(['Buy milk'])
		expect(await call(send, chats.listConversations, {})).toHaveLength(1)
	})

	test('the same key at the same moment does it once', async () => {
		const { send } = await app.guest()
		const body = { message: 'Add a task to buy milk' }
		const sent = await Promise.allSettled(
			Array.from({ length: 4 }, () => call(send, chats.chat, { body }, { idempotencyKey: 'b2f1c0de-0002' })),
		)
		expect(sent.some(({ status }) => status === 'fulfilled')).toBe(true)
		expect(await titles(send)).toEqual(['Buy milk'])
	})

	test('twenty messages a minute, then a plain word and when to come back', async () => {
		const { send } = await app.guest()
		for (let n = 0; n < 20; n++) await say(send, 'Hello')
		const refused = await refusal(say(send, 'Hello'))
		expect(refused.problem).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
		expect(refused.problem.detail).toContain('20 messages within a minute')
		expect(refused.retryAfter).toBeGreaterThan(0)
		pass(60)
		expect((await say(send, 'Hello')).response).toContain('Hello!')
	})

	test('a second window hears of the task and of the answer', async () => {
		const { send, token } = await app.guest()
		const socket = await openSocket(await listenOnce(app.wired), { headers: { authorization: `Bearer ${token}` } })
		const reply = await say(send, 'Add a task to buy milk')
		const frames = await socket.until((seen) =>
			seen.some((frame) => frame.type === 'conversation' && frame.seq === reply.message.id),
		)
		expect(frames).toContainEqual({
			type: 'conversation',
			conversation_id: reply.conversation_id,
			seq: reply.message.id,
		})
		const created = frames.flatMap((frame) => (frame.type === 'changes' ? frame.changes : []))
		expect(created.map(({ entity, action }) => `${entity} ${action}`)).toContain('task create')
		await socket.close()
	})
})
