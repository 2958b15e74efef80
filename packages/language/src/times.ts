import { isMeasured } from './measures.ts'
import { readNumberWord } from './numbers.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, skipAny, textAt, wordAt } from './scan.ts'
import type { Half } from './tokens.ts'
import { units, weekdays } from './words.ts'

export interface ClockPhrase {
	end: number
	/** Minutes since midnight as read so far. */
	minutes: number
	/** Whether "5" may still become 17:00 (or 5:00 in a morning). */
	open: boolean
	/** A bare number is a time only where "at" or a day stands beside it. */
	bare?: boolean
	/** Minutes ahead of UTC, where the time was written with them. */
	offset?: number
}

/** "at 5" is 17:00 and "at 9" is 9:00: the hours of a waking day, 7:00 to 18:59. */
export function toWakingHours(minutes: number): number {
	return minutes >= 60 && minutes < 7 * 60 ? minutes + 720 : minutes
}

export function applyHalf(minutes: number, half: Half): number {
	if (half === 'am') return minutes >= 720 && minutes < 780 ? minutes - 720 : minutes
	if (half === 'pm') return minutes < 720 ? minutes + 720 : minutes
	return minutes
}

/** Settles an open hour by the part of the day said beside it: "8 in the evening", "tonight at 11". */
export function applyDayPart(clock: ClockPhrase, part: string): number {
	if (!clock.open) return clock.minutes
	const { minutes } = clock
	if (part === 'morning') return minutes
	if (part === 'night' && minutes < 5 * 60) return minutes
	if (part === 'tonight' && minutes >= 720) return minutes - 720
	return minutes < 720 ? minutes + 720 : minutes
}

/** A time of day written as one: "3pm", "17:00", "noon", "half past 3", "5 o'clock"; `bare` for a lone number. */
export function readClock(scan: Scan, at: number): ClockPhrase | null {
	const token = scan.tokens[at]
	if (token === undefined) return null
	if (token.kind === 'clock') {
		const minutes = token.hour * 60 + token.minute
		const range = skipRange(scan, at + 1)
		const end = isSpaced(scan, range)
			? skipAny(scan, range, "o'clock", 'oclock')
			: skipIsh(scan, skipAny(scan, range, 'h'))
		if (token.half !== null) return { end, minutes: applyHalf(minutes, token.half) % 1440, open: false }
		const open = token.hour > 0 && token.hour <= 12 && !token.padded
		const clock = { end, minutes: minutes % 1440, open }
		return token.offset === undefined ? clock : { ...clock, offset: token.offset }
	}
	const word = wordAt(scan, at)
	if (word === 'noon' || word === 'midday' || word === 'noonish') return { end: at + 1, minutes: 720, open: false }
	if (word === 'midnight') return { end: at + 1, minutes: 0, open: false }
	return readSpokenTime(scan, at) ?? readHourNumber(scan, at)
}

/** "3pm-5pm", "11pm to 3": the task is due when it begins. */
function skipRange(scan: Scan, end: number): number {
	const between = wordAt(scan, end) === 'and' && wordAt(scan, end - 2) === 'between'
	const dash = between || ['-', '–', '—', 'to', 'until', 'till'].includes(wordAt(scan, end)) ? end + 1 : end
	if (dash === end) return end
	const token = scan.tokens[dash]
	if (token?.kind === 'clock') return dash + 1
	const glued = !isSpaced(scan, end) && !isSpaced(scan, dash)
	return token?.kind === 'number' && glued && token.value <= 24 && canEnd(scan, dash + 1) ? dash + 1 : end
}

function readHour(scan: Scan, at: number): { end: number; hour: number } | null {
	const token = scan.tokens[at]
	if (token?.kind === 'number') {
		const whole = Number.isInteger(token.value) && token.end - token.start <= 2 && token.value <= 24
		return whole ? { end: at + 1, hour: token.value } : null
	}
	const spoken = readNumberWord(scan, at)
	return spoken && spoken.value >= 1 && spoken.value <= 12 ? { end: spoken.end, hour: spoken.value } : null
}

