import { daysInMonth, toDay, weekdayOf, type Day } from './calendar.ts'
import { hasDays, type Rule, type RuleDay } from './rule.ts'

/**
 * Years in which every kind of year stands after every kind that can precede it: whatever the Gregorian calendar does, it
 * does within them.
 */
const firstYear = 2001
const years = 28

/**
 * Whether any day at all fits a rule's BY… parts (RFC 5545 §3.3.10), intervals and ends aside. Takes one look at each day
 * of 28 years at most. `weekStart` is 0 for Sunday.
 */
export function hasAnyDay(rule: Rule, weekStart: number): boolean {
	if (!hasDays(rule)) return true
	const fits = createDayFilter(rule, weekStart)
	const needed = rule.bySetPos.length === 0 ? 1 : Math.min(...rule.bySetPos.map(Math.abs))
	// How many days of a period fit; a rule by days or weeks has as many as its period at most.
	let inPeriod = 0
	for (let year = firstYear; year < firstYear + years; year += 1) {
		const shape = toYearShape(year, weekStart)
		if (rule.freq === 'YEARLY') inPeriod = 0
		for (let month = 1; month <= 12; month += 1) {
			if (rule.freq === 'MONTHLY') inPeriod = 0
			const length = daysInMonth(year, month)
			const start = toDay(year, month, 1)
			for (let date = 1; date <= length; date += 1) {
				const day = start + date - 1
				if (rule.freq === 'DAILY' || (rule.freq === 'WEEKLY' && weekdayOf(day) === weekStart)) inPeriod = 0
				if (fits(shape, month, date, length, day)) inPeriod += 1
				if (inPeriod >= needed) return true
			}
		}
	}
	return false
}

export interface YearShape {
	first: Day
	length: number
	/** The first day of week 1, and of week 1 of the years beside. */
	weeks: { before: Day; own: Day; after: Day }
}

export function toYearShape(year: number, weekStart: number): YearShape {
	const first = toDay(year, 1, 1)
	const weeks = {
		before: firstWeekOf(year - 1, weekStart),
		own: firstWeekOf(year, weekStart),
		after: firstWeekOf(year + 1, weekStart),
	}
	return { first, length: toDay(year + 1, 1, 1) - first, weeks }
}

/** Week 1 is the first with four days in its year. */
function firstWeekOf(year: number, weekStart: number): Day {
	const fourth = toDay(year, 1, 4)
	return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7)
}

export type DayFilter = (year: YearShape, month: number, date: number, monthLength: number, day: Day) => boolean

/** Whether a day fits a rule's BY… parts, its position in a period aside. */
export function createDayFilter(rule: Rule, weekStart: number): DayFilter {
	const months = new Set(rule.byMonth)
	const dates = new Set(rule.byMonthDay)
	const yearDays = new Set(rule.byYearDay)
	const weekNumbers = new Set(rule.byWeekNo)
	const fitsWeekday = createWeekdayFilter(rule)
	return (year, month, date, monthLength, day) => {
		if (months.size > 0 && !months.has(month)) return false
		if (dates.size > 0 && !dates.has(date) && !dates.has(date - monthLength - 1)) return false
		const nth = day - year.first + 1
		if (yearDays.size > 0 && !yearDays.has(nth) && !yearDays.has(nth - year.length - 1)) return false
		return (weekNumbers.size === 0 || isInWeeks(weekNumbers, year, day)) && fitsWeekday(year, date, monthLength, day)
	}

	function isInWeeks(numbers: ReadonlySet<number>, { weeks }: YearShape, day: Day): boolean {
		const isBefore = day < weeks.own
		// The last days of a year may be in week 1 of the next: whose length does not matter to a number from the start.
		if (day >= weeks.after) return numbers.has(1) || numbers.has(-firstWeeksOf(day))
		const start = isBefore ? weeks.before : weeks.own
		const count = ((isBefore ? weeks.own : weeks.after) - start) / 7
		const number = Math.floor((day - start) / 7) + 1
		return numbers.has(number) || numbers.has(number - count - 1)
	}

	/** How many weeks the year has that begins with the week of this day. */
	function firstWeeksOf(day: Day): number {
		const year = new Date((day + 7) * 86_400_000).getUTCFullYear()
		return (firstWeekOf(year + 1, weekStart) - firstWeekOf(year, weekStart)) / 7
	}
}

function createWeekdayFilter(rule: Rule) {
	const ofWeekday = new Map<number, Set<number>>()
	for (const { weekday, nth } of rule.byDay) ofWeekday.set(weekday, (ofWeekday.get(weekday) ?? new Set()).add(nth))
	const inMonth = rule.freq === 'MONTHLY' || rule.byMonth.length > 0
	return (year: YearShape, date: number, monthLength: number, day: Day): boolean => {
		if (ofWeekday.size === 0) return true
		const numbers: ReadonlySet<RuleDay['nth']> | undefined = ofWeekday.get(weekdayOf(day))
		if (!numbers) return false
		if (numbers.has(0)) return true
		const place = inMonth ? date - 1 : day - year.first
		const length = inMonth ? monthLength : year.length
		return numbers.has(Math.floor(place / 7) + 1) || numbers.has(-Math.floor((length - 1 - place) / 7) - 1)
	}
}
