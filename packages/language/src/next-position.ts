import { daysInMonth, startOfWeek, toDay, toParts, weekdayOf, type Day } from './calendar.ts'
import { toYearShape, type DayFilter } from './rule-days.ts'
import type { Rule } from './rule.ts'

/** Days looked at before a rule is taken to have no further occurrence: 54 years of them, and years that are skipped cost none. */
const mostLooks = 20_000
const mostPeriods = 700
const lastYear = 9999

/** A rule that names months or weeks alone takes the rest from its start. */
export function withDaysOf(rule: Rule, start: Day): Rule {
	if (rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length > 0) return rule
	const ofWeek = rule.freq === 'WEEKLY' || rule.byWeekNo.length > 0
	return ofWeek
		? { ...rule, byDay: [{ weekday: weekdayOf(start), nth: 0 }] }
		: { ...rule, byMonthDay: [toParts(start).day] }
}

/**
 * The first day after `after` of a rule by positions, months or weeks: one week, month or year of it after another, from the
 * one that holds `after`. Intervals count from the period of `start`; null where none comes.
 */
export function nextPositionedDay(
	rule: Rule,
	weekStart: number,
	{ start, after }: { start: Day; after: Day },
	fits: DayFilter,
): Day | null {
	const toPeriod = createPeriods(rule, weekStart, start)
	let looks = 0
	for (let index = toPeriod.indexOf(after), seen = 0; looks < mostLooks && seen < mostPeriods; seen += 1, index += 1) {
		const period = toPeriod.at(index)
		if (toParts(period.first).year > lastYear) return null
		const days = listDays(rule, weekStart, period, fits)
		looks += days.looks
		const next = pick(rule, days.found).find((day) => day > after)
		if (next !== undefined) return next
	}
	return null
}

interface Period {
	first: Day
	/** The first day of the next. */
	end: Day
}

/** The periods of a rule, numbered from that of its start, in steps of its interval. */
function createPeriods({ freq, interval, byWeekNo }: Rule, weekStart: number, start: Day) {
	const origin = toParts(start)
	const week = startOfWeek(start, weekStart)
	// Weeks belong whole to the year most of them lies in.
	const ofWeeks = byWeekNo.length > 0
	const yearOf = (day: Day): number => {
		const { year } = toParts(day)
		const { weeks } = toYearShape(year, weekStart)
		if (!ofWeeks) return year
		return day < weeks.own ? year - 1 : day >= weeks.after ? year + 1 : year
	}
	const firstOfYear = (year: number): Day => (ofWeeks ? toYearShape(year, weekStart).weeks.own : toDay(year, 1, 1))
	const startYear = yearOf(start)
	const startMonth = origin.year * 12 + origin.month
	return {
		/** The last period that begins no later than this day, or the first of all. */
		indexOf(day: Day): number {
			const { year, month } = toParts(day)
			const passed =
				freq === 'WEEKLY'
					? Math.floor((day - week) / 7)
					: freq === 'MONTHLY'
						? year * 12 + month - startMonth
						: yearOf(day) - startYear
			return Math.max(0, Math.floor(passed / interval))
		},
		at(index: number): Period {
			const steps = index * interval
			if (freq === 'WEEKLY') return { first: week + steps * 7, end: week + steps * 7 + 7 }
			if (freq === 'MONTHLY')
				return {
					first: toDay(origin.year, origin.month + steps, 1),
					end: toDay(origin.year, origin.month + steps + 1, 1),
				}
			return { first: firstOfYear(startYear + steps), end: firstOfYear(startYear + steps + 1) }
		},
	}
}

/** The days of a period that fit; weeks and months that the rule leaves out are skipped unseen. */
function listDays(rule: Rule, weekStart: number, period: Period, fits: DayFilter) {
	const found: Day[] = []
	let looks = 0
	for (const { first, end } of listSpans(rule, period)) {
		const { year, month, day: date } = toParts(first)
		const shape = toYearShape(year, weekStart)
		const length = daysInMonth(year, month)
		looks += end - first
		for (let day = first; day < end; day += 1) if (fits(shape, month, date + day - first, length, day)) found.push(day)
	}
	return { found, looks }
}

/** The stretches of a period, each within one month, that the rule's weeks and months leave. */
function listSpans({ byWeekNo, byMonth }: Rule, { first, end }: Period): Period[] {
	const weeks = byWeekNo
		.map((number) => (number > 0 ? first + (number - 1) * 7 : end + number * 7))
		.filter((week) => week >= first && week < end)
	const whole = byWeekNo.length === 0 ? [{ first, end }] : weeks.map((week) => ({ first: week, end: week + 7 }))
	const spans: Period[] = []
	for (const span of whole.toSorted((a, b) => a.first - b.first)) {
		for (let day = span.first; day < span.end;) {
			const { year, month } = toParts(day)
			const until = Math.min(span.end, toDay(year, month + 1, 1))
			if (byMonth.length === 0 || byMonth.includes(month)) spans.push({ first: day, end: until })
			day = until
		}
	}
	return spans
}

/** The days at the rule's positions, or all of them where it names none. */
function pick({ bySetPos }: Rule, days: readonly Day[]): Day[] {
	if (bySetPos.length === 0) return [...days]
	const picked = bySetPos.flatMap((position) => days.at(position > 0 ? position - 1 : position) ?? [])
	return [...new Set(picked)].toSorted((a, b) => a - b)
}
