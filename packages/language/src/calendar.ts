/** Days since 1 January 1970: plain numbers, so that adding and comparing need no library. */
export type Day = number

const millisecondsPerDay = 86_400_000

export interface DayParts {
	year: number
	month: number
	day: number
}

/** Overflowing months and days roll over, as in `Date.UTC`. */
export function toDay(year: number, month: number, day: number): Day {
	return Math.floor(Date.UTC(year, month - 1, day) / millisecondsPerDay)
}

export function toParts(day: Day): DayParts {
	const date = new Date(day * millisecondsPerDay)
	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 0 is Sunday, as everywhere in this package. */
export function weekdayOf(day: Day): number {
	return (((day + 4) % 7) + 7) % 7
}

export function daysInMonth(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function isRealDate(year: number, month: number, day: number): boolean {
	return year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The same day of a later month; the last day where that month is shorter. */
export function addMonths(from: Day, months: number): Day {
	const { year, month, day } = toParts(from)
	const index = year * 12 + (month - 1) + months
	const toYear = Math.floor(index / 12)
	const toMonth = index - toYear * 12 + 1
	return toDay(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

/** The first such weekday on or after `from`. */
export function weekdayOnOrAfter(from: Day, weekday: number): Day {
	return from + ((weekday - weekdayOf(from) + 7) % 7)
}

export function startOfWeek(day: Day, weekStart: number): Day {
	return day - ((weekdayOf(day) - weekStart + 7) % 7)
}

export function startOfMonth(day: Day): Day {
	const { year, month } = toParts(day)
	return toDay(year, month, 1)
}

export function endOfMonth(day: Day): Day {
	const { year, month } = toParts(day)
	return toDay(year, month, daysInMonth(year, month))
}

/** The nth such weekday of a month, counted from its end when negative; null where there is none. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): Day | null {
	if (nth === 0) return null
	const last = toDay(year, month, daysInMonth(year, month))
	const first = toDay(year, month, 1)
	const day =
		nth > 0
			? weekdayOnOrAfter(first, weekday) + (nth - 1) * 7
			: last - ((weekdayOf(last) - weekday + 7) % 7) + (nth + 1) * 7
	return day >= first && day <= last ? day : null
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

export function formatDay(day: Day): string {
	const { year, month, day: date } = toParts(day)
	return `${pad(year, 4)}-${pad(month)}-${pad(date)}`
}

/** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` where a time (minutes since midnight) is known. */
export function formatDue(day: Day, minutes: number | null): string {
	return minutes === null ? formatDay(day) : `${formatDay(day)}T${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

export interface LocalTime {
	day: Day
	/** Minutes since midnight; null for a day without a time. */
	minutes: number | null
}

/** Reads `YYYY-MM-DD` with an optional `THH:MM…`; null when it is neither. */
export function readLocal(text: string): LocalTime | null {
	const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)\S{0,12})?$/.exec(text)
	if (!match) return null
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
	if (!isRealDate(year, month, day)) return null
	const minutes = match[4] === undefined ? null : Number(match[4]) * 60 + Number(match[5])
	if (minutes !== null && minutes >= 24 * 60) return null
	return { day: toDay(year, month, day), minutes }
}
