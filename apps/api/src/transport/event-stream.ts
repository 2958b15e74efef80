import type { FastifyReply } from 'fastify'
import { PassThrough } from 'node:stream'
import { DomainError } from '../errors.ts'
import { RawBody } from './handle.ts'

interface Numbered {
	readonly seq: number
	readonly event: { readonly type: string }
}

/** Between two signs of life, for proxies that close what is silent. */
const heartbeatMs = 15_000
/** When to come back after the connection broke. */
const retryMs = 1000
/** As many as WebSockets. */
const mostPerUser = 20

/** Counts the streams that are open in this process, so that nobody holds more than a share of its connections. */
export function createEventStreams(closing: AbortSignal) {
	const openOf = new Map<string, number>()

	/** Answers what gives the place back. */
	function takePlace(userId: string): () => void {
		const count = openOf.get(userId) ?? 0
		if (count >= mostPerUser) {
			const words = `At most ${mostPerUser} answers are followed at once: close another tab or program that follows one.`
			throw new DomainError('RATE_LIMITED', words, { retryAfter: 30 })
		}
		openOf.set(userId, count + 1)
		return () => {
			const left = (openOf.get(userId) ?? 0) - 1
			if (left > 0) openOf.set(userId, left)
			else openOf.delete(userId)
		}
	}

	/**
	 * Answers server-sent events (HTML Living Standard, 9.2), each with its number. `open` is given a signal that ends when
	 * the client goes away, or when the server does: clients then come back with `Last-Event-ID`.
	 * @throws {DomainError} `RATE_LIMITED`, before `open` is called, where this user has as many streams open as may be.
	 */
	return async function answerEvents(
		userId: string,
		reply: FastifyReply,
		open: (signal: AbortSignal) => Promise<AsyncIterable<Numbered>>,
	): Promise<RawBody> {
		const leave = takePlace(userId)
		const gone = new AbortController()
		const signal = AbortSignal.any([gone.signal, closing])
		const events = await open(signal).catch((error: unknown) => {
			leave()
			throw error
		})
		const stream = new PassThrough()
		stream.once('close', () => {
			leave()
			gone.abort()
		})
		const heart = setInterval(() => stream.write(': \n\n'), heartbeatMs)
		stream.write(`retry: ${retryMs}\n\n`)
		void pour(events, stream, signal).finally(() => {
			clearInterval(heart)
			stream.end()
		})
		reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no')
		return new RawBody(stream)
	}
}

async function pour(events: AsyncIterable<Numbered>, stream: PassThrough, signal: AbortSignal): Promise<void> {
	try {
		for await (const { seq, event } of events) {
			if (stream.destroyed) return
			const isTaken = stream.write(`id: ${seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
			if (!isTaken) await waitForRoom(stream, signal)
		}
	} catch (error) {
		// The client comes back and asks again; what is wrong is answered then.
		stream.destroy(error instanceof Error ? error : new Error(String(error)))
	}
}

async function waitForRoom(stream: PassThrough, signal: AbortSignal): Promise<void> {
	await new Promise<void>((resolve) => {
		const go = () => {
			stream.off('drain', go)
			stream.off('close', go)
			signal.removeEventListener('abort', go)
			resolve()
		}
		stream.once('drain', go)
		stream.once('close', go)
		signal.addEventListener('abort', go, { once: true })
	})
}

/** Whether the client wants to hear what happens as it does (RFC 9110 §12.5.1). */
export const wantsEvents = (accept: string | undefined): boolean => /\btext\/event-stream\b/i.test(accept ?? '')
