import { startOfWeek, weekdayOnOrAfter } from './calendar.ts'
import { readDayPart, type PartPhrase } from './day-part.ts'
import type { DayPhrase } from './day-phrase.ts'
import { readMonth, readMonthDate, readMonthDay, readNumericDate } from './days-calendar.ts'
import { agreeWithWeekday } from './days-agreed.ts'
import { readRelativeDay, readWeekday } from './days-named.ts'
import { readNthWeekday } from './days-nth.ts'
import { readPeriod, readPeriodEdge } from './days-periods.ts'
import { readSeason } from './days-seasons.ts'
import { readHoliday } from './holidays.ts'
import { readPosition } from './numbers.ts'
import { weekdays } from './words.ts'
import { addLengthTo, readLength, readOffset } from './offsets.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, isTextStart, skipAny, textAt, wordAt } from './scan.ts'
import { isChoreAt, isClosed } from './phrase-ends.ts'
import { isMeasured, readClock, type ClockPhrase } from './times.ts'

/** The pieces of one moment, as far as they were said. */
export interface Parts {
	end: number
	day: DayPhrase | null
	clock: ClockPhrase | null
	part: PartPhrase | null
}

export function readDay(scan: Scan, at: number): DayPhrase | null {
	const day =
		readWeekdayAfter(scan, at) ??
		readWeekOf(scan, at) ??
		readOffset(scan, at) ??
		readNumericDate(scan, at) ??
		readNthWeekday(scan, at) ??
		readMonthDate(scan, at) ??
		readPeriodEdge(scan, at) ??
		readRelativeDay(scan, at) ??
		readWeekday(scan, at) ??
		readMonthDay(scan, at) ??
		readMonth(scan, at) ??
		readSeason(scan, at) ??
		readPeriod(scan, at) ??
		readHoliday(scan, at)
	return day ? readShifted(scan, at, day) : readFromAnchor(scan, at)
}

