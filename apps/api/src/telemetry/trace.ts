import { randomBytes } from 'node:crypto'

const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/

/** The trace a request belongs to, from the header of W3C Trace Context; a new one where it names none. */
export function readTraceId(header: string | string[] | undefined): string {
	const [, id] = (typeof header === 'string' && traceparent.exec(header)) || []
	return id === undefined || /^0+$/.test(id) ? randomBytes(16).toString('hex') : id
}
