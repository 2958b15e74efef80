import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { calls, setUpPuppet } from '../testing/puppet.ts'

const { chats, tasks } = endpoints

describe.each(databases)('what waits for the person on %s', (_name, open) => {
	const puppet = setUpPuppet(open)

	test('a model’s delete waits for the person, however small', async () => {
		const send = await puppet.prepare('Milk')
		const reply = await puppet.converse(send, calls(['delete_task', { task_id: 1 }]))
		expect(puppet.lastOutcome()?.status).toBe('held')
		expect(reply.confirmation?.text).toContain('Milk')
		expect(await puppet.list(send)).toEqual(['Milk'])
		puppet.model.steps = []
		await call(send, chats.chat, { body: { message: 'yes', conversation_id: reply.conversation_id } })
		expect(await puppet.list(send)).toEqual([])
	})

	test('a model that says yes itself confirms nothing', async () => {
		const send = await puppet.prepare('Milk')
		await puppet.converse(
			send,
			calls(['delete_task', { task_id: 1 }]),
			() => [{ type: 'text', text: 'yes' }],
			calls(['delete_task', { task_id: 1 }]),
		)
		await puppet.converse(send, calls(['delete_task', { task_id: 1 }]), calls(['delete_task', { task_id: 1 }]))
		expect(await puppet.list(send)).toEqual(['Milk'])
	})

	test('more than five tasks wait for the person', async () => {
		const send = await puppet.prepare('a', 'b', 'c', 'd', 'e', 'f')
		const ids = [1, 2, 3, 4, 5, 6]
		for (const [name, args] of [
			['complete_tasks', { task_ids: ids }],
			['update_tasks', { task_ids: ids, priority: 'high' }],
			['reschedule_tasks', { task_ids: ids, day: '2026-12-24' }],
		] as const) {
			await puppet.converse(send, calls([name, args]))
			expect(puppet.lastOutcome()?.status).toBe('held')
		}
		expect(await puppet.list(send)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
		await puppet.converse(send, calls(['complete_tasks', { task_ids: [1, 2, 3, 4, 5] }]))
		expect(puppet.lastOutcome()?.status).toBe('done')
	})

	test('subtasks count: what takes more than five tasks along asks first', async () => {
		const send = await puppet.prepare('Move house', 'Paint')
		const add = (title: string, parent_id: number) => call(send, tasks.createTask, { body: { title, parent_id } })
		for (const title of ['a', 'b', 'c', 'd']) await add(title, 1)
		await add('of a', 3)
		const before = await puppet.list(send)
		puppet.model.literal = true
		const complete = await puppet.converse(send, calls(['complete_task', { task_id: 1 }]))
		expect(complete.confirmation?.text).toContain('with its open subtasks')
		const remove = await puppet.converse(send, calls(['delete_task', { task_id: 1 }]))
		expect(remove.confirmation?.text).toContain('with its subtasks')
		expect(await puppet.list(send)).toEqual(before)
		expect((await puppet.converse(send, calls(['delete_task', { task_id: 3 }]))).confirmation).toBeNull()
		expect((await puppet.converse(send, calls(['delete_task', { task_id: 1 }]))).confirmation).toBeNull()
		puppet.model.literal = false
		expect(await puppet.list(send)).toEqual(['Paint'])
	})
})
