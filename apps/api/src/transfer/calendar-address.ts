import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { SigningSecrets } from '../auth/secret.ts'

/** Makes and checks the secret part of a calendar's address: its id, and a signature that nobody else can make. */
export interface CalendarAddresses {
	toToken(id: string): string
	/** The id, where the signature is right. */
	readToken(token: string): string | undefined
}

export function createCalendarAddresses({ signing, accepted }: SigningSecrets): CalendarAddresses {
	const sign = (key: Buffer, id: string) => createHmac('sha256', key).update(id).digest()
	const key = deriveKey(signing)
	const keys = accepted.map(deriveKey)
	return {
		toToken: (id) => `${id}.${sign(key, id).toString('base64url')}`,
		readToken(token) {
			const [, id, signature] = /^([\w-]{1,64})\.([\w-]{43})$/.exec(token) ?? []
			if (id === undefined || signature === undefined) return undefined
			const given = Buffer.from(signature, 'base64url')
			return keys.some((one) => timingSafeEqual(sign(one, id), given)) ? id : undefined
		},
	}
}

/** A key of its own (RFC 5869), so that a signature made for another purpose is worth nothing here. */
const deriveKey = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'calendar address 1', 32))
