import { call, endpoints } from '@todo/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openChatStream, toTurnId, toWords } from '../testing/chat-stream.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { listenOnce } from '../testing/open-socket.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'
import { startApi } from '../testing/start-process.ts'
import type { ApiProcess } from '../testing/start-process.ts'
import { compatible } from '../testing/vendors/compatible.ts'
import { startVendor } from '../testing/vendors/vendor-server.ts'
import type { VendorServer } from '../testing/vendors/vendor-server.ts'

describe.each(databases)('a process that ends in the middle of an answer, on %s', (_name, open) => {
	let place: TestDatabase
	let vendor: VendorServer
	let api: ApiProcess
	let later: TestApp | undefined
	let token: string
	let goOn: () => void

	beforeEach(async () => {
		place = await open()
		vendor = await startVendor(compatible)
		const { promise, resolve } = Promise.withResolvers<void>()
		goOn = resolve
		vendor.sayings = [
			() => ({ calls: [{ name: 'add_task', args: { title: 'Once' } }] }),
			() => {
				vendor.gate = { after: 4, until: promise }
				return { text: 'Added it, and now a long story about how that came to be.' }
			},
		]
		const env = { OPENAI_BASE_URL: vendor.url, COMPATIBLE_API_KEY: compatible.key, GUEST_MODELS: 'on' }
		api = await startApi({ DATABASE_URL: place.url, SHUTDOWN_GRACE: '1', ...env })
		const guest = await fetch(`${api.url}/api/auth/guest`, { method: 'POST' })
		token = ((await guest.json()) as { token: string }).token
	})
	afterEach(async () => {
		goOn()
		api.kill('SIGKILL')
		await api.ended
		await later?.close()
		later = undefined
		await vendor.close()
		await place.drop()
	})

	async function startStory() {
		const stream = await openChatStream(api.url.replace('http://', ''), { token, say: { message: 'Add it, and talk' } })
		return { stream, turnId: toTurnId(await stream.until((heard) => toWords(heard) !== '')) }
	}

	/** What stands afterwards, by a process that starts on the same database, half a minute later. */
	async function readLater(turnId: string) {
		later = await startApp(place.url, {}, { now: () => new Date(Date.now() + 31_000) })
		const stream = await openChatStream(await listenOnce(later.wired), { token, turnId })
		const end = await stream.end()
		const send = later.as(token)
		const titles = (await call(send, endpoints.tasks.listTasks, {})).map(({ title }) => title)
		return { end, titles, send }
	}

	test('killed: the next one says that it was interrupted; what was done stands once, and one undo takes it back', async () => {
		const { stream, turnId } = await startStory()
		api.kill('SIGKILL')
		await api.ended
		stream.leave()
		const { end, titles, send } = await readLater(turnId)
		expect(end).toMatchObject({ type: 'done', reply: { message: { notice: { kind: 'interrupted' } } } })
		expect(titles).toEqual(['Once'])
		const operation = end.type === 'done' ? (end.reply.message.operation_id ?? '') : ''
		await call(send, endpoints.changes.undo, { body: { operation_id: operation } })
		expect(await call(send, endpoints.tasks.listTasks, {})).toEqual([])
	})

	test('stopped by SIGTERM: the turn gets its time, then ends with what it has, and says so', async () => {
		const { stream, turnId } = await startStory()
		api.kill('SIGTERM')
		expect((await api.ended).code).toBe(0)
		stream.leave()
		const { end, titles } = await readLater(turnId)
		expect(end).toMatchObject({
			type: 'done',
			reply: { message: { content: expect.stringContaining('Added'), notice: { kind: 'interrupted' } } },
		})
		expect(titles).toEqual(['Once'])
	})
})
