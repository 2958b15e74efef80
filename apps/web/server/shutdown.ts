import type { Server } from 'node:http'

export interface Stoppable {
	server: Server
	drain: () => void
	endSockets: () => void
}

/**
 * Stops in this order: say no to health checks, take no new connections, let running requests end (at most `grace`
 * milliseconds), give the API the moment to close its WebSockets with a reason, cut what is left.
 */
export async function stop({ server, drain, endSockets }: Stoppable, grace: number): Promise<void> {
	drain()
	const closed = new Promise<void>((resolve) => server.close(() => resolve()))
	server.closeIdleConnections()
	const idle = setInterval(() => server.closeIdleConnections(), 100)
	const sockets = setTimeout(endSockets, Math.min(grace, 500))
	const all = setTimeout(() => server.closeAllConnections(), grace)
	await closed
	endSockets()
	clearInterval(idle)
	clearTimeout(sockets)
	clearTimeout(all)
}
