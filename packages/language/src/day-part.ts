import type { Scan } from './scan.ts'
import { skipAny, skipWords, wordAt } from './scan.ts'
import { dayParts } from './words.ts'

export interface PartPhrase {
	end: number
	part: string
	minutes: number
	/** Days after today that the words themselves name: "tonight", "this morning" are 0; null when they name none. */
	day: number | null
}

/** "tonight", "this morning", "in the evening", "last night", and after a day also "morning" alone. */
export function readDayPart(scan: Scan, at: number, afterDay: boolean): PartPhrase | null {
	const late = ['late', 'early'].includes(wordAt(scan, at)) && at + 1 < scan.tokens.length
	if (late && !dayParts.has(wordAt(scan, at + 1)) && wordAt(scan, at + 1) !== '-')
		return readDayPart(scan, at + 1, false)
	const word = wordAt(scan, at)
	if (['tonight', 'tonite', '2nite', 'tonigth', 'tongiht'].includes(word))
		return { end: at + 1, part: 'tonight', minutes: 1200, day: 0 }
	if (word === 'this') return readPartName(scan, skipAny(scan, at + 1, 'very'), 0)
	if (word === 'last' && wordAt(scan, at + 1) === 'night') return readPartName(scan, at + 1, -1)
	const inThe = skipWords(scan, at, 'in', 'the') ?? skipWords(scan, at, 'during', 'the')
	if (inThe !== null) return readPartName(scan, inThe, null)
	if (word === 'at' && ['lunch', 'lunchtime'].includes(wordAt(scan, at + 1)) && afterDay)
		return { end: at + 2, part: 'noon', minutes: 720, day: null }
	if (word === 'at' && wordAt(scan, at + 1) === 'night') return afterDay ? readPartName(scan, at + 1, null) : null
	return afterDay ? readPartName(scan, at, null) : null
}

function readPartName(scan: Scan, at: number, day: number | null): PartPhrase | null {
	const early = skipAny(scan, at, 'early', 'late', 'mid')
	const dash = early > at ? skipAny(scan, early, '-') : early
	const word = wordAt(scan, dash)
	const minutes = dayParts.get(word)
	if (minutes === undefined || word === 'noon') return null
	return { end: dash + 1, part: word === 'lunchtime' ? 'noon' : word, minutes, day }
}
