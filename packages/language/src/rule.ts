import { daysInMonth, isRealDate, nthWeekday, toDay, toParts, weekdayOf, type Day } from './calendar.ts'

export type Frequency = 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** A weekday of a rule; `nth` is 0 for every such day, negative from the end of the month or year. */
export interface RuleDay {
	weekday: number
	nth: number
}

/** The parts of an RRULE (RFC 5545 §3.3.10) that people's words can mean. */
export interface Rule {
	freq: Frequency
	interval: number
	byDay: RuleDay[]
	byMonthDay: number[]
	byYearDay: number[]
	byWeekNo: number[]
	byMonth: number[]
	bySetPos: number[]
	count: number | null
	until: Day | null
}

export const weekdayCodes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

export function createRule(freq: Frequency, interval = 1): Rule {
	return {
		freq,
		interval,
		byDay: [],
		byMonthDay: [],
		byYearDay: [],
		byWeekNo: [],
		byMonth: [],
		bySetPos: [],
		count: null,
		until: null,
	}
}

export function onWeekdays(rule: Rule, days: readonly number[]): Rule {
	return { ...rule, byDay: days.map((weekday) => ({ weekday, nth: 0 })) }
}

/** Monday to Friday. */
export const workdays: readonly number[] = [1, 2, 3, 4, 5]

const byNumber = (a: number, b: number): number => a - b

