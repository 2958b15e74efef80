import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { refusal } from '../testing/refusal.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

const { chats, tasks } = endpoints

describe.each(databases)('confirmations on %s', (_name, open) => {
	let at = Date.parse('2026-11-20T12:00:00Z')
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

	const titles = async (send: Send) => (await call(send, tasks.listTasks, {})).map(({ title }) => title).toSorted()
	const say = (send: Send, message: string, conversation_id?: number) =>
		call(send, chats.chat, { body: { message, ...(conversation_id === undefined ? {} : { conversation_id }) } })
	const prepare = async () => {
		const guest = await app.guest()
		for (const title of ['A', 'B']) await call(guest.send, tasks.createTask, { body: { title } })
		const reply = await say(guest.send, 'delete everything')
		return { ...guest, id: reply.confirmation?.id ?? '', conversation: reply.conversation_id }
	}
	const answer = (send: Send, id: string, word: 'yes' | 'no') =>
		call(send, chats.answerConfirmation, { params: { id }, body: { answer: word } })

	test('they are shown with their message until they are answered', async () => {
		const { send, id, conversation } = await prepare()
		const params = { id: conversation }
		const before = await call(send, chats.listMessages, { params })
		expect(before.at(-1)?.confirmation).toMatchObject({ id, status: 'pending' })
		expect(before.at(-1)?.confirmation?.text).toContain('Move 2 tasks to the trash?')
		const done = await answer(send, id, 'yes')
		expect(done.tool_calls.map(({ tool }) => tool)).toEqual(['delete_tasks'])
		const after = await call(send, chats.listMessages, { params })
		expect(after.map(({ confirmation }) => confirmation?.status)).toEqual([undefined, 'accepted', undefined, undefined])
		expect(await titles(send)).toEqual([])
	})

	test('they are answered once', async () => {
		const { send, id } = await prepare()
		const sent = await Promise.allSettled([answer(send, id, 'yes'), answer(send, id, 'yes'), answer(send, id, 'no')])
		expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
		expect((await refusal(answer(send, id, 'yes'))).problem.status).toBe(409)
	})

	test('they expire after ten minutes, typed or pressed', async () => {
		const { send, id, conversation } = await prepare()
		at += 600_000
		expect((await refusal(answer(send, id, 'yes'))).problem).toMatchObject({ status: 409, code: 'CONFLICT' })
		await say(send, 'yes', conversation)
		expect(await titles(send)).toEqual(['A', 'B'])
	})

	test('they are nobody else’s to answer', async () => {
		const [{ send, id }, other] = [await prepare(), await app.guest()]
		expect((await refusal(answer(other.send, id, 'yes'))).problem.code).toBe('CONFIRMATION_NOT_FOUND')
		expect((await refusal(answer(send, 'no-such', 'yes'))).problem.code).toBe('CONFIRMATION_NOT_FOUND')
		expect(await titles(send)).toEqual(['A', 'B'])
	})

	test('a repeated key on the button does it once and answers the same', async () => {
		const { send, id } = await prepare()
		const press = () =>
			call(
				send,
				chats.answerConfirmation,
				{ params: { id }, body: { answer: 'yes' } },
				{ idempotencyKey: 'press-0001' },
			)
		const first = await press()
		expect(await press()).toEqual(first)
	})

	test('what was asked is done even if more came since, to those tasks alone', async () => {
		const { send, id } = await prepare()
		await call(send, tasks.createTask, { body: { title: 'Newer' } })
		await answer(send, id, 'yes')
		expect(await titles(send)).toEqual(['Newer'])
	})
})
