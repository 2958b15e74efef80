import type { Day } from './calendar.ts'
import { onWeekdays, workdays, type Rule } from './rule.ts'
import type { Scan } from './scan.ts'
import { readNumber } from './numbers.ts'
import { addLengthTo, readLength } from './offsets.ts'
import { readCore } from './repeat-core.ts'
import { readDayList } from './repeat-days.ts'
import { readOnDays } from './repeat-on.ts'
import { readHours, readTime } from './repeat-times.ts'
import { canBegin, canEnd, skipAny, skipWords, wordAt } from './scan.ts'
import { readWhen, settle } from './when.ts'

/** A recurrence as said, with what stands around it. */
export interface Repeat {
	start: number
	end: number
	rule: Rule
	fromCompletion: boolean
	minutes: number | null
	part: string | null
	/** The day from which it counts, where one was named. */
	from: Day | null
	/** Token from which nothing more is read as a date: behind "except". */
	deafFrom: number | null
}

/** The recurrence that begins at this token, or null. */
export function readRepeat(scan: Scan, at: number): Repeat | null {
	if (!canBegin(scan, at)) return null
	const lead = readLeadingStart(scan, at)
	const coreAt = skipAny(scan, lead?.end ?? at, 'on', 'repeat', 'repeats', 'repeating', 'occurs')
	const core = readCore(scan, coreAt)
	if (!core) return null
	const repeat: Repeat = {
		start: takeLead(scan, at),
		end: core.end,
		rule: core.rule,
		fromCompletion: core.fromCompletion || isSaidDone(scan, at),
		minutes: core.minutes,
		part: core.part,
		from: lead?.day ?? null,
		deafFrom: null,
	}
	for (let count = 0; count < 8; count += 1) {
		const end = readClause(scan, repeat)
		if (end === null) break
		repeat.end = end
	}
	if (!canEnd(scan, repeat.end)) return null
	const other = skipAny(scan, repeat.end, ',', 'and', '&')
	const says = ['except', 'but', 'excluding', 'besides'].includes(wordAt(scan, repeat.end))
	// "every monday at 9 and thursday at 6": one task has one time, so the rest stays in the title.
	if (says || (other > repeat.end && repeat.minutes !== null && readDayList(scan, other, true)))
		repeat.deafFrom = repeat.end
	return repeat
}

/** "when done every 3 days": said before the repetition. */
function isSaidDone(scan: Scan, at: number): boolean {
	const behind = skipWords(scan, at - 2, 'when', 'done') ?? skipWords(scan, at - 2, 'after', 'completion')
	return at >= 2 && behind === at
}

function takeLead(scan: Scan, at: number): number {
	if (isSaidDone(scan, at)) return at - 2
	const before = wordAt(scan, at - 1)
	return before === '@' ||
		before === 'repeat' ||
		before === 'repeats' ||
		before === 'repeating' ||
		before === 'recurring' ||
		before === 'on'
		? at - 1
		: at
}

/** "starting tomorrow on weekends". */
function readLeadingStart(scan: Scan, at: number): { end: number; day: Day } | null {
	if (!startWords.has(wordAt(scan, at))) return null
	const when = readWhen(scan, skipAny(scan, at + 1, 'on', 'from'))
	return when && when.day !== null ? { end: skipAny(scan, when.end, ','), day: when.day } : null
}

const startWords = new Set([
	'starting',
	'beginning',
	'start',
	'starts',
	'begin',
	'begins',
	'from',
	'since',
	'effective',
	'commencing',
])
const endWords = new Set(['until', 'till', 'til', 'through', 'thru', 'ending', 'ends', 'end', 'to', 'up'])

function readClause(scan: Scan, repeat: Repeat): number | null {
	const at = skipAny(scan, repeat.end, ',')
	return (
		readCompletion(scan, at, repeat) ??
		readCount(scan, at, repeat) ??
		readWorkingDays(scan, at, repeat) ??
		readHours(scan, at, repeat) ??
		readStart(scan, at, repeat) ??
		readEnd(scan, at, repeat) ??
		readExcept(scan, at, repeat) ??
		readOnDays(scan, at, repeat) ??
		readTime(scan, at, repeat)
	)
}

/** "when done", "after completion", "after I finish it". */
function readCompletion(scan: Scan, at: number, repeat: Repeat): number | null {
	const word = wordAt(scan, at)
	if (!['when', 'after', 'from', 'once', 'upon', 'since'].includes(word)) return null
	let next = skipAny(scan, at + 1, 'it', "it's", 'i', 'the', 'last', 'task', 'being')
	next = skipAny(scan, skipAny(scan, next, 'is', 'am', "i've", 'have', 'last', 'was'), 'completion')
	const done = ['done', 'complete', 'completed', 'completing', 'finished', 'finish', 'finishing', 'completion']
	if (!done.includes(wordAt(scan, next)) && wordAt(scan, next - 1) !== 'completion') return null
	repeat.fromCompletion = true
	return wordAt(scan, next - 1) === 'completion' ? next : skipAny(scan, next + 1, 'it', 'date')
}

