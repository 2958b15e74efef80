import Fastify from 'fastify'
import type { FastifyRequest } from 'fastify'

export interface BareStore {
	create(userId: string, title: string): Promise<object>
	list(userId: string, order: 'asc' | 'desc', offset: number): Promise<{ rows: unknown[]; total: number }>
}

interface Asked {
	order?: 'asc' | 'desc'
	offset?: string
}

/**
 * The least that could do the same work: fastify in front of a driver. No sessions, no validation, no limits, no log, no
 * undo: who asks stands in a header. What our own code costs is measured against it. Prints the port it listens on.
 */
export async function serveBare(store: BareStore): Promise<void> {
	const http = Fastify({ logger: false })
	const userOf = (request: FastifyRequest) => String(request.headers['x-user'])
	http.post('/api/tasks', async (request, reply) => {
		const { title } = request.body as { title: string }
		return reply.code(201).send(await store.create(userOf(request), title))
	})
	http.get('/api/tasks', async (request, reply) => {
		const { order = 'desc', offset = '0' } = request.query as Asked
		const { rows, total } = await store.list(userOf(request), order, Number(offset))
		reply.header('x-total-count', total)
		return rows
	})
	process.once('SIGINT', () => process.exit())
	await http.listen({ port: 0, host: '127.0.0.1' })
	process.stdout.write(`${(http.server.address() as { port: number }).port}\n`)
}
