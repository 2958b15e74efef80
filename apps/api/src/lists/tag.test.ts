import { call, endpoints } from '@todo/contract'
import type { NewTask, Send } from '@todo/contract'
import { lists as schemas } from '@todo/contract/schemas'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'

const { lists: endpoint, tasks, changes } = endpoints

describe.each(databases)('tags on %s', (_, open) => {
	let send: Send
	const addTask = (body: NewTask) => call(send, tasks.createTask, { body })
	const tags = () => call(send, endpoint.listTags, {})
	const tagsOf = async (id: number) => (await call(send, tasks.getTask, { params: { id } })).tags
	const undo = () => call(send, changes.undo, { body: {} })
	const app = provideApp(open)
	beforeEach(async () => {
		send = (await app.guest()).send
		await addTask({ title: 'Milk', tags: ['shop', 'home'] })
		await addTask({ title: 'Bread', tags: ['shop'], completed: true })
		await addTask({ title: 'Eggs', tags: ['shop'] })
		await addTask({ title: 'Gone', tags: ['shop', 'shopping'] })
		await call(send, tasks.deleteTask, { params: { id: 4 } })
	})

	test('tags are listed with their colour and how many tasks are open', async () => {
		expect((await tags()).map((tag) => schemas.tag.parse(tag))).toEqual([
			{ name: 'home', colour: 'grey', pending: 1 },
			{ name: 'shop', colour: 'grey', pending: 2 },
			{ name: 'shopping', colour: 'grey', pending: 0 },
		])
		expect(await call(send, endpoint.updateTag, { params: { name: 'Shop' }, body: { colour: 'green' } })).toEqual({
			name: 'shop',
			colour: 'green',
			pending: 2,
		})
		await undo()
		expect(await tags()).toContainEqual({ name: 'shop', colour: 'grey', pending: 2 })
	})

	test('a renamed tag is renamed on every task, and found by its new name', async () => {
		await call(send, endpoint.updateTag, { params: { name: 'shop' }, body: { colour: 'green' } })
		const renamed = await call(send, endpoint.updateTag, { params: { name: 'shop' }, body: { name: 'Errands' } })
		expect(renamed).toEqual({ name: 'errands', colour: 'green', pending: 2 })
		expect(await tagsOf(1)).toEqual(['errands', 'home'])
		expect(await tagsOf(2)).toEqual(['errands'])
		const found = await call(send, tasks.listTasks, { query: { tag: 'errands', search: '#errands' } })
		expect(found.map(({ id }) => id)).toEqual([3, 2, 1])
		expect(await call(send, tasks.listTasks, { query: { tag: 'shop' } })).toEqual([])
		expect((await undo()).skipped).toEqual([])
		expect(await tagsOf(1)).toEqual(['shop', 'home'])
		expect(await tags()).toEqual([
			{ name: 'home', colour: 'grey', pending: 1 },
			{ name: 'shop', colour: 'green', pending: 2 },
			{ name: 'shopping', colour: 'grey', pending: 0 },
		])
	})

	test('a tag renamed to another becomes one with it', async () => {
		const merged = await call(send, endpoint.updateTag, { params: { name: 'home' }, body: { name: 'shop' } })
		expect(merged).toEqual({ name: 'shop', colour: 'grey', pending: 2 })
		expect(await tagsOf(1)).toEqual(['shop'])
		expect((await tags()).map(({ name }) => name)).toEqual(['shop', 'shopping'])
		await undo()
		expect(await tagsOf(1)).toEqual(['shop', 'home'])
	})

	test('a deleted tag leaves every task, those in the trash too, and comes back by undo', async () => {
		await call(send, endpoint.updateTag, { params: { name: 'shop' }, body: { colour: 'pink' } })
		await call(send, endpoint.deleteTag, { params: { name: 'shop' } })
		expect(await tagsOf(1)).toEqual(['home'])
		expect(await tagsOf(2)).toEqual([])
		expect((await call(send, tasks.listTrash, {}))[0]?.tags).toEqual(['shopping'])
		const { changes: made } = await call(send, changes.listChanges, { query: { limit: '10' } })
		const [{ operation_id } = { operation_id: '' }] = made
		const touched = made.filter((change) => change.operation_id === operation_id)
		expect(touched.map(({ entity, action }) => `${entity} ${action}`).toSorted()).toEqual([
			'tag delete',
			...Array<string>(4).fill('task update'),
		])
		await undo()
		expect(await tagsOf(1)).toEqual(['shop', 'home'])
		expect(await tags()).toContainEqual({ name: 'shop', colour: 'pink', pending: 2 })
	})

	test.each([
		[{ name: 'two words' }, 'name'],
		[{ name: '' }, 'name'],
		[{ name: 'x'.repeat(51) }, 'name'],
		[{ colour: 'plaid' }, 'colour'],
		[{ pending: 3 }, 'pending'],
	])('a change that can’t be is refused: %j', async (body, field) => {
		const refused = await refusal(
			call(send, endpoint.updateTag, { params: { name: 'shop' }, body: body as { name: string } }),
		)
		expect(refused.problem).toMatchObject({ status: 422, errors: [{ field }] })
	})

	test('an unknown tag is not found', async () => {
		const refused = await refusal(call(send, endpoint.deleteTag, { params: { name: 'nothing' } }))
		expect(refused.problem).toMatchObject({ status: 404, code: 'TAG_NOT_FOUND' })
	})
})
