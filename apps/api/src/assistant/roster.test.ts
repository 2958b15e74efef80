import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { setUpVendors } from '../testing/vendors/set-up-vendors.ts'
import type { Fault } from '../testing/vendors/vendor-server.ts'

const { chats } = endpoints
const [sqlite] = databases
if (!sqlite) throw new Error('no database')
const [, open] = sqlite

const answer =
	(status: number, body: unknown = {}): Fault =>
	(response) =>
		void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

describe('what is counted and told of a provider', () => {
	const stage = setUpVendors(open, ['compatible'], { LLM_TOKENS_PER_DAY: '20000' })
	const readFailures = async () =>
		Number(
			/todo_models_total\{provider="compatible",what="failures"\} (\d+)/.exec(
				await stage.app.wired.metrics.toText(),
			)?.[1],
		)

	test('F9: while it rests nothing is asked, counted or warned about', async () => {
		const send = await stage.prepare()
		stage.vendor('compatible').faults = Array.from({ length: 5 }, () => answer(404))
		for (let n = 0; n < 5; n++) await stage.say(send, 'Hello')
		const [failures, lines] = [await readFailures(), stage.log.length]
		expect(lines).toBe(5)
		expect((await stage.say(send, 'Hello')).message.notice?.text).toBe(
			'The model failed several times just now: the built-in assistant answered.',
		)
		expect([await readFailures(), stage.log.length]).toEqual([failures, lines])
		stage.wait(31_000)
		const { providers } = await call(send, chats.getAssistant, {})
		expect(providers[0]).toMatchObject({ state: 'refused' })
	})

	test('B18: a share of the day that is used up is no failure of the provider', async () => {
		const send = await stage.prepare()
		const vendor = stage.vendor('compatible')
		vendor.sayings = [() => ({ text: 'Hello.' })]
		await stage.say(send, 'Hi')
		const failures = await readFailures()
		const choices = [{ index: 0, delta: { content: 'Hello.' }, finish_reason: 'stop' }]
		const usage = { prompt_tokens: 19_000, completion_tokens: 500, total_tokens: 19_500 }
		vendor.faults = [
			(response) => {
				response.writeHead(200, { 'content-type': 'text/event-stream' })
				response.end(`data: ${JSON.stringify({ id: '1', choices, usage })}\n\ndata: [DONE]\n\n`)
			},
		]
		await stage.say(send, 'Hi')
		const last = await stage.say(send, 'Hi')
		expect(last.message.notice?.text).toContain('tokens for today are used up')
		expect(await readFailures()).toBe(failures)
	})
})

describe.each([
	['is listed', 'llama3', answer(200, { data: [{ id: 'other' }, { id: 'llama3' }] }), 'ready'],
	['is listed with its tag', 'llama3', answer(200, { data: [{ id: 'llama3:latest' }] }), 'ready'],
	['is not listed', 'llama3', answer(200, { data: [{ id: 'other' }] }), 'refused'],
	['can’t be looked up', 'llama3', answer(404), 'unchecked'],
	['is neither set nor listed', '', answer(404), 'refused'],
	['is not set', '', answer(200, { data: [{ id: 'other' }] }), 'ready'],
] as const)('the check of a server whose model %s', (_how, model, list, state) => {
	const stage = setUpVendors(open, ['compatible'], model === '' ? {} : { COMPATIBLE_MODEL: model })

	test('asks once and tells what it knows', async () => {
		const send = await stage.prepare()
		const vendor = stage.vendor('compatible')
		vendor.catalogueFaults = [list]
		await stage.app.wired.checkModels()
		expect(vendor.paths).toEqual(['/v1/models'])
		expect((await call(send, chats.getAssistant, {})).providers[0]?.state).toBe(state)
		expect(stage.log).toHaveLength(state === 'refused' ? 1 : 0)
	})
})
