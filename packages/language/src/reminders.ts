import { readLength } from './offsets.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, skipAny, skipWords, wordAt } from './scan.ts'

export interface ReminderPhrase {
	start: number
	end: number
	/** Minutes before the due time. */
	minutes: number
}

const befores = new Set(['before', 'early', 'earlier', 'ahead', 'beforehand', 'prior'])

/** "remind me 30 minutes before", "with a reminder 1 hour before", "reminder 10 min early, 1 day before". */
export function readReminder(scan: Scan, at: number): ReminderPhrase | null {
	if (!isSpaced(scan, at)) return null
	let next = skipAny(scan, at, 'and', ',', 'with', 'set')
	next = skipAny(scan, next, 'a', 'the')
	const named = skipWords(scan, next, 'remind', 'me') ?? (wordAt(scan, next) === 'reminder' ? next + 1 : null)
	if (named === null) return null
	const start = skipAny(scan, skipAny(scan, named, ':', 'of', 'about', 'me'), 'it', 'at', 'for')
	const onTime = skipWords(scan, start, 'the', 'time') ?? skipWords(scan, start, 'on', 'time')
	if (onTime !== null && canEnd(scan, onTime)) return { start: at, end: onTime, minutes: 0 }
	const length = readLength(scan, start)
	if (!length || !befores.has(wordAt(scan, length.end))) return null
	const minutes = length.months * 43_200 + length.days * 1_440 + length.weekdays * 1_440 + Math.round(length.minutes)
	let end = length.end + 1
	end =
		skipWords(scan, end, 'it', 'is', 'due') ??
		skipWords(scan, end, 'the', 'due', 'time') ??
		skipAny(scan, end, 'hand', 'it', 'due')
	return canEnd(scan, end) && minutes <= 525_600 ? { start: at, end, minutes } : null
}