/** "5 times", "twice", "for 20 occurrences". */
function readCount(scan: Scan, at: number, repeat: Repeat): number | null {
	const start = skipAny(scan, at, 'for', 'only')
	if (repeat.rule.count !== null) return null
	const word = wordAt(scan, start)
	const single = word === 'once' ? 1 : word === 'twice' ? 2 : word === 'thrice' ? 3 : null
	if (single !== null) {
		repeat.rule.count = single
		return start + 1
	}
	const amount = readNumber(scan, start)
	if (!amount || !Number.isInteger(amount.value) || amount.value < 1 || amount.value > 999) return null
	if (!['times', 'time', 'occurrences', 'occurrence', 'x', 'repeats', 'repetitions'].includes(wordAt(scan, amount.end)))
		return null
	repeat.rule.count = amount.value
	return amount.end + 1
}

/** "every day from monday to friday": days of the week, no beginning and end. */
function readWorkingDays(scan: Scan, at: number, repeat: Repeat): number | null {
	if (repeat.rule.freq !== 'DAILY' || repeat.rule.interval !== 1) return null
	const on = skipAny(scan, at, 'from', 'on')
	const working = ['weekdays', 'workdays'].includes(wordAt(scan, on))
	if (working || wordAt(scan, on) === 'weekends') {
		repeat.rule = onWeekdays({ ...repeat.rule, freq: 'WEEKLY' }, working ? workdays : [6, 0])
		return on + 1
	}
	const list = readDayList(scan, on, true)
	if (!list || list.weekdays.length < 2 || !canEnd(scan, list.end)) return null
	repeat.rule = onWeekdays({ ...repeat.rule, freq: 'WEEKLY' }, list.weekdays)
	return list.end
}

function readStart(scan: Scan, at: number, repeat: Repeat): number | null {
	if (!startWords.has(wordAt(scan, at)) || repeat.from !== null) return null
	const when = readWhen(scan, skipAny(scan, at + 1, 'on', 'from'))
	if (!when) return null
	const { day } = settle(scan, when)
	repeat.from = day
	if (when.minutes !== null) repeat.minutes = when.minutes
	return when.end
}

/** "until June", "to dec 25th", "for six weeks", "for the next three years", "for up to 2 months". */
function readEnd(scan: Scan, at: number, repeat: Repeat): number | null {
	if (repeat.rule.until !== null) return null
	const word = wordAt(scan, at)
	if (word === 'for') {
		const up = skipWords(scan, at + 1, 'up', 'to') ?? at + 1
		const length = readLength(scan, skipAny(scan, skipAny(scan, up, 'the'), 'next', 'coming', 'following'))
		if (!length || length.minutes > 0) return null
		repeat.rule.until = addLengthTo(repeat.from ?? scan.today, length, 1)
		return length.end
	}
	if (!endWords.has(word)) return null
	const when = readWhen(scan, skipAny(scan, skipAny(scan, at + 1, 'to', 'on', 'at'), 'the'))
	if (!when || when.day === null) return null
	// "from monday to friday" ends on the Friday that follows.
	repeat.rule.until = repeat.from !== null && when.day < repeat.from ? when.day + 7 : when.day
	return when.end
}

/** "every day except sundays": what remains can be said as a rule; other exceptions stay in the title. */
function readExcept(scan: Scan, at: number, repeat: Repeat): number | null {
	const but = wordAt(scan, at) === 'but' ? skipAny(scan, skipAny(scan, at + 1, 'not'), 'for') : at
	const start = ['except', 'excluding'].includes(wordAt(scan, at)) ? skipAny(scan, at + 1, 'for', 'on') : but
	const weekly = repeat.rule.freq === 'WEEKLY' && repeat.rule.byDay.length > 1
	if (start === at || !(repeat.rule.freq === 'DAILY' || weekly) || repeat.rule.interval !== 1) return null
	const from = skipAny(scan, start, 'on', 'the')
	const weekend = ['weekends', 'weekend'].includes(wordAt(scan, from))
	const list = weekend ? { end: from + 1, weekdays: [0, 6] } : readDayList(scan, from, true)
	if (!list) return null
	const all = weekly ? repeat.rule.byDay.map((day) => day.weekday) : [1, 2, 3, 4, 5, 6, 0]
	const left = all.filter((day) => !list.weekdays.includes(day))
	if (left.length === 0) return null
	repeat.rule = onWeekdays({ ...repeat.rule, freq: 'WEEKLY' }, left)
	return list.end
}
