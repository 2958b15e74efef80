import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { ask } from './door.ts'

export type Traffic = {
	/** Ends it; answers what happened. */
	stop: () => Promise<Outcome>
	readonly count: number
}

export type Outcome = {
	requests: number
	/** What went wrong, in words, each with its moment in milliseconds since the start. */
	failures: string[]
	/** Milliseconds, sorted. */
	latencies: number[]
	seconds: number
	/** Titles of tasks whose creation was acknowledged, by person. */
	created: ReadonlyMap<string, readonly string[]>
}

export type TrafficOptions = {
	/** One client each, on one connection that is kept. */
	tokens: readonly string[]
	/** Milliseconds between an answer and the next question. */
	thinkMs?: number
	/** Of a hundred requests so many add a task. */
	writes?: number
}

/** People who read their list and add to it, until it is stopped. */
export function startTraffic({ tokens, thinkMs = 0, writes = 20 }: TrafficOptions): Traffic {
	const start = performance.now()
	const failures: string[] = []
	const latencies: number[] = []
	const created = new Map<string, string[]>()
	const ending = new AbortController()
	const clients = tokens.map((token, index) => live(token, index))

	async function live(token: string, index: number): Promise<void> {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 })
		const own: string[] = []
		created.set(token, own)
		if (thinkMs > 0) await pause((thinkMs * index) / tokens.length)
		for (let turn = 0; !ending.signal.aborted; turn++) {
			const title = `Task ${turn} of client ${index}`
			const isWrite = (turn * 37 + index) % 100 < writes
			const began = performance.now()
			const said = await (isWrite ? add(token, title, agent) : list(token, agent)).catch((error: unknown) =>
				String(error),
			)
			const ended = performance.now()
			latencies.push(ended - began)
			if (said !== '') failures.push(`${Math.round(ended - start)} ms: ${isWrite ? 'adding' : 'reading'}: ${said}`)
			else if (isWrite) own.push(title)
			if (thinkMs > 0) await pause(thinkMs)
		}
		agent.destroy()
	}

	return {
		get count() {
			return latencies.length
		},
		async stop() {
			ending.abort()
			await Promise.all(clients)
			const seconds = (performance.now() - start) / 1000
			return { requests: latencies.length, failures, latencies: latencies.toSorted((a, b) => a - b), seconds, created }
		},
	}
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Empty where it went well. */
async function list(token: string, agent: Agent): Promise<string> {
	const { status, text } = await ask('/api/tasks?limit=20', { agent, headers: { authorization: `Bearer ${token}` } })
	return status === 200 ? '' : `${status} ${text.slice(0, 200)}`
}

async function add(token: string, title: string, agent: Agent): Promise<string> {
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'idempotency-key': randomUUID(),
	}
	const { status, text } = await ask('/api/tasks', { agent, headers, method: 'POST', body: JSON.stringify({ title }) })
	return status === 201 ? '' : `${status} ${text.slice(0, 200)}`
}

/** The value that this part of them stays below, in milliseconds. */
export function readPercentile(sorted: readonly number[], part: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
