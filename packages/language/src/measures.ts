import type { Scan } from './scan.ts'
import { isSpaced, wordAt } from './scan.ts'
import { months, unitLetters, units } from './words.ts'

/** Whether a number is followed by what it counts, so that it is no time. */
export function isMeasured(scan: Scan, end: number): boolean {
	const word = wordAt(scan, end)
	if (
		[
			'%',
			'$',
			'€',
			'£',
			'/',
			'°',
			'#',
			'*',
			'×',
			'percent',
			'degrees',
			'dollars',
			'euros',
			'bucks',
			'people',
			'guests',
		].includes(word)
	)
		return true
	if (months.has(word)) return true
	return units.has(word) || (!isSpaced(scan, end) && unitLetters.has(word))
}
