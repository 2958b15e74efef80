import { DomainError } from '../errors.ts'

/** Lets so many through at once; some wait in a row, and more are told to come back. */
export interface Gate {
	/** @throws {DomainError} `BUSY` where the row is full. */
	pass<T>(work: () => Promise<T>): Promise<T>
	/** @throws {DomainError} `BUSY` where `pass` would refuse just now. */
	requireRoom(): void
}

export function createGate(atOnce: number, mostWaiting: number): Gate {
	const waiting: (() => void)[] = []
	let inside = 0

	function requireRoom(): void {
		if (inside >= atOnce && waiting.length >= mostWaiting)
			throw new DomainError('BUSY', 'Too many people come in just now.', { retryAfter: 2 })
	}

	return {
		requireRoom,
		async pass(work) {
			requireRoom()
			if (inside >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
			else inside += 1
			try {
				return await work()
			} finally {
				const next = waiting.shift()
				if (next) next()
				else inside -= 1
			}
		},
	}
}
