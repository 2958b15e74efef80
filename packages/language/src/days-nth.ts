import {
	addMonths,
	endOfMonth,
	isRealDate,
	nthWeekday,
	startOfMonth,
	toDay,
	toParts,
	weekdayOnOrAfter,
	type Day,
} from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { isLast, isNext, toPeriodPhrase } from './days-periods.ts'
import { readPosition, readYear } from './numbers.ts'
import { addWeekdays, readUnit } from './offsets.ts'
import type { Scan } from './scan.ts'
import { skipAny, wordAt } from './scan.ts'
import { months, weekdays } from './words.ts'

/** "2nd fri in feb", "last monday of the month", "35th day of 2027", "second to last friday in may 2027". */
export function readNthWeekday(scan: Scan, at: number): DayPhrase | null {
	const position = readPosition(scan, skipAny(scan, at, 'the'))
	if (!position) return null
	const weekday = weekdays.get(wordAt(scan, position.end))
	const isDay = wordAt(scan, position.end) === 'day'
	const workday = readUnit(scan, position.end)?.unit === 'weekday'
	if (workday) return readWorkdayOf(scan, position.end, position.value)
	if (weekday === undefined && !isDay) return null
	let next = position.end + 1
	if (!['of', 'in'].includes(wordAt(scan, next))) return null
	next = skipAny(scan, next + 1, 'the')
	const year = readYear(scan, next)
	if (isDay) return year ? toPeriodPhrase(year.end, dayOfYear(year.value, position.value)) : null
	if (weekday === undefined) return null
	const inMonth = (y: number, m: number): Day | null => nthWeekday(y, m, weekday, position.value)
	const month = months.get(wordAt(scan, next))
	const today = toParts(scan.today)
	if (month !== undefined) {
		const said = readYear(scan, skipAny(scan, next + 1, ',', 'of'))
		if (said) return toPeriodPhrase(said.end, inMonth(said.value, month))
		const found = inMonth(today.year, month)
		return toPeriodPhrase(next + 1, found !== null && found >= scan.today ? found : inMonth(today.year + 1, month))
	}
	const placed = wordAt(scan, next)
	if (placed === 'month') {
		const found = inMonth(today.year, today.month)
		const later = toParts(addMonths(startOfMonth(scan.today), 1))
		return toPeriodPhrase(next + 1, found !== null && found >= scan.today ? found : inMonth(later.year, later.month))
	}
	const ofYear = readNthOfYear(scan, next, weekday, position.value)
	if (ofYear) return ofYear
	if (wordAt(scan, next + 1) !== 'month') return null
	const offset = isNext(placed) ? 1 : isLast(placed) ? -1 : placed === 'this' ? 0 : null
	if (offset === null) return null
	const shown = toParts(addMonths(startOfMonth(scan.today), offset))
	return toPeriodPhrase(next + 2, inMonth(shown.year, shown.month))
}

/** "last friday of the year", "first monday of 2027". */
function readNthOfYear(scan: Scan, at: number, weekday: number, nth: number): DayPhrase | null {
	const ahead = isNext(wordAt(scan, at)) ? 1 : 0
	const said = readYear(scan, at)
	const unit = skipAny(scan, at + ahead, 'this')
	if (!said && wordAt(scan, unit) !== 'year') return null
	const inYear = (year: number): Day =>
		nth > 0
			? weekdayOnOrAfter(toDay(year, 1, 1), weekday) + (nth - 1) * 7
			: weekdayOnOrAfter(toDay(year, 12, 25), weekday) + (nth + 1) * 7
	const { year } = toParts(scan.today)
	if (said) return toPeriodPhrase(said.end, inYear(said.value))
	const day = inYear(year + ahead)
	return toPeriodPhrase(unit + 1, day < scan.today ? inYear(year + 1) : day)
}

/** "first weekday of next month", "last business day of the month". */
function readWorkdayOf(scan: Scan, at: number, nth: number): DayPhrase | null {
	const unit = readUnit(scan, at)
	const of = unit ? skipAny(scan, unit.end, 'of', 'in') : at
	if (!unit || of === unit.end) return null
	const the = skipAny(scan, of, 'the', 'this')
	const ahead = isNext(wordAt(scan, the)) ? 1 : 0
	if (wordAt(scan, the + ahead) !== 'month') return null
	const inMonth = (offset: number): Day => {
		const first = addMonths(startOfMonth(scan.today), offset)
		return nth > 0 ? addWeekdays(first - 1, nth) : addWeekdays(endOfMonth(first) + 1, nth)
	}
	const day = inMonth(ahead)
	return toPeriodPhrase(the + ahead + 1, day < scan.today && ahead === 0 ? inMonth(1) : day)
}

function dayOfYear(year: number, nth: number): Day | null {
	const day = nth > 0 ? toDay(year, 1, 1) + nth - 1 : toDay(year, 12, 31) + nth + 1
	return isRealDate(year, 1, 1) && toParts(day).year === year ? day : null
}
