import type { IncomingHttpHeaders } from 'node:http'
import { everyScope, toUserId } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { DomainError } from '../errors.ts'
import type { IsAllowedOrigin } from '../transport/origins.ts'
import type { Asking } from './asking.ts'
import { readBearer } from './bearer.rules.ts'
import type { SessionCookies } from './cookie.ts'
import type { ExternalService } from './external.service.ts'
import { startsLikeKey } from './key.ts'
import type { KeyService } from './key.service.ts'
import { requireOwnOrigin } from './origin.ts'
import { toPlace } from './place.rules.ts'
import type { Sessions } from './session.service.ts'
import type { FoundSession } from './session.store.ts'
import type { Tokens } from './token.ts'

export interface AuthenticateDependencies {
	sessions: Sessions
	tokens: Tokens
	cookies: SessionCookies
	keys: Pick<KeyService, 'identify'>
	/** Where tokens made elsewhere are trusted (`TRUST_EXTERNAL_JWT`). */
	external: ExternalService | undefined
	isAllowedOrigin: IsAllowedOrigin
	isSecure(asking: Asking): boolean
	/** The session was extended: its cookie should be, too. */
	onRenewed(asking: Asking, session: FoundSession): void
}

/**
 * Finds out who asks: by the Authorization header where there is one, else by the session's cookie.
 * @throws {DomainError} `AUTH_UNAUTHORIZED` for a header that is wrong, `ORIGIN_FORBIDDEN` for a cookie sent from elsewhere.
 */
export function createAuthenticate(dependencies: AuthenticateDependencies) {
	const { sessions, tokens, cookies, keys, external, isAllowedOrigin, isSecure, onRenewed } = dependencies

	async function fromHeader(header: string, headers: IncomingHttpHeaders): Promise<Actor> {
		const token = readBearer(header)
		if (token === undefined) throw refused()
		if (startsLikeKey(token)) return keys.identify(token)
		const claims = await tokens.verify(token)
		if (claims.kind === 'external') {
			if (!external) throw refused()
			return external.identify(claims.subject, claims.name, toPlace(null, headers))
		}
		const session = await sessions.findById(claims.sessionId)
		if (!session || session.user_id !== claims.userId) throw refused()
		sessions.touch(session)
		return toActor(session)
	}

	async function fromCookie(asking: Asking): Promise<Actor | undefined> {
		const token = cookies.read(asking.headers.cookie, isSecure(asking))
		if (token === undefined) return undefined
		const session = await sessions.findByToken(token)
		if (!session) return undefined
		if (!isRead(asking.method)) requireOwnOrigin(asking, isAllowedOrigin)
		if (sessions.touch(session)) onRenewed(asking, session)
		return toActor(session)
	}

	return async (asking: Asking): Promise<Actor | undefined> => {
		const { authorization } = asking.headers
		return authorization === undefined ? fromCookie(asking) : fromHeader(authorization, asking.headers)
	}
}

const isRead = (method = 'GET') => method === 'GET' || method === 'HEAD'

export function toActor(session: FoundSession): Actor {
	return {
		userId: toUserId(session.user_id),
		kind: 'person',
		detail: null,
		guest: session.is_anonymous === 1,
		timeZone: session.time_zone ?? 'UTC',
		scopes: everyScope,
		sessionId: session.id,
	}
}

const refused = () => new DomainError('AUTH_UNAUTHORIZED', 'This token is not valid, or no longer.')
