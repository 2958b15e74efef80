import { readDayList, readMonthList, readPositions } from './repeat-days.ts'
import { readNumber, readOrdinal, readPosition } from './numbers.ts'
import { readUnit } from './offsets.ts'
import { createRule, type Frequency, type Rule } from './rule.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, skipAny, skipWords, wordAt } from './scan.ts'
import { dayParts, months, weekdays, type Unit } from './words.ts'

export interface Core {
	end: number
	rule: Rule
	/** Set where the words name a part of the day: "every morning". */
	minutes: number | null
	fromCompletion: boolean
}

const workdays = [1, 2, 3, 4, 5]
const everyWords = new Set(['every', 'each', 'ev', 'evry', 'evey', 'eveery'])

const toCore = (end: number, rule: Rule, minutes: number | null = null): Core => ({
	end,
	rule,
	minutes,
	fromCompletion: false,
})

export function onWeekdays(rule: Rule, days: readonly number[]): Rule {
	return { ...rule, byDay: days.map((weekday) => ({ weekday, nth: 0 })) }
}

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
		readEvery(scan, at) ?? readOnce(scan, at) ?? readAdverb(scan, at) ?? readPlural(scan, at) ?? readOfEvery(scan, at)
	)
}

function readEvery(scan: Scan, at: number): Core | null {
	if (!everyWords.has(wordAt(scan, at))) return null
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
	return unit ? toCore(unit.end, withUnit(unit.unit, 1) ?? createRule('DAILY')) : null
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
	if (part !== undefined && wordAt(scan, at) !== 'lunchtime') return toCore(at + 1, createRule('DAILY'), part)
	const other = skipAny(scan, at, 'other', 'alternate')
	if (other > at) return readCounted(scan, other, 2)
	return readYearDate(scan, at) ?? readPositionEvery(scan, at) ?? readAmount(scan, at) ?? readCounted(scan, at, 1)
}

function readAmount(scan: Scan, at: number): Core | null {
	const amount = readNumber(scan, at)
	if (!amount || ['a', 'an', 'half'].includes(wordAt(scan, at))) return null
	if (amount.value === 1.5 || amount.value === 0.5) return null
	return readCounted(scan, skipAny(scan, amount.end, 'of'), amount.value)
}

function readCounted(scan: Scan, at: number, interval: number): Core | null {
	const days = readDayList(scan, at, true)
	if (days) return toCore(days.end, onWeekdays(createRule('WEEKLY', interval), days.weekdays))
	const named = readMonthList(scan, at)
	if (named && !readOrdinal(scan, named.end)) {
		const rule = createRule('YEARLY', interval)
		rule.byMonth = named.months
		if (scan.tokens[named.end]?.kind !== 'number') rule.byMonthDay = [1]
		return toCore(named.end, rule)
	}
	if (skipWords(scan, at, 'fortnight') !== null) return toCore(at + 1, createRule('WEEKLY', 2 * interval))
	const unit = readUnit(scan, at)
	if (!unit || !canEnd(scan, unit.end)) return null
	const part = unit.unit === 'day' ? null : dayParts.get(wordAt(scan, unit.end))
	const rule = withUnit(unit.unit, interval)
	return rule && part === undefined ? toCore(unit.end, rule) : rule ? toCore(unit.end, rule) : null
}

/** "every july 4th", "every 25 december", "every 4th of july". */
function readYearDate(scan: Scan, at: number): Core | null {
	const article = skipAny(scan, at, 'the')
	const month = months.get(wordAt(scan, article))
	const dayAt = month === undefined ? article : skipAny(scan, article + 1, 'the')
	const token = scan.tokens[dayAt]
	const day = readOrdinal(scan, dayAt) ?? (token?.kind === 'number' ? { end: dayAt + 1, value: token.value } : null)
	if (!day || !Number.isInteger(day.value) || day.value < 1 || day.value > 31) return null
	const monthAt = skipAny(scan, day.end, 'of')
	const named = month ?? months.get(wordAt(scan, monthAt))
	if (named === undefined) return null
	const rule = createRule('YEARLY')
	rule.byMonth = [named]
	rule.byMonthDay = [day.value]
	return toCore(month === undefined ? monthAt + 1 : day.end, rule)
}

