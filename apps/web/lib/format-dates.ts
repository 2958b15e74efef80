import { sayTime } from '@todo/contract'
import { addDays, countDays, dayOf, readWallClock, timeOf, type Day } from './days.ts'

/** Words that a date may need; they come from the message files. */
export interface DateWords {
	today: string
	tomorrow: string
	yesterday: string
}

const toDate = (day: Day) => new Date(`${day}T00:00Z`)

function format(locale: string, options: Intl.DateTimeFormatOptions, date: Date): string {
	return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date)
}

/** "Tue 17 Nov", with the year where it is another one; near days by their names. */
export function formatDay(day: Day, today: Day, locale: string, words: DateWords): string {
	const distance = countDays(today, day)
	if (distance === 0) return words.today
	if (distance === 1) return words.tomorrow
	if (distance === -1) return words.yesterday
	return formatPlainDay(day, today, locale)
}

/** As `formatDay`, never by name. */
export function formatPlainDay(day: Day, today: Day, locale: string): string {
	const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const }
	return format(locale, { weekday: 'short', day: 'numeric', month: 'short', ...year }, toDate(day)).replace(
		/^(\p{L}+),/u,
		'$1',
	)
}

/** "Friday 20 November". */
export const formatLongDay = (day: Day, locale: string): string =>
	format(locale, { weekday: 'long', day: 'numeric', month: 'long' }, toDate(day))

export const formatWeekday = (day: Day, locale: string): string => format(locale, { weekday: 'long' }, toDate(day))

/** How somebody reads dates, and how they count hours. */
export interface Habits {
	/** The language of dates. */
	locale: string
	/** The locale that says whether it is 16:00 or 4:00 PM: the same one that the assistant goes by. */
	hours: string
}

export function formatDue(due: string, today: Day, { locale, hours }: Habits, words: DateWords): string {
	const time = timeOf(due)
	const day = formatDay(dayOf(due), today, locale, words)
	return time ? `${day}, ${sayTime(time, hours)}` : day
}

/** An instant as day and time in a zone: "Fri 20 Nov, 16:00". */
export function formatInstant(instant: string, { timeZone, locale, hours }: Habits & { timeZone: string }): string {
	const clock = readWallClock(new Date(instant), timeZone)
	return `${formatPlainDay(clock.slice(0, 10), clock, locale)}, ${sayTime(clock.slice(11, 16), hours)}`
}

export const daysFrom = (day: Day, count: number): Day[] => Array.from({ length: count }, (_, n) => addDays(day, n))
