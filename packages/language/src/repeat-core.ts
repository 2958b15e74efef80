import { isClosed } from './phrase-ends.ts'
import { readDayList, readMonthList, readPositions } from './repeat-days.ts'
import { readWorkday } from './repeat-on.ts'
import { readNumber, readOrdinal, readPosition } from './numbers.ts'
import { readUnit } from './offsets.ts'
import { createCore, type Core } from './repeat-start.ts'
import { readAfterDone, readAlternate, readMonthDays } from './repeat-lists.ts'
import { readHolidayEvery, readYearDate } from './repeat-years.ts'
import { readAdverb, readPlural } from './repeat-words.ts'
import { createRule, onWeekdays, workdays, type Frequency, type Rule } from './rule.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, isTextEnd, isTextStart, skipAny, skipWords, wordAt } from './scan.ts'
import { opensWithVerb } from './verbs.ts'
import { dayParts, type Unit } from './words.ts'

const everyWords = new Set(['every', 'each', 'ev', 'evry', 'evey', 'eveery'])

const frequencies: Record<Unit, [Frequency, number] | null> = {
	second: null,
	minute: null,
	hour: ['HOURLY', 1],
	day: ['DAILY', 1],
	weekday: ['WEEKLY', 1],
	week: ['WEEKLY', 1],
	weekend: ['WEEKLY', 1],
	month: ['MONTHLY', 1],
	quarter: ['MONTHLY', 3],
	year: ['YEARLY', 1],
}

/** "every 3 days", "each monday", "every other week", "daily", "mondays", "the 4th of every month". */
export function readCore(scan: Scan, at: number): Core | null {
	return (
		readEvery(scan, at) ??
		readOnce(scan, at) ??
		readAdverb(scan, at) ??
		readAfterDone(scan, at) ??
		readAlternate(scan, at) ??
		readPlural(scan, at) ??
		readOfEvery(scan, at) ??
		readMonthDays(scan, at)
	)
}

function readEvery(scan: Scan, at: number): Core | null {
	if (!everyWords.has(wordAt(scan, at))) return null
	if (skipWords(scan, at, 'each', 'and', 'every') !== null) return readEvery(scan, at + 2)
	const strict = wordAt(scan, at + 1) === '!' && !isSpaced(scan, at + 1)
	const start = skipAny(scan, strict ? at + 2 : at + 1, 'single')
	const core = readAfterEvery(scan, start)
	return core ? { ...core, fromCompletion: strict } : null
}

/** "once a week", "once every two months", "once per year". */
function readOnce(scan: Scan, at: number): Core | null {
	if (wordAt(scan, at) !== 'once') return null
	const next = wordAt(scan, at + 1)
	if (everyWords.has(next)) return readAfterEvery(scan, at + 2)
	if (!['a', 'an', 'per'].includes(next)) return null
	const unit = readUnit(scan, at + 2)
	return unit ? createCore(unit.end, withUnit(unit.unit, 1) ?? createRule('DAILY')) : null
}

function withUnit(unit: Unit, interval: number): Rule | null {
	const frequency = frequencies[unit]
	if (!frequency || !Number.isInteger(interval * frequency[1]) || interval < 1 || interval > 999) return null
	const rule = createRule(frequency[0], interval * frequency[1])
	if (unit === 'weekday') return onWeekdays(rule, workdays)
	return unit === 'weekend' ? onWeekdays(rule, [6]) : rule
}

/** What "every" applies to: a part of the day, an amount of units, weekdays, months, or days of the month. */
function readAfterEvery(scan: Scan, at: number): Core | null {
	const part = dayParts.get(wordAt(scan, at))
	if (part !== undefined && wordAt(scan, at) !== 'lunchtime')
		return { ...createCore(at + 1, createRule('DAILY'), part), part: wordAt(scan, at) }
	if (wordAt(scan, at) === 'midnight') return createCore(at + 1, createRule('DAILY'), 0)
	if (skipWords(scan, at, 'half', 'year') !== null) return createCore(at + 2, createRule('MONTHLY', 6))
	const other = skipAny(scan, at, 'other', 'alternate')
	if (other > at) return readCounted(scan, other, 2)
	return (
		readHolidayEvery(scan, at) ??
		readYearDate(scan, at) ??
		readPositionEvery(scan, at) ??
		readAmount(scan, at) ??
		readCounted(scan, at, 1)
	)
}

function readAmount(scan: Scan, at: number): Core | null {
	const amount = readNumber(scan, at)
	if (!amount || ['a', 'an', 'half'].includes(wordAt(scan, at))) return null
	if (amount.value === 1.5 || amount.value === 0.5) return null
	return readCounted(scan, skipAny(scan, amount.end, 'of'), amount.value)
}

function readCounted(scan: Scan, at: number, interval: number): Core | null {
	const days = readDayList(scan, at, true)
	if (days) return createCore(days.end, onWeekdays(createRule('WEEKLY', interval), days.weekdays))
	const named = readMonthList(scan, at)
	if (named && !readOrdinal(scan, named.end)) {
		const rule = createRule('YEARLY', interval)
		rule.byMonth = named.months
		if (scan.tokens[named.end]?.kind !== 'number') rule.byMonthDay = [1]
		return createCore(named.end, rule)
	}
	if (skipWords(scan, at, 'fortnight') !== null) return createCore(at + 1, createRule('WEEKLY', 2 * interval))
	const unit = readUnit(scan, at)
	if (!unit || !canEnd(scan, unit.end)) return null
	const rule = withUnit(unit.unit, interval)
	return rule ? createCore(unit.end, rule) : null
}

