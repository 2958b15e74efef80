import { once } from 'node:events'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { stop } from './shutdown.ts'
import { ask, startFront, startUpstream, type Running, type StartOptions } from './testing.ts'

const open: { close: () => unknown }[] = []
afterEach(async () => {
	for (const { close } of open.splice(0)) await close()
})

type Options = Omit<StartOptions, 'upstream'>

async function start(listener: RequestListener, options: Options = {}): Promise<Running & { upstream: Server }> {
	const { port, server } = await startUpstream(listener)
	const running = await startFront({ upstream: port, ...options })
	open.push(running, {
		close: () => {
			server.closeAllConnections()
			server.close()
		},
	})
	return { ...running, upstream: server }
}

const echo = (request: IncomingMessage, response: ServerResponse) => response.end(JSON.stringify(request.headers))

test('an API that is away is a problem document with 502', async () => {
	const { port, upstream } = await start(echo)
	upstream.closeAllConnections()
	upstream.close()
	const answer = await ask(port, '/api/tasks')
	expect(answer.status).toBe(502)
	expect(answer.headers['content-type']).toBe('application/problem+json')
	expect(JSON.parse(answer.text)).toMatchObject({ status: 502, code: 'API_UNREACHABLE' })
})

test('an API that says nothing is a problem document with 504', async () => {
	const { port } = await start(() => undefined, { headTimeout: 50 })
	const answer = await ask(port, '/api/tasks')
	expect(answer.status).toBe(504)
	expect(JSON.parse(answer.text)).toMatchObject({ code: 'API_TIMEOUT' })
})

test('an API that dies in mid-stream cuts the answer off instead of ending it', async () => {
	const { port } = await start((_, response) => {
		response.write('data: half\n\n')
		setImmediate(() => response.destroy())
	})
	const answer = await ask(port, '/api/chat')
	expect(answer).toMatchObject({ status: 200, text: 'data: half\n\n', aborted: true })
})

test('a stream passes piece by piece, also after a silence longer than the time for the head', async () => {
	let finish = (): void => undefined
	const { port } = await start(
		(_, response) => {
			response.write('one')
			finish = () => response.end('two')
			setTimeout(finish, 200)
		},
		{ headTimeout: 50 },
	)
	expect(await ask(port, '/api/chat')).toMatchObject({ text: 'onetwo', aborted: false })
})

test('a browser that goes away ends the request at the API, too', async () => {
	let ended: Promise<unknown[]> = Promise.resolve([])
	const arrived = Promise.withResolvers<undefined>()
	const { port } = await start((_, response) => {
		ended = once(response, 'close')
		response.write('…')
		arrived.resolve(undefined)
	})
	const socket = connect(port, '127.0.0.1')
	socket.write('GET /api/chat HTTP/1.1\r\nhost: x\r\n\r\n')
	await arrived.promise
	socket.destroy()
	expect(await ended).toEqual([])
})

test('X-Forwarded headers are this server’s own, and only appended to where addresses are concerned', async () => {
	const { port } = await start(echo)
	const headers = {
		host: 'todo.local',
		'x-forwarded-for': '203.0.113.9',
		'x-forwarded-proto': 'https',
		'x-forwarded-host': 'evil.example',
		'x-middleware-subrequest': 'middleware',
		connection: 'close',
	}
	const seen = JSON.parse((await ask(port, '/api/echo', headers)).text)
	expect(seen).toMatchObject({
		host: 'todo.local',
		'x-forwarded-for': '203.0.113.9, 127.0.0.1',
		'x-forwarded-proto': 'http',
		'x-forwarded-host': 'todo.local',
		'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
		connection: 'keep-alive',
	})
	expect(seen).not.toHaveProperty('x-middleware-subrequest')
})

