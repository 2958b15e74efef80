import {
	addMonths,
	daysInMonth,
	endOfMonth,
	startOfMonth,
	startOfWeek,
	toDay,
	toParts,
	weekdayOf,
	weekdayOnOrAfter,
	type Day,
} from './calendar.ts'
import type { DayPhrase, Need } from './day-phrase.ts'
import { readRelativeDay, readWeekday } from './days-named.ts'
import { readNumber, readYear } from './numbers.ts'
import { addLengthTo, readUnit, toLength } from './offsets.ts'
import type { Scan } from './scan.ts'
import { skipAny, skipWords, wordAt } from './scan.ts'
import { months } from './words.ts'

export const toPeriodPhrase = (end: number, day: Day | null, need: Need = 'nothing'): DayPhrase | null =>
	day === null ? null : { end, day, need, role: 'period' }

export const isNext = (word: string): boolean =>
	word === 'next' || word === 'coming' || word === 'following' || word === 'nxt'
export const isLast = (word: string): boolean => word === 'last' || word === 'previous' || word === 'past'

/** First and last day of the week, month, quarter or year that lies `offset` such periods ahead. */
export function periodAt(scan: Scan, unit: string, offset: number): { from: Day; to: Day } | null {
	const { year, month } = toParts(scan.today)
	if (unit === 'day') return { from: scan.today + offset, to: scan.today + offset }
	if (unit === 'week') {
		const from = startOfWeek(scan.today, scan.weekStart) + offset * 7
		return { from, to: from + 6 }
	}
	if (unit === 'weekend') {
		const sunday = weekdayOf(scan.today) === 0 ? 1 : 0
		const from = weekdayOnOrAfter(scan.today - sunday, 6) + offset * 7
		return { from, to: from + 1 }
	}
	if (unit === 'month') {
		const from = addMonths(startOfMonth(scan.today), offset)
		return { from, to: endOfMonth(from) }
	}
	if (unit === 'quarter') {
		const from = addMonths(toDay(year, month - ((month - 1) % 3), 1), offset * 3)
		return { from, to: endOfMonth(addMonths(from, 2)) }
	}
	return unit === 'year' ? { from: toDay(year + offset, 1, 1), to: toDay(year + offset, 12, 31) } : null
}

/** "next week", "this weekend", "later this month", "week after next", "next 2 quarters", "next hour". */
export function readPeriod(scan: Scan, at: number): DayPhrase | null {
	const first = skipAny(scan, at, 'later', 'sometime', 'the', 'early', 'some')
	const start = wordAt(scan, first) === 'this' && isNext(wordAt(scan, first + 1)) ? first + 1 : first
	const word = wordAt(scan, start)
	const afterNext = readAfterNext(scan, start)
	if (afterNext) return afterNext
	if (word === 'midweek') return toPeriodPhrase(start + 1, weekdayOnOrAfter(scan.today, 3), 'cue')
	const beside = readBesideWeekend(scan, at)
	if (beside) return beside
	if (wordAt(scan, at) === 'weekend') return toPeriodPhrase(at + 1, upcomingWeekend(scan), 'cue')
	if (wordAt(scan, start) === 'weekend' && start > at) return toPeriodPhrase(start + 1, upcomingWeekend(scan), 'cue')
	const direction = isNext(word) ? 1 : isLast(word) ? -1 : word === 'this' ? 0 : null
	if (direction === null) return null
	if (direction !== 0) {
		const many = readManyAhead(scan, start + 1, direction)
		if (many) return many
	}
	const unit = readUnit(scan, start + 1)
	if (!unit) return null
	if (isSpan(scan, at)) return null
	if (unit.unit === 'hour' || unit.unit === 'minute')
		return direction === 1 ? nextMoment(scan, unit.end, unit.unit) : null
	if (unit.unit === 'weekend' && direction === 0) return toPeriodPhrase(unit.end, upcomingWeekend(scan))
	const later = wordAt(scan, at) === 'later'
	const period = periodAt(scan, unit.unit, direction)
	if (!period) return null
	if (direction === 0) return toPeriodPhrase(unit.end, placeInThis(scan, unit.unit, period, later))
	if (later) return toPeriodPhrase(unit.end, period.from + Math.floor((period.to - period.from) / 2))
	return toPeriodPhrase(unit.end, unit.unit === 'week' ? weekdayOnOrAfter(period.from, 1) : period.from)
}

