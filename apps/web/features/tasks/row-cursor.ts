/** Which row of a view the keys speak to. It knows at once what was pressed; the focus on the screen follows. */
export interface RowCursor {
	/** The one row that the Tab key stops at. */
	stop: () => string | undefined
	/** Where a step leads from the current row; the current row itself where the focus stands elsewhere. */
	step: (by: number, inRow: boolean) => string | undefined
	/** The row that comes up when this one goes: the next one, or the one before the last. */
	heir: (key: string) => string | undefined
	enter: (key: string) => void
	/** Answers the row that takes over where the current one went, null where none is left. */
	setKeys: (keys: readonly string[]) => string | null | undefined
	has: (key: string) => boolean
	subscribe: (listener: () => void) => () => void
}

export function createRowCursor(): RowCursor {
	let keys: readonly string[] = []
	let current: string | undefined
	const listeners = new Set<() => void>()

	const stop = () => (current !== undefined && keys.includes(current) ? current : keys[0])
	const change = (apply: () => void) => {
		const before = stop()
		apply()
		if (stop() !== before) listeners.forEach((listener) => listener())
	}
	const enter = (key: string) => change(() => (current = key))

	return {
		stop,
		step(by, inRow) {
			const at = current === undefined ? -1 : keys.indexOf(current)
			const next = keys[at < 0 ? 0 : Math.min(Math.max(inRow ? at + by : at, 0), keys.length - 1)]
			if (next !== undefined) enter(next)
			return next
		},
		heir(key) {
			const at = keys.indexOf(key)
			return at < 0 ? undefined : (keys[at + 1] ?? keys[at - 1])
		},
		enter,
		setKeys(next) {
			const old = keys
			const gone = current
			change(() => (keys = next))
			if (gone === undefined || next.includes(gone)) return undefined
			return next[Math.min(Math.max(old.indexOf(gone), 0), next.length - 1)] ?? null
		},
		has: (key) => keys.includes(key),
		subscribe(listener) {
			listeners.add(listener)
			return () => listeners.delete(listener)
		},
	}
}
