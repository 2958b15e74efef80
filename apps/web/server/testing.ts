import { once } from 'node:events'
import { createServer, request, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { createFront, type Front } from './front.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createProxy } from './proxy.ts'

export interface Running {
	port: number
	front: Front
	/** What was logged so far. */
	lines: string[]
	close: () => Promise<void>
}

export interface StartOptions {
	upstream: number
	/** How it is spoken to. */
	scheme?: 'http' | 'https'
	headTimeout?: number
	trustForwarded?: boolean
}

export async function listen(server: NetServer): Promise<number> {
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	return toPort(server)
}

const toPort = (server: NetServer): number => {
	const address: AddressInfo | string | null = server.address()
	if (address === null || typeof address === 'string') throw new Error('not listening on a port')
	return address.port
}

/** The front server itself before a real upstream; its one page says which document it was asked for. */
export async function startFront({
	upstream,
	scheme = 'http',
	headTimeout = 5000,
	trustForwarded = false,
}: StartOptions): Promise<Running> {
	const lines: string[] = []
	const log = createLog(
		(line) => lines.push(line),
		() => new Date(),
	)
	const proxy = createProxy({ target: new URL(`${scheme}://localhost:${upstream}`), headTimeout, log })
	const front = createFront({
		proxy,
		pages: async (asked, response) => {
			response.setHeader('Cache-Control', 's-maxage=31536000')
			response.end(`page ${asked.url} ${asked.headers['x-middleware-subrequest'] ?? 'clean'}`)
		},
		policies: (path) => `policy of ${path}`,
		files: () => false,
		browserConfig: 'globalThis.todoConfig={"api":""}\n',
		trustForwarded,
		log,
		metrics: createMetrics(() => 0),
		clock: () => performance.now(),
	})
	const port = await listen(front.server)
	return {
		port,
		front,
		lines,
		async close() {
			front.endSockets()
			front.server.closeAllConnections()
			front.server.close()
			proxy.close()
		},
	}
}

/** A little API of one's own; closing it cuts what runs. */
export async function startUpstream(listener: RequestListener): Promise<{ port: number; server: Server }> {
	const server = createServer(listener)
	return { port: await listen(server), server }
}

export interface RawAnswer {
	status: number
	headers: IncomingHttpHeaders
	text: string
	/** Whether the answer was cut off before its end. */
	aborted: boolean
}

/** `fetch` hides what this must see: cut-off answers, and headers that browsers may not set. */
export function ask(
	port: number,
	path: string,
	headers: Record<string, string> = {},
	method = 'GET',
): Promise<RawAnswer> {
	return new Promise((resolve, reject) => {
		const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
			let text = ''
			response.setEncoding('utf8')
			response.on('data', (chunk: string) => (text += chunk))
			const done = () =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, text, aborted: !response.complete })
			response.on('end', done)
			response.on('error', done)
		})
		outgoing.on('error', reject)
		outgoing.end()
	})
}
