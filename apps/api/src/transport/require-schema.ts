import type { FastifyInstance } from 'fastify'
import { DomainError } from '../errors.ts'

const free = new Set(['/healthz', '/readyz', '/api/health'])

/** Until the database has been reached and brought up to date, only the probes are answered. */
export function requireSchema(http: FastifyInstance, isReady: () => boolean): void {
	http.addHook('onRequest', async (request) => {
		if (isReady() || free.has(request.routeOptions.url ?? '')) return
		throw new DomainError('DATABASE_UNAVAILABLE', 'The database has not answered yet.', { retryAfter: 2 })
	})
}
