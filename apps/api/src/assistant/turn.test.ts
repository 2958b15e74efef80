import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'
import type { Model, ModelEvent, ModelInput, ModelMessage } from './model.ts'
import { tools } from './tools/registry.ts'

const { chats, tasks } = endpoints

type Step = (input: ModelInput) => ModelEvent[]

/** A model that does as a test says, step by step; it trusts nobody and is trusted by nobody. */
function createPuppet(): Omit<Model, 'literal'> & { literal: boolean } & {
	steps: Step[]
	seen: ModelMessage[]
	gate: Promise<void> | undefined
} {
	const puppet = {
		name: 'puppet',
		literal: false,
		steps: [] as Step[],
		seen: [] as ModelMessage[],
		/** What it waits for before it says anything. */
		gate: undefined as Promise<void> | undefined,
		async *step(input: ModelInput) {
			puppet.seen = [...input.messages]
			await puppet.gate
			yield* puppet.steps.shift()?.(input) ?? [{ type: 'text', text: 'Nothing more.' } as const]
		},
	}
	return puppet
}

const calls =
	(...wanted: [name: string, args: Record<string, unknown>][]): Step =>
	() =>
		wanted.map(([name, args], n) => ({ type: 'call', call: { id: `c${n}`, name, arguments: args } }))

