import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { DomainError } from '../errors.ts'
import { loadOnce } from '../load-once.ts'
import type { App } from '../transport/handle.ts'
import type { IsAllowedOrigin } from '../transport/origins.ts'
import type { McpDependencies } from './mcp-server.ts'

export interface McpRouteDependencies extends McpDependencies {
	readonly isAllowedOrigin: IsAllowedOrigin
}

/** `POST /mcp`: the assistant's tools for other agents. The library is loaded with the first request. */
export function registerMcpRoutes({ http, authenticate }: App, dependencies: McpRouteDependencies): void {
	const loadDoor = loadOnce(async () => (await import('./mcp-server.ts')).createMcpDoor(dependencies))

	http.route({
		method: 'POST',
		url: '/mcp',
		async handler(request, reply) {
			const { origin, authorization } = request.headers
			if (origin !== undefined && !dependencies.isAllowedOrigin(origin, request.host))
				throw new DomainError('ORIGIN_FORBIDDEN', 'This origin may not speak to the server.')
			// A browser's cookie is no credential here: a page could make it come along.
			const actor = authorization === undefined ? undefined : await authenticate(request)
			if (!actor) throw new DomainError('AUTH_UNAUTHORIZED', 'Send an API key: Authorization: Bearer todo_…')
			const webRequest = toWebRequest(request)
			const door = await loadDoor()
			return answer(reply, await door(actor, webRequest, request.body))
		},
	})
	http.route({
		method: ['GET', 'DELETE'],
		url: '/mcp',
		handler(_request, reply) {
			reply.header('allow', 'POST')
			throw new DomainError('METHOD_NOT_ALLOWED', '/mcp takes POST: nothing is kept between requests.')
		},
	})
}

/** What the library looks at; the body goes beside it, parsed by our own strict reader. */
function toWebRequest({ headers, host }: FastifyRequest): Request {
	const address = `http://${host}/mcp`
	if (!URL.canParse(address)) throw new DomainError('UNREADABLE_BODY', 'The Host header holds no address.')
	const kept = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
	return new Request(address, { method: 'POST', headers: new Headers(kept) })
}

function answer(reply: FastifyReply, response: Response): FastifyReply {
	reply.code(response.status)
	for (const [name, value] of response.headers) reply.header(name, value)
	if (!response.body) return reply.send()
	return reply.send(Readable.from(readAll(response.body)))
}

async function* readAll(body: ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
	const reader = body.getReader()
	for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read())
		yield Buffer.from(value)
}
