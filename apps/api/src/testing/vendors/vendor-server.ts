import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Improper, toFields } from './wire.ts'
import type { Asked, Saying, Wire } from './wire.ts'

/** Answers a request in the model's place: what goes wrong at vendors. */
export type Fault = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>

/** A vendor of models as the product meets it: over HTTP, in its own protocol. */
export interface VendorServer {
	/** The base address, as a client is told it. */
	readonly url: string
	/** What the model says, given what it was asked; one of these a request, the last for all further ones. */
	sayings: ((asked: Asked) => Saying)[]
	/** What comes instead of an answer, one a request. */
	faults: Fault[]
	/** What comes instead of what it tells of its models, one a request. */
	catalogueFaults: Fault[]
	/** Everything that was asked of the model. */
	readonly asked: Asked[]
	/** Paths of all requests. */
	readonly paths: string[]
	/** Which key is right. */
	key: string
	/** Held back until it resolves, after so many pieces of the stream. */
	gate: { after: number; until: Promise<void> } | undefined
	close(): Promise<void>
}

export async function startVendor(wire: Wire, model = 'some-model'): Promise<VendorServer> {
	const state = {
		sayings: [] as VendorServer['sayings'],
		faults: [] as Fault[],
		catalogueFaults: [] as Fault[],
		asked: [] as Asked[],
		paths: [] as string[],
		key: wire.key,
		gate: undefined as VendorServer['gate'],
	}

	const refuse = (response: ServerResponse, status: number, message: string) => {
		response.writeHead(status, { 'content-type': 'application/json' })
		response.end(JSON.stringify(wire.refuse(status, message)))
	}

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = request.url ?? ''
		state.paths.push(path)
		const body = await readBody(request)
		const fault = (wire.asks(path) ? state.faults : state.catalogueFaults).shift()
		if (fault) return fault(response, request)
		if (wire.readKey(request.headers) !== state.key)
			return refuse(response, wire.wrongKey, 'Incorrect API key provided.')
		if (!wire.asks(path)) {
			if (request.method !== 'GET') return refuse(response, 404, `no such path: ${path}`)
			response.writeHead(200, { 'content-type': 'application/json' })
			return void response.end(JSON.stringify(wire.describe(model)))
		}
		const asked = wire.read(path, toFields(JSON.parse(body)))
		state.asked.push(asked)
		const say = state.sayings.length > 1 ? state.sayings.shift() : state.sayings[0]
		response.writeHead(200, { 'content-type': 'text/event-stream' })
		const pieces = wire.write(say?.(asked) ?? { text: 'Nothing more.' }, state.asked.length)
		for (const [n, piece] of pieces.entries()) {
			if (n === state.gate?.after) await state.gate.until
			response.write(piece)
		}
		response.end()
	}

	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			if (response.headersSent) response.destroy()
			else if (error instanceof Improper) refuse(response, 422, error.message)
			else refuse(response, 500, String(error))
		})
	})
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	const { port } = server.address() as AddressInfo
	return Object.assign(state, {
		url: `http://127.0.0.1:${port}${wire.base}`,
		async close() {
			server.closeAllConnections()
			server.close()
			await once(server, 'close')
		},
	})
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = []
	for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
	return Buffer.concat(chunks).toString()
}
