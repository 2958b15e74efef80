import { createHash, randomBytes, randomInt } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const pattern = /^todo_[A-Za-z0-9]{8}_[A-Za-z0-9_-]{43}$/

/** An API key as it is shown once: `todo_`, an id to tell keys apart by, and 32 random bytes. */
export function createKey(): { id: string; key: string } {
	const id = Array.from({ length: 8 }, () => letters.charAt(randomInt(letters.length))).join('')
	return { id, key: `todo_${id}_${randomBytes(32).toString('base64url')}` }
}

export const isKey = (token: string) => pattern.test(token)
export const startsLikeKey = (token: string) => token.startsWith('todo_')

/** Only this is kept: 256 random bits need no slow hash. */
export const toKeyHash = (key: string) => createHash('sha256').update(key).digest('base64url')
