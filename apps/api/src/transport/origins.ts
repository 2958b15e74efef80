/** Whether a request may come from where its Origin header says. */
export type IsAllowedOrigin = (origin: string, host: string | undefined) => boolean

/**
 * Allows exactly the configured origins (RFC 6454: scheme, host and port); with none configured, the origin whose host the request
 * itself was sent to. `host` is the Host header, or what a trusted proxy says it was.
 */
export function createOriginCheck(allowed: readonly string[]): IsAllowedOrigin {
	const known = new Set(allowed)
	return (origin, host) => {
		const url = toOrigin(origin)
		if (!url) return false
		if (known.size > 0) return known.has(url.origin)
		return host !== undefined && URL.parse(`${url.protocol}//${host}`)?.host === url.host
	}
}

/** A header that holds an origin and nothing else; a path, a query or a user would make it something else. */
function toOrigin(value: string): URL | undefined {
	const url = URL.parse(value)
	if (!url || !/^https?:$/.test(url.protocol)) return undefined
	return url.origin === value.toLowerCase() ? url : undefined
}
