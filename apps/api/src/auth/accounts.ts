import type { FastifyInstance } from 'fastify'
import { createHash } from 'node:crypto'
import type { Operate } from '../changes/operation.ts'
import type { Config } from '../config/config.ts'
import type { Database } from '../database/database.ts'
import { createMailer } from '../mail/mailer.ts'
import type { App } from '../transport/handle.ts'
import { createOriginCheck } from '../transport/origins.ts'
import { createAccountService } from './account.service.ts'
import type { Asking } from './asking.ts'
import { registerAuthRoutes } from './auth.routes.ts'
import { createAuthenticate } from './authenticate.ts'
import { createBringTasks } from './bring.service.ts'
import { createSessionCookies } from './cookie.ts'
import { createDoorman } from './doorman.ts'
import type { Ended } from './ended.ts'
import { createExternalService } from './external.service.ts'
import { createGuessGuard } from './guess.ts'
import { createGuestService } from './guest.service.ts'
import { registerKeyRoutes } from './key.routes.ts'
import { createKeyService } from './key.service.ts'
import { createLibrary } from './library.ts'
import { registerLibraryRoutes } from './library.routes.ts'
import { createLimitStore } from './limit.store.ts'
import { createLimits } from './limits.ts'
import { createPasswords } from './password.ts'
import { toPlace } from './place.rules.ts'
import { toResetMail } from './reset-mail.rules.ts'
import { endProgramAccess } from './program-access.ts'
import { createResetService } from './reset.service.ts'
import { readSigningSecrets } from './secret.ts'
import { createSessions } from './session.service.ts'
import { createSignInService } from './sign-in.service.ts'
import { createTokens } from './token.ts'
import { createUserCompletion } from './user.service.ts'

export interface AccountDependencies {
	config: Config
	database: Database
	operate: Operate
	now(): Date
	createId(): string
	/** Something in the background went wrong; nobody waits for its answer. */
	onTrouble(message: string, error: unknown): void
	/** Something that whoever runs this should be able to look up later. */
	onEvent(message: string, fields: { [name: string]: unknown }): void
}

/** Accounts, whole: who asks, and the routes by which people come and go. */
export function createAccounts({ config, database, operate, now, createId, onTrouble, onEvent }: AccountDependencies) {
	const { origins } = config
	const secrets = readSigningSecrets(config.secrets, config.dataFolder)
	const tokens = createTokens(secrets, now)
	const cookies = createSessionCookies(secrets)
	const limits = createLimits(createLimitStore(database), now)
	const guesses = createGuessGuard(limits)
	const passwords = createPasswords()
	const sessions = createSessions({ database, now, createId })
	const keys = createKeyService(database, now)
	const external = createExternalService(database, now)
	const mailer = config.mail ? createMailer(config.mail) : undefined
	const isAllowedOrigin = createOriginCheck(origins)
	const isSecure = createSecureCheck(origins)
	const renewed = new WeakMap<object, string>()
	const listeners: ((ended: Ended) => void)[] = []
	const completeUser = createUserCompletion(database)
	const forgetUser = (userId: string) => {
		for (const known of [sessions, keys, external]) known.forgetUser(userId)
	}
	const onEnded = (ended: Ended) => {
		forgetUser(ended.userId)
		for (const tell of listeners) tell(ended)
	}

	const authenticate = createAuthenticate({
		sessions,
		tokens,
		cookies,
		keys,
		external: config.trustExternalJwt ? external : undefined,
		isAllowedOrigin,
		isSecure,
		onRenewed: (asking, session) =>
			renewed.set(asking, cookies.write(session.token, isSecure(asking), session.is_anonymous === 1)),
	})
	const library = createLibrary({
		database,
		secret: secrets.signing,
		origins,
		signUp: config.signUp.kind !== 'off',
		passwords,
		createId,
		onUserCreated: (userId, headers) => completeUser(userId, toPlace(null, Object.fromEntries(headers ?? []))),
		sendReset: async (email, token) => mailer?.send(toResetMail(email, token, origins[0] ?? '')),
		async onPasswordReset(userId) {
			// Often it is how somebody gets back an account that another had taken.
			await database.write((tx) => endProgramAccess(tx, userId))
			onEnded({ userId, sessionIds: 'all' })
		},
	})
	const onFailure = (error: unknown) => onTrouble('a mail could not be sent', error)
	const resets = createResetService({ database, library, limits, passwords, mailer, onFailure })
	const accounts = createAccountService({
		database,
		sessions,
		passwords,
		guesses,
		onEnded,
		onDeleted: (userId) => onEvent('account deleted', { pseudonym: toPseudonym(userId) }),
		now,
	})
	const doorman = createDoorman({
		accounts,
		sessions,
		tokens,
		cookies,
		isAllowedOrigin,
		publicOrigin: origins[0],
		isSecure,
	})
	const guests = createGuestService({ database, sessions, limits, guests: config.guests, now, createId })
	const bringTasks = createBringTasks(database, operate)
	const signIn = createSignInService({
		database,
		sessions,
		passwords,
		limits,
		guesses,
		bringTasks,
		onEnded,
		signUp: config.signUp,
		now,
		createId,
	})

	return {
		authenticate,
		/** Settings or sessions of this user changed: the next request reads them anew. */
		forgetUser,
		/** Sessions have ended: what was opened with them has to close. */
		onEnded: (listener: (ended: Ended) => void) => void listeners.push(listener),
		deleteIdleGuests: () => accounts.deleteIdleGuests(),
		register(app: App): void {
			renewCookies(app.http, renewed)
			registerAuthRoutes(app, { guests, signIn, accounts, resets, doorman })
			registerKeyRoutes(app, keys)
			const { http, authenticate: identify } = app
			const services = { library, doorman, sessions, signIn, guesses, accounts, resets }
			registerLibraryRoutes(http, { ...services, authenticate: identify })
		},
		async close(): Promise<void> {
			await resets.settle()
			mailer?.close()
		},
	}
}

/** Tells deletions apart, and names nobody. */
const toPseudonym = (userId: string) => createHash('sha256').update(userId).digest('base64url').slice(0, 16)

export type Accounts = ReturnType<typeof createAccounts>

/** Whether the browser's own connection is encrypted: as the public address says, else as the request came. */
function createSecureCheck([first]: readonly string[]): (asking: Asking) => boolean {
	if (first !== undefined) return () => first.startsWith('https:')
	return ({ protocol }) => protocol === 'https'
}

function renewCookies(http: FastifyInstance, renewed: WeakMap<object, string>): void {
	http.addHook('onSend', async (request, reply) => {
		const cookie = renewed.get(request)
		if (cookie !== undefined && !reply.hasHeader('set-cookie')) reply.header('set-cookie', cookie)
	})
}
