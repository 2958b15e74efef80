import { SignJWT, errors, jwtVerify } from 'jose'
import type { JWTPayload, JWTVerifyResult } from 'jose'
import { LRUCache } from 'lru-cache'
import { DomainError } from '../errors.ts'
import type { SigningSecrets } from './secret.ts'

/** What a token says once its signature has been checked. */
export type Claims =
	/** Made here: names a session, which still has to be looked up. */
	| { kind: 'session'; userId: string; sessionId: string }
	/** Made elsewhere with the shared secret. */
	| { kind: 'external'; subject: string; name: string | null }

export interface Tokens {
	/** HS256 with `sub` (the user) and `sid` (the session), for seven days. */
	issue(userId: string, sessionId: string): Promise<string>
	/** @throws {DomainError} `AUTH_UNAUTHORIZED` for anything but a sound token of one of the accepted secrets. */
	verify(token: string): Promise<Claims>
}

const issuer = 'todo'
const audience = 'todo-api'
const lifetimeSeconds = 7 * 24 * 3600
/** Longer than any token of ours; RFC 8725 §3.11 leaves other uses to other types. */
const longest = 4096
const types = new Set([undefined, 'jwt', 'at+jwt'])

/** The raw secret is the key: other programs that share it check and make tokens with it (TRUST §4.5). */
export function createTokens({ signing, accepted }: SigningSecrets, now: () => Date): Tokens {
	const encoder = new TextEncoder()
	const signingKey = encoder.encode(signing)
	const keys = accepted.map((secret) => encoder.encode(secret))
	// A signature stays right; what can change (expiry, the session) is checked each time.
	const verified = new LRUCache<string, JWTPayload>({ max: 5000 })

	async function readPayload(token: string): Promise<JWTPayload> {
		const known = verified.get(token)
		if (known) return known
		const { payload, protectedHeader } = await verifyWithAny(token)
		if (!types.has(protectedHeader.typ?.toLowerCase())) throw refused()
		verified.set(token, payload)
		return payload
	}

	async function verifyWithAny(token: string): Promise<JWTVerifyResult> {
		for (const key of keys) {
			try {
				return await jwtVerify(token, key, {
					algorithms: ['HS256'],
					currentDate: now(),
					requiredClaims: ['sub', 'exp'],
				})
			} catch (error) {
				if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw refused(error)
			}
		}
		throw refused()
	}

	return {
		issue: (userId, sessionId) => {
			const at = Math.floor(now().getTime() / 1000)
			return new SignJWT({ sid: sessionId })
				.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
				.setSubject(userId)
				.setIssuer(issuer)
				.setIssuedAt(at)
				.setExpirationTime(at + lifetimeSeconds)
				.sign(signingKey)
		},
		async verify(token) {
			if (token.length > longest) throw refused()
			const payload = await readPayload(token)
			requireCurrent(payload, now().getTime() / 1000)
			return toClaims(payload)
		},
	}
}

function requireCurrent({ exp, nbf }: JWTPayload, at: number): void {
	if (exp === undefined || exp <= at) throw refused()
	if (nbf !== undefined && nbf > at) throw refused()
}

function toClaims({ iss, sub, sid, aud, name }: JWTPayload): Claims {
	if (!sub || sub.length > 255) throw refused()
	if (aud !== undefined && ![aud].flat().includes(audience)) throw refused()
	if (iss === issuer) {
		if (typeof sid !== 'string' || !/^[\w-]{1,64}$/.test(sid)) throw refused()
		return { kind: 'session', userId: sub, sessionId: sid }
	}
	return { kind: 'external', subject: sub, name: typeof name === 'string' ? name : null }
}

const refused = (cause?: unknown) =>
	new DomainError('AUTH_UNAUTHORIZED', 'This token is not valid, or no longer.', { cause })
