import { readChatEvents } from '@todo/contract'
import type { ChatEvent, NumberedChatEvent } from '@todo/contract'

/** A turn as a client hears it. */
export interface ChatStream {
	/** Everything so far. */
	readonly heard: NumberedChatEvent[]
	/** Waits until that has been heard; answers everything so far. */
	until(enough: (heard: readonly NumberedChatEvent[]) => boolean): Promise<NumberedChatEvent[]>
	/** Waits for the last event. */
	end(): Promise<ChatEvent>
	/** Goes away, as a page that is closed does. */
	leave(): void
}

export interface StreamOptions {
	token: string
	/** Says this; follows a turn where it is left out. */
	say?: { message: string; conversation_id?: number; replaces?: number }
	turnId?: string
	lastEventId?: number
	idempotencyKey?: string
}

/** @throws where the answer is no stream of events. */
export async function openChatStream(address: string, options: StreamOptions): Promise<ChatStream> {
	const { token, say, turnId, lastEventId, idempotencyKey } = options
	const gone = new AbortController()
	const response = await fetch(`http://${address}/api/chat${say ? '' : `/turns/${turnId ?? ''}/events`}`, {
		method: say ? 'POST' : 'GET',
		signal: gone.signal,
		headers: {
			authorization: `Bearer ${token}`,
			accept: 'text/event-stream',
			...(say ? { 'content-type': 'application/json' } : {}),
			...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
			...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
		},
		...(say ? { body: JSON.stringify(say) } : {}),
	})
	if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
		throw new Error(`no stream: ${response.status} ${await response.text()}`)
	const heard: NumberedChatEvent[] = []
	const waiting = new Set<() => void>()
	const over = (async () => {
		for await (const event of readChatEvents(response)) {
			heard.push(event)
			for (const check of waiting) check()
		}
	})().catch(() => undefined)
	const until: ChatStream['until'] = (enough) =>
		new Promise((resolve, reject) => {
			const fail = () => reject(new Error(`the stream ended after ${JSON.stringify(heard)}`))
			const check = () => {
				if (!enough(heard)) return
				waiting.delete(check)
				resolve([...heard])
			}
			waiting.add(check)
			check()
			void over.then(() => (waiting.has(check) ? fail() : undefined))
		})
	return {
		heard,
		until,
		async end() {
			await over
			const last = heard.at(-1)?.event
			if (last?.type !== 'done' && last?.type !== 'error') throw new Error(`no end: ${JSON.stringify(heard)}`)
			return last
		},
		leave: () => gone.abort(),
	}
}

/** The words of the answer so far. */
export const toWords = (heard: readonly NumberedChatEvent[]): string =>
	heard.map(({ event }) => (event.type === 'text' ? event.text : '')).join('')

/** The turn's id, from its first event. */
export function toTurnId(heard: readonly NumberedChatEvent[]): string {
	const [first] = heard
	return first?.event.type === 'turn' ? first.event.turn_id : ''
}
