import { addMonths, startOfMonth, toParts, type Day } from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { readDayNumber, toDate, toPhrase } from './days-calendar.ts'
import { readOrdinal } from './numbers.ts'
import type { Scan } from './scan.ts'
import { skipAny, wordAt } from './scan.ts'
import { datePrepositions } from './words.ts'

/** "the 15th", "on the 3rd of next month", "15th": the next such day. */
export function readMonthDay(scan: Scan, at: number): DayPhrase | null {
	const monthSaid = readInMonth(scan, at)
	if (monthSaid) return monthSaid
	const article = skipAny(scan, at, 'the')
	const token = scan.tokens[article]
	const counted = token?.kind === 'number' && wordAt(scan, article + 1) === 'of' ? readDayNumber(scan, article) : null
	const ordinal = readOrdinal(scan, article) ?? counted
	if (!ordinal || ordinal.value < 1 || ordinal.value > 31) return null
	const worded = token?.kind === 'word' && article === at
	if (
		worded &&
		(wordAt(scan, ordinal.end) !== 'of' || !/^(?:the|this|next|last|following)$/.test(wordAt(scan, ordinal.end + 1)))
	)
		return null
	const of = skipAny(scan, skipAny(scan, skipAny(scan, ordinal.end, 'day'), 'of'), 'the')
	const placed = wordAt(scan, of)
	if (
		wordAt(scan, of + 1) === 'month' &&
		['this', 'next', 'last', 'following', 'current', 'previous', 'coming'].includes(placed)
	)
		return toPhrase(of + 2, shiftMonthDay(scan, placed, ordinal.value))
	if (placed === 'month' && of > ordinal.end) return toPhrase(of + 1, nextDayOfMonth(scan, ordinal.value))
	if (of > ordinal.end) return null
	const before = wordAt(scan, at - 1)
	const cued = datePrepositions.has(before) && before !== 'for' && before !== 'in'
	const follows = scan.tokens[ordinal.end]
	const clear = follows === undefined || follows.kind !== 'word' || followers.has(follows.word)
	return clear ? toPhrase(ordinal.end, nextDayOfMonth(scan, ordinal.value), cued ? 'nothing' : 'edge') : null
}

/** "next month on the 5th". */
function readInMonth(scan: Scan, at: number): DayPhrase | null {
	const placed = wordAt(scan, at)
	if (!['this', 'next', 'following', 'coming'].includes(placed) || wordAt(scan, at + 1) !== 'month') return null
	const ordinal = readOrdinal(scan, skipAny(scan, skipAny(scan, skipAny(scan, at + 2, ','), 'on'), 'the'))
	return ordinal && ordinal.value <= 31 ? toPhrase(ordinal.end, shiftMonthDay(scan, placed, ordinal.value)) : null
}

/** Words that may stand behind "the 15th" without being what is counted; "p" begins "p2". */
const followers = new Set(
	'at by from with for to and or in about re before after because so then if when around every until till noon midnight p'.split(
		' ',
	),
)

function shiftMonthDay(scan: Scan, placed: string, day: number): Day | null {
	const offset = ['this', 'current'].includes(placed) ? 0 : ['last', 'previous'].includes(placed) ? -1 : 1
	const { year, month } = toParts(addMonths(startOfMonth(scan.today), offset))
	return toDate(year, month, day)
}

function nextDayOfMonth(scan: Scan, day: number): Day | null {
	for (let ahead = 0; ahead <= 3; ahead += 1) {
		const { year, month } = toParts(addMonths(startOfMonth(scan.today), ahead))
		const found = toDate(year, month, day)
		if (found !== null && found >= scan.today) return found
	}
	return null
}
