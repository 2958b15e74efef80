import type { SignedIn, User } from '@todo/contract'
import type { FastifyReply } from 'fastify'
import type { Database } from '../database/database.ts'
import { DomainError } from '../errors.ts'
import type { IsAllowedOrigin } from '../transport/origins.ts'
import type { Asking } from './asking.ts'
import type { SessionCookies } from './cookie.ts'
import { requireNoForeignOrigin } from './origin.ts'
import type { Device, Sessions } from './session.service.ts'
import type { Tokens } from './token.ts'
import { toUser, userStore } from './user.store.ts'

export interface OpenSession {
	userId: string
	id: string
	token: string
}

/** What the account routes share at the door: whose browser it is, what it gets, what is taken from it. */
export interface Doorman {
	/** @throws {DomainError} `ORIGIN_FORBIDDEN` where another site's page sends it. */
	requireOwnPage(asking: Asking): void
	/** The session that the cookie names. */
	findSession(asking: Asking): Promise<OpenSession | undefined>
	/** Sets the cookie and answers the token of an open session. */
	admit(session: OpenSession, asking: Asking, reply: FastifyReply): Promise<SignedIn>
	dismiss(asking: Asking, reply: FastifyReply): void
	/** @throws {DomainError} `AUTH_UNAUTHORIZED` where the account is gone. */
	describe(userId: string): Promise<User>
	toDevice(asking: Asking): Device
}

export interface DoormanDependencies {
	database: Database
	sessions: Sessions
	tokens: Tokens
	cookies: SessionCookies
	isAllowedOrigin: IsAllowedOrigin
	isSecure(asking: Asking): boolean
}

export function createDoorman(dependencies: DoormanDependencies): Doorman {
	const { database, sessions, tokens, cookies, isAllowedOrigin, isSecure } = dependencies

	async function describe(userId: string): Promise<User> {
		const row = await database.read((tx) => userStore.find(tx, userId))
		if (!row) throw new DomainError('AUTH_UNAUTHORIZED', 'This account no longer exists.')
		return toUser(row)
	}

	return {
		requireOwnPage: (asking) => requireNoForeignOrigin(asking, isAllowedOrigin),
		async findSession(asking) {
			const token = cookies.read(asking.headers.cookie, isSecure(asking))
			const session = token === undefined ? undefined : await sessions.findByToken(token)
			return session && { userId: session.user_id, id: session.id, token: session.token }
		},
		async admit(session, asking, reply) {
			const user = await describe(session.userId)
			const token = await tokens.issue(session.userId, session.id)
			reply.header('set-cookie', cookies.write(session.token, isSecure(asking)))
			return { token, access_token: token, token_type: 'bearer', user }
		},
		dismiss(asking, reply) {
			reply.header('set-cookie', cookies.clear(isSecure(asking)))
		},
		describe,
		toDevice: ({ ip, headers }) => ({ ip, userAgent: headers['user-agent']?.slice(0, 300) ?? null }),
	}
}
