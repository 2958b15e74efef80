import { weekdayOf, type Day } from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { nextMonthDay, readMonth, readMonthDate, readMonthDay, readNumericDate } from './days-calendar.ts'
import { readRelativeDay, readWeekday } from './days-named.ts'
import { readNthWeekday, readPeriod, readPeriodEdge } from './days-periods.ts'
import { readHoliday } from './holidays.ts'
import { addLengthTo, readLength, readOffset } from './offsets.ts'
import type { Scan } from './scan.ts'
import { canBegin, canEnd, isTextEnd, isTextStart, skipAny, skipWords, wordAt } from './scan.ts'
import {
	applyDayPart,
	isMeasured,
	readClock,
	readDayPart,
	toWakingHours,
	type ClockPhrase,
	type PartPhrase,
} from './times.ts'
import { datePrepositions } from './words.ts'

/** A point in time as said: a day, a time of day, or both. */
export interface When {
	/** First token, with the preposition that belongs to it. */
	start: number
	end: number
	day: Day | null
	/** Minutes since midnight. */
	minutes: number | null
}

interface Parts {
	end: number
	day: DayPhrase | null
	clock: ClockPhrase | null
	part: PartPhrase | null
}

export function readDay(scan: Scan, at: number): DayPhrase | null {
	const day =
		readOffset(scan, at) ??
		readNumericDate(scan, at) ??
		readNthWeekday(scan, at) ??
		readMonthDate(scan, at) ??
		readPeriodEdge(scan, at) ??
		readRelativeDay(scan, at) ??
		readWeekday(scan, at) ??
		readMonthDay(scan, at) ??
		readMonth(scan, at) ??
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
	const anchor =
		readNumericDate(scan, length.end + 1) ??
		readMonthDate(scan, length.end + 1) ??
		readPeriodEdge(scan, length.end + 1) ??
		readRelativeDay(scan, length.end + 1) ??
		readWeekday(scan, length.end + 1) ??
		readMonthDay(scan, length.end + 1) ??
		readHoliday(scan, length.end + 1)
	if (!anchor) return null
	return { end: anchor.end, day: addLengthTo(anchor.day, length, sign), need: 'nothing', role: 'offset' }
}

const joiners = new Set([
	',',
	'at',
	'on',
	'@',
	'-',
	'–',
	'by',
	'of',
	'in',
	'around',
	'about',
	'sometime',
	'from',
	':',
	'before',
])

/** Where the next piece of one moment may begin: right here, or behind one joining word. */
function piecesAfter(scan: Scan, end: number): number[] {
	const first = wordAt(scan, end)
	if (!joiners.has(first)) return first === 'the' || first === '(' ? [end, end + 1] : [end]
	const second = wordAt(scan, end + 1)
	const behind = joiners.has(second) || second === 'the' ? [end + 1, end + 2] : [end + 1]
	return first === 'in' || first === 'at' ? [end, ...behind] : behind
}

function readPieces(scan: Scan, at: number): Parts | null {
	const parts: Parts = { end: at, day: null, clock: null, part: null }
	let starts = [at]
	for (let count = 0; count < 5; count += 1) {
		const next = starts.find((start) => addPiece(scan, start, parts, at))
		if (next === undefined) break
		starts = piecesAfter(scan, parts.end)
	}
	return parts.end > at ? parts : null
}

/** Takes what stands at a position into the moment; false when nothing there belongs to it. */
function addPiece(scan: Scan, at: number, parts: Parts, first: number): boolean {
	const glued = at > first && !canEnd(scan, at) && wordAt(scan, at - 1) !== '-'
	if (glued) return false
	if (!parts.part && parts.clock?.end !== at + 1) {
		const part = readDayPart(scan, at, parts.day !== null || (parts.clock !== null && wordAt(scan, at) === 'at'))
		if (part && canEnd(scan, part.end)) {
			const conflict = part.day !== null && parts.day !== null
			if (!conflict) {
				parts.part = part
				parts.end = part.end
				return true
			}
		}
	}
	const day = parts.day === null || parts.day.role === 'weekday' || parts.day.role === 'date' ? readDay(scan, at) : null
	if (day && fitsDay(scan, parts, day)) {
		const held = parts.day
		parts.day = held !== null && held.role === 'weekday' && day.role === 'weekday' ? held : day
		parts.end = day.end
		return true
	}
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
	return (
		day.role === 'date' &&
		day.minutes === undefined &&
		(parts.day.role === 'weekday' || day.day !== parts.day.day) &&
		parts.day.need !== 'cue'
	)
}

/** A lone number is a time behind "at", or right beside a day: "tomorrow 5", "8 tonight". */
function fitsClock(scan: Scan, at: number, parts: Parts, clock: ClockPhrase): boolean {
	if (!clock.bare) return true
	const before = wordAt(scan, at - 1)
	if (isMeasured(scan, clock.end) || clock.minutes >= 1440) return false
	const beside = readDayPart(scan, clock.end, false)
	if (beside && !(wordAt(scan, clock.end) === 'in' && before !== 'at' && parts.day === null)) return true
	if (before === 'at' || before === '@') return isClosed(scan, clock.end) || isTextStart(scan, at - 1)
	if (parts.part !== null) return isClosed(scan, clock.end) && before !== 'on'
	return parts.day !== null && before === 'around' && isClosed(scan, clock.end)
}

