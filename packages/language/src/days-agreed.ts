import { addMonths, isRealDate, startOfMonth, toDay, toParts, weekdayOf } from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { readMonthDay } from './days-of-month.ts'
import { wordAt, type Scan } from './scan.ts'

/** "Tuesday the 19th" is the next 19th that is a Tuesday; a date with its month stands as it is. */
export function agreeWithWeekday(scan: Scan, at: number, weekday: DayPhrase, date: DayPhrase): DayPhrase {
	const plain = readMonthDay(scan, at)
	if (plain?.end !== date.end || wordAt(scan, date.end - 1) === 'month') return date
	const { day } = toParts(date.day)
	for (let ahead = 0; ahead < 24; ahead += 1) {
		const { year, month } = toParts(addMonths(startOfMonth(date.day), ahead))
		const found = toDay(year, month, day)
		if (isRealDate(year, month, day) && weekdayOf(found) === weekdayOf(weekday.day)) return { ...date, day: found }
	}
	return date
}
