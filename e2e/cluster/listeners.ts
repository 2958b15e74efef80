import type { ServerFrame } from '@todo/contract'
import { WebSocket } from 'ws'
import { host, settings } from './stage.ts'

/** Somebody with an open page: hears of every change, and comes back when the connection ends. */
export type Listener = {
	/** Versions heard of, in the order they came. */
	readonly versions: readonly number[]
	/** Codes that connections were closed with. */
	readonly closings: readonly number[]
	/** The newest version the server has named. */
	readonly newest: number
	/** Resolves with the first greeting. */
	readonly greeted: Promise<void>
	close: () => void
}

const address = `${settings.ingress.replace(/^http/, 'ws')}/api/ws`

export function listen(token: string): Listener {
	const versions: number[] = []
	const closings: number[] = []
	let newest = 0
	let isOver = false
	let socket: WebSocket | undefined
	let greet = () => {}
	const greeted = new Promise<void>((resolve) => (greet = resolve))

	function connect(): void {
		const since = versions.length > 0 || newest > 0 ? `?since=${Math.max(newestHeard(), 0)}` : ''
		socket = new WebSocket(`${address}${since}`, { headers: { host, authorization: `Bearer ${token}` } })
		// What went wrong is told by the closing that follows.
		socket.on('error', () => {})
		socket.on('message', (data: Buffer) => take(JSON.parse(data.toString()) as ServerFrame))
		socket.once('close', (code) => {
			closings.push(code)
			if (!isOver) setTimeout(connect, 200)
		})
	}

	const newestHeard = () => versions.at(-1) ?? 0

	function take(frame: ServerFrame): void {
		if (frame.type === 'hello') {
			newest = Math.max(newest, frame.version)
			greet()
		} else if (frame.type === 'changes') {
			newest = Math.max(newest, frame.version)
			for (const { version } of frame.changes) if (version !== versions.at(-1)) versions.push(version)
		}
	}

	connect()
	return {
		versions,
		closings,
		get newest() {
			return newest
		},
		greeted,
		close() {
			isOver = true
			socket?.close()
		},
	}
}

/** Versions that were passed over or came twice; empty where everything was heard of once. */
export function findGaps({ versions }: Pick<Listener, 'versions'>, last: number): number[] {
	const heard = new Map<number, number>()
	for (const version of versions) heard.set(version, (heard.get(version) ?? 0) + 1)
	return Array.from({ length: last }, (_, index) => index + 1).filter((version) => heard.get(version) !== 1)
}
