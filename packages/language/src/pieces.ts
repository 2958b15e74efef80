import { readDayPart, type PartPhrase } from './day-part.ts'
import type { DayPhrase } from './day-phrase.ts'
import { readMonth, readMonthDate, readNumericDate } from './days-calendar.ts'
import { readMonthDay } from './days-of-month.ts'
import { agreeWithWeekday } from './days-agreed.ts'
import { readRelativeDay, readWeekday } from './days-named.ts'
import { readNthWeekday } from './days-nth.ts'
import { readPeriod, readPeriodEdge } from './days-periods.ts'
import { readSeason } from './days-seasons.ts'
import { readHoliday } from './holidays.ts'
import { readBesideAnchor, readFromAnchor, readShifted, readWeekdayAfter, readWeekOf } from './days-anchored.ts'
import { readOffset } from './offsets.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, isTextStart, textAt, wordAt } from './scan.ts'
import { isChoreAt, isClosed } from './phrase-ends.ts'
import { isMeasured } from './measures.ts'
import { readClock, type ClockPhrase } from './times.ts'

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
		readBesideAnchor(scan, at) ??
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

const joiners = new Set(', at on @ by of in around about sometime from : before after between'.split(' '))

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
	const ranged = clock.end > at + 1 && wordAt(scan, at + 1) === '-'
	const led = ['around', 'by', 'before', 'after', 'until', 'till'].includes(before)
	return parts.day !== null && (led || ranged) && isClosed(scan, clock.end)
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
