import type { ChatReply, Problem } from './types.ts'

/** What happens while a message is answered, in order, over SSE: each with a number by which a client can come back. */
export type ChatEvent =
	/** First: the message is stored, and its turn has begun. */
	| { type: 'turn'; turn_id: string; conversation_id: number; message_id: number }
	/** Who answers from here on. */
	| { type: 'answering'; provider: string }
	/** The next piece of the answer. Words that stand before a call belong to the way, and not to the answer. */
	| { type: 'text'; text: string }
	/** A tool is called… */
	| { type: 'call'; tool: string; title: string }
	/** …and what became of it. */
	| { type: 'outcome'; tool: string; status: 'done' | 'failed' | 'held' }
	/** Last: the whole answer, which is what counts. */
	| { type: 'done'; reply: ChatReply }
	/** Last: there is no answer. */
	| { type: 'error'; problem: Problem }

export interface NumberedChatEvent {
	id: number
	event: ChatEvent
}

/** Reads a turn's events as they arrive; ends with the stream, whether the turn is over or the connection broke. */
export async function* readChatEvents(response: Response): AsyncGenerator<NumberedChatEvent> {
	if (!response.body) return
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
	let rest = ''
	try {
		for (;;) {
			const { done, value } = await reader.read()
			if (done) return
			const blocks = (rest + value).split('\n\n')
			rest = blocks.pop() ?? ''
			for (const block of blocks) {
				const event = toEvent(block)
				if (event) yield event
			}
		}
	} finally {
		void reader.cancel().catch(() => undefined)
	}
}

function toEvent(block: string): NumberedChatEvent | undefined {
	const fields = new Map(block.split('\n').map((line) => [line.split(':', 1)[0] ?? '', line.replace(/^\w*: ?/, '')]))
	const data = fields.get('data')
	return data ? { id: Number(fields.get('id')), event: parseEvent(data) } : undefined
}

/** Events come from our own API, whose tests check them. */
const parseEvent = (json: string) => JSON.parse(json) as ChatEvent
