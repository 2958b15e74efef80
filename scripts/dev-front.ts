import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

type Ports = { host: string; port: number; api: number; next: number }

const isApi = (url = '') => /^\/(api|mcp)([/?]|$)/.test(url)

/**
 * Stands where the page's own server stands in production: one address for the page and the API's paths. Everything
 * else, its reloading by WebSocket too, goes to Next's development server.
 */
export async function startDevelopmentFront({ host, port, api, next }: Ports): Promise<Server> {
	const server = createServer((request, response) => {
		if (request.url === '/config.js')
			response.setHeader('content-type', 'text/javascript').end('globalThis.todoConfig={api:""}')
		else handOn(request, response, isApi(request.url) ? api : next)
	})
	server.on('upgrade', (request, socket, head) => handOnSocket(request, socket, head, isApi(request.url) ? api : next))
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
	return server
}

function handOn(request: IncomingMessage, response: ServerResponse, port: number): void {
	const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress }
	const onward = send({ host: '127.0.0.1', port, path: request.url, method: request.method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers)
		answer.pipe(response)
	})
	onward.on('error', () => {
		if (response.headersSent) response.destroy()
		else response.writeHead(502, { 'content-type': 'text/plain' }).end('Restarting; try again in a moment.\n')
	})
	response.on('close', () => onward.destroy())
	request.pipe(onward)
}

function handOnSocket(request: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
	const onward = connect(port, '127.0.0.1', () => {
		const lines = [`${request.method} ${request.url} HTTP/1.1`]
		for (let index = 0; index < request.rawHeaders.length; index += 2)
			lines.push(`${request.rawHeaders[index]}: ${request.rawHeaders[index + 1]}`)
		onward.write(`${lines.join('\r\n')}\r\n\r\n`)
		onward.write(head)
		onward.pipe(socket).pipe(onward)
	})
	for (const [end, other] of [[onward, socket] as const, [socket, onward] as const])
		end.on('error', () => other.destroy()).on('close', () => other.destroy())
}
