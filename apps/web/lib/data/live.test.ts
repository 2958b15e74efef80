import type { ClientFrame, ServerFrame } from '@todo/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLive } from './live.ts'

/** A socket whose other end is the test. */
class TestSocket extends EventTarget {
	readyState: number = WebSocket.CONNECTING
	readonly since: number
	readonly said: ClientFrame[] = []

	constructor(since: number) {
		super()
		this.since = since
	}
	send(text: string): void {
		this.said.push(JSON.parse(text))
	}
	close(): void {
		if (this.readyState === WebSocket.CLOSED) return
		this.readyState = WebSocket.CLOSED
		this.dispatchEvent(new Event('close'))
	}
	/** The server lets it in and says where it stands. */
	greet(version: number): void {
		this.readyState = WebSocket.OPEN
		this.dispatchEvent(new Event('open'))
		this.hear({ type: 'hello', version })
	}
	hear(frame: ServerFrame): void {
		this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
	}
}

/** What the connection uses of a socket is all that the test's own has. */
const toWebSocket = (socket: TestSocket) => socket as unknown as WebSocket

beforeEach(() => {
	vi.useFakeTimers()
	const page = new EventTarget()
	vi.stubGlobal('document', new EventTarget())
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
	vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})
afterEach(() => {
	vi.useRealTimers()
	vi.unstubAllGlobals()
})

function start(known: number) {
	const sockets: TestSocket[] = []
	const page = { known, resyncs: 0 }
	const live = createLive({
		open: (since) => {
			const socket = new TestSocket(since)
			sockets.push(socket)
			return toWebSocket(socket)
		},
		knownVersion: () => page.known,
		onFrame: () => undefined,
		onResync: () => void page.resyncs++,
		onLost: () => undefined,
		random: () => 0,
	})
	live.start()
	const newest = () => {
		const socket = sockets.at(-1)
		if (!socket) throw new Error('no socket was opened')
		return socket
	}
	return { page, sockets, newest }
}

test('APP-3: after a break, what others did is asked for even where an own write came after it', () => {
	const { page, sockets, newest } = start(3)
	expect(newest().since).toBe(3)
	newest().greet(4)
	newest().hear({ type: 'changes', version: 5, changes: [] })
	newest().close()
	page.known = 7
	vi.advanceTimersByTime(1000)
	expect(sockets).toHaveLength(2)
	expect(newest().since).toBe(5)
})

test('what was announced but never brought is asked for again', () => {
	const { newest } = start(3)
	newest().greet(9)
	newest().close()
	vi.advanceTimersByTime(1000)
	expect(newest().since).toBe(3)
})

test('what was loaded while the socket opened is where the sequence starts', () => {
	const { page, newest } = start(0)
	page.known = 4
	newest().greet(6)
	expect(newest().said).toEqual([{ type: 'since', version: 4 }])
})

test('far behind, everything is loaded again instead of being brought change by change', () => {
	const { page, newest } = start(3)
	newest().greet(900)
	expect(page.resyncs).toBe(1)
	expect(newest().said).toEqual([{ type: 'since', version: 900 }])
	newest().close()
	vi.advanceTimersByTime(1000)
	expect(newest().since).toBe(900)
})

test('a server that is going away is left alone for as long as it says, though it closes the socket', () => {
	const { sockets, newest } = start(3)
	newest().greet(3)
	newest().hear({ type: 'draining', retry_in_ms: 5000 })
	newest().close()
	vi.advanceTimersByTime(4999)
	expect(sockets).toHaveLength(1)
	vi.advanceTimersByTime(1)
	expect(sockets).toHaveLength(2)
	newest().close()
	vi.advanceTimersByTime(2000)
	expect(sockets).toHaveLength(3)
})
