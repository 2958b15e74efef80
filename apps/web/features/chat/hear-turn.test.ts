import { ApiError, type ChatEvent, type Send } from '@todo/contract'
import { expect, test } from 'vitest'
import { hearTurn } from './hear-turn.ts'

const begun: ChatEvent = { type: 'turn', turn_id: 't/1', conversation_id: 1, message_id: 1 }
const word = (text: string): ChatEvent => ({ type: 'text', text })
const reply = { conversation_id: 1, response: 'Yes.', tool_calls: [], confirmation: null }

const toText = (events: Record<number, unknown>) =>
	Object.entries(events)
		.map(([id, event]) => `id: ${id}\nevent: x\ndata: ${JSON.stringify(event)}\n\n`)
		.join('')
const stream = (events: Record<number, unknown>) => new Response(`retry: 1000\n\n: \n\n${toText(events)}`)
const refuse = (status: number, code: string) => Response.json({ status, code, detail: code }, { status })

/** Answers one after the other; a string is a connection that does not come about. */
async function hear(answers: (Response | 'lost')[], start: Parameters<typeof hearTurn>[0]['start']) {
	const asked: string[] = []
	const heard: ChatEvent[] = []
	const send: Send = async (path, { method, headers }) => {
		asked.push(`${method} ${path} ${headers['last-event-id'] ?? headers['idempotency-key'] ?? ''}`)
		const answer = answers.shift() ?? 'lost'
		if (answer === 'lost') throw new TypeError('fetch failed')
		return answer
	}
	const run = hearTurn({
		send,
		start,
		onEvent: (event) => heard.push(event),
		isGone: () => false,
		wait: async () => undefined,
	})
	const came = await run.catch((error: unknown) => error)
	return { asked, heard, came }
}

const say = { body: { message: 'Hello', conversation_id: null }, key: 'once' }

test('what breaks in the middle is taken up where it broke, and nothing is heard twice', async () => {
	const { asked, heard, came } = await hear(
		[
			stream({ 1: begun, 2: word('One ') }),
			'lost',
			refuse(502, 'API_UNREACHABLE'),
			stream({ 2: word('One '), 3: word('two') }),
			stream({ 4: { type: 'done', reply } }),
		],
		say,
	)
	expect(came).toEqual(reply)
	expect(heard).toEqual([begun, word('One '), word('two')])
	expect(asked).toEqual([
		'POST /api/chat once',
		'GET /api/chat/turns/t%2F1/events 2',
		'GET /api/chat/turns/t%2F1/events 2',
		'GET /api/chat/turns/t%2F1/events 2',
		'GET /api/chat/turns/t%2F1/events 3',
	])
})

test('a turn that was begun elsewhere is followed from its start', async () => {
	const { asked, came } = await hear([stream({ 1: begun, 2: { type: 'done', reply } })], { turnId: 't/1' })
	expect(came).toEqual(reply)
	expect(asked).toEqual(['GET /api/chat/turns/t%2F1/events 0'])
})

test('what could not be said, or broke before it was known to be, is no more than that', async () => {
	for (const answer of ['lost', stream({})] as const) {
		const { asked, came } = await hear([answer], say)
		expect(came).toBeInstanceOf(TypeError)
		expect(asked).toHaveLength(1)
	}
})

test('a refusal and a turn that failed are told, and not tried again', async () => {
	const problem = { status: 500, code: 'INTERNAL_ERROR', detail: 'Something went wrong.' }
	for (const answers of [[refuse(429, 'RATE_LIMITED')], [stream({ 1: begun, 2: { type: 'error', problem } })]]) {
		const { asked, came } = await hear(answers, say)
		expect(came).toBeInstanceOf(ApiError)
		expect(asked).toHaveLength(1)
	}
})

test('a server that stays away is given up', async () => {
	const { asked, came } = await hear([stream({ 1: begun })], say)
	expect(came).toBeInstanceOf(TypeError)
	expect(asked.length).toBeGreaterThan(10)
})
