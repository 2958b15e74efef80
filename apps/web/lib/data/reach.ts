export interface ReachOptions {
	/** Whether the server answers. */
	probe: () => Promise<boolean>
	/** It answers again after it didn't. */
	onBack: () => void
	random: () => number
}

/** Whether the server can be reached: one failed request raises a doubt, and only a failed probe confirms it. */
export interface Reach {
	/** A request or the connection broke off. */
	doubt: () => void
	/** The browser's network came or went: it is worth asking at once. */
	ask: () => void
	lost: () => boolean
	subscribe: (listener: () => void) => () => void
}

const longestWait = 15_000

export function createReach({ probe, onBack, random }: ReachOptions): Reach {
	const listeners = new Set<() => void>()
	let lost = false
	let probing = false
	let attempts = 0
	let timer: ReturnType<typeof setTimeout> | undefined

	function setLost(value: boolean): void {
		if (lost === value) return
		lost = value
		if (!lost) onBack()
		listeners.forEach((listener) => listener())
	}

	/** Doubles from a second to a quarter of a minute, and spreads a crowd. */
	async function ask(): Promise<void> {
		if (probing) return
		clearTimeout(timer)
		probing = true
		const found = await probe().catch(() => false)
		probing = false
		setLost(!found)
		if (found) attempts = 0
		else timer = setTimeout(() => void ask(), Math.min(longestWait, 1000 * 2 ** attempts++) * (0.75 + random() / 2))
	}

	return {
		doubt: () => void (lost || ask()),
		lost: () => lost,
		ask: () => void ask(),
		subscribe(listener) {
			listeners.add(listener)
			return () => listeners.delete(listener)
		},
	}
}
