import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { betterAuth } from 'better-auth/minimal'
import type { Database } from '../database/database.ts'
import { createCamelCaseKysely } from '../database/kysely-driver.ts'
import { clientAddressHeader } from './client-address-header.ts'
import { toCookieName } from './cookie.ts'
import type { Passwords } from './password.ts'
import { toLifetimeMs } from './session.rules.ts'

export interface BetterAuthOptions {
	database: Database
	secret: string
	/** Whether its cookies are for https. */
	secure: boolean
	/** Empty: the origin that the request was sent to. */
	origins: readonly string[]
	signUp: boolean
	passwords: Passwords
	createId(): string
	/** A user was made; the rest of the account is not there yet. */
	onUserCreated(userId: string, headers: Headers | undefined): Promise<void>
	sendReset(email: string, token: string): Promise<void>
	onPasswordReset(userId: string): Promise<void>
	/** What went wrong inside, which its answers don't say. */
	onFailure(error: unknown): void
}

const daySeconds = 24 * 3600

/** Better Auth over our tables (`docs/decisions/0004-accounts.md`); no plugins, no cookie cache, no limiter of its own. */
export function createBetterAuth(options: BetterAuthOptions) {
	const { database, secret, secure, origins, passwords } = options
	return betterAuth({
		secret,
		basePath: '/api/auth',
		...(origins[0] === undefined ? {} : { baseURL: origins[0] }),
		trustedOrigins: async (request) => (origins.length > 0 || !request ? [...origins] : toOwnOrigins(request.url)),
		// No `type`: its columns are text and 0/1 on both databases.
		database: kyselyAdapter(createCamelCaseKysely(database), { transaction: true }),
		user: {
			modelName: 'users',
			additionalFields: {
				isAnonymous: { type: 'boolean', required: false, input: false, returned: true, defaultValue: false },
			},
		},
		session: {
			modelName: 'sessions',
			expiresIn: toLifetimeMs(false) / 1000,
			updateAge: daySeconds,
			freshAge: 600,
			cookieCache: { enabled: false },
		},
		account: { modelName: 'accounts' },
		verification: { modelName: 'verifications', storeIdentifier: 'hashed' },
		emailAndPassword: {
			enabled: true,
			disableSignUp: !options.signUp,
			minPasswordLength: 8,
			maxPasswordLength: 128,
			revokeSessionsOnPasswordReset: true,
			resetPasswordTokenExpiresIn: 3600,
			password: {
				hash: (password) => passwords.hash(password),
				verify: ({ hash, password }) => passwords.verify(hash, password),
			},
			sendResetPassword: ({ user, token }) => options.sendReset(user.email, token),
			onPasswordReset: async ({ user }) => options.onPasswordReset(user.id),
		},
		databaseHooks: {
			user: { create: { after: async (user, context) => options.onUserCreated(user.id, context?.headers) } },
		},
		// Ours counts, in the database (`limits.ts`).
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		logger: {
			level: 'error',
			log: (_level, message, ...rest) =>
				options.onFailure(rest.find((one) => one instanceof Error) ?? new Error(message)),
		},
		onAPIError: { onError: (error) => options.onFailure(error) },
		advanced: {
			cookiePrefix: 'todo',
			// Its default under NODE_ENV=test would be true, and tests of the check would pass for nothing.
			disableOriginCheck: false,
			disableCSRFCheck: false,
			// The name below has its own prefix, and the attribute is set with it.
			useSecureCookies: false,
			defaultCookieAttributes: { secure, sameSite: 'lax', httpOnly: true, path: '/' },
			cookies: { session_token: { name: toCookieName(secure) } },
			ipAddress: { ipAddressHeaders: [clientAddressHeader] },
			database: { generateId: () => options.createId() },
		},
	})
}

export type BetterAuth = ReturnType<typeof createBetterAuth>

const toOwnOrigins = (url: string) => ['http', 'https'].map((scheme) => `${scheme}://${new URL(url).host}`)
