import { LRUCache } from 'lru-cache'
import { DomainError } from '../errors.ts'

/** Counts what a caller does; a bucket that fills up again while nothing is taken. */
export interface Limiter {
	/** @throws {DomainError} `RATE_LIMITED` with the seconds until one more is allowed. */
	take(key: string): void
}

interface Bucket {
	tokens: number
	at: number
}

/** More callers than this at once push out those that were quiet longest; they start with a full bucket again. */
const mostCallers = 50_000

/** At most `perMinute` for each key, all of them at once if need be. In this process alone: a shield, not an account. */
export function createLimiter(perMinute: number, now: () => number): Limiter {
	const buckets = new LRUCache<string, Bucket>({ max: mostCallers })
	const perMs = perMinute / 60_000
	return {
		take(key) {
			if (perMinute === 0) return
			const at = now()
			const bucket = buckets.get(key) ?? { tokens: perMinute, at }
			bucket.tokens = Math.min(perMinute, bucket.tokens + Math.max(0, at - bucket.at) * perMs)
			bucket.at = at
			buckets.set(key, bucket)
			if (bucket.tokens < 1) {
				const retryAfter = Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000))
				throw new DomainError('RATE_LIMITED', `Too many requests: try again in ${retryAfter} s.`, { retryAfter })
			}
			bucket.tokens -= 1
		},
	}
}