/** The rule as RRULE text, its parts in a fixed order. */
export function formatRule(rule: Rule): string {
	const parts = [`FREQ=${rule.freq}`]
	if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`)
	const days = rule.byDay.toSorted((a, b) => a.nth - b.nth || ((a.weekday + 6) % 7) - ((b.weekday + 6) % 7))
	const lists: [string, readonly (string | number)[]][] = [
		['BYMONTH', rule.byMonth.toSorted(byNumber)],
		['BYWEEKNO', rule.byWeekNo.toSorted(byNumber)],
		['BYYEARDAY', rule.byYearDay.toSorted(byNumber)],
		['BYMONTHDAY', rule.byMonthDay.toSorted(byNumber)],
		['BYDAY', days.map((day) => `${day.nth === 0 ? '' : day.nth}${weekdayCodes[day.weekday] ?? 'MO'}`)],
		['BYSETPOS', rule.bySetPos],
	]
	for (const [name, values] of lists) if (values.length > 0) parts.push(`${name}=${[...new Set(values)].join(',')}`)
	if (rule.count !== null) parts.push(`COUNT=${rule.count}`)
	if (rule.until !== null) parts.push(`UNTIL=${formatUntil(rule.until)}`)
	return parts.join(';')
}

function formatUntil(day: Day): string {
	const { year, month, day: date } = toParts(day)
	return `${String(year).padStart(4, '0')}${String(month).padStart(2, '0')}${String(date).padStart(2, '0')}`
}

/** Reads what `formatRule` writes, and any other RRULE of these parts; null for the rest. */
export function readRule(text: string): Rule | null {
	let rule: Rule | null = null
	const parts = new Map<string, string>()
	for (const part of text.replace(/^RRULE:/i, '').split(';')) {
		const [name = '', value = ''] = part.split('=')
		parts.set(name.trim().toUpperCase(), value.trim().toUpperCase())
	}
	const freq = parts.get('FREQ')
	if (freq === 'HOURLY' || freq === 'DAILY' || freq === 'WEEKLY' || freq === 'MONTHLY' || freq === 'YEARLY')
		rule = createRule(freq, Number(parts.get('INTERVAL') ?? 1))
	if (!rule) return null
	const numbers = (name: string): number[] => (parts.get(name) ?? '').split(',').filter(Boolean).map(Number)
	rule.byMonthDay = numbers('BYMONTHDAY')
	rule.byYearDay = numbers('BYYEARDAY')
	rule.byWeekNo = numbers('BYWEEKNO')
	rule.byMonth = numbers('BYMONTH')
	rule.bySetPos = numbers('BYSETPOS')
	rule.byDay = (parts.get('BYDAY') ?? '').split(',').filter(Boolean).map(readRuleDay)
	rule.count = parts.has('COUNT') ? Number(parts.get('COUNT')) : null
	const until = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '')
	if (until) rule.until = toDay(Number(until[1]), Number(until[2]), Number(until[3]))
	return rule
}

function readRuleDay(text: string): RuleDay {
	const code = text.slice(-2)
	return {
		weekday: Math.max(
			0,
			weekdayCodes.findIndex((name) => name === code),
		),
		nth: Number(text.slice(0, -2) || 0),
	}
}

/** Whether a rule names its days itself rather than taking them from the first occurrence. */
export function hasDays(rule: Rule): boolean {
	return (
		rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length + rule.byWeekNo.length + rule.byMonth.length > 0
	)
}

/** The first day from `from` on that the rule's own days allow, intervals aside; null within eight years. */
export function firstDayOf(rule: Rule, from: Day): Day | null {
	if (!hasDays(rule)) return from
	for (let day = from; day < from + 3_000; day += 1) if (isDayOf(rule, day)) return day
	return null
}

function isDayOf(rule: Rule, day: Day): boolean {
	const { year, month, day: date } = toParts(day)
	if (rule.byMonth.length > 0 && !rule.byMonth.includes(month)) return false
	if (rule.byMonthDay.length > 0 && !isMonthDayOf(rule, year, month, date)) return false
	if (rule.byYearDay.length > 0) {
		const length = isRealDate(year, 2, 29) ? 366 : 365
		const nth = day - toDay(year, 1, 1) + 1
		if (!rule.byYearDay.some((value) => value === nth || value === nth - length - 1)) return false
	}
	if (rule.byWeekNo.length > 0 && !rule.byWeekNo.includes(isoWeekOf(day))) return false
	if (rule.byDay.length === 0) return true
	if (rule.bySetPos.length > 0 && rule.freq === 'MONTHLY') return isPositionOf(rule, day, year, month)
	return rule.byDay.some((byDay) => isWeekdayOf(rule, byDay, day, year, month))
}

function isMonthDayOf(rule: Rule, year: number, month: number, date: number): boolean {
	const length = daysInMonth(year, month)
	const real = rule.byMonthDay
		.map((value) => (value < 0 ? length + value + 1 : value))
		.filter((v) => v <= length && v > 0)
	// BYMONTHDAY=28,29,30,31;BYSETPOS=-1 is the last of those that the month has.
	if (rule.bySetPos[0] === -1 && rule.byDay.length === 0) return date === Math.max(...real)
	return real.includes(date)
}

/** BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1: the last of those days in its month. */
function isPositionOf(rule: Rule, day: Day, year: number, month: number): boolean {
	const first = toDay(year, month, 1)
	const days = Array.from({ length: daysInMonth(year, month) }, (_, at) => first + at).filter((each) =>
		rule.byDay.some((byDay) => isWeekdayOf(rule, byDay, each, year, month)),
	)
	return rule.bySetPos.some((position) => days.at(position > 0 ? position - 1 : position) === day)
}

function isWeekdayOf(rule: Rule, byDay: RuleDay, day: Day, year: number, month: number): boolean {
	if (weekdayOf(day) !== byDay.weekday) return false
	if (byDay.nth === 0) return true
	if (rule.freq === 'MONTHLY' || rule.byMonth.length > 0)
		return nthWeekday(year, month, byDay.weekday, byDay.nth) === day
	const first = toDay(year, 1, 1)
	const last = toDay(year, 12, 31)
	return byDay.nth > 0
		? Math.floor((day - first) / 7) + 1 === byDay.nth
		: Math.floor((last - day) / 7) + 1 === -byDay.nth
}

/** ISO 8601 week number. */
export function isoWeekOf(day: Day): number {
	const thursday = day - ((weekdayOf(day) + 6) % 7) + 3
	return Math.floor((thursday - toDay(toParts(thursday).year, 1, 1)) / 7) + 1
}
