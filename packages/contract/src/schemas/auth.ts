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
	.pipe(z.email('must be an e-mail address').max(254))

const password = z.string().min(8, 'must have at least 8 characters').max(128, 'must have at most 128 characters')
const zone = { time_zone: p.timeZone.optional(), locale: z.string().max(35).optional() }

/** Makes a guest: an account without e-mail, owned by whoever holds the cookie or token. */
export const createGuest = { body: z.strictObject(zone).nullish(), replies: { 201: signedIn } }
/** With a guest's cookie or token, that guest becomes the account and keeps everything. */
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
