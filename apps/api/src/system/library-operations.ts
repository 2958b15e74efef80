import { defineEndpoint } from '@todo/contract'
import type { Method } from '@todo/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Operation } from '../transport/handle.ts'

const prefix = '/api/auth/'
const fields = z.record(z.string(), z.unknown())

/**
 * The routes of Better Auth that stand beside ours for its own clients. They bring no schemas, so they are described as what they
 * are: an object in, an object out. Call it before any route is registered.
 */
export function watchLibraryRoutes(http: FastifyInstance, operations: readonly Operation[]): () => Operation[] {
	const seen: { method: Method; path: string }[] = []
	http.addHook('onRoute', ({ method, url }) => {
		for (const one of [method].flat()) {
			const known = methods.find((name) => name === one)
			if (known && url.startsWith(prefix) && !url.includes(':')) seen.push({ method: known, path: url })
		}
	})
	return () => {
		const ours = new Set(operations.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`))
		return seen.filter(({ method, path }) => !ours.has(`${method} ${path}`)).map(toOperation)
	}
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

function toOperation({ method, path }: { method: Method; path: string }): Operation {
	const schemas = { ...(method === 'GET' ? {} : { body: fields.optional() }), replies: { 200: fields.nullable() } }
	const summary = `Better Auth: ${path.slice(prefix.length)}`
	return { endpoint: defineEndpoint(method, path), schemas, public: true, options: { summary } }
}
