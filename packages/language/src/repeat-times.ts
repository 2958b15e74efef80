import { readDayList } from './repeat-days.ts'
import type { Repeat } from './repeat.ts'
import type { Scan } from './scan.ts'
import { canEnd, isTextStart, skipAny, wordAt } from './scan.ts'
import { isMeasured } from './measures.ts'
import { readClock, toWakingHours } from './times.ts'
import { opensWithVerb } from './verbs.ts'
import { readWhen } from './when.ts'

/** "from 6 to 7pm", "between 6 and 7": due when it begins. */
export function readHours(scan: Scan, at: number, repeat: Repeat): number | null {
	const range = ['from', 'between'].includes(wordAt(scan, at)) ? readClock(scan, at + 1) : null
	if (!range || range.end <= at + 2 || repeat.minutes !== null) return null
	repeat.minutes = range.open ? toWakingHours(range.minutes) : range.minutes
	return range.end
}

/** "at 9", "in the evening at 8": the time of day of a series. */
export function readTime(scan: Scan, at: number, repeat: Repeat): number | null {
	if (repeat.minutes !== null && wordAt(scan, at) !== 'at') return null
	const part = /^(?:morning|afternoon|evening|night)s?$/.exec(wordAt(scan, at))
	if (part && repeat.rule.byDay.length > 0) return readPlainPart(scan, at, repeat)
	const read = readWhen(scan, skipAny(scan, at, 'at', '@', 'around'))
	const when = read?.day === null ? read : readHourBeforeChore(scan, at, repeat.start)
	if (!when || when.minutes === null) return null
	const later = repeat.part !== null && repeat.part !== 'morning' && when.minutes < 720
	repeat.minutes = later ? when.minutes + 720 : when.minutes
	return skipMoreTimes(scan, when.end)
}

/** "every night at 10 read", "every monday at 9, thursday at 6": a bare hour may have the chore or another day behind it. */
function readHourBeforeChore(scan: Scan, at: number, start: number): { end: number; minutes: number } | null {
	const clock = ['at', '@'].includes(wordAt(scan, at)) ? readClock(scan, at + 1) : null
	const next = clock?.bare ? scan.tokens[clock.end] : undefined
	const listed = clock !== null && readDayList(scan, skipAny(scan, clock.end, ',', 'and'), true) !== null
	const chore = next?.kind === 'word' && opensWithVerb(scan.text.slice(next.start))
	// The title comes behind a repetition that begins the text.
	const leads =
		isTextStart(scan, start) && clock?.bare === true && next?.kind === 'word' && !isMeasured(scan, clock.end)
	if (!clock || !(listed || chore || leads)) return null
	return { end: clock.end, minutes: clock.open ? toWakingHours(clock.minutes) : clock.minutes }
}

function readPlainPart(scan: Scan, at: number, repeat: Repeat): number {
	const minutes: Record<string, number> = { morning: 540, afternoon: 900, evening: 1080, night: 1200 }
	repeat.part = wordAt(scan, at).replace(/s$/, '')
	repeat.minutes = minutes[repeat.part] ?? null
	return at + 1
}

/** "at 10, 12 and 17": a task has one due time, the first. */
function skipMoreTimes(scan: Scan, end: number): number {
	let last = end
	for (let count = 0; count < 10; count += 1) {
		if (![',', 'and'].includes(wordAt(scan, last))) return last
		const start = wordAt(scan, last + 1) === 'and' ? last + 2 : last + 1
		const clock = readClock(scan, start)
		if (!clock || (clock.bare && !canEnd(scan, clock.end))) return last
		last = clock.end
	}
	return last
}
