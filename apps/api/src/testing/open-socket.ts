import type { ClientFrame, ServerFrame } from '@todo/contract'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import type { RawData } from 'ws'
import type { Wired } from '../wire.ts'

/** A client of `/api/ws` as a test sees it. */
export interface TestSocket {
	readonly webSocket: WebSocket
	/** Every frame so far, oldest first. */
	readonly frames: ServerFrame[]
	/** Waits until what has arrived is enough; answers it. */
	until(enough: (frames: readonly ServerFrame[]) => boolean, withinMs?: number): Promise<ServerFrame[]>
	send(frame: ClientFrame): void
	/** Code and reason with which it was closed. */
	readonly closed: Promise<{ code: number; reason: string }>
	close(): Promise<void>
}

/** Listens on a port of its own where the app doesn't yet, and answers the address. */
export async function listenOnce({ http }: Wired): Promise<string> {
	if (!http.server.listening) await http.listen({ host: '127.0.0.1', port: 0 })
	const { port } = http.server.address() as AddressInfo
	return `127.0.0.1:${port}`
}

/** Opens a socket and waits for its greeting: before that, what is written is not told to it. Rejects with the HTTP status where it is refused. */
export async function openSocket(
	address: string,
	{ headers = {}, query = '' }: { headers?: Record<string, string>; query?: string } = {},
): Promise<TestSocket> {
	const webSocket = new WebSocket(`ws://${address}/api/ws${query}`, { headers })
	const frames: ServerFrame[] = []
	const waiting = new Set<() => void>()
	webSocket.on('message', (data) => {
		frames.push(JSON.parse(toText(data)) as ServerFrame)
		for (const check of waiting) check()
	})
	const closed = new Promise<{ code: number; reason: string }>((resolve) =>
		webSocket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
	)
	await new Promise<void>((resolve, reject) => {
		webSocket.once('message', () => resolve())
		webSocket.once('close', () => resolve())
		webSocket.once('unexpected-response', (_request, response) => {
			reject(new Refused(response.statusCode ?? 0, response.headers['retry-after']))
			webSocket.terminate()
		})
		webSocket.on('error', reject)
	})
	return {
		webSocket,
		frames,
		until: (enough, withinMs = 20_000) =>
			new Promise((resolve, reject) => {
				const late = setTimeout(
					() => reject(new Error(`not within ${withinMs} ms; got ${JSON.stringify(frames).slice(0, 2000)}`)),
					withinMs,
				)
				const check = () => {
					if (!enough(frames)) return
					clearTimeout(late)
					waiting.delete(check)
					resolve([...frames])
				}
				waiting.add(check)
				check()
			}),
		send: (frame) => webSocket.send(JSON.stringify(frame)),
		closed,
		async close() {
			if (webSocket.readyState === WebSocket.CLOSED) return
			const ended = once(webSocket, 'close')
			webSocket.close()
			await ended
		},
	}
}

export class Refused extends Error {
	readonly status: number
	readonly retryAfter: string | undefined
	constructor(status: number, retryAfter: string | undefined) {
		super(`refused with ${status}`)
		this.status = status
		this.retryAfter = retryAfter
	}
}

function toText(data: RawData): string {
	if (Array.isArray(data)) return Buffer.concat(data).toString()
	return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()
}

/** The versions that a socket has been told, in order; each must come once. */
export const toVersions = (frames: readonly ServerFrame[]): number[] =>
	frames.flatMap((frame) => (frame.type === 'changes' ? [...new Set(frame.changes.map(({ version }) => version))] : []))
