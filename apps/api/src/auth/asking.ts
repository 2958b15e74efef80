import type { IncomingHttpHeaders } from 'node:http'

/** What authentication has to know of a request; Fastify's own requests are that already, an upgrade's headers nearly. */
export interface Asking {
	readonly headers: IncomingHttpHeaders
	/** The client's address, behind the trusted proxies. */
	readonly ip: string
	/** The connection's other end: the client, or the nearest proxy. */
	readonly socket?: { readonly remoteAddress?: string | undefined }
	/** Left out for an upgrade: whoever accepts it checks its origin. */
	readonly method?: string
	/** As the client sees it; left out for an upgrade. */
	readonly host?: string
	/** `https` or `http`: that of the client's own connection. */
	readonly protocol?: string
}
