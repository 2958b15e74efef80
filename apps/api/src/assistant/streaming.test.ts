import { call, endpoints } from '@todo/contract'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChatStream, toTurnId, toWords } from '../testing/chat-stream.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { listenOnce } from '../testing/open-socket.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'
import { refusal } from '../testing/refusal.ts'
import { compatible } from '../testing/vendors/compatible.ts'
import { startVendor } from '../testing/vendors/vendor-server.ts'
import type { VendorServer } from '../testing/vendors/vendor-server.ts'

const { chats, tasks } = endpoints
const story = 'Once upon a time there was a list, and everything on it was done by Friday.'

describe.each(databases)('an answer as it comes, on %s', (name, open) => {
	let place: TestDatabase
	let vendor: VendorServer
	const apps: TestApp[] = []
	let app: TestApp
	let address: string
	let person: Awaited<ReturnType<TestApp['guest']>>

	async function start(now?: () => Date): Promise<TestApp> {
		const env = { OPENAI_BASE_URL: vendor.url, COMPATIBLE_API_KEY: compatible.key, GUEST_MODELS: 'on' }
		const started = await startApp(place.url, env, now ? { now } : {})
		apps.push(started)
		return started
	}
	beforeAll(async () => {
		place = await open()
		vendor = await startVendor(compatible)
		app = await start()
		address = await listenOnce(app.wired)
	})
	beforeEach(async () => {
		vendor.sayings = [() => ({ text: story })]
		vendor.faults = []
		vendor.gate = undefined
		person = await app.guest()
	})
	afterAll(async () => {
		for (const one of apps) await one.close()
		await vendor.close()
		await place.drop()
	})

	/** The model falls silent after a few words, until it is let go on. */
	function pauseModel(): () => void {
		const { promise, resolve } = Promise.withResolvers<void>()
		vendor.gate = { after: 4, until: promise }
		return resolve
	}
	const say = (message: string, rest = {}) =>
		openChatStream(address, { token: person.token, say: { message, ...rest } })
	const hasWords = (heard: Parameters<typeof toWords>[0]) => toWords(heard) !== ''

	test('its events are numbered and typed, and the last is the answer', async () => {
		vendor.sayings = [
			() => ({ text: 'One moment.', calls: [{ name: 'add_task', args: { title: 'Milk' } }] }),
			() => ({ text: story }),
		]
		const stream = await say('Add milk and tell me a story')
		const end = await stream.end()
		expect(stream.heard.map(({ id }) => id)).toEqual(stream.heard.map((_, n) => n + 1))
		const kinds = stream.heard.map(({ event }) => event.type).filter((kind, n, all) => kind !== all[n - 1])
		expect(kinds).toEqual(['turn', 'answering', 'text', 'call', 'outcome', 'text', 'done'])
		expect(stream.heard.map(({ event }) => event)).toContainEqual({
			type: 'call',
			tool: 'add_task',
			title: expect.stringContaining(' '),
		})
		expect(toWords(stream.heard)).toBe(`One moment.${story}`)
		if (end.type !== 'done') throw new Error('it failed')
		expect(end.reply.message).toMatchObject({ content: story, provider: 'compatible', turn_id: toTurnId(stream.heard) })
		const kept = await call(person.send, chats.listMessages, { params: { id: end.reply.conversation_id } })
		expect(kept.at(-1)).toEqual(end.reply.message)
	})

	test('who goes away loses nothing: the turn goes on, and coming back brings the rest, no more and no less', async () => {
		const goOn = pauseModel()
		const first = await say('Tell me a story')
		const before = await first.until(hasWords)
		first.leave()
		goOn()
		const last = before.at(-1)?.id ?? 0
		const again = await openChatStream(address, {
			token: person.token,
			turnId: toTurnId(before),
			lastEventId: last,
		})
		await again.end()
		expect(again.heard.map(({ id }) => id)).toEqual(again.heard.map((_, n) => last + 1 + n))
		expect(toWords(before) + toWords(again.heard)).toBe(story)
	})

	test('a second tab sees the same words while they come', async () => {
		const goOn = pauseModel()
		const first = await say('Tell me a story')
		const turnId = toTurnId(await first.until(hasWords))
		const second = await openChatStream(address, { token: person.token, turnId })
		expect(toWords(await second.until(hasWords))).toBe(toWords(first.heard))
		goOn()
		expect(await second.end()).toEqual(await first.end())
		expect(second.heard).toEqual(first.heard)
	})

	test('a turn that is over is told in one event, whenever one asks', async () => {
		const first = await say('Tell me a story')
		const end = await first.end()
		const late = await openChatStream(address, { token: person.token, turnId: toTurnId(first.heard), lastEventId: 999 })
		expect(await late.end()).toEqual(end)
	})

	test('stop stops: what was said stays, the model is left alone', async () => {
		const goOn = pauseModel()
		const stream = await say('Tell me a story')
		const turnId = toTurnId(await stream.until(hasWords))
		await call(person.send, chats.stopTurn, { params: { id: turnId } })
		const end = await stream.end()
		goOn()
		if (end.type !== 'done') throw new Error('it failed')
		expect(end.reply.message).toMatchObject({ notice: { kind: 'stopped', text: 'Stopped. Nothing was changed.' } })
		expect(story).toContain(end.reply.message.content)
		await call(person.send, chats.stopTurn, { params: { id: turnId } })
	})

	test('stopped after it has only looked: nothing was changed, and that is what it says', async () => {
		const { promise, resolve } = Promise.withResolvers<void>()
		vendor.sayings = [
			() => ({ calls: [{ name: 'list_tasks', args: {} }] }),
			() => {
				vendor.gate = { after: 4, until: promise }
				return { text: story }
			},
		]
		const stream = await say('What is on my list?')
		const heard = await stream.until(hasWords)
		expect(heard.map(({ event }) => event)).toContainEqual({ type: 'outcome', tool: 'list_tasks', status: 'done' })
		await call(person.send, chats.stopTurn, { params: { id: toTurnId(heard) } })
		const end = await stream.end()
		resolve()
		expect(end).toMatchObject({ reply: { message: { notice: { text: 'Stopped. Nothing was changed.' } } } })
	})

	test('the same Idempotency-Key follows the same turn; nothing is said twice', async () => {
		const goOn = pauseModel()
		const options = { token: person.token, say: { message: 'Tell me a story' }, idempotencyKey: 'a-story-once' }
		const first = await openChatStream(address, options)
		await first.until(hasWords)
		const second = await openChatStream(address, options)
		goOn()
		expect(await second.end()).toEqual(await first.end())
		expect(await call(person.send, chats.listConversations, {})).toHaveLength(1)
	})

	test('somebody else neither hears it nor stops it', async () => {
		const goOn = pauseModel()
		const stream = await say('Tell me a story')
		const id = toTurnId(await stream.until(hasWords))
		const other = await app.guest()
		expect((await refusal(call(other.send, chats.stopTurn, { params: { id } }))).problem.code).toBe('TURN_NOT_FOUND')
		await expect(openChatStream(address, { token: other.token, turnId: id })).rejects.toThrow('TURN_NOT_FOUND')
		goOn()
		expect((await stream.end()).type).toBe('done')
		expect(toWords(stream.heard)).toBe(story)
	})

	test('a message said in another’s place: that one and what followed leave, and what they did is taken back', async () => {
		const { send, token } = person
		vendor.sayings = [
			() => ({ calls: [{ name: 'add_task', args: { title: 'Milk' } }] }),
			() => ({ text: 'Added milk.' }),
			() => ({ calls: [{ name: 'add_task', args: { title: 'Bread' } }] }),
			() => ({ text: 'Added bread.' }),
			() => ({ calls: [{ name: 'add_task', args: { title: 'Oat milk' } }] }),
			() => ({ text: 'Added oat milk.' }),
		]
		const first = await call(send, chats.chat, { body: { message: 'Add milk' } })
		const id = first.conversation_id
		await call(send, chats.chat, { body: { message: 'And bread', conversation_id: id } })
		const [said] = await call(send, chats.listMessages, { params: { id } })
		const stream = await openChatStream(address, {
			token,
			say: { message: 'Add oat milk', conversation_id: id, replaces: said?.id ?? 0 },
		})
		await stream.end()
		const kept = await call(send, chats.listMessages, { params: { id } })
		expect(kept.map(({ content }) => content)).toEqual(['Add oat milk', 'Added oat milk.'])
		expect((await call(send, tasks.listTasks, {})).map(({ title }) => title)).toEqual(['Oat milk'])
		expect(vendor.asked.at(-1)?.conversation).toEqual(['user: Add oat milk'])
		for (const replaces of [said?.id ?? 0, kept[1]?.id ?? 0, 9999]) {
			const body = { message: 'x', conversation_id: id, replaces }
			expect((await refusal(call(send, chats.chat, { body }))).problem.code).toBe('MESSAGE_NOT_FOUND')
		}
		expect((await call(send, tasks.listTasks, {})).map(({ title }) => title)).toEqual(['Oat milk'])
	})

	test('a number that is none is refused', async () => {
		const stream = await say('Hello')
		await stream.end()
		const headers = { 'last-event-id': 'x' }
		const following = call(person.send, chats.followTurn, { params: { id: toTurnId(stream.heard) } }, { headers })
		expect((await refusal(following)).problem.code).toBe('VALIDATION_ERROR')
	})

	describe.runIf(name === 'postgres')('with another replica', () => {
		test('any replica tells it in mid-sentence, and stops it', async () => {
			const goOn = pauseModel()
			const stream = await say('Tell me a story')
			const before = await stream.until(hasWords)
			stream.leave()
			const other = await listenOnce((await start()).wired)
			const last = before.at(-1)?.id ?? 0
			const turnId = toTurnId(before)
			// It is there to be told elsewhere within half a second.
			const early = await openChatStream(other, { token: person.token, turnId })
			expect(toWords(await early.until(hasWords))).toContain(toWords(before))
			early.leave()
			const there = await openChatStream(other, { token: person.token, turnId, lastEventId: last })
			goOn()
			await there.end()
			expect(toWords(before) + toWords(there.heard)).toBe(story)
			expect(there.heard.map(({ id }) => id)).toEqual(there.heard.map((_, n) => last + 1 + n))

			const goOnAgain = pauseModel()
			const second = await say('Another one')
			const id = toTurnId(await second.until(hasWords))
			const stop = await fetch(`http://${other}/api/chat/turns/${id}/stop`, {
				method: 'POST',
				headers: { authorization: `Bearer ${person.token}` },
			})
			expect(stop.status).toBe(204)
			const end = await second.end()
			goOnAgain()
			expect(end).toMatchObject({ type: 'done', reply: { message: { notice: { kind: 'stopped' } } } })
		})

		test.each([
			['fails', "raise exception 'not now'"],
			['is slow', 'perform pg_sleep(2)'],
		])('every word is heard elsewhere, though the first writing of them %s', async (_how, trouble) => {
			const client = new pg.Client({ connectionString: place.url })
			await client.connect()
			await client.query(`
				create sequence writings;
				create function hinder() returns trigger language plpgsql as $$
				begin
					if nextval('writings') = 1 then ${trouble}; end if;
					return new;
				end $$;
				create trigger hinder before insert on turn_events for each row execute function hinder()`)
			try {
				const goOn = pauseModel()
				const stream = await say('Tell me a story')
				const turnId = toTurnId(await stream.until(hasWords))
				const other = await listenOnce((await start()).wired)
				const there = await openChatStream(other, { token: person.token, turnId })
				const isBegun = async () => (await client.query<{ is_called: boolean }>('table writings')).rows[0]?.is_called
				await expect.poll(isBegun, { timeout: 10_000 }).toBe(true)
				goOn()
				expect(await there.end()).toEqual(await stream.end())
				expect(toWords(there.heard)).toBe(story)
			} finally {
				await client.query('drop trigger hinder on turn_events; drop function hinder; drop sequence writings')
				await client.end()
			}
		})

		test('a turn whose replica fell silent is said to be interrupted; nothing is done again', async () => {
			const goOn = pauseModel()
			const stream = await say('Tell me a story')
			const before = await stream.until(hasWords)
			const asked = vendor.asked.length
			const late = await listenOnce((await start(() => new Date(Date.now() + 31_000))).wired)
			const there = await openChatStream(late, { token: person.token, turnId: toTurnId(before) })
			expect(await there.end()).toMatchObject({
				type: 'done',
				reply: { message: { notice: { kind: 'interrupted' }, provider: null } },
			})
			goOn()
			// The first replica lives after all: the answer that stands stays.
			expect(await stream.end()).toEqual(await there.end())
			expect(vendor.asked).toHaveLength(asked)
		})
	})
})