/** "before the weekend" is Friday, "after the weekend" Monday, "over the weekend" within it. */
function readBesideWeekend(scan: Scan, at: number): DayPhrase | null {
	const end = skipWords(scan, at + 1, 'the', 'weekend') ?? skipWords(scan, at + 1, 'weekend')
	const shift = { before: -1, after: 2, over: 0 }[wordAt(scan, at)]
	if (end === null || shift === undefined) return null
	const saturday = upcomingWeekend(scan) - (weekdayOf(scan.today) === 0 ? 1 : 0)
	return toPeriodPhrase(end, shift === 0 ? upcomingWeekend(scan) : Math.max(scan.today, saturday + shift))
}

/** "for the next quarter" is how long something lasts, not when it is due. */
function isSpan(scan: Scan, at: number): boolean {
	const before = wordAt(scan, at - 1)
	return before === 'for' || before === 'over' || (before === 'the' && ['for', 'over'].includes(wordAt(scan, at - 2)))
}

/** "this week" may be done until its last working day; "this month" and "this year" until their ends. */
function placeInThis(scan: Scan, unit: string, period: { from: Day; to: Day }, later: boolean): Day | null {
	if (unit === 'week') {
		const friday = weekdayOnOrAfter(period.from, 5)
		if (later && scan.today + 2 < friday) return scan.today + 2
		return scan.today <= friday ? friday : period.to
	}
	return unit === 'day' ? scan.today : period.to
}

function upcomingWeekend(scan: Scan): Day {
	return weekdayOf(scan.today) === 0 ? scan.today : weekdayOnOrAfter(scan.today, 6)
}

function readAfterNext(scan: Scan, at: number): DayPhrase | null {
	const unit = readUnit(scan, at)
	const end = unit ? skipWords(scan, unit.end, 'after', 'next') : null
	if (!unit || end === null) return null
	return toPeriodPhrase(end, periodAt(scan, unit.unit, 2)?.from ?? null)
}

/** "next two weeks", "next 3 days": that far ahead. */
function readManyAhead(scan: Scan, at: number, direction: 1 | -1): DayPhrase | null {
	const amount = readNumber(scan, at)
	if (!amount || amount.value > 1_000 || wordAt(scan, at) === 'a' || isSpan(scan, at - 1)) return null
	const unit = readUnit(scan, amount.end)
	if (!unit || unit.unit === 'hour' || unit.unit === 'minute' || unit.unit === 'second') return null
	return toPeriodPhrase(unit.end, addLengthTo(scan.today, toLength(unit.end, amount.value, unit.unit), direction))
}

function nextMoment(scan: Scan, end: number, unit: 'hour' | 'minute'): DayPhrase {
	const total = scan.minute + (unit === 'hour' ? 60 : 1)
	return { end, day: scan.today + Math.floor(total / 1440), minutes: total % 1440, need: 'nothing', role: 'offset' }
}

const shortEnds: ReadonlyMap<string, string> = new Map([
	['eod', 'day'],
	['cob', 'day'],
	['eob', 'day'],
	['eow', 'week'],
	['eom', 'month'],
	['eoq', 'quarter'],
	['eoy', 'year'],
])

type Edge = 'start' | 'middle' | 'end'
const edges: ReadonlyMap<string, Edge> = new Map([
	['end', 'end'],
	['close', 'end'],
	['start', 'start'],
	['beginning', 'start'],
	['middle', 'middle'],
	['mid', 'middle'],
	['early', 'start'],
	['late', 'end'],
])

