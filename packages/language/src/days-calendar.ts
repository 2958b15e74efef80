import { isRealDate, startOfMonth, toDay, toParts, type Day } from './calendar.ts'
import type { DayPhrase, Need } from './day-phrase.ts'
import { readNumberWord, readOrdinal, readShortYear, readYear, toFullYear } from './numbers.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, isTextEnd, skipAny, wordAt } from './scan.ts'
import type { Token } from './tokens.ts'
import { isMeasured } from './measures.ts'

import { doubtfulMonths, months } from './words.ts'

/** The next day with this month and date, today included; null where the calendar has none. */
export function nextMonthDay(scan: Scan, month: number, day: number): Day | null {
	const { year } = toParts(scan.today)
	for (let ahead = 0; ahead <= 8; ahead += 1) {
		if (!isRealDate(year + ahead, month, day)) continue
		const found = toDay(year + ahead, month, day)
		if (found >= scan.today) return found
	}
	return null
}

export const toPhrase = (end: number, day: Day | null, need: Need = 'nothing'): DayPhrase | null =>
	day === null ? null : { end, day, need, role: 'date' }

export const toDate = (year: number, month: number, day: number): Day | null =>
	isRealDate(year, month, day) ? toDay(year, month, day) : null

/** "2027-01-31", "31.1.2027", "1/31", "27/1/27". */
export function readNumericDate(scan: Scan, at: number): DayPhrase | null {
	const token = scan.tokens[at]
	if (token?.kind !== 'date') return null
	const [first = 0, second = 0, third] = token.numbers
	if (third === undefined) return readSlashDate(scan, at, first, second)
	if (token.widths[0] === 4) {
		const swapped = second > 12 && third <= 12
		return toPhrase(at + 1, swapped ? toDate(first, third, second) : toDate(first, second, third))
	}
	if (token.widths[2] === 3 || token.widths[0] === 3 || (token.widths[2] ?? 0) < 2) return null
	if (isVersion(scan, at, token)) return null
	const day = orderDayMonth(scan, toFullYear(third), first, second, token.separator)
	return toPhrase(at + 1, day)
}

/** "1.2.30" behind "version" or "v" is no date. */
function isVersion(scan: Scan, at: number, token: Token): boolean {
	if (token.kind !== 'date' || token.separator !== '.') return false
	const before = wordAt(scan, at - 1)
	return ['version', 'v', 'release', 'node', 'ip'].includes(before) || !isSpaced(scan, at)
}

function orderDayMonth(scan: Scan, year: number, first: number, second: number, separator: string): Day | null {
	const dayFirst = scan.dayFirst || separator === '.'
	const preferred = dayFirst ? toDate(year, second, first) : toDate(year, first, second)
	return preferred ?? (dayFirst ? toDate(year, first, second) : toDate(year, second, first))
}

const countable = new Set(
	'chapter part page pages task tasks step steps version ch no number vol volume episode season room apt ratio score size level section exercise about rated'.split(
		' ',
	),
)

function readSlashDate(scan: Scan, at: number, first: number, second: number): DayPhrase | null {
	const before = wordAt(scan, at - 1)
	if (countable.has(before) || (first === 24 && second === 7) || (first === 50 && second === 50)) return null
	if (isMeasured(scan, at + 1)) return null
	const token = scan.tokens[at]
	if (token?.kind === 'date' && token.separator === '.')
		return toPhrase(at + 1, second <= 12 ? nextMonthDay(scan, second, first) : null, scan.dayFirst ? 'edge' : 'cue')
	const [day, month] = scan.dayFirst ? [first, second] : [second, first]
	const found =
		(month <= 12 ? nextMonthDay(scan, month, day) : null) ?? (day <= 12 ? nextMonthDay(scan, day, month) : null)
	return toPhrase(at + 1, found, 'edge')
}

/** "5 jan", "5th of January 2027", "Jan 5th", "march third 2015", "10/August/2012", "Oct/2", "5-7 May". */
export function readMonthDate(scan: Scan, at: number): DayPhrase | null {
	return readMonthFirst(scan, at) ?? readDayFirst(scan, at) ?? readYearFirst(scan, at)
}

/** "2027 October", "2027-Oct-05". */
function readYearFirst(scan: Scan, at: number): DayPhrase | null {
	const year = readYear(scan, at)
	if (!year) return null
	const next = skipAny(scan, year.end, '-', '/', ',')
	const month = months.get(wordAt(scan, next))
	if (month === undefined) return null
	const day = readDayNumber(scan, skipAny(scan, next + 1, '-', '/'))
	if (day && canEnd(scan, day.end)) return toPhrase(day.end, toDate(year.value, month, day.value))
	return toPhrase(next + 1, toDay(year.value, month, 1))
}

function readMonthFirst(scan: Scan, at: number): DayPhrase | null {
	const month = months.get(wordAt(scan, at))
	if (month === undefined) return null
	let next = at + 1
	if (wordAt(scan, next) === '.' && !isSpaced(scan, next)) next += 1
	if (['/', '-', ','].includes(wordAt(scan, next)) && !isSpaced(scan, next)) next += 1
	next = skipAny(scan, next, 'the')
	const day = readDayNumber(scan, next)
	const second = readSecondDay(scan, next, day)
	if (second) return closeMonthDate(scan, second.end, month, second.value)
	if (day && canEnd(scan, day.end) && !isMeasured(scan, day.end)) return closeMonthDate(scan, day.end, month, day.value)
	if (day && wordAt(scan, day.end) === '-') {
		if (readYear(scan, day.end + 1)) return closeMonthDate(scan, day.end, month, day.value)
		const until = scan.tokens[day.end + 1]
		if (until?.kind === 'number' || until?.kind === 'ordinal')
			return closeMonthDate(scan, day.end + 2, month, day.value)
	}
	if (day && wordAt(scan, day.end) === '/') return closeMonthDate(scan, day.end, month, day.value)
	return null
}

