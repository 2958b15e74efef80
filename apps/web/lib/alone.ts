import type { RunAlone } from './send.ts'

/** One after the other in this tab, and in all tabs where the browser can: plain http has no Web Locks. */
export function createAlone(locks: LockManager | undefined, name: string): RunAlone {
	let last: Promise<unknown> = Promise.resolve()
	return (work) => {
		if (locks) return locks.request(name, work)
		const running = last.then(work)
		last = running.catch(() => undefined)
		return running
	}
}
