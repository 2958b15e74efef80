import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Policies } from './policy.ts'

/** Addresses with an id or a name in them; each is one prerendered document that reads its address in the browser. */
const dynamicRoutes = [/^(\/list)\/[^/]+$/, /^(\/tag)\/[^/]+$/]

/** The prerendered document that stands for an address. */
export function toDocument(path: string): string {
	for (const route of dynamicRoutes) {
		const match = route.exec(path)
		if (match) return `${match[1]}/_`
	}
	return path
}

/** `trustworthy`: https, or this machine itself; on plain http elsewhere browsers ignore the opener policy, with a warning. */
export function setSecurityHeaders(response: ServerResponse, secure: boolean, trustworthy: boolean): void {
	response.setHeader('x-content-type-options', 'nosniff')
	response.setHeader('referrer-policy', 'same-origin')
	if (trustworthy) response.setHeader('cross-origin-opener-policy', 'same-origin')
	response.setHeader('cross-origin-resource-policy', 'same-origin')
	response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()')
	if (secure) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains')
}

/** Sends a request on to its document, with the page's policy and a Cache-Control of our own. */
export function preparePage(
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	policies: Policies,
): void {
	const document = toDocument(path)
	if (document !== path) request.url = document + (request.url ?? '').slice(path.length)
	delete request.headers['x-middleware-subrequest']
	response.setHeader('content-security-policy', policies(document))
	response.setHeader('cache-control', 'no-cache')
	keepCacheControl(response)
}

/** Next writes `s-maxage` of a year on prerendered documents; a browser or proxy would keep them over a new release. */
function keepCacheControl(response: ServerResponse): void {
	const set = response.setHeader.bind(response)
	response.setHeader = (name, value) => (name.toLowerCase() === 'cache-control' ? response : set(name, value))
}