/** "every 3rd friday (of the month)", "every 15th", "every 1st and 15th", "every last day of the month", "every 3rd month". */
function readPositionEvery(scan: Scan, at: number): Core | null {
	const first = readPosition(scan, skipAny(scan, at, 'the'))
	if (!first) return null
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
		if (tail === positions.end && !isFollower(wordAt(scan, positions.end))) return null
	}
	return toCore(skipMonthTail(scan, positions.end, true), rule)
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
	].includes(word)
}

function skipMonthTail(scan: Scan, at: number, withEvery: boolean): number {
	const of = skipAny(scan, at, 'of', 'in')
	if (of === at) return at
	const the = skipAny(scan, of, 'the', 'a', ...(withEvery ? ['each', 'every'] : []))
	return wordAt(scan, the) === 'month' ? the + 1 : at
}

const adverbs: ReadonlyMap<string, [Frequency, number]> = new Map<string, [Frequency, number]>([
	['hourly', ['HOURLY', 1]],
	['daily', ['DAILY', 1]],
	['everyday', ['DAILY', 1]],
	['nightly', ['DAILY', 1]],
	['weekly', ['WEEKLY', 1]],
	['biweekly', ['WEEKLY', 2]],
	['fortnightly', ['WEEKLY', 2]],
	['monthly', ['MONTHLY', 1]],
	['bimonthly', ['MONTHLY', 2]],
	['quarterly', ['MONTHLY', 3]],
	['biannually', ['MONTHLY', 6]],
	['semiannually', ['MONTHLY', 6]],
	['yearly', ['YEARLY', 1]],
	['annually', ['YEARLY', 1]],
	['biennially', ['YEARLY', 2]],
])

const adverbFollowers = new Set(
	'at on by for with until till from starting beginning ending in and or to every when after before @ except noon midnight through'.split(
		' ',
	),
)

/** "daily", "bi-weekly": not "the weekly review" nor "monthly report", which only describe. */
function readAdverb(scan: Scan, at: number): Core | null {
	const prefixed = wordAt(scan, at) === 'bi' || wordAt(scan, at) === 'semi'
	const name = prefixed && wordAt(scan, at + 1) === '-' ? wordAt(scan, at) + wordAt(scan, at + 2) : wordAt(scan, at)
	const end = prefixed ? at + 3 : at + 1
	const adverb = adverbs.get(name)
	if (!adverb) return null
	if (/^(?:the|a|an|my|our|your|this|his|her|their|twice|thrice|times|time|'s)$/.test(wordAt(scan, at - 1))) return null
	const next = scan.tokens[end]
	if (next?.kind === 'word' && !adverbFollowers.has(next.word) && !weekdays.has(next.word) && !months.has(next.word))
		return null
	if (next?.kind === 'sign' && next.word === '-') return null
	return toCore(end, createRule(adverb[0], adverb[1]), name === 'nightly' ? 1200 : null)
}

/** "mondays", "on tuesdays and thursdays", "weekdays", "on weekends". */
function readPlural(scan: Scan, at: number): Core | null {
	const before = wordAt(scan, at - 1)
	if (['all', 'the', 'my', 'these', 'those', 'of', 'many', 'some'].includes(before)) return null
	if (['few', 'two', 'three', 'business', 'working'].includes(before) || scan.tokens[at - 1]?.kind === 'number')
		return null
	const word = wordAt(scan, at)
	if (word === 'weekdays' || word === 'workdays') return toCore(at + 1, onWeekdays(createRule('WEEKLY'), workdays))
	if (word === 'weekends') return toCore(at + 1, onWeekdays(createRule('WEEKLY'), [6, 0]))
	const days = readDayList(scan, at, false)
	if (!days?.plural) return null
	return toCore(days.end, onWeekdays(createRule('WEEKLY'), days.weekdays))
}

/** "the 4th of every other month", "last friday of each month", "start of each month", "31st day of every year". */
function readOfEvery(scan: Scan, at: number): Core | null {
	const article = skipAny(scan, at, 'the')
	const edge = ['start', 'beginning'].includes(wordAt(scan, article)) ? 1 : wordAt(scan, article) === 'end' ? -1 : 0
	const positions = edge === 0 ? readPositions(scan, at) : null
	const end = positions?.end ?? article + 1
	if (edge === 0 && !positions) return null
	const of = skipAny(scan, end, 'of', 'in', 'on')
	if (of === end || !everyWords.has(wordAt(scan, of))) return null
	const period = readAfterEvery(scan, of + 1)
	if (!period || period.rule.byDay.length > 0) return null
	const { rule } = period
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
