import { startOfWeek, weekdayOnOrAfter, type Day } from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { readHolidayName } from './holidays.ts'
import { readNumber } from './numbers.ts'
import { addWeekdays, readUnit } from './offsets.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, skipAny, skipWords, textAt, wordAt } from './scan.ts'
import { findWeekday, isTomorrow } from './misspelt.ts'
import { dayParts, doubtfulWeekdays, weekdays } from './words.ts'

const relativeDays: ReadonlyMap<string, number> = new Map([
	['today', 0],
	['tod', 0],
	['tdy', 0],
	['2day', 0],
	['tomorrow', 1],
	['tomo', 1],
	['tomoz', 1],
	['tmr', 1],
	['tmrw', 1],
	['tmw', 1],
	['overmorrow', 2],
	['yesterday', -1],
])

/** "today", "tomorrow", "the day after tomorrow", "now", "later today". */
export function readRelativeDay(scan: Scan, at: number): DayPhrase | null {
	const own = relativeDays.get(wordAt(scan, at).replace(/'s$/, ''))
	if (own !== undefined && wordAt(scan, at).endsWith("'s") && dayParts.has(wordAt(scan, at + 1)))
		return { end: at + 1, day: scan.today + own, need: 'nothing', role: 'relative' }
	const sameTime = readSameTime(scan, at)
	if (sameTime) return sameTime
	const start = skipAny(scan, at, 'later', 'late', 'early')
	const offset = relativeDays.get(wordAt(scan, start)) ?? (isTomorrow(wordAt(scan, start)) ? 1 : undefined)
	if (offset !== undefined && (start === at || offset >= 0))
		return { end: start + 1, day: scan.today + offset, need: 'nothing', role: 'relative' }
	if (wordAt(scan, at) === 'now') return readNow(scan, at)
	const workday = readNextWorkday(scan, at)
	if (workday) return workday
	const article = skipAny(scan, at, 'the')
	const after = skipWords(scan, article, 'day', 'after')
	if (after !== null && relativeDays.get(wordAt(scan, after)) === 1)
		return { end: after + 1, day: scan.today + 2, need: 'nothing', role: 'relative' }
	const before = skipWords(scan, article, 'day', 'before', 'yesterday')
	if (before !== null) return { end: before, day: scan.today - 2, need: 'nothing', role: 'relative' }
	return null
}

/** "this time tomorrow", "same time next week": by the clock as it is. */
function readSameTime(scan: Scan, at: number): DayPhrase | null {
	const article = skipAny(scan, at, 'the')
	if (!['this', 'same'].includes(wordAt(scan, article)) || wordAt(scan, article + 1) !== 'time') return null
	const start = skipAny(scan, article + 2, 'on')
	const offset = relativeDays.get(wordAt(scan, start))
	const week = wordAt(scan, start) === 'next' && wordAt(scan, start + 1) === 'week'
	const day =
		offset === undefined
			? week
				? { end: start + 2, day: scan.today + 7 }
				: readWeekday(scan, start)
			: { end: start + 1, day: scan.today + offset }
	return day === null ? null : { end: day.end, day: day.day, minutes: scan.minute, need: 'nothing', role: 'relative' }
}

/** "next business day", "next workday". */
function readNextWorkday(scan: Scan, at: number): DayPhrase | null {
	const start = skipWords(scan, skipAny(scan, at, 'the'), 'next')
	const unit = start === null ? null : readUnit(scan, start)
	if (unit?.unit !== 'weekday') return null
	return { end: unit.end, day: addWeekdays(scan.today, 1), need: 'nothing', role: 'relative' }
}

function readNow(scan: Scan, at: number): DayPhrase | null {
	// "is now at 4pm", "all right now"
	if (wordAt(scan, at - 2) === 'all' || ['at', 'on', 'that', 'and'].includes(wordAt(scan, at + 1))) return null
	return { end: at + 1, day: scan.today, minutes: scan.minute, need: 'edge', role: 'relative' }
}

const forward = ['next', 'following', 'nxt']
const coming = ['this', 'coming', 'upcoming', 'comming']
const back = ['last', 'past', 'previous']

/** A weekday with whatever places it: "friday", "next fri", "tuesday of next week", "monday week", "a week on friday". */
export function readWeekday(scan: Scan, at: number): DayPhrase | null {
	return readWeekFrom(scan, at) ?? readDayInWeek(scan, at) ?? readPlacedWeekday(scan, at)
}

/** "next week friday", "this week on thursday". */
function readDayInWeek(scan: Scan, at: number): DayPhrase | null {
	const placed = wordAt(scan, at)
	const week = forward.includes(placed) ? 1 : coming.includes(placed) ? 0 : null
	if (week === null || wordAt(scan, at + 1) !== 'week') return null
	const start = skipAny(scan, skipAny(scan, at + 2, ','), 'on')
	const weekday = weekdays.get(wordAt(scan, start))
	if (weekday === undefined) return null
	const day = weekdayOnOrAfter(startOfWeek(scan.today, scan.weekStart) + week * 7, weekday)
	return { end: start + 1, day, need: 'nothing', role: 'weekday' }
}

function readPlacedWeekday(scan: Scan, at: number): DayPhrase | null {
	const article = skipAny(scan, at, 'the')
	let start = article
	const first = wordAt(scan, start)
	const placed = forward.includes(first) || coming.includes(first) || back.includes(first)
	if (placed) start += 1
	if (first === 'this' && coming.includes(wordAt(scan, start))) start += 1
	else if (first === 'this' && back.includes(wordAt(scan, start)) && weekdays.has(wordAt(scan, start + 1)))
		return readPlacedWeekday(scan, start)
	if (article > at && !placed) return null
	const weekday = findWeekday(wordAt(scan, start))
	if (weekday === undefined) return null
	const end = skipDayRange(scan, skipDot(scan, start))
	if (placed) return { end, day: placeWeekday(scan, weekday, first), need: 'nothing', role: 'weekday' }
	if (isNamePart(scan, start, end)) return null
	const word = wordAt(scan, start)
	const week = readWeekBehind(scan, end, weekday)
	if (week) return week
	const shouted = textAt(scan, start) === 'SAT'
	return {
		end,
		day: weekdayOnOrAfter(scan.today, weekday),
		need: shouted ? 'cue' : doubtfulWeekdays.has(word) ? 'edge' : 'nothing',
		role: 'weekday',
	}
}

/** "black friday deals", "a sunday paper": no day but part of a name, or what kind of thing it is. */
function isNamePart(scan: Scan, at: number, end: number): boolean {
	const holiday = readHolidayName(scan, at - 1)
	const kind = ['a', 'an'].includes(wordAt(scan, at - 1)) && scan.tokens[end]?.kind === 'word'
	return (
		(holiday !== null && holiday.end > at) || (kind && !['at', 'in', 'on', 'or', 'and'].includes(wordAt(scan, end)))
	)
}

/** "mon-fri" is due when it begins. */
function skipDayRange(scan: Scan, end: number): number {
	const dash = ['-', '–'].includes(wordAt(scan, end)) && !isSpaced(scan, end) && !isSpaced(scan, end + 1)
	return dash && weekdays.has(wordAt(scan, end + 1)) && canEnd(scan, end + 2) ? end + 2 : end
}

/** "sat." at an end is an abbreviation's dot, "Friday." a sentence's. */
function skipDot(scan: Scan, at: number): number {
	const abbreviated = wordAt(scan, at).length <= 5 && doubtfulWeekdays.has(wordAt(scan, at).slice(0, 3))
	return abbreviated && wordAt(scan, at + 1) === '.' && !isSpaced(scan, at + 1) && scan.tokens[at + 2] !== undefined
		? at + 2
		: at + 1
}

function placeWeekday(scan: Scan, weekday: number, placed: string): Day {
	if (forward.includes(placed)) return weekdayOnOrAfter(scan.today + 1, weekday)
	if (back.includes(placed)) return weekdayOnOrAfter(scan.today - 7, weekday)
	return weekdayOnOrAfter(scan.today, weekday)
}

/** "friday (of) next week", "friday week", "friday after next". */
function readWeekBehind(scan: Scan, at: number, weekday: number): DayPhrase | null {
	const inWeek = (week: number, end: number): DayPhrase => ({
		end,
		day: weekdayOnOrAfter(startOfWeek(scan.today, scan.weekStart) + week * 7, weekday),
		need: 'nothing',
		role: 'weekday',
	})
	const afterNext = skipWords(scan, at, 'after', 'next')
	if (afterNext !== null) {
		const end = skipAny(scan, afterNext, 'week')
		return { end, day: weekdayOnOrAfter(scan.today + 1, weekday) + 7, need: 'nothing', role: 'weekday' }
	}
	const start = skipAny(scan, skipAny(scan, skipAny(scan, at, ','), 'of', 'in', 'from'), 'the')
	const placed = wordAt(scan, start)
	if (wordAt(scan, start + 1) === 'week') {
		const afterNextWeek = skipWords(scan, start + 2, 'after', 'next')
		if (forward.includes(placed)) return inWeek(1, start + 2)
		if (coming.includes(placed)) return inWeek(0, start + 2)
		if (back.includes(placed)) return inWeek(-1, start + 2)
		if (afterNextWeek !== null) return inWeek(2, afterNextWeek)
	}
	if (wordAt(scan, at) === 'week' && isWeekEnding(scan, at + 1))
		return { end: at + 1, day: weekdayOnOrAfter(scan.today, weekday) + 7, need: 'nothing', role: 'weekday' }
	return null
}

function isWeekEnding(scan: Scan, at: number): boolean {
	const next = scan.tokens[at]
	return next === undefined || next.kind === 'sign' || next.kind === 'clock' || wordAt(scan, at) === 'at'
}

/** "a week on friday", "2 weeks from monday", "2 sundays from now", "the second friday from now". */
function readWeekFrom(scan: Scan, at: number): DayPhrase | null {
	const bare = wordAt(scan, at) === 'week' && wordAt(scan, at + 1) === 'from' ? { end: at, value: 1 } : null
	const amount = bare ?? readNumber(scan, at)
	if (!amount || !Number.isInteger(amount.value) || amount.value < 1 || amount.value > 520) return null
	const word = wordAt(scan, amount.end)
	const singular = weekdays.get(word.replace(/s$/, ''))
	if (singular !== undefined) {
		const end = skipWords(scan, amount.end + 1, 'from', 'now') ?? skipWords(scan, amount.end + 1, 'from', 'today')
		if (end === null) return null
		const day = weekdayOnOrAfter(scan.today + 1, singular) + (amount.value - 1) * 7
		return { end, day, need: 'nothing', role: 'weekday' }
	}
	if (word !== 'week' && word !== 'weeks') return null
	const start = skipAny(scan, amount.end + 1, 'on', 'from')
	if (start === amount.end + 1) return null
	const placed = readPlacedWeekday(scan, start)
	return placed ? { ...placed, day: placed.day + amount.value * 7, need: 'nothing' } : null
}
