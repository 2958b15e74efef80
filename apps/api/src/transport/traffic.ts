import type { FastifyInstance } from 'fastify'

const recentMs = 60_000
const probes = new Set(['/healthz', '/readyz', '/api/health'])

/** Knows whether anybody but a probe has asked for something in the last minute. */
export function watchTraffic(http: FastifyInstance, now: () => number): { isRecent(): boolean } {
	let last = -Infinity
	http.addHook('onRequest', async (request) => {
		if (!probes.has(request.routeOptions.url ?? '')) last = now()
	})
	return { isRecent: () => now() - last < recentMs }
}
