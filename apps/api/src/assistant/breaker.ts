/** Lets nobody wait for a model that has just failed again and again (TRUST §2.2.7). */
export interface Breaker {
	/** Whether it may be asked: always, but for half a minute after five failures within half a minute. */
	isClosed(): boolean
	succeeded(): void
	failed(): void
}

const mostFailures = 5
const windowMs = 30_000
const restMs = 30_000

export function createBreaker(now: () => number): Breaker {
	let failures: number[] = []
	let restsUntil = 0
	return {
		isClosed: () => now() >= restsUntil,
		succeeded() {
			failures = []
		},
		failed() {
			const at = now()
			// One more chance after its rest: a first failure then is enough for another.
			const tried = restsUntil > 0 && failures.length >= mostFailures
			failures = [...failures.filter((one) => at - one < windowMs), at]
			if (failures.length < mostFailures && !tried) return
			restsUntil = at + restMs
			failures = Array.from({ length: mostFailures }, () => at)
		},
	}
}
