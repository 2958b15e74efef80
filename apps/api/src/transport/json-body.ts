import type { FastifyInstance } from 'fastify'
import { DomainError } from '../errors.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

const received = new WeakMap<object, Buffer>()

/** The bytes of a JSON body, as they came. */
export const receivedBody = (request: object): Buffer | undefined => received.get(request)

/** Reads JSON bodies strictly: valid UTF-8 (RFC 8259 §8.1), no keys that could reach a prototype; an empty body is none. */
export function readJsonBodies(http: FastifyInstance): void {
	// Fastify's own for plain text too: what no parser is registered for is 415.
	http.removeAllContentTypeParsers()
	http.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: object, body: Buffer) => {
		received.set(request, body)
		return parseJson(body)
	})
}

/** Only a text that could hold the key, plainly or by escapes, is worth the slower reading. */
const suspect = /__proto__|\\u00/

/** @throws {DomainError} `UNREADABLE_BODY` saying what is wrong. */
export function parseJson(body: Buffer): unknown {
	if (body.length === 0) return undefined
	const text = decode(body)
	try {
		return suspect.test(text) ? JSON.parse(text, refusePrototypeKeys) : JSON.parse(text)
	} catch (error) {
		if (error instanceof DomainError) throw error
		throw new DomainError('UNREADABLE_BODY', 'The body is not valid JSON.', { cause: error })
	}
}

function decode(body: Buffer): string {
	try {
		return utf8.decode(body)
	} catch (error) {
		throw new DomainError('UNREADABLE_BODY', 'The body is not valid UTF-8.', { cause: error })
	}
}

function refusePrototypeKeys(key: string, value: unknown): unknown {
	if (key === '__proto__') throw new DomainError('UNREADABLE_BODY', 'The body holds the forbidden key __proto__.')
	return value
}
