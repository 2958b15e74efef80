import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** Who a request comes from, past as many proxies as are trusted to append to X-Forwarded-For; the peer where that is no address. */
export function toClientAddress(request: IncomingMessage, trustedHops: number): string {
	const peer = request.socket.remoteAddress ?? ''
	const peerFirst = [peer, ...toForwardedFor(request.headers).toReversed()]
	const client = peerFirst[Math.min(trustedHops, peerFirst.length - 1)] ?? ''
	return isIP(client) === 0 ? peer : client
}

/** Everything that X-Forwarded-For says, the nearest proxy's word last. */
export function toForwardedFor(headers: IncomingHttpHeaders): string[] {
	const header = headers['x-forwarded-for']
	const parts = (Array.isArray(header) ? header.join() : (header ?? '')).split(',')
	return parts.map((part) => part.trim()).filter(Boolean)
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
