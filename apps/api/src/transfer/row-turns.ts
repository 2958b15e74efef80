import { setImmediate } from 'node:timers/promises'

/** So many rows are read before others get their turn. */
const rowsPerTurn = 500

/** Reads row after row, in turns with whatever else the process has to do. */
export async function readInTurns<T>(rows: Iterable<T>, read: (row: T) => void): Promise<void> {
	let count = 0
	for (const row of rows) {
		if (count > 0 && count % rowsPerTurn === 0) await setImmediate()
		count += 1
		read(row)
	}
}
