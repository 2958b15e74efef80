import type { Scan } from './scan.ts'
import { skipAny, skipWords, wordAt } from './scan.ts'
import { dayParts, weekdays } from './words.ts'

export interface PartPhrase {
	end: number
	part: string
	minutes: number
	/** Days after today that the words themselves name: "tonight", "this morning" are 0; null when they name none. */
	day: number | null
}

/** "tonight", "this morning", "in the evening", "last night", and after a day also "morning" alone. */
export function readDayPart(scan: Scan, at: number, afterDay: boolean): PartPhrase | null {
	const late = ['late', 'later', 'early'].includes(wordAt(scan, at)) && at + 1 < scan.tokens.length
	if (late && !dayParts.has(wordAt(scan, at + 1)) && wordAt(scan, at + 1) !== '-')
		return readDayPart(scan, at + 1, false)
	const word = wordAt(scan, at)
	if (['tonight', 'tonite', '2nite', 'tonigth', 'tongiht'].includes(word))
		return { end: at + 1, part: 'tonight', minutes: 1200, day: 0 }
	const firstThing = skipWords(scan, at, 'first', 'thing')
	if (firstThing !== null) return readFirstThing(scan, firstThing, afterDay)
	if (word === 'this') return readPartName(scan, skipAny(scan, at + 1, 'very'), 0)
	if (word === 'last' && wordAt(scan, at + 1) === 'night') return readPartName(scan, at + 1, -1)
	const inThe = skipWords(scan, at, 'in', 'the') ?? skipWords(scan, at, 'during', 'the')
	if (inThe !== null) return readPartName(scan, inThe, null)
	if (word === 'at' && ['lunch', 'lunchtime'].includes(wordAt(scan, at + 1)) && afterDay)
		return { end: at + 2, part: 'noon', minutes: 720, day: null }
	if (word === 'lunchtime' && !afterDay && wordAt(scan, at - 1) === 'at') return readPartName(scan, at, null)
	if (word === 'at' && wordAt(scan, at + 1) === 'night') return afterDay ? readPartName(scan, at + 1, null) : null
	if (afterDay && (word === 'am' || word === 'pm' || word === 'eve'))
		return { end: at + 1, ...shortParts[word], day: null }
	return afterDay ? readPartName(scan, at, null) : null
}

/** "tomorrow am", "friday pm", "sat eve". */
const shortParts = {
	am: { part: 'morning', minutes: 540 },
	pm: { part: 'afternoon', minutes: 900 },
	eve: { part: 'evening', minutes: 1080 },
}

/** "first thing tomorrow", "monday first thing": when the day begins. */
function readFirstThing(scan: Scan, at: number, afterDay: boolean): PartPhrase | null {
	const morning = skipWords(scan, at, 'in', 'the', 'morning') ?? skipWords(scan, at, 'morning')
	const next = wordAt(scan, skipAny(scan, at, 'on', 'next'))
	const dayBehind = weekdays.has(next) || ['tomorrow', 'tmrw', 'tmr', 'today', 'next'].includes(next)
	return afterDay || dayBehind || morning !== null
		? { end: morning ?? at, part: 'morning', minutes: 540, day: null }
		: null
}

function readPartName(scan: Scan, at: number, day: number | null): PartPhrase | null {
	const early = skipAny(scan, at, 'early', 'late', 'mid')
	const dash = early > at ? skipAny(scan, early, '-') : early
	const word = wordAt(scan, dash)
	const minutes = dayParts.get(word)
	if (minutes === undefined || word === 'noon') return null
	return { end: dash + 1, part: word === 'lunchtime' ? 'noon' : word, minutes, day }
}
