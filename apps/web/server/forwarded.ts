import type { IncomingMessage } from 'node:http'

/**
 * Rewrites a request's headers before it goes to the API: the peer's address is appended to `X-Forwarded-For`, the
 * scheme and host are this server's own view unless a proxy in front is trusted, and what only Next or this hop may
 * read is removed.
 */
export function rewriteHeaders(request: IncomingMessage, requestId: string, trustForwarded: boolean): void {
	const { headers, socket } = request
	const peer = socket.remoteAddress ?? 'unknown'
	const before = headers['x-forwarded-for']
	headers['x-forwarded-for'] = before ? `${String(before)}, ${peer}` : peer
	if (!trustForwarded || !headers['x-forwarded-proto'])
		headers['x-forwarded-proto'] = isEncrypted(socket) ? 'https' : 'http'
	if (!trustForwarded || !headers['x-forwarded-host']) headers['x-forwarded-host'] = headers.host ?? ''
	headers['x-request-id'] = requestId
	delete headers.forwarded
	delete headers['x-middleware-subrequest']
}

/** Whether the browser's own connection is encrypted, as far as this server can know. */
export function isSecure(request: IncomingMessage, trustForwarded: boolean): boolean {
	if (isEncrypted(request.socket)) return true
	return trustForwarded && request.headers['x-forwarded-proto'] === 'https'
}

const isEncrypted = (socket: object): boolean => 'encrypted' in socket && socket.encrypted === true

/** Whether the browser asked this machine itself, which it trusts without https. */
export const isLoopback = ({ headers }: IncomingMessage): boolean =>
	/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(headers.host ?? '')
