import { readNumber, readOrdinal, readPosition } from './numbers.ts'
import { readUnit } from './offsets.ts'
import type { Repeat } from './repeat.ts'
import { readDayList, readMonthList, readPositions } from './repeat-days.ts'
import { onWeekdays, workdays, type Rule } from './rule.ts'
import type { Scan } from './scan.ts'
import { canEnd, skipAny, wordAt } from './scan.ts'
import { months } from './words.ts'

/** "on mon and fri", "on the 4th", "on the last friday in november", "in june", "in week 12". */
export function readOnDays(scan: Scan, at: number, repeat: Repeat): number | null {
	const { rule } = repeat
	const of = skipAny(scan, at, 'on', 'of', 'in', 'every')
	if (wordAt(scan, of) === 'week' && of > at && rule.byDay.length > 0) {
		const week = readNumber(scan, of + 1)
		if (!week || week.value < 1 || week.value > 53) return null
		rule.freq = 'YEARLY'
		rule.byWeekNo = [week.value]
		return week.end
	}
	const date = readOrdinal(scan, skipAny(scan, at, 'the'))
	if (
		rule.freq === 'WEEKLY' &&
		rule.byDay.length === 1 &&
		rule.interval === 1 &&
		date &&
		date.value <= 31 &&
		of === at
	) {
		// "every friday the 13th"
		rule.freq = 'MONTHLY'
		rule.byMonthDay = [date.value]
		return date.end
	}
	if (rule.freq === 'MONTHLY' || rule.freq === 'YEARLY') {
		const end = readDatesOf(scan, of, of > at, rule)
		if (end !== null) return end
	}
	if (
		rule.byDay.length === 0 &&
		(rule.freq === 'WEEKLY' || (rule.freq === 'MONTHLY' && of > at && rule.byMonthDay.length === 0))
	) {
		const list = readDayList(scan, of, true)
		if (list && canEnd(scan, list.end)) {
			repeat.rule = onWeekdays(rule, list.weekdays)
			return list.end
		}
		if (['weekdays', 'weekends'].includes(wordAt(scan, of)) && of > at) {
			repeat.rule = onWeekdays(rule, wordAt(scan, of) === 'weekdays' ? [1, 2, 3, 4, 5] : [6, 0])
			return of + 1
		}
	}
	const list = of > at && wordAt(scan, at) !== 'on' && rule.byMonth.length === 0 ? readMonthList(scan, of) : null
	if (!list || rule.freq === 'HOURLY' || readOrdinal(scan, list.end)) return null
	rule.byMonth = list.months
	const nth = rule.byDay.some((day) => day.nth !== 0)
	if (rule.freq === 'MONTHLY' && (nth || rule.byMonthDay.length > 0) && rule.interval === 1) rule.freq = 'YEARLY'
	return list.end
}

/** Days of months: "the 4th", "the 1st friday", "march 5", "the 31st day". */
function readDatesOf(scan: Scan, at: number, said: boolean, rule: Rule): number | null {
	const article = skipAny(scan, at, 'the')
	if (rule.freq === 'YEARLY' && rule.byMonthDay.length === 0) {
		const month = months.get(wordAt(scan, article))
		const dayAt = month === undefined ? article : skipAny(scan, article + 1, 'the')
		const token = scan.tokens[dayAt]
		const day = readOrdinal(scan, dayAt) ?? (token?.kind === 'number' ? { end: dayAt + 1, value: token.value } : null)
		const monthAt = day ? skipAny(scan, day.end, 'of') : article
		const named = month ?? months.get(wordAt(scan, monthAt))
		if (day && named !== undefined && day.value >= 1 && day.value <= 31) {
			rule.byMonth = [named]
			rule.byMonthDay = [day.value]
			return month === undefined ? monthAt + 1 : day.end
		}
	}
	if (rule.byDay.length > 0 || (rule.byMonthDay.length > 0 && rule.freq === 'MONTHLY')) return null
	const dayNumber = wordAt(scan, article) === 'day' ? readNumber(scan, article + 1) : null
	if (dayNumber && said && dayNumber.value <= 31) {
		rule.byMonthDay = [dayNumber.value]
		return dayNumber.end
	}
	const workday = said ? readWorkday(scan, article) : null
	if (workday && rule.freq === 'MONTHLY') {
		rule.byDay = workdays.map((weekday) => ({ weekday, nth: 0 }))
		rule.bySetPos = [workday.value]
		return workday.end
	}
	const plain = said && rule.freq === 'MONTHLY' ? readNumber(scan, article) : null
	if (
		plain &&
		scan.tokens[article]?.kind === 'number' &&
		plain.value >= 1 &&
		plain.value <= 31 &&
		rule.interval < 100
	) {
		rule.byMonthDay = [plain.value]
		return plain.end
	}
	const positions = said || article > at ? readPositions(scan, at) : null
	if (!positions) return null
	if (positions.byDay.length > 0) rule.byDay = positions.byDay
	else if (rule.freq === 'YEARLY' && rule.byMonth.length === 0) rule.byYearDay = positions.monthDays
	else rule.byMonthDay = positions.monthDays
	const tail = skipAny(scan, positions.end, 'of', 'in')
	const the = skipAny(scan, tail, 'the', 'each', 'every')
	return tail > positions.end && (wordAt(scan, the) === 'month' || wordAt(scan, the) === 'year')
		? the + 1
		: positions.end
}

/** "the last weekday", "the first business day". */
export function readWorkday(scan: Scan, at: number): { end: number; value: number } | null {
	const position = readPosition(scan, skipAny(scan, at, 'the'))
	const unit = position ? readUnit(scan, position.end) : null
	return position && unit?.unit === 'weekday' ? { end: unit.end, value: position.value } : null
}