/** "half past three", "half three", "quarter to 5", "ten past four", "20 minutes before 6". */
function readSpokenTime(scan: Scan, at: number): ClockPhrase | null {
	const first = wordAt(scan, at) === 'a' && wordAt(scan, at + 1) === 'quarter' ? at + 1 : at
	const word = wordAt(scan, first)
	if (word === 'half') {
		const past = skipAny(scan, first + 1, 'past', 'after')
		if (past > first + 1 && ['noon', 'midday'].includes(wordAt(scan, past)))
			return { end: past + 1, minutes: 750, open: false }
		if (past > first + 1 && wordAt(scan, past) === 'midnight') return { end: past + 1, minutes: 30, open: false }
		const hour = readHour(scan, past)
		const spokenHour = hour !== null && hour.hour >= 1 && hour.hour <= 12
		if (!spokenHour || units.has(wordAt(scan, hour.end))) return null
		return closeSpoken(scan, hour.end, hour.hour * 60 + 30)
	}
	const amount = word === 'quarter' ? { end: first + 1, value: 15 } : readAmount(scan, first)
	if (!amount || amount.value < 1 || amount.value > 59) return null
	const minutesWord = skipAny(scan, amount.end, 'minutes', 'minute', 'mins', 'min')
	const relation = wordAt(scan, minutesWord)
	const sign = ['past', 'after'].includes(relation) ? 1 : ['to', 'before', 'til', 'till'].includes(relation) ? -1 : 0
	if (sign === 0) return null
	const halved = scan.tokens[minutesWord + 1]
	const clear = halved?.kind === 'clock' && halved.half !== null
	if (word !== 'quarter' && minutesWord === amount.end && ['after', 'before'].includes(relation) && !clear) return null
	// "9 to 5" is a working day, "10 to 5" a time.
	if (minutesWord === amount.end && amount.value % 5 !== 0) return null
	const named = wordAt(scan, minutesWord + 1)
	if (named === 'noon' || named === 'midday')
		return { end: minutesWord + 2, minutes: 720 + sign * amount.value, open: false }
	if (named === 'midnight') return { end: minutesWord + 2, minutes: (1440 + sign * amount.value) % 1440, open: false }
	const clock = scan.tokens[minutesWord + 1]
	if (clock?.kind === 'clock' && clock.minute === 0) {
		const base = applyHalf(clock.hour * 60, clock.half) + sign * amount.value
		return { end: minutesWord + 2, minutes: (base + 1440) % 1440, open: clock.half === null }
	}
	const hour = readHour(scan, minutesWord + 1)
	if (!hour || hour.hour < 1 || hour.hour > 12) return null
	if (word !== 'quarter' && minutesWord === amount.end && relation === 'to' && !canEnd(scan, hour.end)) return null
	return closeSpoken(scan, hour.end, hour.hour * 60 + sign * amount.value)
}

function readAmount(scan: Scan, at: number): { end: number; value: number } | null {
	const token = scan.tokens[at]
	if (token?.kind === 'number') return { end: at + 1, value: token.value }
	return readNumberWord(scan, at)
}

function closeSpoken(scan: Scan, end: number, minutes: number): ClockPhrase {
	const clock = skipAny(scan, end, "o'clock", 'oclock')
	const token = scan.tokens[clock]
	if (token?.kind === 'word' && (token.word === 'am' || token.word === 'pm'))
		return { end: clock + 1, minutes: applyHalf(minutes, token.word), open: false }
	return { end: clock, minutes, open: true }
}