/** "every 3rd friday (of the month)", "every 15th", "every 1st and 15th", "every last day of the month", "every 3rd month". */
function readPositionEvery(scan: Scan, at: number): Core | null {
	const first = readPosition(scan, skipAny(scan, at, 'the'))
	if (!first) return null
	const workday = readWorkdayOfMonth(scan, at)
	if (workday) return workday
	const lastDay = first.value === -1 && wordAt(scan, first.end) === 'day' && isClosed(scan, first.end + 1)
	if (lastDay && skipMonthTail(scan, first.end + 1, true) === first.end + 1)
		return createCore(first.end + 1, { ...createRule('MONTHLY'), byMonthDay: [-1] })
	// "every second" is no day.
	if (scan.tokens[at]?.kind === 'word' && wordAt(scan, at) === 'second' && isTextEnd(scan, first.end)) return null
	const unit = readUnit(scan, first.end)
	const daysOfMonth = unit?.unit === 'day' && skipMonthTail(scan, unit.end, false) > unit.end
	const plainUnit = unit && !(unit.unit === 'day' && (first.value < 0 || daysOfMonth))
	if (plainUnit) return first.value > 0 ? readCounted(scan, first.end, first.value) : null
	const positions = readPositions(scan, at)
	if (!positions) return null
	const rule = createRule('MONTHLY')
	rule.byDay = positions.byDay
	rule.byMonthDay = positions.monthDays
	if (positions.byDay.length === 0 && scan.tokens[first.end]?.kind === 'word') {
		const spelled = scan.tokens[at]?.kind !== 'ordinal'
		const tail = skipMonthTail(scan, positions.end, true)
		if (spelled && tail === positions.end) return null
		const next = scan.tokens[positions.end]
		const verb = next !== undefined && (isTextStart(scan, at - 1) || positions.monthDays.length > 1)
		const chore = verb && opensWithVerb(scan.text.slice(next.start))
		const followed = next?.kind === 'word' && !isFollower(wordAt(scan, positions.end)) && !chore
		if (tail === positions.end && followed) return null
	}
	return createCore(skipMonthTail(scan, positions.end, true), rule)
}

/** "every first workday (of the month)", "every last business day": counted within the month. */
function readWorkdayOfMonth(scan: Scan, at: number): Core | null {
	const workday = readWorkday(scan, at)
	if (!workday || !canEnd(scan, workday.end)) return null
	const rule = onWeekdays(createRule('MONTHLY'), workdays)
	rule.bySetPos = [workday.value]
	return createCore(skipMonthTail(scan, workday.end, true), rule)
}

function isFollower(word: string): boolean {
	return [
		'at',
		'by',
		'from',
		'starting',
		'until',
		'till',
		'for',
		'to',
		'with',
		'when',
		'and',
		'in',
		'on',
		'ending',
		// As in "p2".
		'p',
	].includes(word)
}

function skipMonthTail(scan: Scan, at: number, withEvery: boolean): number {
	const of = skipAny(scan, at, 'of', 'in')
	if (of === at) return at
	const the = skipAny(scan, of, 'the', 'a', ...(withEvery ? ['each', 'every'] : []))
	return wordAt(scan, the) === 'month' ? the + 1 : at
}

/** "the 4th of every other month", "last friday of each month", "start of each month", "31st day of every year". */
function readOfEvery(scan: Scan, at: number): Core | null {
	const article = skipAny(scan, at, 'the')
	const workday = readWorkday(scan, at)
	const ofMonths = workday ? skipAny(scan, workday.end, 'of', 'in') : at
	if (workday && everyWords.has(wordAt(scan, ofMonths)) && wordAt(scan, ofMonths + 1) === 'month')
		return createCore(ofMonths + 2, { ...onWeekdays(createRule('MONTHLY'), workdays), bySetPos: [workday.value] })
	const edge = ['start', 'beginning'].includes(wordAt(scan, article)) ? 1 : wordAt(scan, article) === 'end' ? -1 : 0
	const positions = edge === 0 ? readPositions(scan, at) : null
	const end = positions?.end ?? article + 1
	if (edge === 0 && !positions) return null
	const of = skipAny(scan, end, 'of', 'in', 'on', ',')
	if (!everyWords.has(wordAt(scan, of)) || (of === end && !positions?.byDay.length)) return null
	const period = readAfterEvery(scan, of + 1)
	if (!period || period.rule.byDay.length > 0) return null
	const { rule } = period
	if (edge !== 0 && rule.freq === 'MONTHLY' && rule.interval === 3) {
		// Quarters begin in January wherever the series does.
		return {
			...period,
			rule: { ...rule, interval: 1, byMonth: edge === 1 ? [1, 4, 7, 10] : [3, 6, 9, 12], byMonthDay: [edge] },
		}
	}
	if (positions && positions.dayWord && rule.freq === 'YEARLY' && rule.byMonth.length === 0) {
		rule.byYearDay = positions.monthDays
		return period
	}
	if (rule.freq !== 'MONTHLY' && rule.freq !== 'YEARLY') return null
	rule.byMonthDay = edge === 0 ? (positions?.monthDays ?? []) : rule.freq === 'MONTHLY' ? [edge] : []
	if (edge !== 0 && rule.freq === 'YEARLY') rule.byYearDay = [edge]
	rule.byDay = positions?.byDay ?? []
	return period
}
