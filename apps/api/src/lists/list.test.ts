import { call, callWithHeaders, endpoints } from '@todo/contract'
import type { NewList, NewTask, Send } from '@todo/contract'
import { lists as schemas } from '@todo/contract/schemas'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'

const { lists: endpoint, tasks, changes, settings } = endpoints

describe.each(databases)('lists on %s', (_, open) => {
	let send: Send
	const addList = (body: NewList) => call(send, endpoint.createList, { body })
	const addTask = (body: NewTask) => call(send, tasks.createTask, { body })
	const names = async (who = send) => (await call(who, endpoint.listLists, {})).map((list) => list.name)
	const task = (id: number) => call(send, tasks.getTask, { params: { id } })
	const undo = () => call(send, changes.undo, { body: {} })
	const app = provideApp(open)
	beforeEach(async () => {
		send = (await app.guest()).send
	})

	test('APP-3: a list is made, read, renamed, ordered and deleted over REST', async () => {
		const work = await callWithHeaders(send, endpoint.createList, { body: { name: '  Work ', colour: 'teal' } })
		expect(work.status).toBe(201)
		expect(schemas.list.parse(work.data)).toMatchObject({ id: 1, name: 'Work', colour: 'teal', position: 65_536 })
		await addList({ name: 'Home' })
		expect(await names()).toEqual(['Work', 'Home'])
		const moved = await call(send, endpoint.updateList, { params: { id: 2 }, body: { position: 1, name: 'At home' } })
		expect(moved).toMatchObject({ name: 'At home', position: 1 })
		expect(moved.version).toBeGreaterThan(work.data.version)
		expect(await names()).toEqual(['At home', 'Work'])
		expect(await call(send, endpoint.getList, { params: { id: 2 } })).toEqual(moved)
		await call(send, endpoint.deleteList, { params: { id: 2 } })
		expect(await names()).toEqual(['Work'])
		const gone = await refusal(call(send, endpoint.getList, { params: { id: 2 } }))
		expect(gone.problem).toMatchObject({ status: 404, code: 'LIST_NOT_FOUND' })
	})

	test('names of lists are compared without case and width', async () => {
		await addList({ name: 'Work' })
		await addList({ name: 'Home' })
		for (const name of ['work', 'ＷＯＲＫ']) {
			const refused = await refusal(addList({ name }))
			expect(refused.problem).toMatchObject({ status: 409, code: 'CONFLICT', errors: [{ field: 'name' }] })
		}
		const renamed = await refusal(call(send, endpoint.updateList, { params: { id: 2 }, body: { name: 'WORK' } }))
		expect(renamed.problem).toMatchObject({ status: 409, errors: [{ field: 'name' }] })
		expect(await call(send, endpoint.updateList, { params: { id: 1 }, body: { name: 'WORK' } })).toMatchObject({
			name: 'WORK',
		})
	})

	test('a list made again with the same client_id is the one made before', async () => {
		const body = { name: 'Garden', client_id: randomUUID() }
		const first = await addList(body)
		expect(await addList(body)).toEqual(first)
		expect(await names()).toEqual(['Garden'])
	})

	test.each([
		[{ name: '' }, 'name'],
		[{ name: 'x'.repeat(101) }, 'name'],
		[{ name: 7 }, 'name'],
		[{ name: 'a\u0000b' }, 'name'],
		[{}, 'name'],
		[{ name: 'a', colour: 'plaid' }, 'colour'],
		[{ name: 'a', position: 0.5 }, 'position'],
		[{ name: 'a', client_id: 'no' }, 'client_id'],
		[{ name: 'a', icon: 'x' }, 'icon'],
	])('a list that can’t be is refused: %j', async (body, field) => {
		const refused = await refusal(addList(body as NewList))
		expect(refused.problem).toMatchObject({ status: 422, code: 'VALIDATION_ERROR', errors: [{ field }] })
		expect(await names()).toEqual([])
	})

	test('a list takes its tasks and sections to the trash, and one undo brings all back', async () => {
		await addList({ name: 'Trip' })
		const section = await call(send, endpoint.createSection, { body: { list_id: 1, name: 'Before' } })
		await call(send, settings.updateSettings, { body: { default_list_id: 1 } })
		const parent = await addTask({ title: 'Pack', list_id: 1, section_id: section.id, tags: ['trip'] })
		const child = await addTask({ title: 'Socks', parent_id: parent.id })
		const done = await addTask({ title: 'Book', list_id: 1, completed: true })
		const other = await addTask({ title: 'Elsewhere' })
		const before = await Promise.all([parent, child, done].map(({ id }) => task(id)))

		await call(send, endpoint.deleteList, { params: { id: 1 } })
		for (const { id } of before) expect((await refusal(task(id))).problem.code).toBe('TASK_NOT_FOUND')
		expect((await call(send, tasks.listTrash, {})).map(({ title }) => title).toSorted()).toEqual([
			'Book',
			'Pack',
			'Socks',
		])
		expect(await call(send, endpoint.listSections, {})).toEqual([])
		expect(await task(other.id)).toEqual(other)
		expect(await call(send, settings.getSettings, {})).toMatchObject({ default_list_id: null })
		expect((await refusal(addTask({ title: 'Late', list_id: 1 }))).problem).toMatchObject({
			errors: [{ field: 'list_id' }],
		})

		const undone = await undo()
		expect(undone.skipped).toEqual([])
		const stamped = { version: expect.any(Number), updated_at: expect.any(String) }
		for (const one of before) expect(await task(one.id)).toEqual({ ...one, ...stamped })
		expect(await call(send, endpoint.listSections, {})).toEqual([{ ...section, ...stamped }])
		expect(await call(send, settings.getSettings, {})).toMatchObject({ default_list_id: 1 })

		await call(send, changes.undo, { body: { operation_id: undone.operation_id } })
		expect(await names()).toEqual([])
		expect(await call(send, tasks.listTrash, {})).toHaveLength(3)
	})

	test('undo of a list’s creation leaves it where tasks have come to stand in it', async () => {
		await addList({ name: 'Trip' })
		const { changes: made } = await call(send, changes.listChanges, { query: { entity: 'list', entity_id: '1' } })
		const operation_id = made[0]?.operation_id ?? ''
		await addTask({ title: 'Pack', list_id: 1 })
		const undone = await call(send, changes.undo, { body: { operation_id } })
		expect(undone.skipped).toEqual([{ entity: 'list', entity_id: '1', field: '*' }])
		expect(await names()).toEqual(['Trip'])
	})

	test('a list that comes back under a taken name gets a number', async () => {
		await addList({ name: 'Trip' })
		await call(send, endpoint.deleteList, { params: { id: 1 } })
		const { changes: made } = await call(send, changes.listChanges, { query: { entity: 'list', entity_id: '1' } })
		await addList({ name: 'TRIP' })
		await call(send, changes.undo, { body: { operation_id: made[0]?.operation_id ?? '' } })
		expect(await names()).toEqual(['Trip (2)', 'TRIP'])
	})

	test('undo of a rename gives the name back, unless it was changed since', async () => {
		await addList({ name: 'One' })
		await call(send, endpoint.updateList, { params: { id: 1 }, body: { name: 'Two', colour: 'red' } })
		const { changes: made } = await call(send, changes.listChanges, { query: { entity: 'list', entity_id: '1' } })
		await call(send, endpoint.updateList, { params: { id: 1 }, body: { name: 'Three' } })
		const undone = await call(send, changes.undo, { body: { operation_id: made[0]?.operation_id ?? '' } })
		expect(undone.skipped).toEqual([{ entity: 'list', entity_id: '1', field: 'name' }])
		expect(await call(send, endpoint.getList, { params: { id: 1 } })).toMatchObject({ name: 'Three', colour: 'grey' })
	})

	test('sections: made, renamed, ordered; deleted, their tasks stay; undo puts them back', async () => {
		await addList({ name: 'Trip' })
		const before = await call(send, endpoint.createSection, { body: { list_id: 1, name: 'Before' } })
		const after = await call(send, endpoint.createSection, { body: { list_id: 1, name: 'After' } })
		expect(schemas.section.parse(before)).toMatchObject({ id: 1, list_id: 1, name: 'Before', position: 65_536 })
		await call(send, endpoint.updateSection, { params: { id: after.id }, body: { position: 1, name: 'Later' } })
		expect((await call(send, endpoint.listSections, {})).map(({ name }) => name)).toEqual(['Later', 'Before'])
		const packing = await addTask({ title: 'Pack', section_id: before.id })
		expect(packing).toMatchObject({ list_id: 1, section_id: before.id })
		await call(send, endpoint.deleteSection, { params: { id: before.id } })
		expect(await task(packing.id)).toMatchObject({ list_id: 1, section_id: null })
		await undo()
		expect(await task(packing.id)).toMatchObject({ list_id: 1, section_id: before.id })
		const unknown = await refusal(call(send, endpoint.updateSection, { params: { id: 99 }, body: { name: 'x' } }))
		expect(unknown.problem).toMatchObject({ status: 404, code: 'SECTION_NOT_FOUND' })
		const homeless = await refusal(call(send, endpoint.createSection, { body: { list_id: 99, name: 'x' } }))
		expect(homeless.problem).toMatchObject({ status: 422, errors: [{ field: 'list_id' }] })
	})

	test('two people never see or touch each other’s lists, sections and tags', async () => {
		await addList({ name: 'Mine' })
		await call(send, endpoint.createSection, { body: { list_id: 1, name: 'Here' } })
		await addTask({ title: 'Secret', tags: ['private'], list_id: 1 })
		const { send: other } = await app.guest()
		expect(await names(other)).toEqual([])
		expect(await call(other, endpoint.listSections, {})).toEqual([])
		expect(await call(other, endpoint.listTags, {})).toEqual([])
		const attempts = [
			() => call(other, endpoint.getList, { params: { id: 1 } }),
			() => call(other, endpoint.updateList, { params: { id: 1 }, body: { name: 'Yours' } }),
			() => call(other, endpoint.deleteList, { params: { id: 1 } }),
			() => call(other, endpoint.updateSection, { params: { id: 1 }, body: { name: 'Yours' } }),
			() => call(other, endpoint.deleteSection, { params: { id: 1 } }),
			() => call(other, endpoint.updateTag, { params: { name: 'private' }, body: { colour: 'red' } }),
			() => call(other, endpoint.deleteTag, { params: { name: 'private' } }),
		]
		for (const attempt of attempts) expect((await refusal(attempt())).problem.status).toBe(404)
		const section = await refusal(call(other, endpoint.createSection, { body: { list_id: 1, name: 'Yours' } }))
		expect(section.problem.errors).toMatchObject([{ field: 'list_id' }])
		expect(await names()).toEqual(['Mine'])
	})

	test('more than 500 lists are refused in words', async () => {
		for (let number = 1; number <= 500; number += 50)
			await Promise.all(Array.from({ length: 50 }, (__, at) => addList({ name: `List ${number + at}` })))
		const refused = await refusal(addList({ name: 'One more' }))
		expect(refused.problem).toMatchObject({ status: 409, code: 'CONFLICT' })
		expect(refused.problem.detail).toContain('500 lists')
	})
})
