import { readHolidayName } from './holidays.ts'
import { readOrdinal } from './numbers.ts'
import { createCore, type Core } from './repeat-start.ts'
import { createRule } from './rule.ts'
import type { Scan } from './scan.ts'
import { canEnd, skipAny, wordAt } from './scan.ts'
import { months } from './words.ts'

/** "every christmas", "every thanksgiving": those whose day a rule can say. */
export function readHolidayEvery(scan: Scan, at: number): Core | null {
	const holiday = readHolidayName(scan, at)
	if (!holiday || !canEnd(scan, holiday.end)) return null
	const { rule } = holiday
	const yearly = createRule('YEARLY')
	if (rule.on === 'date') yearly.byMonthDay = [rule.day]
	else if (rule.on === 'weekday' && rule.plus === 0) yearly.byDay = [{ weekday: rule.weekday, nth: rule.nth }]
	else return null
	yearly.byMonth = [rule.month]
	return createCore(holiday.end, yearly)
}

/** "every july 4th", "every 25 december", "every 4th of july". */
export function readYearDate(scan: Scan, at: number): Core | null {
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
	const end = month === undefined ? monthAt + 1 : day.end
	// "every march 15 and september 15": one rule where the day is the same.
	const joint = skipAny(scan, skipAny(scan, end, ','), 'and', '&')
	const more = joint > end ? readYearDate(scan, joint) : null
	if (more?.rule.byMonthDay[0] !== day.value) return createCore(end, rule)
	rule.byMonth = [named, ...more.rule.byMonth]
	return createCore(more.end, rule)
}
