import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { isLoopback, isSecure, rewriteHeaders } from './forwarded.ts'
import type { Log } from './log.ts'
import type { Metrics, RequestKind } from './metrics.ts'
import { preparePage, setSecurityHeaders } from './pages.ts'
import type { Policies } from './policy.ts'
import { sendProblem } from './problems.ts'
import { toPath, type Proxy } from './proxy.ts'
import type { StaticFiles } from './static-files.ts'

export interface FrontParts {
	proxy: Proxy
	pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>
	policies: Policies
	files: StaticFiles
	/** What `/config.js` answers. */
	browserConfig: string
	trustForwarded: boolean
	log: Log
	metrics: Metrics
	/** Milliseconds of a steady clock. */
	clock: () => number
}

export interface Front {
	server: Server
	/** From now on `/healthz` says no, so that nothing new is sent here. */
	drain: () => void
	/** Ends the WebSockets that run through. */
	endSockets: () => void
}

const backendPath = /^\/(api|mcp)(\/|$)/

/** One server for everything a browser asks: pages and files are answered here, the API's paths are handed through. */
export function createFront(parts: FrontParts): Front {
	const { proxy, pages, policies, files, browserConfig, trustForwarded, log, metrics, clock } = parts
	const sockets = new Set<Duplex>()
	let draining = false

	function answer(request: IncomingMessage, response: ServerResponse, path: string, requestId: string): RequestKind {
		if (backendPath.test(path)) {
			rewriteHeaders(request, requestId, trustForwarded)
			proxy.web(request, response)
			return 'api'
		}
		if (path === '/healthz') {
			response.writeHead(draining ? 503 : 200, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
			response.end(draining ? 'draining\n' : 'ok\n')
			return 'other'
		}
		const secure = isSecure(request, trustForwarded)
		setSecurityHeaders(response, secure, secure || isLoopback(request))
		if (path === '/config.js') {
			response.writeHead(200, {
				'content-type': 'text/javascript; charset=utf-8',
				'content-length': Buffer.byteLength(browserConfig),
				'cache-control': 'no-cache',
			})
			response.end(browserConfig)
			return 'other'
		}
		if (files(request, response, path)) return 'static'
		preparePage(request, response, path, policies)
		pages(request, response).catch((error: unknown) => {
			log.error('A page could not be answered', { path, reason: String(error) })
			response.destroy()
		})
		return 'page'
	}

	const server = createServer((request, response) => {
		const started = clock()
		const path = toPath(request.url)
		const requestId = toRequestId(request.headers['x-request-id'])
		response.setHeader('x-request-id', requestId)
		const method = request.method ?? ''
		if (!path.startsWith('/')) return sendProblem(response, 'BAD_REQUEST')
		const kind = answer(request, response, path, requestId)
		response.once('close', () => {
			const ms = Math.round((clock() - started) * 10) / 10
			metrics.count(kind, response.statusCode, ms / 1000)
			if (path === '/healthz') return
			const aborted = response.writableFinished ? undefined : true
			log.info('request', { request_id: requestId, method, path, status: response.statusCode, ms, aborted })
		})
	})

	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const path = toPath(request.url)
		if (path !== '/api/ws') return refuse(socket)
		const requestId = toRequestId(request.headers['x-request-id'])
		rewriteHeaders(request, requestId, trustForwarded)
		sockets.add(socket)
		metrics.openSocket()
		log.info('upgrade', { request_id: requestId, path })
		socket.once('close', () => {
			sockets.delete(socket)
			metrics.closeSocket()
		})
		proxy.upgrade(request, socket, head)
	})

	// Longer than what proxies in front keep idle connections for; they would else send into a closing one.
	server.keepAliveTimeout = 75_000
	server.headersTimeout = 76_000
	server.requestTimeout = 0
	return {
		server,
		drain: () => void (draining = true),
		endSockets: () => sockets.forEach((socket) => socket.destroy()),
	}
}

function refuse(socket: Duplex): void {
	socket.on('error', () => socket.destroy())
	socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
}

/** A proxy's own id is kept where it is harmless text; anything else gets a new one. */
const toRequestId = (given: string | string[] | undefined): string =>
	typeof given === 'string' && /^[\w.-]{8,128}$/.test(given) ? given : randomUUID()
