import type { Server } from 'node:http'
import { isIP } from 'node:net'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TlsFiles } from './config/config.ts'
import { DomainError } from './errors.ts'
import { toClientAddress } from './transport/client-address.ts'
import { answerUnreadable } from './transport/client-errors.ts'
import { createHttpsServer } from './transport/https.ts'
import { httpStatus, toDomainError, toProblem } from './transport/http-errors.ts'
import { readJsonBodies } from './transport/json-body.ts'
import { rewriteUserPath } from './transport/user-path.ts'

export interface HttpOptions {
	/** How many proxies append to X-Forwarded-For in front of us. */
	trustedProxyHops: number
	createId(): string
	/** Told about every error that is ours: 5xx. */
	onFailure(error: DomainError, request: FastifyRequest): void
	/** Which methods a path has, so that another one is answered 405. */
	findMethods(path: string): string[]
	/** https instead of http. */
	tls?: TlsFiles | null
	/** Told where a renewed certificate and its key can't be used. */
	onUnfitTls?(error: unknown): void
	/** Milliseconds that a request's headers, and all of it, may take to arrive. */
	timeouts?: { headers: number; request: number; check: number } | undefined
}

/** Longer than proxies in front keep idle connections: they would else send into a closing one. */
const keptOpenMs = 75_000
const requestId = /^[\w.:-]{8,128}$/

/** The HTTP server without routes: parsing, errors as RFC 9457 problem documents, request ids, time limits (TRUST §5.1). */
export function createHttp({
	trustedProxyHops,
	createId,
	onFailure,
	findMethods,
	tls = null,
	onUnfitTls = () => undefined,
	timeouts = { headers: 15_000, request: 30_000, check: 5000 },
}: HttpOptions): FastifyInstance {
	const limits = { headersTimeout: timeouts.headers, connectionsCheckingInterval: timeouts.check }
	const secureLimits = { ...limits, requestTimeout: timeouts.request, keepAliveTimeout: keptOpenMs }
	const http = Fastify<Server>({
		logger: false,
		...(tls && { serverFactory: (handler) => createHttpsServer(tls, secureLimits, handler, onUnfitTls) }),
		bodyLimit: 1_048_576,
		trustProxy: (_address: string, hop: number) => hop < trustedProxyHops,
		requestTimeout: timeouts.request,
		keepAliveTimeout: keptOpenMs,
		http: limits,
		forceCloseConnections: 'idle',
		// What is still sent on an open connection while closing is answered: nothing is lost.
		return503OnClosing: false,
		clientErrorHandler: answerUnreadable,
		rewriteUrl: (request) => rewriteUserPath(request),
		genReqId: (request) => {
			const given = request.headers['x-request-id']
			return typeof given === 'string' && requestId.test(given) ? given : createId()
		},
		// The longest name, a tag of 50 characters of four bytes each, has 600 when percent-encoded.
		routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
		// An address that can't be decoded or is too long is refused before any hook runs.
		frameworkErrors: (error, request, reply) => {
			reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff')
			void answerProblem(toDomainError(error), request, reply)
		},
	})
	readJsonBodies(http)
	http.addHook('onRequest', async (request, reply) => {
		// Fastify takes whatever stands in X-Forwarded-For for an address.
		if (isIP(request.ip) === 0)
			Object.defineProperty(request, 'ip', { value: toClientAddress(request.raw, trustedProxyHops) })
		reply.header('x-request-id', request.id)
		reply.header('x-content-type-options', 'nosniff')
		reply.header('cache-control', 'no-store')
	})
	http.setErrorHandler((error, request, reply) => answerProblem(toDomainError(error), request, reply))
	http.setNotFoundHandler((request, reply) => {
		const path = request.url.split('?', 1)[0] ?? ''
		const allowed = findMethods(path)
		if (allowed.length > 0) reply.header('allow', allowed.join(', '))
		const error =
			allowed.length > 0
				? new DomainError('METHOD_NOT_ALLOWED', `${path} takes ${allowed.join(', ')}, not ${request.method}.`)
				: new DomainError('ROUTE_NOT_FOUND', `There is no ${request.method} ${path}.`)
		return answerProblem(error, request, reply)
	})

	function answerProblem(error: DomainError, request: FastifyRequest, reply: FastifyReply) {
		const status = httpStatus[error.code]
		// To send no mail is a choice of whoever runs the server, and nothing that failed.
		if (status >= 500 && error.code !== 'MAIL_NOT_SET_UP') onFailure(error, request)
		if (status === 401) reply.header('www-authenticate', 'Bearer')
		if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter))
		return reply
			.code(status)
			.type('application/problem+json; charset=utf-8')
			.send(JSON.stringify(toProblem(error)))
	}

	return http
}
