import { Agent, type AgentOptions, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { isIP, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createProxyServer } from 'httpxy'
import type { Log } from './log.ts'
import { sendProblem } from './problems.ts'

export interface Proxy {
	web: (request: IncomingMessage, response: ServerResponse) => void
	upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
	close: () => void
}

export interface ProxyOptions {
	target: URL
	/** Milliseconds until the head of an answer must be there; a stream may be silent after it as long as it likes. */
	headTimeout: number
	log: Log
}

/** Larger bodies are refused here by their declared length: an API that refuses early else looks like a broken one. */
const maxBody = 16 * 1024 * 1024

/** Hands requests and WebSockets through to the API as they are: streams, aborts and resets included. */
export function createProxy({ target, headTimeout, log }: ProxyOptions): Proxy {
	const agent = createAgent(target, { keepAlive: true, maxSockets: Infinity, maxFreeSockets: 64 })
	const socketAgent = createAgent(target, {})
	const proxy = createProxyServer({ target, xfwd: false })
	const timedOut = new WeakSet<IncomingMessage>()
	const retried = new WeakSet<IncomingMessage>()

	proxy.on('error', (error, request, response) => {
		if (!request || !response) return
		if (response instanceof Socket) return refuse(response)
		if (response.headersSent || response.destroyed) return void response.destroy()
		if (isStale(error, request) && !retried.has(request)) {
			retried.add(request)
			return void proxy.web(request, response, { agent })
		}
		log.error('The API did not answer', { path: toPath(request.url), reason: error.message })
		sendProblem(response, timedOut.has(request) ? 'API_TIMEOUT' : 'API_UNREACHABLE')
	})

	proxy.on('proxyReq', (outgoing, request) => {
		const timer = setTimeout(() => {
			timedOut.add(request)
			outgoing.destroy(new Error(`no answer within ${headTimeout} ms`))
		}, headTimeout)
		outgoing.once('response', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
	})

	return {
		web(request, response) {
			if (Number(request.headers['content-length'] ?? 0) > maxBody) return sendProblem(response, 'BODY_TOO_LARGE')
			// A client's `close` must not end the pooled connection behind it.
			delete request.headers.connection
			void proxy.web(request, response, { agent })
		},
		upgrade(request, socket, head) {
			if (!(socket instanceof Socket)) return void socket.destroy()
			socket.on('error', () => socket.destroy())
			void proxy.ws(request, socket, { agent: socketAgent, upgradeTimeout: headTimeout }, head)
		},
		close: () => agent.destroy(),
	}
}

/** Node would look for the name that the browser asked by in the API's certificate; an address has no name to ask by (RFC 6066, 3). */
function createAgent({ protocol, hostname }: URL, options: AgentOptions): Agent {
	if (protocol !== 'https:') return new Agent(options)
	return new SecureAgent({ ...options, servername: isIP(hostname) ? '' : hostname })
}

/** A pooled connection that the API closed in the same moment: asking again is safe where nothing is written. */
const isStale = (error: Error, request: IncomingMessage): boolean =>
	'code' in error && error.code === 'ECONNRESET' && (request.method === 'GET' || request.method === 'HEAD')

/** Nothing has been said on this socket yet unless bytes were written: then it can only be cut. */
function refuse(socket: Socket): void {
	if (socket.bytesWritten > 0 || socket.destroyed) return void socket.destroy()
	socket.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
}

export const toPath = (url = ''): string => url.split('?', 1)[0] ?? ''
