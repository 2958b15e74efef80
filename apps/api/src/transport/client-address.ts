import type { IncomingMessage } from 'node:http'

/** Who a request comes from, past as many proxies as are trusted to append to X-Forwarded-For. */
export function toClientAddress(request: IncomingMessage, trustedHops: number): string {
	const header = request.headers['x-forwarded-for']
	const forwarded = (Array.isArray(header) ? header.join() : (header ?? ''))
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean)
	const peerFirst = [request.socket.remoteAddress ?? '', ...forwarded.toReversed()]
	return peerFirst[Math.min(trustedHops, peerFirst.length - 1)] ?? ''
}

/** The host a request was sent to, by the nearest trusted proxy's word where there is one. */
export const toRequestHost = (request: IncomingMessage, trustedHops: number): string | undefined =>
	toForwarded(request, 'x-forwarded-host', trustedHops) ?? request.headers.host

/** Whether the browser's own connection is encrypted, by the nearest trusted proxy's word where there is one. */
export const toRequestProtocol = (request: IncomingMessage, trustedHops: number): string =>
	toForwarded(request, 'x-forwarded-proto', trustedHops) ?? ('encrypted' in request.socket ? 'https' : 'http')

/** What the nearest proxy wrote, which stands last; what stands before it anybody may have claimed. */
function toForwarded(request: IncomingMessage, name: string, trustedHops: number): string | undefined {
	const header = request.headers[name]
	const last = (Array.isArray(header) ? header.join() : header)?.split(',').at(-1)?.trim()
	return trustedHops > 0 && last ? last : undefined
}
