import { addMonths, weekdayOf, type Day } from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { readNumber } from './numbers.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, skipAny, skipWords, wordAt } from './scan.ts'
import { unitLetters, units, type Unit } from './words.ts'

/** A length of time; days and months apart, because months differ. */
export interface Length {
	months: number
	days: number
	weekdays: number
	minutes: number
}

export interface LengthPhrase extends Length {
	end: number
}

const perUnit: Record<Unit, Length> = {
	second: { months: 0, days: 0, weekdays: 0, minutes: 1 / 60 },
	minute: { months: 0, days: 0, weekdays: 0, minutes: 1 },
	hour: { months: 0, days: 0, weekdays: 0, minutes: 60 },
	day: { months: 0, days: 1, weekdays: 0, minutes: 0 },
	weekday: { months: 0, days: 0, weekdays: 1, minutes: 0 },
	week: { months: 0, days: 7, weekdays: 0, minutes: 0 },
	weekend: { months: 0, days: 7, weekdays: 0, minutes: 0 },
	month: { months: 1, days: 0, weekdays: 0, minutes: 0 },
	quarter: { months: 3, days: 0, weekdays: 0, minutes: 0 },
	year: { months: 12, days: 0, weekdays: 0, minutes: 0 },
}

/** The unit named there and the position behind it; letters ("3d") count only right behind their number. */
export function readUnit(scan: Scan, at: number): { end: number; unit: Unit } | null {
	const owned = wordAt(scan, at + 1) === 'time'
	const word = owned ? wordAt(scan, at).replace(/'s$/, '') : wordAt(scan, at)
	if (word === 'fortnight' || word === 'fortnights') return { end: at + 1, unit: 'week' }
	if ((word === 'business' || word === 'working') && ['day', 'days'].includes(wordAt(scan, at + 1)))
		return { end: at + 2, unit: 'weekday' }
	if (word === 'week' && wordAt(scan, at + 1) === '-' && wordAt(scan, at + 2) === 'end')
		return { end: at + 3, unit: 'weekend' }
	const unit = units.get(word) ?? (isSpaced(scan, at) ? undefined : unitLetters.get(word))
	return unit === undefined ? null : { end: at + 1, unit }
}

/** "3 days", "an hour and a half", "1h30m", "2 weeks and 3 days", "half an hour". */
export function readLength(scan: Scan, at: number): LengthPhrase | null {
	const total: LengthPhrase = { end: at, months: 0, days: 0, weekdays: 0, minutes: 0 }
	let next = at
	for (let parts = 0; parts < 4; parts += 1) {
		const part = readLengthPart(scan, next)
		if (!part) break
		addLength(total, part)
		total.end = part.end
		next = wordAt(scan, part.end) === ',' ? part.end + 1 : part.end
		next = skipAny(scan, next, 'and')
	}
	return total.end > at ? total : null
}

function readLengthPart(scan: Scan, at: number): LengthPhrase | null {
	const joined = readJoinedLength(scan, at)
	if (joined) return joined
	const quarters = readQuarters(scan, at)
	if (quarters) return quarters
	const amount = readMixedNumber(scan, at)
	if (!amount || amount.value > 100_000) return null
	const andHalf = skipHalf(scan, amount.end)
	const value = andHalf === null ? amount.value : amount.value + 0.5
	const start = skipAny(scan, skipAny(scan, andHalf ?? amount.end, '-', 'more'), 'of', 'whole', 'full')
	const unit = readUnit(scan, start)
	if (!unit) return null
	const word = wordAt(scan, start)
	const fortnight = word === 'fortnight' || word === 'fortnights' ? 2 : 1
	const trailing = andHalf === null ? skipHalf(scan, unit.end) : null
	return toLength(trailing ?? unit.end, (trailing === null ? value : value + 0.5) * fortnight, unit.unit)
}

/** "1 1/2": a whole and a fraction. */
function readMixedNumber(scan: Scan, at: number): { end: number; value: number } | null {
	const whole = readNumber(scan, at)
	const part = whole ? scan.tokens[whole.end] : undefined
	if (!whole || part?.kind !== 'date' || part.separator !== '/' || part.numbers.length !== 2) return whole
	const [above = 0, below = 0] = part.numbers
	return above < below && below <= 4 ? { end: whole.end + 1, value: whole.value + above / below } : whole
}

/** "a quarter of an hour", "three quarters of an hour". */
function readQuarters(scan: Scan, at: number): LengthPhrase | null {
	const start = skipAny(scan, at, 'a')
	const three = wordAt(scan, at) === 'three' || wordAt(scan, at) === '3' ? at + 1 : null
	const end = three ?? start
	if (wordAt(scan, end) !== (three === null ? 'quarter' : 'quarters')) return null
	const hour = skipWords(scan, end + 1, 'of', 'an', 'hour') ?? skipWords(scan, end + 1, 'hour')
	return hour === null ? null : toLength(hour, three === null ? 15 : 45, 'minute')
}

function skipHalf(scan: Scan, at: number): number | null {
	return skipWords(scan, at, 'and', 'a', 'half') ?? skipWords(scan, at, 'and', 'an', 'half')
}

/** "1h30" and "1h30m", which read like a clock time too. */
function readJoinedLength(scan: Scan, at: number): LengthPhrase | null {
	const token = scan.tokens[at]
	if (token?.kind !== 'clock' || token.half !== null || !/^\d+h/.test(token.word)) return null
	const end = !isSpaced(scan, at + 1) && ['m', 'min', 'mins'].includes(wordAt(scan, at + 1)) ? at + 2 : at + 1
	return toLength(end, token.hour * 60 + token.minute, 'minute')
}

export function toLength(end: number, value: number, unit: Unit): LengthPhrase {
	const one = perUnit[unit]
	const months = one.months * value
	const wholeMonths = Math.floor(months)
	const days = one.days * value + (months - wholeMonths) * 30
	const wholeDays = Math.floor(days)
	const minutes = one.minutes * value + (unit === 'day' ? (days - wholeDays) * 1440 : 0)
	const rounded = unit === 'week' || unit === 'weekend' ? Math.round(days) : wholeDays
	return { end, months: wholeMonths, days: rounded, weekdays: Math.round(one.weekdays * value), minutes }
}

function addLength(total: Length, part: Length): void {
	total.months += part.months
	total.days += part.days
	total.weekdays += part.weekdays
	total.minutes += part.minutes
}

export function addWeekdays(from: Day, count: number): Day {
	const step = count < 0 ? -1 : 1
	let day = from
	for (let left = Math.min(Math.abs(count), 2_000); left > 0;) {
		day += step
		if (weekdayOf(day) !== 0 && weekdayOf(day) !== 6) left -= 1
	}
	return day
}

export function addLengthTo(from: Day, length: Length, sign: 1 | -1): Day {
	return addWeekdays(addMonths(from, sign * length.months) + sign * length.days, sign * length.weekdays)
}

/** A length counted from now: to the minute when it has hours, else to the day. */
function fromNow(scan: Scan, length: LengthPhrase, end: number, sign: 1 | -1): DayPhrase | null {
	const day = addLengthTo(scan.today, length, sign)
	if (Math.abs(day - scan.today) > 400_000) return null
	if (length.minutes === 0) return { end, day, need: 'nothing', role: 'offset' }
	const total = scan.minute + sign * Math.floor(length.minutes)
	const shift = Math.floor(total / 1440)
	return { end, day: day + shift, minutes: total - shift * 1440, need: 'nothing', role: 'offset' }
}

const leading = new Set(['in', 'within', 'after', 'inside'])

/** "in 3 days", "within two weeks", "half an hour from now", "3 weeks hence", "5 days ago", "+2 days". */
export function readOffset(scan: Scan, at: number): DayPhrase | null {
	const first = wordAt(scan, at)
	if (leading.has(first)) {
		if (first === 'within' && skipWords(scan, at + 1, 'the', 'hour') !== null)
			return fromNow(scan, toLength(at + 3, 1, 'hour'), at + 3, 1)
		const start = skipAny(scan, skipAny(scan, at + 1, 'about', 'around', 'exactly', 'another'), 'the')
		const next = skipWords(scan, start, 'next')
		const length = readLength(scan, next ?? start) ?? readAboutLength(scan, start)
		if (!length || !canEnd(scan, length.end)) return null
		const possessive = skipAny(scan, length.end, "'")
		const time = skipAny(scan, wordAt(scan, possessive) === 'time' ? possessive : length.end, 'time', 'from')
		const two = skipWords(scan, length.end, 'or', 'two')
		if (two !== null && canEnd(scan, two)) return fromNow(scan, length, two, 1)
		const end = wordAt(scan, length.end) === 'from' ? skipAny(scan, time, 'now', 'today') : time
		return wordAt(scan, end - 1) === 'from' ? null : fromNow(scan, length, end, 1)
	}
	if ((first === '+' || first === '-') && isSpaced(scan, at)) {
		const length = readLength(scan, at + 1)
		const sign = first === '-' ? -1 : 1
		return length && canEnd(scan, length.end) && sign === 1 ? fromNow(scan, length, length.end, sign) : null
	}
	if (first === 'for' && isTimer(scan, at)) {
		const length = readLength(scan, at + 1)
		return length ? fromNow(scan, length, length.end, 1) : null
	}
	return readBackedOffset(scan, at)
}

/** A length counts from now behind "timer" or "alarm"; elsewhere "for 2 hours" is how long the work takes. */
function isTimer(scan: Scan, at: number): boolean {
	return ['timer', 'alarm', 'reminder', 'countdown', 'snooze', 'postpone'].includes(wordAt(scan, at - 1))
}

/** "2-3 days", "2 or 3 weeks": the sooner. */
function readAboutLength(scan: Scan, at: number): LengthPhrase | null {
	const few = readNumber(scan, at)
	const joined = few !== null && ['-', '–', 'to', 'or'].includes(wordAt(scan, few.end))
	const more = joined ? readNumber(scan, few.end + 1) : null
	const unit = more ? readUnit(scan, more.end) : null
	return few && more && unit && more.value > few.value ? toLength(unit.end, few.value, unit.unit) : null
}

function readBackedOffset(scan: Scan, at: number): DayPhrase | null {
	const length = readLength(scan, at)
	if (!length) return null
	const { end } = length
	const word = wordAt(scan, end)
	if (word === 'ago') return fromNow(scan, length, end + 1, -1)
	if (word === 'hence' || word === 'later' || word === 'out') {
		return word === 'out' ? null : fromNow(scan, length, end + 1, 1)
	}
	const now = skipWords(scan, end, 'from', 'now') ?? skipWords(scan, end, 'from', 'today')
	if (now !== null) return fromNow(scan, length, now, 1)
	return skipWords(scan, end, 'from', 'this', 'moment') === null ? null : fromNow(scan, length, end + 3, 1)
}
