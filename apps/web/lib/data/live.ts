import type { ClientFrame, ServerFrame } from '@todo/contract'

export interface LiveOptions {
	/** Opens a socket that first brings what came after version `since`; nothing is known yet where it is 0. */
	open: (since: number) => WebSocket
	/** The newest version that the page has loaded: where the sequence starts before any socket has brought changes. */
	knownVersion: () => number
	onFrame: (frame: ServerFrame) => void
	/** Too much was missed: everything is loaded again. */
	onResync: () => void
	/** The connection broke, or did not come about. */
	onLost: () => void
	random: () => number
}

export interface Live {
	start: () => void
	stop: () => void
	/** The server answers again: comes back now instead of after the wait. */
	wake: () => void
}

/** Missing more than this, loading the lists again is cheaper than replaying the changes. */
const replayable = 200
const pingEvery = 30_000

/** Keeps one WebSocket open, comes back after it broke, and asks for what was missed. */
export function createLive({ open, knownVersion, onFrame, onResync, onLost, random }: LiveOptions): Live {
	let socket: WebSocket | undefined
	/** How far the changes were heard without a gap. Own writes don't count: others' changes may lie before them. */
	let version = 0
	let greeted = false
	let draining = false
	let attempts = 0
	let wanted = false
	let heard = 0
	let timer: ReturnType<typeof setTimeout> | undefined
	let pings: ReturnType<typeof setInterval> | undefined

	const say = (frame: ClientFrame) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame))

	/** The server sends what came after the version that it was asked for; loading anew may be cheaper. */
	function greet(current: number): void {
		// Later ones answer a ping, and what they speak of is on its way.
		if (greeted) return
		greeted = true
		const asked = version > 0
		version ||= knownVersion()
		if (current - version > replayable) {
			version = current
			if (asked) say({ type: 'since', version })
			onResync()
		} else if (!asked && current > version) say({ type: 'since', version })
	}

	function hear(frame: ServerFrame): void {
		if (frame.type === 'hello') greet(frame.version)
		else if (frame.type === 'changes') version = Math.max(version, frame.version)
		else if (frame.type === 'resync') {
			version = frame.version
			onResync()
		} else if (frame.type === 'draining') {
			comeBack(frame.retry_in_ms * (1 + random()))
			draining = true
		}
		onFrame(frame)
	}

	/** Doubles from half a second to half a minute, and spreads a crowd over as long again. */
	function comeBack(delay = Math.min(30_000, 500 * 2 ** attempts) * (0.5 + random())): void {
		clearTimeout(timer)
		attempts++
		if (wanted) timer = setTimeout(connect, delay)
	}

	function connect(): void {
		close()
		greeted = false
		draining = false
		version ||= knownVersion()
		const current = open(version)
		socket = current
		current.addEventListener('open', () => {
			attempts = 0
		})
		current.addEventListener('message', ({ data }) => {
			heard = Date.now()
			if (current === socket) hear(toFrame(String(data)))
		})
		current.addEventListener('close', () => {
			if (current !== socket) return
			// The server said itself when to come back.
			if (draining) return
			comeBack()
			onLost()
		})
		pings = setInterval(() => {
			// A connection that died without a word (sleep, another network) is noticed by nothing else.
			if (heard && Date.now() - heard > 3 * pingEvery && current.readyState === WebSocket.OPEN) current.close()
			else say({ type: 'ping' })
		}, pingEvery)
	}

	function close(): void {
		clearInterval(pings)
		clearTimeout(timer)
		const old = socket
		socket = undefined
		old?.close()
	}

	const wake = () => {
		if (wanted && socket?.readyState !== WebSocket.OPEN && document.visibilityState === 'visible') {
			attempts = 0
			comeBack(0)
		}
	}

	return {
		start() {
			if (wanted) return
			wanted = true
			addEventListener('online', wake)
			document.addEventListener('visibilitychange', wake)
			connect()
		},
		stop() {
			wanted = false
			removeEventListener('online', wake)
			document.removeEventListener('visibilitychange', wake)
			close()
		},
		wake,
	}
}

/** Frames come from our own API, whose tests check them against the contract. */
const toFrame = (text: string) => JSON.parse(text) as ServerFrame
