import { startOfWeek, weekdayOnOrAfter } from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { readMonthDate, readNumericDate } from './days-calendar.ts'
import { readMonthDay } from './days-of-month.ts'
import { readRelativeDay, readWeekday } from './days-named.ts'
import { readPeriodEdge } from './days-periods.ts'
import { readHoliday } from './holidays.ts'
import { readPosition } from './numbers.ts'
import { addLengthTo, readLength, type LengthPhrase } from './offsets.ts'
import type { Scan } from './scan.ts'
import { canEnd, skipAny, skipWords, wordAt } from './scan.ts'
import { weekdays } from './words.ts'

/** A day that others may be counted from. */
function readAnchor(scan: Scan, at: number): DayPhrase | null {
	return (
		readNumericDate(scan, at) ??
		readMonthDate(scan, at) ??
		readPeriodEdge(scan, at) ??
		readRelativeDay(scan, at) ??
		readWeekday(scan, at) ??
		readMonthDay(scan, at) ??
		readHoliday(scan, at)
	)
}

/** "third tuesday after christmas", "first monday after 3 May". */
export function readWeekdayAfter(scan: Scan, at: number): DayPhrase | null {
	const position = readPosition(scan, skipAny(scan, at, 'the'))
	const weekday = position ? weekdays.get(wordAt(scan, position.end)) : undefined
	if (!position || weekday === undefined || position.value < 1) return null
	const sign = wordAt(scan, position.end + 1)
	if (sign !== 'after' && sign !== 'following') return null
	const anchor = readAnchor(scan, position.end + 2)
	if (!anchor) return null
	const day = weekdayOnOrAfter(anchor.day + 1, weekday) + (position.value - 1) * 7
	return { end: anchor.end, day, need: 'nothing', role: 'offset' }
}

/** "the week of 6 October": its Monday. */
export function readWeekOf(scan: Scan, at: number): DayPhrase | null {
	const start = skipAny(scan, at, 'the')
	if (wordAt(scan, start) === 'weekend' && wordAt(scan, start + 1) === 'of') {
		const within = readAnchor(scan, start + 2)
		return within ? { end: within.end, day: startOfWeek(within.day, 1) + 5, need: 'nothing', role: 'period' } : null
	}
	const short = skipWords(scan, start, 'w', '/', 'c')
	const named = ['of', 'beginning', 'starting', 'commencing'].includes(wordAt(scan, start + 1))
	if (short === null && (wordAt(scan, start) !== 'week' || !named)) return null
	const anchor = readAnchor(scan, short ?? start + 2)
	return anchor ? { end: anchor.end, day: startOfWeek(anchor.day, 1), need: 'nothing', role: 'period' } : null
}

/** "2 days after next Friday", "a week before 3 May", "3 weeks from tomorrow", "the day before christmas". */
export function readFromAnchor(scan: Scan, at: number): DayPhrase | null {
	const start = skipAny(scan, at, 'the')
	const length =
		wordAt(scan, start) === 'day'
			? { end: start + 1, months: 0, days: 1, weekdays: 0, minutes: 0 }
			: readLength(scan, at)
	if (!length || length.minutes !== 0) return null
	const relation = wordAt(scan, length.end)
	const sign = ['after', 'from', 'past', 'following'].includes(relation) ? 1 : relation === 'before' ? -1 : null
	if (sign === null) return readWeekAhead(scan, length)
	const anchor = readAnchor(scan, length.end + 1)
	if (!anchor) return null
	return { end: anchor.end, day: addLengthTo(anchor.day, length, sign), need: 'nothing', role: 'offset' }
}

/** "a week tomorrow", "a month today", as they say in Britain. */
function readWeekAhead(scan: Scan, length: LengthPhrase): DayPhrase | null {
	const whole = length.months > 0 || (length.days > 0 && length.days % 7 === 0)
	const day =
		whole && ['today', 'tomorrow'].includes(wordAt(scan, length.end)) ? readRelativeDay(scan, length.end) : null
	return day ? { ...day, day: addLengthTo(day.day, length, 1), role: 'offset' } : null
}

/** "the friday before christmas", "monday after easter", "the week before christmas". */
export function readBesideAnchor(scan: Scan, at: number): DayPhrase | null {
	const start = skipAny(scan, at, 'the')
	const weekday = weekdays.get(wordAt(scan, start))
	const week = wordAt(scan, start) === 'week' && start > at
	const relation = wordAt(scan, start + 1)
	if ((weekday === undefined && !week) || (relation !== 'before' && relation !== 'after')) return null
	const anchor = readHoliday(scan, start + 2) ?? readMonthDate(scan, start + 2) ?? readNumericDate(scan, start + 2)
	if (!anchor || !canEnd(scan, anchor.end)) return null
	const after = relation === 'after'
	if (weekday === undefined)
		return { end: anchor.end, day: startOfWeek(anchor.day, 1) + (after ? 7 : -7), need: 'nothing', role: 'period' }
	const day = after ? weekdayOnOrAfter(anchor.day + 1, weekday) : weekdayOnOrAfter(anchor.day - 7, weekday)
	return { end: anchor.end, day, need: 'nothing', role: 'offset' }
}

/** "next tuesday +10 days". */
export function readShifted(scan: Scan, at: number, day: DayPhrase): DayPhrase {
	if (wordAt(scan, day.end) !== '+') return day
	const length = readLength(scan, day.end + 1)
	return length && length.minutes === 0
		? { ...day, end: length.end, day: addLengthTo(day.day, length, 1), need: 'nothing' }
		: day
}
