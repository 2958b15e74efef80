import { DomainError } from '../errors.ts'
import type { IsAllowedOrigin } from '../transport/origins.ts'
import type { Asking } from './asking.ts'

/**
 * A browser sends the cookie with requests that other sites cause; those are told apart by Origin, or by Fetch Metadata
 * where a browser leaves Origin out. @throws {DomainError} `ORIGIN_FORBIDDEN`
 */
export function requireOwnOrigin({ headers, host }: Asking, isAllowed: IsAllowedOrigin): void {
	const { origin } = headers
	const own = origin === undefined ? headers['sec-fetch-site'] === 'same-origin' : isAllowed(origin, host)
	if (!own) throw forbidden()
}

/** For requests that carry no cookie yet: no Origin is no browser. @throws {DomainError} `ORIGIN_FORBIDDEN` */
export function requireNoForeignOrigin({ headers, host }: Asking, isAllowed: IsAllowedOrigin): void {
	const { origin } = headers
	const foreign = origin === undefined ? headers['sec-fetch-site'] === 'cross-site' : !isAllowed(origin, host)
	if (foreign) throw forbidden()
}

const forbidden = () => new DomainError('ORIGIN_FORBIDDEN', 'This request comes from another site.')
