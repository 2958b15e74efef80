import type { IncomingHttpHeaders } from 'node:http'

/** What authentication has to know of a request; Fastify's own requests are that already, an upgrade's headers nearly. */
export interface Asking {
	readonly headers: IncomingHttpHeaders
	/** The client's address, behind the trusted proxies. */
	readonly ip: string
	/** Left out for an upgrade: whoever accepts it checks its origin. */
	readonly method?: string
	/** As the client sees it. */
	readonly host?: string
	readonly protocol?: string
}
