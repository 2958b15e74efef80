import { addMonths, toParts, type Day } from './calendar.ts'
import { firstDayOf, hasDays, type Rule } from './rule.ts'
import type { Scan } from './scan.ts'

/** The first due day of a recurrence: the first of its days from its start on, today included while its time is ahead. */
export function firstDueOf(scan: Scan, rule: Rule, from: Day | null, minutes: number | null): Day {
	const start = from ?? scan.today
	const passed = start === scan.today && minutes !== null && minutes < scan.minute
	if (!hasDays(rule)) return passed ? stepOnce(rule, start) : start
	return firstDayOf(rule, passed ? start + 1 : start) ?? start
}

function stepOnce(rule: Rule, day: Day): Day {
	if (rule.freq === 'WEEKLY') return day + 7
	if (rule.freq === 'MONTHLY') return addMonths(day, 1)
	return rule.freq === 'YEARLY' ? addMonths(day, 12) : day + 1
}

/**
 * "Every month" counted from the 31st falls on the last day of shorter months; a plain FREQ=MONTHLY would skip them
 * (RFC 5545 §3.3.10), so the rule names the last of the days up to that one.
 */
export function anchorMonthDay(rule: Rule, due: Day): Rule {
	const { day } = toParts(due)
	if (rule.freq !== 'MONTHLY' || hasDays(rule) || day <= 28) return rule
	const days = [28, 29, 30, 31].filter((value) => value <= day)
	return { ...rule, byMonthDay: days, bySetPos: [-1] }
}
