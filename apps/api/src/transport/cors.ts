import type { FastifyInstance } from 'fastify'
import type { IsAllowedOrigin } from './origins.ts'

const methods = 'GET, POST, PUT, PATCH, DELETE'
const sent =
	'authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, traceparent, x-request-id'
const exposed = 'etag, idempotent-replayed, location, retry-after, x-next-cursor, x-request-id, x-total-count'
/** Seconds that a browser may remember a preflight; Chromium takes two hours at most. */
const remember = 7200

/** Lets the configured origins, and no other, read answers with credentials (Fetch standard, CORS protocol). */
export function allowOrigins(http: FastifyInstance, isAllowed: IsAllowedOrigin): void {
	http.addHook('onRequest', async (request, reply) => {
		reply.header('vary', 'Origin')
		const { origin } = request.headers
		if (origin === undefined || !isAllowed(origin, request.host)) return
		reply.header('access-control-allow-origin', origin)
		reply.header('access-control-allow-credentials', 'true')
		reply.header('access-control-expose-headers', exposed)
		if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return
		reply.header('access-control-allow-methods', methods)
		reply.header('access-control-allow-headers', sent)
		reply.header('access-control-max-age', String(remember))
		reply.code(204).send()
		return reply
	})
}