/** "next tuesday +10 days". */
function readShifted(scan: Scan, at: number, day: DayPhrase): DayPhrase {
	if (wordAt(scan, day.end) !== '+') return day
	const length = readLength(scan, day.end + 1)
	return length && length.minutes === 0
		? { ...day, end: length.end, day: addLengthTo(day.day, length, 1), need: 'nothing' }
		: day
}

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
function readWeekdayAfter(scan: Scan, at: number): DayPhrase | null {
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
function readWeekOf(scan: Scan, at: number): DayPhrase | null {
	const start = skipAny(scan, at, 'the')
	if (wordAt(scan, start) !== 'week' || !['of', 'beginning', 'starting'].includes(wordAt(scan, start + 1))) return null
	const anchor = readAnchor(scan, start + 2)
	return anchor ? { end: anchor.end, day: startOfWeek(anchor.day, 1), need: 'nothing', role: 'period' } : null
}

/** "2 days after next Friday", "a week before 3 May", "3 weeks from tomorrow", "the day before christmas". */
function readFromAnchor(scan: Scan, at: number): DayPhrase | null {
	const start = skipAny(scan, at, 'the')
	const length =
		wordAt(scan, start) === 'day'
			? { end: start + 1, months: 0, days: 1, weekdays: 0, minutes: 0 }
			: readLength(scan, at)
	if (!length || length.minutes !== 0) return null
	const relation = wordAt(scan, length.end)
	const sign = ['after', 'from', 'past', 'following'].includes(relation) ? 1 : relation === 'before' ? -1 : null
	if (sign === null) return null
	const anchor = readAnchor(scan, length.end + 1)
	if (!anchor) return null
	return { end: anchor.end, day: addLengthTo(anchor.day, length, sign), need: 'nothing', role: 'offset' }
}

const joiners = new Set(', at on @ by of in around about sometime from : before'.split(' '))

/** Where the next piece of one moment may begin: right here, or behind one joining word. */
function piecesAfter(scan: Scan, end: number): number[] {
	const first = wordAt(scan, end)
	// "05/31/2027-14:15"
	if (first === '-' && !isSpaced(scan, end) && scan.tokens[end + 1]?.kind === 'clock') return [end + 1]
	if (!joiners.has(first)) return first === 'the' || first === '(' ? [end, end + 1] : [end]
	const second = wordAt(scan, end + 1)
	const behind = joiners.has(second) || second === 'the' ? [end + 1, end + 2] : [end + 1]
	return first === 'in' || first === 'at' ? [end, ...behind] : behind
}

export function readPieces(scan: Scan, at: number): Parts | null {
	const parts: Parts = { end: at, day: null, clock: null, part: null }
	let starts = [at]
	for (let count = 0; count < 5; count += 1) {
		const next = starts.find((start) => isApart(scan, start, at) && addPiece(scan, start, parts))
		if (next === undefined) break
		starts = piecesAfter(scan, parts.end)
	}
	return parts.end > at ? parts : null
}

/** Pieces are words of their own, but for the time of "2027-01-31T14:15". */
function isApart(scan: Scan, at: number, first: number): boolean {
	if (at === first || canEnd(scan, at) || wordAt(scan, at - 1) === '-') return true
	return scan.tokens[at]?.kind === 'clock' && scan.tokens[at - 1]?.kind === 'date'
}

/** Takes what stands at a position into the moment; false when nothing there belongs to it. */
function addPiece(scan: Scan, at: number, parts: Parts): boolean {
	return addPart(scan, at, parts) || addDay(scan, at, parts) || addClock(scan, at, parts)
}

function addPart(scan: Scan, at: number, parts: Parts): boolean {
	if (parts.part) return false
	const early = parts.clock !== null && ['at', 'early', 'late'].includes(wordAt(scan, at))
	// "morning of christmas day"
	const partOf = parts.day === null && wordAt(scan, at + 1) === 'of' && readDay(scan, at + 2) !== null
	const part = readDayPart(scan, at, parts.day !== null || early || partOf)
	if (!part || !canEnd(scan, part.end) || (part.day !== null && parts.day !== null)) return false
	parts.part = part
	parts.end = part.end
	return true
}

function addDay(scan: Scan, at: number, parts: Parts): boolean {
	const open = parts.day === null || ['weekday', 'relative', 'date'].includes(parts.day.role)
	const day = open ? readDay(scan, at) : null
	if (!day || !fitsDay(scan, parts, day)) return false
	const held = parts.day
	parts.day =
		held !== null && held.role === 'weekday'
			? day.role === 'weekday'
				? held
				: agreeWithWeekday(scan, at, held, day)
			: day
	parts.end = day.end
	return true
}

function addClock(scan: Scan, at: number, parts: Parts): boolean {
	const clock = parts.clock === null && parts.day?.minutes === undefined ? readClock(scan, at) : null
	if (!clock || !canEnd(scan, clock.end) || !fitsClock(scan, at, parts, clock)) return false
	parts.clock = clock
	parts.end = clock.end
	return true
}

function fitsDay(scan: Scan, parts: Parts, day: DayPhrase): boolean {
	const ends = canEnd(scan, day.end) || (wordAt(scan, day.end) === '-' && scan.tokens[day.end + 1]?.kind === 'clock')
	if (!ends && scan.tokens[day.end]?.kind !== 'clock') return false
	if (parts.day === null) return parts.part?.day === null || parts.part === null || day.role !== 'period'
	// "Tuesday the 19th", "tomorrow, 13/04/21": the date says more than the day's name.
	if (day.role === 'relative')
		return parts.day.role === 'weekday' && day.day === parts.day.day && day.minutes === undefined
	return (
		day.role === 'date' &&
		day.minutes === undefined &&
		(parts.day.role === 'weekday' || day.day !== parts.day.day) &&
		parts.day.need !== 'cue'
	)
}

const timeLeads = new Set(['at', 'by', 'before', 'until', 'till', 'around', 'from', 'after'])

/** "noon" and "midnight" name things too: "midnight snack". */
function isTimeName(scan: Scan, at: number): boolean {
	return ['noon', 'midday', 'midnight'].includes(wordAt(scan, at))
}

/** A lone number is a time behind "at", or right beside a day: "tomorrow 5", "8 tonight". */
function fitsClock(scan: Scan, at: number, parts: Parts, clock: ClockPhrase): boolean {
	const before = wordAt(scan, at - 1)
	if (!clock.bare)
		return !isTimeName(scan, at) || parts.day !== null || timeLeads.has(before) || isClosed(scan, clock.end)
	if (isMeasured(scan, clock.end) || clock.minutes >= 1440) return false
	const tomorrow = readRelativeDay(scan, clock.end)
	const beside =
		readDayPart(scan, clock.end, false) ??
		(tomorrow && before !== 'last' ? readDayPart(scan, tomorrow.end, true) : null)
	if (beside && before !== 'last') return !isNumbered(scan, at) && isHourOf(beside, clock)
	if (before === 'at' || before === '@')
		return (
			isClosed(scan, clock.end) ||
			isChoreAt(scan, clock.end) ||
			(isTextStart(scan, at - 1) && !/^\p{Lu}/u.test(textAt(scan, clock.end)))
		)
	if (before === 'from' || before === 'between') return isClosed(scan, clock.end) && clock.end > at + 1
	if (parts.part !== null) return isClosed(scan, clock.end) && before !== 'on'
	const ranged = parts.day?.role === 'weekday' && clock.end > at + 1 && wordAt(scan, at + 1) === '-'
	return parts.day !== null && (before === 'around' || ranged) && isClosed(scan, clock.end)
}

const numberedThings = new Set(
	'chapter ch chapters page pages p pp part parts episode episodes ep season room step steps unit units level lesson volume vol section task item gate platform bus line number no nr #'.split(
		' ',
	),
)

/** "chapter 3", "no. 3": the number says which one, not when. */
const isNumbered = (scan: Scan, at: number): boolean =>
	numberedThings.has(wordAt(scan, at - 1)) || (wordAt(scan, at - 1) === '.' && numberedThings.has(wordAt(scan, at - 2)))

/** A lone number is an hour of the evening from 5 to 11 only: "buy 3 tonight" says how many. */
function isHourOf({ part, day }: PartPhrase, { minutes, open }: ClockPhrase): boolean {
	if (day !== 0 || !['tonight', 'evening', 'night'].includes(part)) return true
	return minutes >= 17 * 60 || (open && minutes >= 5 * 60 && minutes < 12 * 60)
}
