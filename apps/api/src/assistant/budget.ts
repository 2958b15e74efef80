import type { LimitStore } from '../auth/limit.store.ts'

/** What one person may have models elsewhere use in a day. Held before a model is asked, so that turns at once can't overspend. */
export interface Budget {
	/** Whether so many tokens could be held. */
	hold(userId: string, tokens: number): Promise<boolean>
	/** What it came to; the rest of what was held is free again. */
	settle(userId: string, held: number, used: number): Promise<void>
	/** `resetsAt` is an ISO instant; null while nothing was used. */
	read(userId: string): Promise<{ used: number; limit: number; resetsAt: string | null }>
}

const dayMs = 24 * 3600_000

/** `limit` 0: everything goes, and is counted. */
export function createBudget(store: LimitStore, limit: number, now: () => Date): Budget {
	const toKey = (userId: string) => `tokens:${userId}`
	return {
		async hold(userId, tokens) {
			const { count } = await store.take(toKey(userId), now().getTime(), dayMs, tokens)
			if (limit === 0 || count <= limit) return true
			await store.giveBack(toKey(userId), tokens)
			return false
		},
		async settle(userId, held, used) {
			if (held !== used) await store.giveBack(toKey(userId), held - used)
		},
		async read(userId) {
			const found = await store.read(toKey(userId))
			const end = (found?.window_start ?? 0) + dayMs
			if (!found || end <= now().getTime()) return { used: 0, limit, resetsAt: null }
			return { used: found.count, limit, resetsAt: new Date(end).toISOString() }
		},
	}
}