/** "dec 12 or 13", "dec 12/13": due on the first of them. */
function readSecondDay(
	scan: Scan,
	at: number,
	day: { end: number; value: number } | null,
): { end: number; value: number } | null {
	const token = scan.tokens[at]
	if (token?.kind === 'date' && token.separator === '/' && token.numbers.length === 2) {
		const [first = 0, last = 0] = token.numbers
		return first >= 1 && last > first && last <= 31 ? { end: at + 1, value: first } : null
	}
	const joined =
		day !== null && ['or', '&', 'and'].includes(wordAt(scan, day.end)) ? readDayNumber(scan, day.end + 1) : null
	return day && joined && joined.value > day.value && isTextEnd(scan, joined.end)
		? { end: joined.end, value: day.value }
		: null
}

/** A number that can be a day of a month. */
export function readDayNumber(scan: Scan, at: number): { end: number; value: number } | null {
	const token = scan.tokens[at]
	if (token?.kind === 'number') {
		const whole = Number.isInteger(token.value) && token.end - token.start <= 2
		return whole && token.value >= 1 && token.value <= 31 ? { end: at + 1, value: token.value } : null
	}
	const ordinal = readOrdinal(scan, at)
	if (ordinal) return ordinal.value <= 31 ? ordinal : null
	const spoken = readNumberWord(scan, at)
	return spoken && spoken.value >= 1 && spoken.value <= 31 ? spoken : null
}

function readDayFirst(scan: Scan, at: number): DayPhrase | null {
	const article = skipAny(scan, at, 'the')
	const day = readDayNumber(scan, article)
	if (!day) return null
	let next = day.end
	const range = ['-', '–', 'to', 'and'].includes(wordAt(scan, next)) ? readDayNumber(scan, next + 1) : null
	if (range && months.has(wordAt(scan, skipAny(scan, range.end, 'of')))) next = range.end
	if (wordAt(scan, next) === 'day') next += 1
	if (['of', '/', '-', ',', '.'].includes(wordAt(scan, next))) next += 1
	const month = months.get(wordAt(scan, next))
	if (month === undefined || (wordAt(scan, next) === 'may' && isModal(scan, next))) return null
	let end = next + 1
	if (wordAt(scan, end) === '.' && !isSpaced(scan, end) && !isTextEnd(scan, end)) end += 1
	return closeMonthDate(scan, end, month, day.value)
}

/** "I may go": a modal verb stands behind a subject, a date behind a preposition or number. */
function isModal(scan: Scan, at: number): boolean {
	return ['i', 'we', 'you', 'he', 'she', 'they', 'it'].includes(wordAt(scan, at - 1))
}

function closeMonthDate(scan: Scan, at: number, month: number, day: number): DayPhrase | null {
	let next = at
	if ([',', '/', '-', 'of', 'in'].includes(wordAt(scan, next))) next += 1
	const joined = wordAt(scan, at) === '/' || (wordAt(scan, at) === '-' && !isSpaced(scan, next))
	const year = readYear(scan, next) ?? (next === at || joined ? readDateYear(scan, next) : null)
	if (year && canEnd(scan, year.end)) return toPhrase(year.end, toDate(year.value, month, day))
	if (year && wordAt(scan, year.end) === '-') return toPhrase(year.end, toDate(year.value, month, day))
	return toPhrase(at, nextMonthDay(scan, month, day))
}

function readDateYear(scan: Scan, at: number): { end: number; value: number } | null {
	const year = readShortYear(scan, at)
	return year && !isMeasured(scan, year.end) && isTextEnd(scan, year.end) ? year : null
}

/** "may", "in January", "March 2027": the first of the month. */
export function readMonth(scan: Scan, at: number): DayPhrase | null {
	const placed = ['next', 'this', 'coming', 'last'].includes(wordAt(scan, at)) ? wordAt(scan, at) : ''
	const start = placed === '' ? at : at + 1
	const word = wordAt(scan, start)
	const month = months.get(word)
	if (month === undefined) return null
	const comma = [',', 'of'].includes(wordAt(scan, start + 1)) ? start + 2 : start + 1
	const year = readYear(scan, comma)
	if (year && placed === '') return toPhrase(year.end, toDate(year.value, month, 1), 'edge')
	const today = toParts(scan.today)
	const thisYear = toDay(today.year, month, 1)
	const sameMonth = today.month === month && placed !== 'next'
	if (wordAt(scan, start + 1) === 'after' && wordAt(scan, start + 2) === 'next')
		return toPhrase(start + 3, toDay(thisYear > scan.today ? today.year + 1 : today.year + 2, month, 1))
	const day = sameMonth ? scan.today : thisYear > scan.today ? thisYear : toDay(today.year + 1, month, 1)
	if (placed === 'last')
		return toPhrase(start + 1, thisYear < startOfMonth(scan.today) ? thisYear : toDay(today.year - 1, month, 1))
	if (placed !== '') return toPhrase(start + 1, day)
	const modal = doubtfulMonths.has(word) && isModal(scan, start)
	const before = wordAt(scan, at - 1)
	return modal || (word.length <= 4 && before === 'is') ? null : toPhrase(start + 1, day, 'cue')
}
