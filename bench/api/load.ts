/**
 * Sends requests over keep-alive connections, each the next as soon as its answer is there: a process of its own, so that
 * its work is not counted as the server's. Asked by messages (`Slice`), answers with `Sent`.
 */
import { connect } from 'node:net'

export interface Slice {
	port: number
	connections: number
	ms: number
	/** Whole requests, taken in turn, each from where the slice before it ended. */
	requests: string[]
	/** The status every answer must have. */
	status: number
}

export interface Sent {
	count: number
	/** First lines of answers with another status. */
	refused: string[]
}

const turns = new Map<string, number>()

process.on('message', (slice: Slice) => {
	void send(slice).then((sent) => process.send?.(sent))
})

async function send(slice: Slice): Promise<Sent> {
	const requests = slice.requests.map((text) => Buffer.from(text))
	const key = `${slice.port} ${slice.requests[0]?.slice(0, 60)}`
	const sent: Sent = { count: 0, refused: [] }
	let turn = turns.get(key) ?? 0
	const end = performance.now() + slice.ms
	const nextRequest = () => {
		if (performance.now() >= end) return undefined
		turn += 1
		return requests[turn % requests.length]
	}
	await Promise.all(Array.from({ length: slice.connections }, () => useConnection(slice, nextRequest, sent)))
	turns.set(key, turn)
	return sent
}

function useConnection({ port, status }: Slice, nextRequest: () => Buffer | undefined, sent: Sent): Promise<void> {
	return new Promise((resolve, reject) => {
		const socket = connect({ port, host: '127.0.0.1', noDelay: true })
		const answers = createAnswerReader((line) => {
			sent.count += 1
			if (!line.startsWith(`HTTP/1.1 ${status} `) && sent.refused.length < 5) sent.refused.push(line)
			next()
		})
		function next(): void {
			const request = nextRequest()
			if (request) socket.write(request)
			else socket.end()
		}
		socket.once('connect', next)
		socket.on('data', answers)
		socket.once('error', reject)
		socket.once('close', () => resolve())
	})
}

/** Tells each answer's first line once its body has come whole, by Content-Length. */
function createAnswerReader(onAnswer: (line: string) => void): (chunk: Buffer) => void {
	let head: Buffer = Buffer.alloc(0)
	let line = ''
	let left = -1
	return (chunk) => {
		let rest = chunk
		while (rest.length > 0) {
			if (left < 0) {
				head = head.length > 0 ? Buffer.concat([head, rest]) : rest
				const end = head.indexOf('\r\n\r\n')
				if (end < 0) return
				const text = head.toString('latin1', 0, end)
				line = text.slice(0, text.indexOf('\r\n'))
				left = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0)
				rest = head.subarray(end + 4)
				head = Buffer.alloc(0)
			}
			const taken = Math.min(left, rest.length)
			left -= taken
			rest = rest.subarray(taken)
			if (left > 0) return
			left = -1
			onAnswer(line)
		}
	}
}