describe.each(databases)('a turn on %s', (_name, open) => {
	const model = createPuppet()
	let aheadMs = 0
	let app: TestApp
	let drop: () => Promise<void>
	beforeAll(async () => {
		const database = await open()
		drop = () => database.drop()
		app = await startApp(database.url, {}, { model, now: () => new Date(Date.now() + aheadMs) })
	})
	afterAll(async () => {
		await app.close()
		await drop()
	})

	async function prepare(...titles: string[]): Promise<Send> {
		const { send } = await app.guest()
		for (const title of titles) await call(send, tasks.createTask, { body: { title } })
		return send
	}
	const converse = (send: Send, ...steps: Step[]) => {
		model.steps = steps
		return call(send, chats.chat, { body: { message: 'Do as you like' } })
	}
	const list = async (send: Send) =>
		(await call(send, tasks.listTasks, {}))
			.map(({ title, completed }) => `${completed ? '[x] ' : ''}${title}`)
			.toSorted()
	const lastOutcome = () => model.seen.findLast((message) => message.role === 'tool')?.outcome

	test('a tool that does not exist is news for the model, not a crash', async () => {
		const send = await prepare()
		const reply = await converse(send, calls(['drop_database', {}]))
		expect(lastOutcome()).toMatchObject({ status: 'failed', error: { code: 'TOOL_UNKNOWN' } })
		expect(reply.response).toBe('Nothing more.')
	})

	test('arguments are strict: nothing names a user, nothing is guessed', async () => {
		const send = await prepare('Mine')
		for (const args of [
			{ task_id: 1, user_id: 'somebody' },
			{ task_id: '1' },
			{ task_id: 1, title: 'x'.repeat(201) },
			{ title: 'No id' },
			{ task_id: 1, due_date: 'soon' },
		]) {
			await converse(send, calls(['update_task', args]))
			expect(lastOutcome()).toMatchObject({ status: 'failed', error: { code: 'VALIDATION_ERROR' } })
		}
		expect(await list(send)).toEqual(['Mine'])
	})

	test('empty strings and nulls count as left out', async () => {
		const send = await prepare()
		await converse(send, calls(['add_task', { title: 'Milk', due_date: '', description: null, priority: '' }]))
		expect(await list(send)).toEqual(['Milk'])
	})

	test('another person’s task is not found', async () => {
		await prepare('Theirs 1', 'Theirs 2', 'Theirs 3')
		const send = await prepare('Mine')
		for (const name of ['complete_task', 'update_task', 'delete_task', 'reopen_task']) {
			await converse(send, calls([name, { task_id: 3, ...(name === 'update_task' ? { title: 'Stolen' } : {}) }]))
			expect(lastOutcome()?.status).not.toBe('done')
		}
		expect(await list(send)).toEqual(['Mine'])
	})

	test('a model’s delete waits for the person, however small', async () => {
		const send = await prepare('Milk')
		const reply = await converse(send, calls(['delete_task', { task_id: 1 }]))
		expect(lastOutcome()?.status).toBe('held')
		expect(reply.confirmation?.text).toContain('Milk')
		expect(await list(send)).toEqual(['Milk'])
		model.steps = []
		await call(send, chats.chat, { body: { message: 'yes', conversation_id: reply.conversation_id } })
		expect(await list(send)).toEqual([])
	})

	test('a model that says yes itself confirms nothing', async () => {
		const send = await prepare('Milk')
		await converse(
			send,
			calls(['delete_task', { task_id: 1 }]),
			() => [{ type: 'text', text: 'yes' }],
			calls(['delete_task', { task_id: 1 }]),
		)
		await converse(send, calls(['delete_task', { task_id: 1 }]), calls(['delete_task', { task_id: 1 }]))
		expect(await list(send)).toEqual(['Milk'])
	})

	test('more than five tasks wait for the person', async () => {
		const send = await prepare('a', 'b', 'c', 'd', 'e', 'f')
		const ids = [1, 2, 3, 4, 5, 6]
		for (const [name, args] of [
			['complete_tasks', { task_ids: ids }],
			['update_tasks', { task_ids: ids, priority: 'high' }],
			['reschedule_tasks', { task_ids: ids, day: '2026-12-24' }],
		] as const) {
			await converse(send, calls([name, args]))
			expect(lastOutcome()?.status).toBe('held')
		}
		expect(await list(send)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
		await converse(send, calls(['complete_tasks', { task_ids: [1, 2, 3, 4, 5] }]))
		expect(lastOutcome()?.status).toBe('done')
	})

	test('a model that never stops is stopped, and one undo takes its turn back', async () => {
		const send = await prepare()
		const reply = await converse(send, ...Array.from({ length: 12 }, () => calls(['add_task', { title: 'Again' }])))
		expect(reply.response).toContain('more steps than I may take')
		expect(await list(send)).toHaveLength(8)
		await call(send, endpoints.changes.undo, { body: { operation_id: reply.message.operation_id ?? '' } })
		expect(await list(send)).toEqual([])
	})

	test('no more than twenty calls in a turn', async () => {
		const send = await prepare()
		const many = Array.from({ length: 25 }, (_, n): [string, Record<string, unknown>] => [
			'add_task',
			{ title: `T${n}` },
		])
		await converse(send, calls(...many))
		expect(await list(send)).toHaveLength(20)
		expect(lastOutcome()).toMatchObject({ status: 'failed', error: { code: 'TOO_MANY_CALLS' } })
	})

	test('subtasks count: what takes more than five tasks along asks first', async () => {
		const send = await prepare('Move house', 'Paint')
		const add = (title: string, parent_id: number) => call(send, tasks.createTask, { body: { title, parent_id } })
		for (const title of ['a', 'b', 'c', 'd']) await add(title, 1)
		await add('of a', 3)
		const before = await list(send)
		model.literal = true
		const complete = await converse(send, calls(['complete_task', { task_id: 1 }]))
		expect(complete.confirmation?.text).toContain('with its open subtasks')
		const remove = await converse(send, calls(['delete_task', { task_id: 1 }]))
		expect(remove.confirmation?.text).toContain('with its subtasks')
		expect(await list(send)).toEqual(before)
		expect((await converse(send, calls(['delete_task', { task_id: 3 }]))).confirmation).toBeNull()
		expect((await converse(send, calls(['delete_task', { task_id: 1 }]))).confirmation).toBeNull()
		model.literal = false
		expect(await list(send)).toEqual(['Paint'])
	})

	test('a model that breaks ends its turn honestly; nothing is answered, what was said is kept', async () => {
		const send = await prepare()
		const broken: Step = () => {
			throw new Error('the model broke')
		}
		model.steps = [calls(['add_task', { title: 'Before' }]), broken]
		await expect(call(send, chats.chat, { body: { message: 'Do as you like' } })).rejects.toMatchObject({
			problem: { status: 500 },
		})
		const messages = await call(send, chats.listMessages, { params: { id: 1 } })
		expect(messages.map(({ content }) => content)).toEqual(['Do as you like'])
		expect(await list(send)).toEqual(['Before'])
	})

	test('the Idempotency-Key of a turn that broke is answered by saying so; nothing is done twice', async () => {
		const send = await prepare()
		const ask = () =>
			call(send, chats.chat, { body: { message: 'Do as you like' } }, { idempotencyKey: 'a-turn-that-broke' })
		const broken: Step = () => {
			throw new Error('the model broke')
		}
		model.steps = [calls(['add_task', { title: 'Before' }]), broken]
		await expect(ask()).rejects.toMatchObject({ problem: { status: 500 } })
		const reply = await ask()
		expect(reply.response).toContain('I was interrupted')
		expect(await ask()).toEqual(reply)
		expect(await list(send)).toEqual(['Before'])
		await call(send, endpoints.changes.undo, { body: { operation_id: reply.message.operation_id ?? '' } })
		expect(await list(send)).toEqual([])
	})

	test('the key of a turn that nobody works on any more is answered after two minutes, once for all', async () => {
		const send = await prepare()
		const ask = () =>
			call(send, chats.chat, { body: { message: 'Do as you like' } }, { idempotencyKey: 'a-turn-left-behind' })
		const { promise, resolve } = Promise.withResolvers<void>()
		model.steps = [() => [{ type: 'text', text: 'Too late.' }]]
		model.gate = promise
		const first = ask()
		await expect.poll(async () => (await call(send, chats.listConversations, {})).length).toBe(1)
		await expect(ask()).rejects.toMatchObject({ problem: { status: 409 } })
		aheadMs += 121_000
		const reply = await ask()
		expect(reply.response).toContain('I was interrupted')
		resolve()
		model.gate = undefined
		expect(await first).toEqual(reply)
	})

	test('the model sees the conversation so far', async () => {
		const send = await prepare()
		const first = await converse(send, () => [{ type: 'text', text: 'First answer' }])
		model.steps = []
		await call(send, chats.chat, { body: { message: 'And then?', conversation_id: first.conversation_id } })
		expect(model.seen.map((message) => (message.role === 'tool' ? '' : `${message.role}: ${message.text}`))).toEqual([
			'user: Do as you like',
			'assistant: First answer',
			'user: And then?',
		])
	})

	test('every tool describes itself, takes strict objects and says what it may do', () => {
		expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length)
		for (const tool of tools) {
			expect(tool.description.length).toBeGreaterThan(20)
			expect(tool.parse({ user_id: 'somebody' }).ok).toBe(false)
			expect(tool.name.startsWith('delete')).toBe(tool.access === 'destructive')
		}
		expect(tools.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['add_task', 'list_tasks', 'complete_task', 'update_task', 'delete_task']),
		)
	})
})
