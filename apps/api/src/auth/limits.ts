import { createHash } from 'node:crypto'
import { DomainError } from '../errors.ts'
import { toLimitAddress } from './address.rules.ts'
import type { LimitStore } from './limit.store.ts'

/** At most `most` within a window of this length. */
export interface Limit {
	readonly name: string
	readonly most: number
	readonly windowMs: number
}

const minute = 60_000
const hour = 60 * minute

/** Per address (an IPv6 /64 is one). */
export const guestLimit: Limit = { name: 'guest', most: 10, windowMs: hour }
export const signUpLimit: Limit = { name: 'sign-up', most: 20, windowMs: hour }
export const addressLimit: Limit = { name: 'sign-in', most: 60, windowMs: minute }
export const resetLimit: Limit = { name: 'reset', most: 10, windowMs: 15 * minute }
/** Per address and account (TRUST B12); past the second of these, the slow lane. */
export const guessLimit: Limit = { name: 'guess', most: 5, windowMs: minute }
export const failureLimit: Limit = { name: 'failure', most: 10, windowMs: 15 * minute }
/** Per account, whoever asks: past the first, each address has the slow lane; past both, the rare one. */
export const accountLimit: Limit = { name: 'account', most: 10, windowMs: 15 * minute }
export const floodLimit: Limit = { name: 'flood', most: 100, windowMs: 15 * minute }
/** Lanes are per address and account: the first attempt from an address is always looked at, and rare leaves room to mistype. */
export const slowLimit: Limit = { name: 'slow', most: 1, windowMs: minute / 2 }
export const rareLimit: Limit = { name: 'rare', most: 3, windowMs: 15 * minute }
export const mailLimit: Limit = { name: 'mail', most: 3, windowMs: hour }

export interface Limits {
	/** @throws {DomainError} `RATE_LIMITED` with the seconds until the window ends. */
	take(limit: Limit, key: string): Promise<void>
	/** Whether it was within the limit; counts either way. */
	tryTake(limit: Limit, key: string): Promise<boolean>
	/** What was counted last should not have been. */
	giveBack(limit: Limit, key: string): Promise<void>
	clear(limit: Limit, key: string): Promise<void>
}

export function createLimits(store: LimitStore, now: () => Date): Limits {
	const count = async (limit: Limit, key: string) => {
		const at = now().getTime()
		const { count: taken, window_start } = await store.take(`${limit.name}:${key}`, at, limit.windowMs)
		return { within: taken <= limit.most, endsIn: window_start + limit.windowMs - at }
	}
	return {
		async take(limit, key) {
			const { within, endsIn } = await count(limit, key)
			if (within) return
			const retryAfter = Math.max(1, Math.ceil(endsIn / 1000))
			throw new DomainError('RATE_LIMITED', `Too many attempts: try again in ${retryAfter} s.`, { retryAfter })
		},
		tryTake: async (limit, key) => (await count(limit, key)).within,
		giveBack: async (limit, key) => {
			await store.giveBack(`${limit.name}:${key}`)
		},
		clear: async (limit, key) => {
			await store.clear(`${limit.name}:${key}`)
		},
	}
}

export { toLimitAddress }

/** The counters say how often, not whom: what people type as an address stays out of the table. */
export const toLimitAccount = (email: string) => createHash('sha256').update(email).digest('base64url').slice(0, 22)
