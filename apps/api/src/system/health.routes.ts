import { endpoints } from '@todo/contract'
import { system as schemas } from '@todo/contract/schemas'
import { handlePublic } from '../transport/handle.ts'
import type { App } from '../transport/handle.ts'
import type { HealthService } from './health.service.ts'

/** Seconds after which a client may ask again while this process goes away: another one answers by then. */
const comeBackIn = '1'

export function registerHealthRoutes(app: App, health: HealthService): void {
	handlePublic(app, endpoints.system.getHealth, schemas.getHealth, async ({ reply }) => {
		const answer = await health.describe()
		if (answer.status === 'draining') reply.code(503).header('retry-after', comeBackIn)
		return answer
	})

	// Probes: /healthz asks nothing of anybody, so that a database that is down restarts no pod.
	app.http.get('/healthz', async () => ({ status: 'alive' }))
	app.http.get('/readyz', async (_request, reply) => {
		const obstacles = await health.listObstacles()
		if (obstacles.length === 0) return { status: 'ready' }
		return reply.code(503).header('retry-after', comeBackIn).send({ status: 'not ready', obstacles })
	})
}
