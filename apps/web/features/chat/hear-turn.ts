import {
	ApiError,
	endpoints,
	readChatEvents,
	toApiError,
	type ChatEvent,
	type ChatReply,
	type Send,
} from '@todo/contract'

export interface HearTurn {
	send: Send
	/** What is said, and the key under which it is said once; a turn that runs already is followed instead. */
	start:
		| { body: { message: string; conversation_id: number | null; replaces?: number }; key: string }
		| { turnId: string }
	onEvent: (event: ChatEvent) => void
	/** Whether nobody wants to hear more. */
	isGone: () => boolean
	/** Waits until so many milliseconds have passed. */
	wait: (ms: number) => Promise<void>
}

/** In vain, one after the other: about two minutes. */
const mostTries = 15

/**
 * Hears a turn to its end, and answers what it came to; undefined where nobody wanted to hear the end. A connection that
 * breaks is taken up again where it broke. @throws {ApiError} where the API refuses, or the turn failed; a TypeError where it
 * could not be said at all.
 */
export async function hearTurn({ send, start, onEvent, isGone, wait }: HearTurn): Promise<ChatReply | undefined> {
	let turnId = 'turnId' in start ? start.turnId : null
	let last = 0
	for (let tries = 0; tries < mostTries && !isGone(); tries++) {
		try {
			const response = await ask(send, start, turnId, last)
			if (!response.ok) throw await toApiError(response)
			for await (const { id, event } of readChatEvents(response)) {
				if (isGone()) return undefined
				if (id <= last) continue
				last = id
				tries = 0
				if (event.type === 'turn') turnId = event.turn_id
				if (event.type === 'done') return event.reply
				if (event.type === 'error') throw new ApiError(event.problem)
				onEvent(event)
			}
		} catch (error) {
			const isSaid = error instanceof ApiError && (error.problem.status < 502 || error.problem.status > 504)
			if (turnId === null || isSaid) throw error
		}
		// Broke off before the turn was known: whether it was begun, only the same key can tell.
		if (turnId === null) throw new TypeError('the connection broke')
		await wait(Math.min(10_000, 250 * 2 ** tries))
	}
	if (isGone()) return undefined
	throw new TypeError('the connection broke')
}

function ask(send: Send, start: HearTurn['start'], turnId: string | null, last: number): Promise<Response> {
	const headers = { accept: 'text/event-stream' }
	if (turnId !== null || 'turnId' in start) {
		const path = endpoints.chats.followTurn.path.replace('{id}', encodeURIComponent(turnId ?? ''))
		return send(path, { method: 'GET', headers: { ...headers, 'last-event-id': String(last) } })
	}
	return send(endpoints.chats.chat.path, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': start.key },
		body: JSON.stringify(start.body),
	})
}
