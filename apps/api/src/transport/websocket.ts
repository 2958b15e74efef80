import { primitives } from '@todo/contract/schemas'
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import type { Actor } from '../actor.ts'
import { DomainError, invalid, raise } from '../errors.ts'
import { closeCodes, toFrame } from '../live/connection.ts'
import type { Hub, Joining } from '../live/hub.ts'
import type { TicketService } from '../live/ticket.service.ts'
import { toClientAddress, toRequestHost, toRequestProtocol } from './client-address.ts'
import { httpStatus, toDomainError, toProblem } from './http-errors.ts'
import type { Limiter } from './limits.ts'
import type { IsAllowedOrigin } from './origins.ts'
import { parseClientFrame } from './socket-frames.ts'

/** Finds out who asks, from headers alone. Throws for a credential that is wrong. */
export type AuthenticateHeaders = (request: {
	headers: IncomingHttpHeaders
	ip: string
	protocol: string
}) => Promise<Actor | undefined>

export interface WebSocketOptions {
	hub: Hub
	tickets: TicketService
	authenticate: AuthenticateHeaders
	isAllowedOrigin: IsAllowedOrigin
	trustedProxyHops: number
	/** Counts attempts to open a socket, by address. */
	limiter: Limiter
	isDraining(): boolean
	now(): number
	/** An error of ours while a socket was being opened. */
	onFailure(error: DomainError): void
}

export interface WebSockets {
	/** Tells every client to come back, a few at a time over so many milliseconds, and closes (TRUST §5.1). */
	drain(spreadMs: number): Promise<void>
	/** Ends those that have not closed by themselves. */
	terminate(): void
}

const path = '/api/ws'
const mostPerUser = 20
const mostPerProcess = 10_000
const largestFrame = 16 * 1024
const framesPerMinute = 120
/** Clients of a server that goes away come back spread over so long. */
const longestRetryMs = 5000

/** Answers the upgrades of `/api/ws`; any other path is refused. */
export function acceptWebSockets(server: Server, options: WebSocketOptions): WebSockets {
	const { hub, tickets, authenticate, isAllowedOrigin, trustedProxyHops, limiter, isDraining, now, onFailure } = options
	// No compression: frames are small, and a few bytes could unfold into megabytes.
	const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false })

	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', () => socket.destroy())
		void open(request, socket, head)
	})

	async function open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		try {
			const joining = await admit(request)
			if (!socket.destroyed) sockets.handleUpgrade(request, socket, head, (webSocket) => attend(webSocket, joining))
		} catch (error) {
			refuse(socket, toDomainError(error))
		}
	}

	async function admit(request: IncomingMessage): Promise<Joining> {
		const url = new URL(request.url ?? '', 'http://api')
		if (url.pathname !== path) throw new DomainError('ROUTE_NOT_FOUND', `There is no WebSocket at ${url.pathname}.`)
		if (isDraining()) throw new DomainError('DRAINING', 'This server is going away: come back.', { retryAfter: 1 })
		limiter.take(toClientAddress(request, trustedProxyHops))
		const ticket = url.searchParams.get('ticket')
		requireOrigin(request, ticket)
		const since = readSince(url.searchParams.get('since'))
		const who = ticket === null ? await identify(request) : { ...(await tickets.redeem(ticket)), isStillAllowed: null }
		if (hub.countOf(who.userId) >= mostPerUser)
			throw new DomainError('RATE_LIMITED', `At most ${mostPerUser} sockets a user.`, { retryAfter: 30 })
		if (hub.size >= mostPerProcess)
			throw new DomainError('BUSY', 'The server holds as many sockets as it can.', { retryAfter: 5 })
		return { ...who, since }
	}

	function readSince(given: string | null): number | undefined {
		if (given === null) return undefined
		const { data, error } = primitives.version.safeParse(given)
		return error ? raise(invalid('since', error.issues[0]?.message ?? 'is not valid', 'query')) : data
	}

	/** A browser sends its cookies from any page: only its Origin tells whose page it is (cross-site WebSocket hijacking). */
	function requireOrigin(request: IncomingMessage, ticket: string | null): void {
		const { origin, authorization } = request.headers
		if (origin === undefined && (ticket !== null || authorization !== undefined)) return
		if (origin === undefined || !isAllowedOrigin(origin, toRequestHost(request, trustedProxyHops)))
			throw new DomainError('ORIGIN_FORBIDDEN', 'This page may not open a socket here.')
	}

	async function identify(request: IncomingMessage): Promise<Omit<Joining, 'since'>> {
		const credentials = {
			headers: request.headers,
			ip: toClientAddress(request, trustedProxyHops),
			protocol: toRequestProtocol(request, trustedProxyHops),
		}
		const actor = await authenticate(credentials)
		if (!actor) throw new DomainError('AUTH_UNAUTHORIZED', 'Sign in, or send a token in the Authorization header.')
		if (!actor.scopes.has('tasks:read')) throw new DomainError('SCOPE_MISSING', 'This key lacks the scope tasks:read.')
		const isStillAllowed = async () => (await authenticate(credentials).catch(refusalOnly))?.userId === actor.userId
		const { userId, sessionId } = actor
		return { userId, sessionId, isStillAllowed: sessionId === null ? isStillAllowed : null }
	}

	function attend(webSocket: WebSocket, joining: Joining): void {
		const connection = hub.join(joining, webSocket)
		let minute = now()
		let frames = 0
		const count = () => {
			if (now() - minute >= 60_000) [minute, frames] = [now(), 0]
			frames += 1
			if (frames > framesPerMinute) connection.close(closeCodes.policy, `more than ${framesPerMinute} frames a minute`)
			return !connection.closed
		}
		webSocket.on('message', (data, binary) => {
			if (!count()) return
			const frame = binary ? undefined : parseClientFrame(data)
			if (frame === undefined) connection.close(closeCodes.policy, 'not a frame that this server knows')
			else if (frame.type === 'since') hub.rewind(connection, frame.version)
			else hub.answerPing(connection)
		})
		webSocket.on('ping', () => void count())
		webSocket.on('pong', () => (connection.alive = true))
		// A broken frame: `ws` closes with the code that RFC 6455 has for it.
		webSocket.on('error', () => undefined)
		webSocket.on('close', () => hub.leave(connection))
	}

	function refuse(socket: Duplex, error: DomainError): void {
		const status = httpStatus[error.code]
		if (status >= 500 && error.code !== 'DRAINING') onFailure(error)
		const body = JSON.stringify(toProblem(error))
		const lines = [
			`HTTP/1.1 ${status} ${error.code}`,
			'content-type: application/problem+json; charset=utf-8',
			`content-length: ${Buffer.byteLength(body)}`,
			'connection: close',
			...(error.retryAfter === undefined ? [] : [`retry-after: ${error.retryAfter}`]),
		]
		socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
	}

	return {
		async drain(spreadMs) {
			const all = hub.all()
			const each = all.length === 0 ? 0 : spreadMs / all.length
			await Promise.all(
				all.map(async (connection, index) => {
					await new Promise((resolve) => setTimeout(resolve, index * each))
					connection.send(toFrame({ type: 'draining', retry_in_ms: Math.round(Math.random() * longestRetryMs) }))
					connection.close(closeCodes.restart, 'the server restarts: come back')
				}),
			)
		},
		terminate() {
			for (const connection of hub.all()) connection.terminate()
			sockets.close()
		},
	}
}

/** A refused credential is an answer; a database that is away says nothing about it. */
function refusalOnly(error: unknown): undefined {
	if (toDomainError(error).code.startsWith('AUTH_')) return undefined
	throw error
}