/** "end of the month", "start of next week", "mid January", "eow", "last day of June". */
export function readPeriodEdge(scan: Scan, at: number): DayPhrase | null {
	const short = shortEnds.get(wordAt(scan, at))
	if (short === 'day') return readEndOfDay(scan, at + 1)
	if (short !== undefined) return toPeriodPhrase(at + 1, edgeDay(scan, short, 0, 'end'))
	const ended = ['month', 'year', 'quarter'].includes(wordAt(scan, at)) ? skipAny(scan, at + 1, '-') : at
	if (ended > at && wordAt(scan, ended) === 'end')
		return toPeriodPhrase(ended + 1, edgeDay(scan, wordAt(scan, at), 0, 'end'), 'cue')
	const start = skipAny(scan, skipAny(scan, at, 'the'), 'very')
	const word = wordAt(scan, start)
	const dayOf = (word === 'last' || word === 'first') && wordAt(scan, start + 1) === 'day'
	const edge = dayOf ? (word === 'last' ? 'end' : 'start') : edges.get(word)
	if (edge === undefined) return null
	const business = edge === 'end' ? skipWords(scan, start + 1, 'of', 'business') : null
	if (business !== null) return readEndOfDay(scan, business)
	let next = dayOf ? start + 2 : start + 1
	const joined = wordAt(scan, next) === 'of' || wordAt(scan, next) === 'in'
	const bare = word === 'mid' || word === 'early' || word === 'late'
	if (joined) next += 1
	else if (wordAt(scan, next) === '-' && bare) next += 1
	else if (!bare) return null
	next = skipAny(scan, next, 'the', 'this')
	const direction = isNext(wordAt(scan, next)) ? 1 : isLast(wordAt(scan, next)) ? -1 : 0
	if (direction !== 0) next += 1
	const month = months.get(wordAt(scan, next))
	if (month !== undefined) return readMonthEdge(scan, next + 1, month, dayOf && edge === 'end' ? 'end' : edge)
	const year = joined && direction === 0 ? readYear(scan, next) : null
	if (year) return toPeriodPhrase(year.end, toYearEdge(year.value, edge))
	const named = readUnit(scan, next)
	if (!named || (bare && direction === 0 && wordAt(scan, next - 1) !== 'this')) return null
	if (named.unit === 'day' && edge === 'end' && direction === 0) return readEndOfDay(scan, named.end)
	return toPeriodPhrase(named.end, edgeDay(scan, named.unit, direction, dayOf && edge === 'end' ? 'end' : edge))
}

const toYearEdge = (year: number, edge: Edge): Day =>
	edge === 'start' ? toDay(year, 1, 1) : edge === 'middle' ? toDay(year, 7, 1) : toDay(year, 12, 31)

/** "end of day tomorrow", "eod friday": that day. */
function readEndOfDay(scan: Scan, end: number): DayPhrase | null {
	const start = skipAny(scan, end, 'on', 'of', ',')
	const day = readRelativeDay(scan, start) ?? readWeekday(scan, start)
	return day && day.day >= scan.today ? toPeriodPhrase(day.end, day.day) : toPeriodPhrase(end, scan.today)
}

function readMonthEdge(scan: Scan, end: number, month: number, edge: Edge): DayPhrase | null {
	const year = readYear(scan, end)
	const today = toParts(scan.today)
	const inYear = (value: number): Day =>
		toDay(value, month, edge === 'start' ? 1 : edge === 'middle' ? 15 : daysInMonth(value, month))
	if (year) return toPeriodPhrase(year.end, inYear(year.value))
	return toPeriodPhrase(end, inYear(today.year) >= scan.today ? inYear(today.year) : inYear(today.year + 1))
}

function edgeDay(scan: Scan, unit: string, offset: number, edge: Edge): Day | null {
	const period = periodAt(scan, unit, offset)
	if (!period) return null
	// A working week ends on Friday: "by the end of the week" said on Tuesday is three days away.
	const last =
		unit === 'week' && weekdayOnOrAfter(period.from, 5) >= scan.today ? weekdayOnOrAfter(period.from, 5) : period.to
	if (edge === 'end') return last
	const day = edge === 'start' ? period.from : period.from + Math.floor((period.to - period.from) / 2)
	return offset === 0 && day < scan.today && unit !== 'day' ? shiftPeriod(scan, unit, edge) : day
}

function shiftPeriod(scan: Scan, unit: string, edge: Edge): Day | null {
	const next = periodAt(scan, unit, 1)
	if (!next) return null
	return edge === 'start' ? next.from : next.from + Math.floor((next.to - next.from) / 2)
}
