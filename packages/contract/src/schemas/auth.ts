import { z } from 'zod'
import * as p from './primitives.ts'

export const user = z
	.object({
		id: z.string(),
		email: z.string().nullable(),
		name: z.string(),
		guest: z.boolean(),
		created_at: p.instant,
	})
	.meta({ id: 'User' })

export const signedIn = z
	.object({ token: z.string(), access_token: z.string(), token_type: z.literal('bearer'), user })
	.meta({ id: 'SignedIn' })

/** NFKC before validation: GHSA-7rqj-j65f-68wh. */
const email = z
	.string()
	.max(320)
	.transform((value) => value.normalize('NFKC').trim().toLowerCase())
	.pipe(
		z
			.email('must be an e-mail address')
			.max(254)
			// Accounts without an address have one of these (RFC 2606): nobody else may.
			.refine((value) => !value.endsWith('.invalid'), 'must be an e-mail address'),
	)

const password = z.string().min(8, 'must have at least 8 characters').max(128, 'must have at most 128 characters')
const zone = { time_zone: p.timeZone.optional(), locale: z.string().max(35).optional() }

/** Makes a guest: an account without e-mail, owned by whoever holds the cookie or token. */
export const createGuest = { body: z.strictObject(zone).nullish(), replies: { 201: signedIn } }
/** With a guest's cookie or token, that guest becomes the account: its things stay, its sessions, keys and calendar address end. */
export const signUp = {
	body: z.strictObject({
		email,
		password,
		name: p.text(100).optional(),
		invite: z.string().max(200).optional(),
		...zone,
	}),
	replies: { 201: signedIn },
}
/** With a guest's cookie or token and `bring_tasks`, the guest's tasks come along, renumbered. */
export const logIn = {
	body: z.strictObject({ email, password: z.string().min(1).max(128), bring_tasks: z.boolean().optional() }),
	replies: { 200: signedIn },
}
export const me = { replies: { 200: user } }
export const updateMe = { body: z.strictObject({ name: p.text(100) }), replies: { 200: user } }
/** Erases the account and everything in it, for ever. A guest, who has no password, leaves it out. */
export const deleteMe = {
	body: z.strictObject({ password: z.string().min(1).max(128).optional() }).nullish(),
	replies: { 204: z.void() },
}
/** Ends this session; without one there is nothing to end, and that is no error. */
export const logOut = { replies: { 204: z.void() } }

export const session = z
	.object({
		id: z.string(),
		/** The one that asks. */
		current: z.boolean(),
		created_at: p.instant,
		expires_at: p.instant,
		ip: z.string().nullable(),
		user_agent: z.string().nullable(),
	})
	.meta({ id: 'Session' })

const onOne = { params: z.object({ id: z.string().regex(/^[\w-]{1,64}$/, 'is not an id') }) }

export const listSessions = { replies: { 200: z.array(session) } }
export const endSession = { ...onOne, replies: { 204: z.void() } }
/** Ends all but the one that asks; with `all`, that one too. */
export const endSessions = { query: z.strictObject({ all: p.flag.optional() }), replies: { 204: z.void() } }

/** Ends every other session. */
export const changePassword = {
	body: z.strictObject({
		current_password: z.string().min(1).max(128),
		new_password: password,
		end_keys: z.boolean().describe('Ends API keys and the calendar address as well.').optional(),
	}),
	replies: { 204: z.void() },
}
/** Answers the same whether or not there is such an account; the mail's link is good once, for an hour. */
export const forgotPassword = { body: z.strictObject({ email }), replies: { 202: z.object({ detail: z.string() }) } }
/** Ends every session, API key and the calendar address. */
export const resetPassword = {
	body: z.strictObject({ token: z.string().min(1).max(200), password }),
	replies: { 204: z.void() },
}

export const scope = z.enum(['tasks:read', 'tasks:write', 'tasks:delete'])

export const apiKey = z
	.object({
		id: z.string(),
		name: z.string(),
		scopes: z.array(scope),
		created_at: p.instant,
		expires_at: p.instant.nullable(),
		last_used_at: p.instant.nullable(),
	})
	.meta({ id: 'ApiKey' })

/** The only answer that ever holds the key itself. */
export const madeApiKey = apiKey.extend({ key: z.string() }).meta({ id: 'MadeApiKey' })

export const listKeys = { replies: { 200: z.array(apiKey) } }
export const createKey = {
	body: z.strictObject({
		name: p.text(100),
		scopes: z.array(scope).min(1).max(3).default(['tasks:read']),
		/** Days that it is good for; null: until it is deleted. */
		expires_in_days: z.int().min(1).max(3650).nullable().default(90),
	}),
	replies: { 201: madeApiKey },
}
export const deleteKey = { ...onOne, replies: { 204: z.void() } }
