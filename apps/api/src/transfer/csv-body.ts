import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '../errors.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads `text/csv` bodies, on this route alone. @throws {DomainError} `UNREADABLE_BODY` where it is not UTF-8. */
export function readCsvBodies(http: FastifyInstance, route: string): void {
	http.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
		if (request.routeOptions.url !== route)
			throw new DomainError('MEDIA_TYPE_UNSUPPORTED', 'Send the body as application/json.')
		try {
			return utf8.decode(body)
		} catch (error) {
			throw new DomainError('UNREADABLE_BODY', 'The file is not valid UTF-8: save it as CSV UTF-8.', { cause: error })
		}
	})
}
