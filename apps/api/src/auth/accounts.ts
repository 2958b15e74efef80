import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Database } from '../database/database.ts'
import type { App } from '../transport/handle.ts'
import { createOriginCheck } from '../transport/origins.ts'
import type { Asking } from './asking.ts'
import { registerAuthRoutes } from './auth.routes.ts'
import { createAuthenticate } from './authenticate.ts'
import { createSessionCookies } from './cookie.ts'
import { createDoorman } from './doorman.ts'
import { createGuestService } from './guest.service.ts'
import { createLimitStore } from './limit.store.ts'
import { createLimits } from './limits.ts'
import { readSigningSecrets } from './secret.ts'
import { createSessions } from './session.service.ts'
import { createTokens } from './token.ts'

export interface AccountDependencies {
	config: Config
	database: Database
	now(): Date
	createId(): string
}

/** Accounts, whole: who asks, and the routes by which people come and go. */
export function createAccounts({ config, database, now, createId }: AccountDependencies) {
	const secrets = readSigningSecrets(config.secrets, config.dataFolder)
	const tokens = createTokens(secrets, now)
	const cookies = createSessionCookies(secrets)
	const limits = createLimits(createLimitStore(database), now)
	const sessions = createSessions({ database, now, createId })
	const isAllowedOrigin = createOriginCheck(config.origins)
	const isSecure = createSecureCheck(config.origins)
	const renewed = new WeakMap<object, string>()
	const authenticate = createAuthenticate({
		sessions,
		tokens,
		cookies,
		isAllowedOrigin,
		isSecure,
		onRenewed: (asking, session) => renewed.set(asking, cookies.write(session.token, isSecure(asking))),
	})
	const doorman = createDoorman({ database, sessions, tokens, cookies, isAllowedOrigin, isSecure })
	const guests = createGuestService({ database, sessions, limits, guests: config.guests, now, createId })

	return {
		authenticate,
		/** Settings or sessions of this user changed: the next request reads them anew. */
		forgetUser: sessions.forgetUser,
		register(app: App): void {
			renewCookies(app.http, renewed)
			registerAuthRoutes(app, { guests, doorman })
		},
	}
}

export type Accounts = ReturnType<typeof createAccounts>

/** Whether the browser's own connection is encrypted: as the public address says, else as the request came. */
function createSecureCheck([first]: readonly string[]): (asking: Asking) => boolean {
	if (first !== undefined) return () => first.startsWith('https:')
	return ({ protocol, headers }) => (protocol ?? headers['x-forwarded-proto']) === 'https'
}

function renewCookies(http: FastifyInstance, renewed: WeakMap<object, string>): void {
	http.addHook('onSend', async (request, reply) => {
		const cookie = renewed.get(request)
		if (cookie !== undefined && !reply.hasHeader('set-cookie')) reply.header('set-cookie', cookie)
	})
}
