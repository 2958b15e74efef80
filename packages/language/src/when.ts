import type { Day } from './calendar.ts'
import { readDayPart } from './day-part.ts'
import { isClosed } from './phrase-ends.ts'
import { readPieces, type Parts } from './pieces.ts'
import type { Scan } from './scan.ts'
import { canBegin, canEnd, isTextEnd, isTextStart, skipAny, skipWords, wordAt } from './scan.ts'
import { applyDayPart, toWakingHours } from './times.ts'
import { datePrepositions, weekdays } from './words.ts'
import { toZone } from './zone.ts'

/** A point in time as said: a day, a time of day, or both. */
export interface When {
	/** First token, with the preposition that belongs to it. */
	start: number
	end: number
	day: Day | null
	/** Minutes since midnight. */
	minutes: number | null
	/** Whether a preposition introduces it, or the text begins with it: "monday blues on tuesday" is due on Tuesday. */
	placed: boolean
	/** Whether it describes a thing ("the slides for Monday", "the Monday slides") and may be no due date. */
	describes: boolean
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
	if (!canBegin(scan, at) || wordAt(scan, at - 1) === 'any') return null
	const parts = readPieces(scan, at)
	if (!parts || !canEnd(scan, parts.end)) return null
	const start = takeLeading(scan, at)
	if (!isMeant(scan, start, at, parts)) return null
	const minutes = toMinutes(parts)
	// "tonight at midnight" is when this day ends.
	const small = parts.part?.part === 'tonight' && parts.clock !== null && minutes !== null && minutes < 300
	return {
		start,
		end: skipTrailing(scan, parts.end),
		...toMoment(scan, small ? scan.today + 1 : toDayOf(parts), minutes, parts.clock?.offset),
		placed: start < at || isTextStart(scan, at),
		describes: describing.has(wordAt(scan, at - 1)) && !isTextStart(scan, start),
	}
}

const describing = new Set(['for', 'about', 'of', 'from', 'the', 'my', 'our'])

/** A moment written with an offset ("2027-03-01T10:00Z") is due when the person's own clock shows it. */
function toMoment(scan: Scan, day: Day | null, minutes: number | null, offset?: number): Pick<When, 'day' | 'minutes'> {
	if (minutes === null || offset === undefined) return { day, minutes }
	const local = toZone({ day: day ?? scan.today, minutes }, offset, scan.timeZone)
	return { day: day === null ? null : local.day, minutes: local.minutes }
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
	const latest = skipWords(scan, end, 'at', 'the', 'latest')
	return latest ?? skipAny(scan, end, 'sharp', 'exactly', 'approximately', 'approx', 'latest', 'eod', 'cob', 'eob')
}

const leadingWords = new Set(
	'anytime on by at due before until till after for in from between starting around about circa @ during sometime'.split(
		' ',
	),
)

/** Words that introduce a date only in front of another word: "no later than", "right now". */
const leadingPairs: ReadonlyMap<string, string> = new Map([
	['than', ''],
	['later', 'than'],
	['no', 'later'],
	['not', 'later'],
	['right', 'now'],
	['just', 'now'],
])

/** Takes in the words that only introduce a date: "by", "due on", "no later than", "@". */
function takeLeading(scan: Scan, at: number): number {
	let start = at
	while (start > 0 && at - start < 4) {
		const word = wordAt(scan, start - 1)
		const follower = leadingPairs.get(word)
		const paired = word === 'than' ? wordAt(scan, start - 2) === 'later' : follower === wordAt(scan, start)
		// "on or before", "not after"
		const either = ['or', 'not'].includes(word) && ['before', 'about', 'after'].includes(wordAt(scan, start))
		if (!leadingWords.has(word) && !(follower !== undefined && paired) && !either) break
		if (word === '@' && !canBegin(scan, start - 1)) break
		start -= 1
	}
	return start
}

function isMeant(scan: Scan, start: number, at: number, parts: Parts): boolean {
	if (
		parts.clock?.bare &&
		parts.day === null &&
		parts.part === null &&
		!['at', '@', 'around', 'from', 'between'].includes(wordAt(scan, at - 1))
	)
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
	if (parts.day?.role === 'weekday' && isDayBeside(scan, parts.end)) return true
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

/** "mon and wed", "mon to fri": where another day of the week follows, this is one too. */
function isDayBeside(scan: Scan, end: number): boolean {
	const joined = ['and', 'or', '&', 'to', 'through', 'thru', 'until', 'till'].includes(wordAt(scan, end))
	return joined && weekdays.has(wordAt(scan, end + 1)) && isTextEnd(scan, end + 2)
}

/** The day a moment falls on: a time alone is the next such time. */
export function settle(scan: Scan, when: When): { day: Day; minutes: number | null } {
	if (when.day !== null) return { day: when.day, minutes: when.minutes }
	const named = dayOfPart(scan, when.start, when.end)
	if (named !== null) return { day: named, minutes: when.minutes }
	const passed = when.minutes !== null && when.minutes < scan.minute
	return { day: passed ? scan.today + 1 : scan.today, minutes: when.minutes }
}
