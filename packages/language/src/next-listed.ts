import { startOfWeek, toDay, toParts, type Day } from './calendar.ts'
import { createDayFilter, toYearShape } from './rule-days.ts'
import type { Rule } from './rule.ts'

/** Beyond so many days looked at (54 years of them, and no rule without an interval waits longer than 40) a rule is taken to have no further occurrence. */
const mostLooks = 20_000
const lastYear = 9999

/** Whether a rule lists its days wholly, so that neither its first occurrence nor a position among them has a say. */
export function isListed({ freq, byDay, byMonthDay, byYearDay, byWeekNo, bySetPos, byMonth }: Rule): boolean {
	// Of one day, the first is the last: a position among a day's days says nothing.
	if (freq === 'DAILY') return byDay.length + byMonthDay.length + byMonth.length > 0
	if (bySetPos.length + byWeekNo.length > 0 || freq === 'HOURLY') return false
	return byDay.length + byMonthDay.length + byYearDay.length > 0
}

/** The first day after `after` of a rule that lists its days, its intervals counted from `start`; null where none comes. */
export function nextListedDay(rule: Rule, weekStart: number, start: Day, after: Day): Day | null {
	const fits = createDayFilter(rule, weekStart)
	const origin = toParts(start)
	let year = 0
	let shape = toYearShape(origin.year, weekStart)
	let day = after + 1
	for (let looks = 0; looks < mostLooks; looks += 1) {
		const parts = toParts(day)
		if (parts.year > lastYear) return null
		const next = alignDay(rule, weekStart, start, origin, day, parts)
		if (next !== day) {
			day = next
			continue
		}
		if (parts.year !== year) {
			year = parts.year
			shape = toYearShape(year, weekStart)
		}
		const monthStart = day - parts.day + 1
		const monthLength = toDay(parts.year, parts.month + 1, 1) - monthStart
		if (rule.byMonth.length > 0 && !rule.byMonth.includes(parts.month) && rule.freq !== 'DAILY')
			day = monthStart + monthLength
		else if (fits(shape, parts.month, parts.day, monthLength, day)) return day
		else day += rule.freq === 'DAILY' ? rule.interval : 1
	}
	return null
}

/** The day itself where its period is one of those the interval names, else the first day of the next that is. */
function alignDay(
	{ freq, interval }: Rule,
	weekStart: number,
	start: Day,
	origin: { year: number; month: number },
	day: Day,
	{ year, month }: { year: number; month: number },
): Day {
	const ahead = (periods: number) => (interval - (periods % interval)) % interval
	if (freq === 'DAILY') return day + ahead(day - start)
	if (freq === 'WEEKLY') {
		const weeks = ahead((startOfWeek(day, weekStart) - startOfWeek(start, weekStart)) / 7)
		return weeks === 0 ? day : startOfWeek(day, weekStart) + weeks * 7
	}
	if (freq === 'MONTHLY') {
		const months = ahead((year - origin.year) * 12 + month - origin.month)
		return months === 0 ? day : toDay(year, month + months, 1)
	}
	const years = ahead(year - origin.year)
	return years === 0 ? day : toDay(year + years, 1, 1)
}
