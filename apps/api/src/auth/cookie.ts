import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SigningSecrets } from './secret.ts'
import { toLifetimeMs } from './session.rules.ts'

/** The session's cookie, signed as Better Auth signs it: the token, a dot, and its HMAC-SHA256 in Base64, percent-encoded. */
export interface SessionCookies {
	/** The session's token, where the header holds a cookie that one of the accepted secrets signed. */
	read(header: string | undefined, secure: boolean): string | undefined
	/** A `Set-Cookie` that keeps the session. */
	write(token: string, secure: boolean, guest: boolean): string
	/** A `Set-Cookie` that removes it. */
	clear(secure: boolean): string
	/** A `Cookie` header with this session alone, signed by the first secret. */
	toHeader(token: string, secure: boolean): string
}

/** `__Host-` keeps other hosts of the same domain from setting it (RFC 6265bis §4.1.3); it exists under https only. */
export const toCookieName = (secure: boolean) => (secure ? '__Host-todo.session' : 'todo.session')

export function createSessionCookies({ signing, accepted }: SigningSecrets): SessionCookies {
	const sign = (token: string, secret: string) => createHmac('sha256', secret).update(token).digest('base64')
	const toValue = (token: string) => encodeURIComponent(`${token}.${sign(token, signing)}`)
	const set = (value: string, seconds: number, secure: boolean) =>
		`${toCookieName(secure)}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; ${secure ? 'Secure; ' : ''}SameSite=Lax`
	return {
		read(header, secure) {
			const value = findCookie(header, toCookieName(secure))
			if (value === undefined) return undefined
			const dot = value.lastIndexOf('.')
			const token = value.slice(0, dot)
			const signature = value.slice(dot + 1)
			return dot > 0 && accepted.some((secret) => isSame(signature, sign(token, secret))) ? token : undefined
		},
		write: (token, secure, guest) => set(toValue(token), toLifetimeMs(guest) / 1000, secure),
		clear: (secure) => set('', 0, secure),
		toHeader: (token, secure) => `${toCookieName(secure)}=${toValue(token)}`,
	}
}

function findCookie(header: string | undefined, name: string): string | undefined {
	for (const part of header?.split(';') ?? []) {
		const equals = part.indexOf('=')
		if (part.slice(0, equals).trim() !== name) continue
		try {
			return decodeURIComponent(part.slice(equals + 1).trim())
		} catch {
			return undefined
		}
	}
	return undefined
}

function isSame(a: string, b: string): boolean {
	const [left, right] = [Buffer.from(a), Buffer.from(b)]
	return left.length === right.length && timingSafeEqual(left, right)
}
