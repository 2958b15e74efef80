import type { FastifyInstance } from 'fastify'
import { createLimiter } from './limits.ts'
import type { Limiter } from './limits.ts'
import type { RouteOptions } from './handle.ts'

export interface RateLimits {
	/** Counts every request of somebody who is known. */
	readonly users: Limiter
	/** Counts attempts to open a socket, by address. */
	readonly sockets: Limiter
	/** Counts an operation that has a limit of its own. */
	takeRoute(limit: NonNullable<RouteOptions['limit']>, caller: string): void
}

/** An address may stand for a household or an office: it gets so many times what one person gets. */
const peoplePerAddress = 5
const socketsPerMinute = 300
const probes = new Set(['/healthz', '/readyz', '/api/health'])

/** `perMinute` is what one person may ask; 0 turns the general limits off, never those of single operations. */
export function limitRequests(http: FastifyInstance, perMinute: number, now: () => number): RateLimits {
	const addresses = createLimiter(perMinute * peoplePerAddress, now)
	const routes = new Map<string, Limiter>()
	http.addHook('onRequest', async (request) => {
		if (!probes.has(request.routeOptions.url ?? '')) addresses.take(request.ip)
	})
	return {
		users: createLimiter(perMinute, now),
		sockets: createLimiter(perMinute === 0 ? 0 : socketsPerMinute, now),
		takeRoute(limit, caller) {
			const limiter = routes.get(limit.name) ?? createLimiter(limit.perMinute, now)
			routes.set(limit.name, limiter)
			limiter.take(caller)
		},
	}
}
