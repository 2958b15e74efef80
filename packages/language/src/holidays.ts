import { isRealDate, nthWeekday, toDay, toParts, type Day } from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { createHolidayIndex, toHolidayWord, type CalendarRule, type HolidayRule } from './holiday-table.ts'
import { findTithi } from './moon.ts'
import { readYear } from './numbers.ts'
import { skipAny, wordAt, type Scan } from './scan.ts'

const holidays = createHolidayIndex()

/** "christmas", "next easter", "thanksgiving 2027", "the day of diwali": the next one unless a year is named. */
export function readHoliday(scan: Scan, at: number): DayPhrase | null {
	const article = skipAny(scan, at, 'the')
	const placed = wordAt(scan, article)
	const back = ['last', 'previous', 'past'].includes(placed)
	const start = back || ['next', 'this', 'coming', 'upcoming', 'following'].includes(placed) ? article + 1 : article
	const found = readHolidayName(scan, start)
	if (!found) return null
	const { end } = found
	const comma = skipAny(scan, end, 'of', 'in', ',')
	const year = readYear(scan, comma)
	const day = year
		? dayInYear(found.rule, year.value)
		: back
			? lastDay(found.rule, scan.today)
			: nextDay(found.rule, scan.today)
	return day === null
		? null
		: { end: year ? year.end : end, day, need: start > article ? 'nothing' : 'cue', role: 'date' }
}

/** The holiday whose name stands here, the longest name first. */
export function readHolidayName(scan: Scan, at: number): { end: number; rule: HolidayRule } | null {
	for (const { words, rule } of holidays.get(toHolidayWord(wordAt(scan, at))) ?? []) {
		const end = matchWords(scan, at, words)
		if (end !== null) return { end, rule }
	}
	return null
}

/** The position behind these words; hyphens and dots between them are passed over. */
function matchWords(scan: Scan, at: number, words: readonly string[]): number | null {
	let next = at
	for (const [count, word] of words.entries()) {
		if (count > 0 && ['-', '.'].includes(wordAt(scan, next))) next += 1
		if (toHolidayWord(wordAt(scan, next)) !== word) return null
		next += 1
	}
	return next
}

function nextDay(rule: HolidayRule, today: Day): Day | null {
	const { year } = toParts(today)
	for (const candidate of [year - 1, year, year + 1, year + 2]) {
		const day = dayInYear(rule, candidate)
		if (day !== null && day >= today) return day
	}
	return null
}

function lastDay(rule: HolidayRule, today: Day): Day | null {
	const { year } = toParts(today)
	for (const candidate of [year, year - 1, year - 2]) {
		const day = dayInYear(rule, candidate)
		if (day !== null && day < today) return day
	}
	return null
}

function dayInYear(rule: HolidayRule, year: number): Day | null {
	if (rule.on === 'date') return isRealDate(year, rule.month, rule.day) ? toDay(year, rule.month, rule.day) : null
	if (rule.on === 'weekday') {
		const day = nthWeekday(year, rule.month, rule.weekday, rule.nth)
		return day === null ? null : day + rule.plus
	}
	if (rule.on === 'easter') return easterOf(year) + rule.plus
	if (rule.on === 'orthodox') return orthodoxEasterOf(year) + rule.plus
	if (rule.on === 'calendar') return findInCalendar(rule, year)
	const day = findTithi(year, rule.month, rule.tithi, rule.hour)
	return day === null ? null : day + rule.plus
}

/** Western Easter by the Gregorian computus (Meeus, Jones, Butcher). */
function easterOf(year: number): Day {
	const a = year % 19
	const b = Math.floor(year / 100)
	const c = year % 100
	const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
	const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
	const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
	return toDay(year, Math.floor(f / 31), (f % 31) + 1)
}

/** Orthodox Easter by the Julian computus; the calendars lie 13 days apart until 2100. */
function orthodoxEasterOf(year: number): Day {
	const d = (19 * (year % 19) + 15) % 30
	const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
	const f = d + e + 114
	return toDay(year, Math.floor(f / 31), (f % 31) + 1) + 13
}

/** The day of a year on which another calendar shows this month and date. */
function findInCalendar(rule: CalendarRule, year: number): Day | null {
	const named = rule.calendar === 'hebrew'
	const format = new Intl.DateTimeFormat(`en-u-ca-${rule.calendar}-nu-latn`, {
		timeZone: 'UTC',
		month: named ? 'long' : 'numeric',
		day: 'numeric',
	})
	const first = toDay(year, 1, 1)
	for (let day = first; day < first + 366; day += 1) {
		const parts = format.formatToParts(day * 86_400_000)
		const date = parts.find((part) => part.type === 'day')?.value
		if (date !== String(rule.day)) continue
		const month = parts.find((part) => part.type === 'month')?.value
		// Purim of a leap year lies in the second Adar.
		if (month === rule.month || (rule.month === 'Adar' && month === 'Adar II')) return day + rule.plus
	}
	return null
}
