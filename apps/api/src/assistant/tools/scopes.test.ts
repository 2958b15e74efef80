import { call, endpoints } from '@todo/contract'
import type { Endpoint, Send } from '@todo/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Scope } from '../../actor.ts'
import { databases } from '../../testing/databases.ts'
import type { TestDatabase } from '../../testing/databases.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp } from '../../testing/start-app.ts'
import type { TestApp } from '../../testing/start-app.ts'
import { toScopes } from '../../transport/handle.ts'
import { tools } from './registry.ts'

const { tasks, lists, changes, chats, keys } = endpoints
type Twin = Pick<Endpoint, 'method' | 'path'>

/** Each tool, and the operation of the REST API that does the same. */
const twins: Record<string, Twin> = {
	add_task: tasks.createTask,
	add_tasks: tasks.createTask,
	list_tasks: tasks.listTasks,
	count_tasks: tasks.getStats,
	find_tasks: tasks.listTasks,
	get_tasks: tasks.getTask,
	complete_task: tasks.completeTask,
	complete_tasks: tasks.completeTask,
	reopen_task: tasks.completeTask,
	reopen_tasks: tasks.completeTask,
	skip_tasks: tasks.updateTask,
	update_task: tasks.updateTask,
	update_tasks: tasks.updateTask,
	reschedule_tasks: tasks.updateTask,
	delete_task: tasks.deleteTask,
	delete_tasks: tasks.deleteTask,
	list_lists: lists.listLists,
	list_tags: lists.listTags,
	create_list: lists.createList,
	rename_list: lists.updateList,
	delete_list: lists.deleteList,
	list_sections: lists.listSections,
	create_section: lists.createSection,
	rename_section: lists.updateSection,
	delete_section: lists.deleteSection,
	move_to_section: tasks.updateTask,
	empty_trash: tasks.emptyTrash,
	find_trash: tasks.listTrash,
	restore_task: tasks.restoreTask,
	undo: changes.undo,
}

describe.each(databases)('what a key may have the assistant do on %s', (_, open) => {
	let place: TestDatabase
	let app: TestApp
	let send: Send
	const keyOf = async (...scopes: Scope[]): Promise<Send> =>
		app.as((await call(send, keys.createKey, { body: { name: scopes.join(), scopes } })).key)
	const titles = async () => (await call(send, tasks.listTasks, {})).map(({ title }) => title)

	beforeAll(async () => {
		place = await open()
		app = await startApp(place.url)
	})
	beforeEach(async () => {
		send = (await app.guest()).send
	})
	afterAll(async () => {
		await app.close()
		await place.drop()
	})

	test('APP-5: every tool needs the scopes that its operation of the REST API needs', () => {
		const operations = new Map(
			app.wired.operations.map(({ endpoint, options }) => [
				`${endpoint.method} ${endpoint.path}`,
				toScopes(endpoint, options),
			]),
		)
		const needed = Object.entries(twins).map(([name, twin]) => [name, operations.get(`${twin.method} ${twin.path}`)])
		expect(Object.fromEntries(tools.map(({ name, scopes }) => [name, scopes]))).toEqual(Object.fromEntries(needed))
	})

	test('APP-5: a key that may not delete takes nothing away by saying “undo”, nor by the REST API', async () => {
		const writer = await keyOf('tasks:read', 'tasks:write')
		await call(send, tasks.createTask, { body: { title: 'Keep me' } })
		const said = await call(writer, chats.chat, { body: { message: 'undo' } })
		expect(said.tool_calls.map(({ tool }) => tool)).toEqual(['undo'])
		expect(JSON.stringify(said.tool_calls)).toContain('SCOPE_MISSING')
		expect((await refusal(call(writer, changes.undo, { body: {} }))).problem.detail).toContain('tasks:delete')
		expect(await titles()).toEqual(['Keep me'])
		const both = await keyOf('tasks:read', 'tasks:write', 'tasks:delete')
		const { conversation_id } = await call(both, chats.chat, { body: { message: 'undo' } })
		expect(await titles()).toEqual([])
		const redo = await call(writer, chats.chat, { body: { message: 'redo', conversation_id } })
		expect(JSON.stringify(redo.tool_calls)).toContain('SCOPE_MISSING')
		expect(await titles()).toEqual([])
	})

	test('APP-5: a key that may only delete writes and restores nothing by undo', async () => {
		const remover = await keyOf('tasks:delete')
		await call(send, tasks.createTask, { body: { title: 'Old' } })
		await call(send, tasks.updateTask, { params: { id: 1 }, body: { title: 'New' } })
		await call(send, tasks.deleteTask, { params: { id: 1 } })
		const refused = await refusal(call(remover, changes.undo, { body: {} }))
		expect(refused.problem).toMatchObject({ status: 403, code: 'SCOPE_MISSING' })
		expect(refused.problem.detail).toContain('tasks:write')
		expect(await titles()).toEqual([])
	})

	test('APP-5: a key that may not delete takes away no section, no conversation and no tag, not by another name either', async () => {
		const writer = await keyOf('tasks:read', 'tasks:write')
		const list = await call(send, lists.createList, { body: { name: 'Home' } })
		const section = await call(send, lists.createSection, { body: { list_id: list.id, name: 'Now' } })
		const { conversation_id } = await call(send, chats.chat, { body: { message: 'hello' } })
		await call(send, tasks.createTask, { body: { title: 'Milk', tags: ['one', 'two'] } })
		const attempts = [
			() => call(writer, lists.deleteSection, { params: { id: section.id } }),
			() => call(writer, chats.deleteConversation, { params: { id: conversation_id } }),
			() => call(writer, lists.updateTag, { params: { name: 'one' }, body: { name: 'two' } }),
		]
		for (const attempt of attempts)
			expect((await refusal(attempt())).problem).toMatchObject({ status: 403, code: 'SCOPE_MISSING' })
		expect((await call(writer, lists.listTags, {})).map(({ name }) => name)).toEqual(['one', 'two'])
		expect(await call(writer, lists.updateTag, { params: { name: 'one' }, body: { name: 'three' } })).toMatchObject({
			name: 'three',
		})
	})
})
