import type { FastifyInstance } from 'fastify'
import type { WebSockets } from './websocket.ts'

/** While the process goes away every answer says so, and keep-alive clients move on (TRUST §5.1). */
export function announceClosing(http: FastifyInstance, isDraining: () => boolean): void {
	http.addHook('onSend', async (_request, reply) => {
		if (isDraining()) reply.header('connection', 'close')
	})
}

export interface ShutdownSteps {
	http: FastifyInstance
	sockets: WebSockets
	startDraining(): void
	/** Milliseconds between not being ready and closing, for load balancers to notice. */
	delayMs: number
	/** Milliseconds that running requests get. */
	graceMs: number
	stopJobs(): Promise<void>
	/** Ends answers that stream: their clients come back, to another replica or to this one when it is there again. */
	closeStreams(): void
	/** Lets the assistant's turns end within so many milliseconds. */
	finishTurns(graceMs: number): Promise<void>
	/** Gives up database and the rest, when nothing asks for them any more. */
	closeRest(): Promise<void>
}

/** Between two sockets told to come back, so that thousands don't come at once; at most `longestSpreadMs` in all. */
const perSocketMs = 20
const longestSpreadMs = 5000

/** Ends in the order that loses no request: not ready, wait, sockets, jobs, requests, database (TRUST §5.1). */
export async function shutDown(steps: ShutdownSteps, openSockets: () => number): Promise<void> {
	const { http, sockets, delayMs, graceMs } = steps
	steps.startDraining()
	await new Promise((resolve) => setTimeout(resolve, delayMs))
	await sockets.drain(Math.min(longestSpreadMs, openSockets() * perSocketMs))
	steps.closeStreams()
	await steps.stopJobs()
	const cut = setTimeout(() => http.server.closeAllConnections(), graceMs)
	// A socket whose client never answers the close would keep the server open.
	const end = setTimeout(() => sockets.terminate(), Math.min(graceMs, 1000))
	await Promise.all([http.close(), steps.finishTurns(graceMs * 0.8)])
	clearTimeout(cut)
	clearTimeout(end)
	sockets.terminate()
	await steps.closeRest()
}
