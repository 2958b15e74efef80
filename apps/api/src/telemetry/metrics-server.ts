import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { once } from 'node:events'
import type { Metrics } from './metrics.ts'

/** A port of its own, so that figures can be kept from the world by network alone. @throws where the port is taken. */
export async function serveMetrics(metrics: Metrics, port: number, host: string): Promise<Server> {
	const server = createServer((request, response) => {
		if (request.url?.split('?', 1)[0] !== '/metrics') {
			response.writeHead(404).end()
			return
		}
		metrics.toText().then(
			(text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
			() => response.writeHead(500).end(),
		)
	})
	server.listen(port, host)
	await once(server, 'listening')
	return server
}
