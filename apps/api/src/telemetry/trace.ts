import { randomBytes } from 'node:crypto'

const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * The trace a request belongs to, from the header of W3C Trace Context; a new one where it names none: a request id that is
 * a UUID has as many random bits as a trace needs.
 */
export function readTraceId(header: string | string[] | undefined, requestId: string): string {
	const [, id] = (typeof header === 'string' && traceparent.exec(header)) || []
	if (id !== undefined && !/^0+$/.test(id)) return id
	return uuid.test(requestId) ? requestId.replaceAll('-', '') : randomBytes(16).toString('hex')
}
