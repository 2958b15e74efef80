import type { SignedIn } from '@todo/contract'
import type { FastifyReply } from 'fastify'
import { toForwardedFor } from '../transport/client-address.ts'
import type { IsAllowedOrigin } from '../transport/origins.ts'
import type { AccountService } from './account.service.ts'
import { isLoopback } from './address.rules.ts'
import type { Asking } from './asking.ts'
import type { SessionCookies } from './cookie.ts'
import { readBearer } from './bearer.rules.ts'
import { requireNoForeignOrigin } from './origin.ts'
import type { Device, Sessions } from './session.service.ts'
import type { FoundSession } from './session.store.ts'
import type { Tokens } from './token.ts'

export interface OpenSession {
	userId: string
	id: string
	token: string
}

export const toOpenSession = ({ user_id, id, token }: FoundSession): OpenSession => ({ userId: user_id, id, token })

/** What the account routes share at the door: whose browser it is, what it gets, what is taken from it. */
export interface Doorman {
	/** @throws {DomainError} `ORIGIN_FORBIDDEN` where another site's page sends it. */
	requireOwnPage(asking: Asking): void
	/** The session that header or cookie names; undefined where there is none (any more). */
	findSession(asking: Asking): Promise<FoundSession | undefined>
	/** Sets the cookie and answers the token of an open session. */
	admit(session: OpenSession, asking: Asking, reply: FastifyReply): Promise<SignedIn>
	dismiss(asking: Asking, reply: FastifyReply): void
	toDevice(asking: Asking): Device
	/** A `Cookie` header with this session alone. */
	toCookieHeader(session: FoundSession, asking: Asking): string
	isSecure(asking: Asking): boolean
	/** An origin that is allowed, whatever the request says. */
	toOwnOrigin(asking: Asking): string
}

export interface DoormanDependencies {
	accounts: Pick<AccountService, 'find'>
	sessions: Sessions
	tokens: Tokens
	cookies: SessionCookies
	isAllowedOrigin: IsAllowedOrigin
	/** The public origin, where it is configured. */
	publicOrigin: string | undefined
	isSecure(asking: Asking): boolean
}

export function createDoorman(dependencies: DoormanDependencies): Doorman {
	const { accounts, sessions, tokens, cookies, isAllowedOrigin, publicOrigin, isSecure } = dependencies

	return {
		requireOwnPage: (asking) => requireNoForeignOrigin(asking, isAllowedOrigin),
		async findSession(asking) {
			const bearer = await readBearerSession(tokens, asking.headers.authorization)
			if (bearer !== undefined) return sessions.findById(bearer)
			const token = cookies.read(asking.headers.cookie, isSecure(asking))
			return token === undefined ? undefined : sessions.findByToken(token)
		},
		async admit(session, asking, reply) {
			const user = await accounts.find(session.userId)
			const token = await tokens.issue(session.userId, session.id)
			reply.header('set-cookie', cookies.write(session.token, isSecure(asking), user.guest))
			return { token, access_token: token, token_type: 'bearer', user }
		},
		dismiss(asking, reply) {
			reply.header('set-cookie', cookies.clear(isSecure(asking)))
		},
		toDevice: ({ ip, headers, socket }) => ({
			ip,
			userAgent: headers['user-agent']?.slice(0, 300) ?? null,
			local: [ip, socket?.remoteAddress ?? '', ...toForwardedFor(headers)].every(isLoopback),
		}),
		toCookieHeader: ({ token }, asking) => cookies.toHeader(token, isSecure(asking)),
		isSecure,
		toOwnOrigin: (asking) => publicOrigin ?? `${isSecure(asking) ? 'https' : 'http'}://${asking.host}`,
	}
}

/** Coming in anew must work with a token that is no good any more: it counts as none. */
async function readBearerSession(tokens: Tokens, header: string | undefined): Promise<string | undefined> {
	const token = readBearer(header)
	const claims = token === undefined ? undefined : await tokens.verify(token).catch(() => undefined)
	return claims?.kind === 'session' ? claims.sessionId : undefined
}
