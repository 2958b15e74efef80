import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { calls, setUpPuppet } from '../../testing/puppet.ts'
import { tools } from './registry.ts'
import { toToolSchema } from './tool-schema.ts'

describe.each(databases)('tools on %s', (_name, open) => {
	const puppet = setUpPuppet(open)

	test('a tool that does not exist is news for the model, not a crash', async () => {
		const send = await puppet.prepare()
		const reply = await puppet.converse(send, calls(['drop_database', {}]))
		expect(puppet.lastOutcome()).toMatchObject({ status: 'failed', error: { code: 'TOOL_UNKNOWN' } })
		expect(reply.response).toBe('Nothing more.')
	})

	test('arguments are strict: nothing names a user, nothing is guessed', async () => {
		const send = await puppet.prepare('Mine')
		for (const args of [
			{ task_id: 1, user_id: 'somebody' },
			{ task_id: '1' },
			{ task_id: 1, title: 'x'.repeat(201) },
			{ title: 'No id' },
			{ task_id: 1, due_date: 'soon' },
		]) {
			await puppet.converse(send, calls(['update_task', args]))
			expect(puppet.lastOutcome()).toMatchObject({ status: 'failed', error: { code: 'VALIDATION_ERROR' } })
		}
		expect(await puppet.list(send)).toEqual(['Mine'])
	})

	test('empty strings and nulls count as left out', async () => {
		const send = await puppet.prepare()
		await puppet.converse(send, calls(['add_task', { title: 'Milk', due_date: '', description: null, priority: '' }]))
		expect(await puppet.list(send)).toEqual(['Milk'])
	})

	test('another person’s task is not found', async () => {
		await puppet.prepare('Theirs 1', 'Theirs 2', 'Theirs 3')
		const send = await puppet.prepare('Mine')
		for (const name of ['complete_task', 'update_task', 'delete_task', 'reopen_task']) {
			await puppet.converse(send, calls([name, { task_id: 3, ...(name === 'update_task' ? { title: 'Stolen' } : {}) }]))
			expect(puppet.lastOutcome()?.status).not.toBe('done')
		}
		expect(await puppet.list(send)).toEqual(['Mine'])
	})

	test('what models are told of the tools fits a page or two', () => {
		const schemas = tools.map(({ name, input }) => [name, toToolSchema(input, 'input', 'draft-7')] as const)
		expect(JSON.stringify(schemas).length).toBeLessThan(20_000)
		for (const [name, schema] of schemas) expect([name, JSON.stringify(schema).length < 3000]).toEqual([name, true])
		const addTask = schemas.find(([name]) => name === 'add_task')?.[1]
		expect(addTask).toMatchObject({ properties: { title: { type: 'string', maxLength: 200 } }, required: ['title'] })
	})

	test('every tool describes itself, takes strict objects and says what it may do', () => {
		expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length)
		for (const tool of tools) {
			expect(tool.description.length).toBeGreaterThan(20)
			expect(tool.parse({ user_id: 'somebody' }).ok).toBe(false)
			expect(/^(?:delete|empty)_/.test(tool.name)).toBe(tool.access === 'destructive')
		}
		expect(tools.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['add_task', 'list_tasks', 'complete_task', 'update_task', 'delete_task']),
		)
	})
})
