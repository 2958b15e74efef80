import type { ServerFrame } from '@todo/contract'

/** What a connection needs of its WebSocket. */
export interface Socket {
	readonly bufferedAmount: number
	send(frame: Buffer, options: { binary: boolean }, done: (error?: Error | null) => void): void
	close(code: number, reason: string): void
	terminate(): void
	ping(): void
}

/** Codes of RFC 6455 §7.4 and of IANA's registry; 4xxx are ours. */
export const closeCodes = { restart: 1012, tryAgain: 1013, policy: 1008, unauthorized: 4401 } as const

export interface Connection {
	readonly userId: string
	readonly sessionId: string | null
	/** Asks again whether whoever opened it may still; null where its session is what counts. */
	readonly isStillAllowed: (() => Promise<boolean>) | null
	/** Everything up to this version has been sent; undefined until `hello`. */
	position: number | undefined
	/** Since when (ms) its client has not taken what was sent; it gets nothing more until it has. */
	readonly busySince: number | undefined
	/** Answered the last ping. */
	alive: boolean
	readonly closed: boolean
	send(frame: Buffer): void
	ping(): void
	close(code: number, reason: string): void
	/** Ends without a handshake: for clients that don't answer. */
	terminate(): void
}

export interface ConnectionOptions {
	userId: string
	sessionId: string | null
	isStillAllowed: (() => Promise<boolean>) | null
	socket: Socket
	now(): number
	/** The client has taken what waited for it. */
	onDrained(connection: Connection): void
}

/** Bytes that may wait for a client before it counts as busy. */
const mostBuffered = 64 * 1024

export function createConnection(options: ConnectionOptions): Connection {
	const { userId, sessionId, isStillAllowed, socket, now, onDrained } = options
	let busySince: number | undefined
	let closed = false
	const connection: Connection = {
		userId,
		sessionId,
		isStillAllowed,
		position: undefined,
		alive: true,
		get busySince() {
			return busySince
		},
		get closed() {
			return closed
		},
		send(frame) {
			if (closed) return
			socket.send(frame, { binary: false }, () => {
				if (busySince === undefined || socket.bufferedAmount > mostBuffered) return
				busySince = undefined
				onDrained(connection)
			})
			if (socket.bufferedAmount > mostBuffered) busySince ??= now()
		},
		ping() {
			connection.alive = false
			socket.ping()
		},
		close(code, reason) {
			if (closed) return
			closed = true
			socket.close(code, reason)
		},
		terminate() {
			closed = true
			socket.terminate()
		},
	}
	return connection
}

/** Built once, however many sockets get it. */
export const toFrame = (frame: ServerFrame): Buffer => Buffer.from(JSON.stringify(frame))
