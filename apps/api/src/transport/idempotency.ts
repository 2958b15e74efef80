import type { FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { DomainError } from '../errors.ts'
import { receivedBody } from './json-body.ts'

/** The key of the IETF draft "The Idempotency-Key HTTP Header Field". */
export function readIdempotency(request: FastifyRequest, method: string) {
	const key = request.headers['idempotency-key']
	if (key === undefined || method === 'GET') return undefined
	if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key)) {
		throw new DomainError('VALIDATION_ERROR', 'Idempotency-Key must be 1 to 128 visible ASCII characters', {
			errors: [
				{
					loc: ['header', 'idempotency-key'],
					field: 'Idempotency-Key',
					message: 'must be 1 to 128 visible ASCII characters',
				},
			],
		})
	}
	const hash = createHash('sha256').update(`${method}\n${request.url}\n`)
	// As it came: writing out again what was read could run out of stack.
	hash.update(receivedBody(request) ?? (typeof request.body === 'string' ? request.body : ''))
	return { key, requestHash: hash.digest('base64url'), replayed: false }
}