test('behind a trusted proxy its scheme and host are kept', async () => {
	const { port } = await start(echo, { trustForwarded: true })
	const headers = { host: 'frontend:3000', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'todo.example' }
	const seen = JSON.parse((await ask(port, '/api/echo', headers)).text)
	expect(seen).toMatchObject({ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'todo.example' })
	expect((await ask(port, '/', headers)).headers['strict-transport-security']).toContain('max-age=')
	expect((await ask(port, '/', { host: 'todo.local' })).headers['strict-transport-security']).toBeUndefined()
})

test('a body that is too large is refused before it is sent', async () => {
	const { port } = await start(echo)
	const answer = await ask(port, '/api/import', { 'content-length': String(100 * 1024 * 1024) }, 'POST')
	expect(answer.status).toBe(413)
	expect(JSON.parse(answer.text)).toMatchObject({ code: 'BODY_TOO_LARGE' })
})

test('pages get their policy, our own Cache-Control and no header that only Next may read', async () => {
	const { port } = await start(echo)
	const answer = await ask(port, '/list/12?_rsc=x', { 'x-middleware-subrequest': 'middleware' })
	expect(answer.text).toBe('page /list/_?_rsc=x clean')
	expect(answer.headers).toMatchObject({
		'content-security-policy': 'policy of /list/_',
		'cache-control': 'no-cache',
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin',
	})
})

test('only /api/ws is upgraded', async () => {
	const { port } = await start(echo)
	for (const path of ['/', '/_next/hmr', '/api/other', 'http://evil/api/ws']) {
		const socket = connect(port, '127.0.0.1')
		socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`)
		const [head] = await once(socket, 'data')
		expect(String(head)).toMatch(/^HTTP\/1\.1 404/)
	}
})

test('an upgrade passes both ways, and one that the API refuses is refused', async () => {
	const { port, upstream } = await start(echo)
	upstream.on('upgrade', (request: IncomingMessage, socket) => {
		if (!request.headers.cookie) return socket.end('HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n')
		socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n')
		socket.on('data', (chunk: Buffer) => socket.write(`echo ${chunk}`))
	})
	const knock = (cookie: string) => {
		const socket = connect(port, '127.0.0.1')
		socket.write(`GET /api/ws HTTP/1.1\r\nhost: x\r\n${cookie}connection: Upgrade\r\nupgrade: websocket\r\n\r\n`)
		return socket
	}
	const stranger = knock('')
	expect(String((await once(stranger, 'data'))[0])).toMatch(/^HTTP\/1\.1 401/)
	const socket = knock('cookie: session=1\r\n')
	expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 101/)
	socket.write('hello')
	expect(String((await once(socket, 'data'))[0])).toBe('echo hello')
	socket.destroy()
})

test('APP-10: each request is one line of JSON with the id that the API saw', async () => {
	const { port, lines } = await start(echo)
	const seen = JSON.parse((await ask(port, '/api/tasks?search=secret', { 'x-request-id': 'abc-12345678' })).text)
	await ask(port, '/')
	const logged = lines.map((line) => JSON.parse(line))
	expect(logged).toMatchObject([
		{
			level: 'info',
			service: 'web',
			message: 'request',
			method: 'GET',
			path: '/api/tasks',
			status: 200,
			request_id: 'abc-12345678',
		},
		{ path: '/', status: 200, request_id: expect.any(String) },
	])
	expect(seen['x-request-id']).toBe('abc-12345678')
	expect(lines.join('')).not.toContain('secret')
})

test('shutting down says no to health checks, lets what runs end, and closes', async () => {
	const held = Promise.withResolvers<ServerResponse>()
	const { port, front } = await start((_, response) => held.resolve(response))
	const running = ask(port, '/api/slow')
	const response = await held.promise
	expect((await ask(port, '/healthz')).status).toBe(200)
	const stopped = stop(front, 5000)
	response.end('finished')
	expect(await running).toMatchObject({ status: 200, text: 'finished', aborted: false })
	await stopped
	await expect(ask(port, '/healthz')).rejects.toThrow('ECONNREFUSED')
})