/** "5 o'clock", "11ish", "at 12 15", "at 1730", "at five thirty". */
function readHourNumber(scan: Scan, at: number): ClockPhrase | null {
	const token = scan.tokens[at]
	if (token?.kind === 'number' && !Number.isInteger(token.value)) return readDottedTime(scan, at)
	if (token?.kind === 'number' && token.end - token.start === 4 && token.value % 100 < 60 && token.value < 2400)
		return {
			end: skipAny(scan, skipIsh(scan, at + 1), 'hrs', 'hours', 'h'),
			minutes: Math.floor(token.value / 100) * 60 + (token.value % 100),
			open: false,
			bare: !['hrs', 'h'].includes(wordAt(scan, at + 1)),
		}
	const hour = readHour(scan, at)
	if (!hour) return null
	const open = hour.hour >= 1 && hour.hour <= 12
	const padded = token?.kind === 'number' && token.end - token.start === 2 && token.value < 10
	const next = wordAt(scan, hour.end)
	const spelled = next === 'o' && wordAt(scan, hour.end + 1) === 'clock'
	if (spelled) return { end: hour.end + 2, minutes: hour.hour * 60, open: open && !padded }
	const named = ["o'clock", 'oclock', 'ish', 'h', 'hrs', 'sharp'].includes(next)
	if (named && (next !== 'h' || !open)) {
		const half = wordAt(scan, hour.end + 1)
		if (half === 'am' || half === 'pm')
			return { end: hour.end + 2, minutes: applyHalf(hour.hour * 60, half), open: false }
		return { end: hour.end + 1, minutes: hour.hour * 60, open: open && !padded }
	}
	if (next === 'am' || next === 'pm')
		return { end: hour.end + 1, minutes: applyHalf(hour.hour * 60, next) % 1440, open: false }
	const until = wordAt(scan, hour.end) === '-' && !isSpaced(scan, hour.end) ? scan.tokens[hour.end + 1] : undefined
	if (until?.kind === 'clock' && until.half !== null && !isSpaced(scan, hour.end + 1))
		return { end: hour.end + 2, minutes: applyHalf(hour.hour * 60, until.half), open: false }
	const range = readBareRange(scan, at, hour)
	if (range) return range
	const minute = readMinutes(scan, hour.end)
	if (minute) {
		const half = wordAt(scan, minute.end)
		const minutes = hour.hour * 60 + minute.value
		if (half === 'am' || half === 'pm') return { end: minute.end + 1, minutes: applyHalf(minutes, half), open: false }
		return { end: minute.end, minutes, open: open && !padded, bare: true }
	}
	return { end: hour.end, minutes: (hour.hour % 24) * 60, open: open && !padded, bare: true }
}

/** Behind these "10-11" is a time. */
const daysBefore: ReadonlySet<string> = new Set([...weekdays.keys(), 'today', 'tomorrow', 'tmrw', 'tmr'])

/** "from 3 to 5", "between 3 and 5pm": the beginning, in the half of the day that the end names. */
function readBareRange(scan: Scan, at: number, from: { end: number; hour: number }): ClockPhrase | null {
	const before = wordAt(scan, at - 1)
	const joint = wordAt(scan, from.end)
	const joined =
		before === 'between' ? joint === 'and' : before === 'from' && ['to', '-', 'until', 'till'].includes(joint)
	const token = scan.tokens[from.end + 1]
	// "mon 10-11": read where a day of the week stands before it.
	const dashed = joint === '-' && !isSpaced(scan, from.end) && !isSpaced(scan, from.end + 1) && daysBefore.has(before)
	if (!(joined || dashed) || token === undefined) return null
	if (token.kind === 'clock') {
		const half =
			token.half === 'pm' && (from.hour > token.hour % 12 || from.hour === 12) && token.hour !== 12 ? 'am' : token.half
		return { end: from.end + 2, minutes: applyHalf(from.hour * 60, half), open: half === null, bare: true }
	}
	const until = readHour(scan, from.end + 1)
	return until
		? { end: until.end, minutes: (from.hour % 24) * 60, open: from.hour >= 1 && from.hour <= 12, bare: true }
		: null
}

/** "7.30" and "19.30", as times are written in Britain and elsewhere. */
function readDottedTime(scan: Scan, at: number): ClockPhrase | null {
	const match = /^(\d{1,2})\.([0-5]\d)$/.exec(textAt(scan, at))
	if (!match || Number(match[1]) > 23) return null
	const hour = Number(match[1])
	return { end: at + 1, minutes: hour * 60 + Number(match[2]), open: hour >= 1 && hour <= 12, bare: true }
}

/** "1930-ish" */
function skipIsh(scan: Scan, at: number): number {
	return wordAt(scan, at) === '-' && wordAt(scan, at + 1) === 'ish' ? at + 2 : skipAny(scan, at, 'ish')
}

function readMinutes(scan: Scan, at: number): { end: number; value: number } | null {
	const token = scan.tokens[at]
	if (token?.kind === 'number') {
		const fits = token.end - token.start === 2 && token.value < 60 && canEnd(scan, at + 1)
		return fits && !isMeasured(scan, at + 1) ? { end: at + 1, value: token.value } : null
	}
	const spoken = readNumberWord(scan, at)
	return spoken && spoken.value >= 10 && spoken.value < 60 ? spoken : null
}
