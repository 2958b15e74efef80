import { DomainError } from '../errors.ts'

/** Runs one user's writes one after another. */
export type UserQueue = <T>(userId: string, run: () => Promise<T>) => Promise<T>

/** More of one person's writes than this at once are refused: nobody types so fast. */
const longestQueue = 1000

/**
 * On PostgreSQL every write of a user waits for that user's version row. Waiting here instead of there keeps a busy user from
 * holding all of the pool's connections, and saves the cost of contended locks.
 */
export function createUserQueue(): UserQueue {
	const tails = new Map<string, { last: Promise<unknown>; length: number }>()

	return async (userId, run) => {
		const tail = tails.get(userId) ?? { last: Promise.resolve(), length: 0 }
		if (tail.length >= longestQueue) throw new DomainError('BUSY', 'Too many changes at once.', { retryAfter: 1 })
		tails.set(userId, tail)
		tail.length += 1
		const turn = tail.last.then(run)
		tail.last = turn.catch(() => undefined)
		try {
			return await turn
		} finally {
			tail.length -= 1
			if (tail.length === 0) tails.delete(userId)
		}
	}
}