const continues = new Set(
	'at on by about with for to from in and or of tomorrow today tonight every each re so then because if until till the this next sharp before after daily weekly when while since but each mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday'.split(
		' ',
	),
)

function isClosed(scan: Scan, end: number): boolean {
	const next = scan.tokens[end]
	if (next === undefined) return scan.tokens.length === end
	if (next.kind === 'sign') return next.word !== '-' && next.word !== '/' && next.word !== '%'
	return next.kind === 'date' || continues.has(next.word)
}

function toMinutes(parts: Parts): number | null {
	if (parts.day?.minutes !== undefined) return parts.day.minutes
	if (parts.clock) {
		if (parts.part) return applyDayPart(parts.clock, parts.part.part)
		return parts.clock.open ? toWakingHours(parts.clock.minutes) : parts.clock.minutes
	}
	return parts.part?.minutes ?? null
}

/** A moment said at this position, whole as far as it goes; null where its words may mean something else. */
export function readWhen(scan: Scan, at: number): When | null {
	if (!canBegin(scan, at)) return null
	const parts = readPieces(scan, at)
	if (!parts || !canEnd(scan, parts.end)) return null
	const start = takeLeading(scan, at)
	if (!isMeant(scan, start, at, parts)) return null
	const minutes = toMinutes(parts)
	return { start, end: skipTrailing(scan, parts.end), day: toDayOf(parts), minutes }
}

function toDayOf(parts: Parts): Day | null {
	if (parts.day) return parts.day.day + (parts.part?.day === -1 ? -1 : 0)
	return null
}

/** Where only the part of a day was said, "tonight" is today even when it is late. */
export function dayOfPart(scan: Scan, at: number, end: number): Day | null {
	for (let next = at; next < end; next += 1) {
		const part = readDayPart(scan, next, false)
		if (part && part.day !== null) return scan.today + part.day
	}
	return null
}

function skipTrailing(scan: Scan, end: number): number {
	return skipAny(scan, end, 'sharp')
}

const leadingWords = new Set([
	'on',
	'by',
	'at',
	'due',
	'before',
	'until',
	'till',
	'for',
	'in',
	'from',
	'starting',
	'around',
	'about',
	'@',
	'during',
	'sometime',
	'date',
	'the',
	'is',
	'scheduled',
	'deadline',
	'no',
	'later',
	'than',
	'not',
])

/** Takes in the words that only introduce a date: "by", "due on", "no later than", "@". */
function takeLeading(scan: Scan, at: number): number {
	let start = at
	while (start > 0 && at - start < 4) {
		const word = wordAt(scan, start - 1)
		const takes =
			word === 'than'
				? wordAt(scan, start - 2) === 'later'
				: word === 'later'
					? wordAt(scan, start) === 'than'
					: word === 'no' || word === 'not'
						? wordAt(scan, start) === 'later'
						: word === 'is' || word === 'date' || word === 'scheduled' || word === 'deadline' || word === 'the'
							? false
							: leadingWords.has(word)
		if (!takes || (word === '@' && !canBegin(scan, start - 1))) break
		start -= 1
	}
	return start
}

function isMeant(scan: Scan, start: number, at: number, parts: Parts): boolean {
	if (parts.clock?.bare && parts.day === null && parts.part === null && !['at', '@'].includes(wordAt(scan, at - 1)))
		return false
	const need = parts.day?.need ?? 'nothing'
	if (need === 'nothing') return true
	if (parts.clock !== null || (parts.part !== null && parts.part.day === null)) return true
	const before = wordAt(scan, at - 1)
	const cued = start < at || datePrepositions.has(before) || before === 'deadline' || before === ':'
	const whole = isTextStart(scan, at) && isTextEnd(scan, parts.end)
	if (need === 'cue')
		return cued
			? !['is', 'was', 'about', 'for', 'at', 'from', 'after'].includes(before) || wordAt(scan, parts.end) === ''
			: whole
	const blocked = [
		'the',
		'a',
		'an',
		'some',
		'my',
		'more',
		'i',
		'he',
		'she',
		'we',
		'they',
		'who',
		'has',
		'had',
	].includes(before)
	return (
		cued ||
		(!blocked && (isTextStart(scan, at) ? isClosed(scan, parts.end) : isTextEnd(scan, parts.end))) ||
		before === ','
	)
}

/** The day a moment falls on: a time alone is the next such time. */
export function settle(scan: Scan, when: When): { day: Day; minutes: number | null } {
	if (when.day !== null) return { day: when.day, minutes: when.minutes }
	const named = dayOfPart(scan, when.start, when.end)
	if (named !== null) return { day: named, minutes: when.minutes }
	const passed = when.minutes !== null && when.minutes < scan.minute
	return { day: passed ? scan.today + 1 : scan.today, minutes: when.minutes }
}
