import type { ListenOptions, Listener } from '../database/listen.ts'

/** Tells the other replicas that somebody's changes are there to be read, and hears it from them. */
export interface Doorbell {
	/** Soon: what comes within a few milliseconds goes out together, after its commit and outside of any transaction. */
	ring(userId: string, version: number): void
	ringConversation(userId: string, conversationId: number, seq: number): void
	/** Hear the others, for as long as there are sockets here. */
	start(): void
	stop(): Promise<void>
	/** Whether the others are heard just now. */
	readonly hears: boolean
	/** Sends what still waits. */
	flush(): Promise<void>
}

export interface DoorbellDependencies {
	send(payload: string): Promise<void>
	listen(options: Pick<ListenOptions, 'onNotification' | 'onConnected' | 'onLost'>): Listener
	hear(userId: string, version: number): void
	hearConversation(userId: string, conversationId: number, seq: number): void
	/** Notifications were lost while the line was down. */
	onHearingAgain(): void
	onFailure(error: unknown): void
}

/** `[user, version]` or `[user, conversation, seq]`. */
type Note = [string, number] | [string, number, number]

const collectMs = 5
const retryMs = 500
/** PostgreSQL refuses payloads of 8000 bytes and more; user ids are ASCII. */
const largestPayload = 7900

export function createDoorbell(dependencies: DoorbellDependencies): Doorbell {
	const { send, hear, hearConversation, onHearingAgain, onFailure } = dependencies
	let waiting = new Map<string, Note>()
	let timer: NodeJS.Timeout | undefined
	let listener: Listener | undefined

	const add = (key: string, note: Note) => {
		waiting.set(key, note)
		timer ??= setTimeout(() => void flush(), collectMs)
	}

	async function flush(): Promise<void> {
		clearTimeout(timer)
		timer = undefined
		const notes = waiting
		waiting = new Map()
		try {
			for (const payload of toPayloads([...notes.values()])) await send(payload)
		} catch (error) {
			onFailure(error)
			for (const [key, note] of notes) if (!waiting.has(key)) waiting.set(key, note)
			timer ??= setTimeout(() => void flush(), retryMs).unref()
		}
	}

	function onNotification(payload: string): void {
		for (const [userId, first, second] of parseNotes(payload)) {
			if (second === undefined) hear(userId, first)
			else hearConversation(userId, first, second)
		}
	}

	return {
		ring: (userId, version) => add(userId, [userId, version]),
		ringConversation: (userId, conversationId, seq) =>
			add(`${userId} ${conversationId}`, [userId, conversationId, seq]),
		start() {
			listener ??= dependencies.listen({ onNotification, onConnected: onHearingAgain, onLost: onFailure })
		},
		async stop() {
			const own = listener
			listener = undefined
			await own?.close()
		},
		get hears() {
			return listener?.connected ?? false
		},
		async flush() {
			if (waiting.size > 0) await flush()
			clearTimeout(timer)
		},
	}
}

/** As few notifications as hold them all. */
function toPayloads(notes: readonly Note[]): string[] {
	const payloads: string[] = []
	let parts: string[] = []
	let length = 2
	for (const note of notes) {
		const part = JSON.stringify(note)
		if (length + part.length + 1 > largestPayload && parts.length > 0) {
			payloads.push(`[${parts.join()}]`)
			parts = []
			length = 2
		}
		parts.push(part)
		length += part.length + 1
	}
	if (parts.length > 0) payloads.push(`[${parts.join()}]`)
	return payloads
}

/** What another replica sent; anything else on the channel is passed over. */
function parseNotes(payload: string): Note[] {
	try {
		const value: unknown = JSON.parse(payload)
		return Array.isArray(value) ? value.filter(isNote) : []
	} catch {
		return []
	}
}

const isNote = (value: unknown): value is Note =>
	Array.isArray(value) &&
	(value.length === 2 || value.length === 3) &&
	typeof value[0] === 'string' &&
	value.slice(1).every(Number.isSafeInteger)
