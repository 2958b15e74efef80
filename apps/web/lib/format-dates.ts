import { addDays, countDays, dayOf, timeOf, type Day } from './days.ts'

/** Words that a date may need; they come from the message files. */
export interface DateWords {
	today: string
	tomorrow: string
	yesterday: string
}

const toDate = (day: Day, time = '00:00') => new Date(`${day}T${time}:00Z`)

function format(locale: string, options: Intl.DateTimeFormatOptions, date: Date): string {
	return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date)
}

/** "16:00" or "4:00 PM", as the language has it. */
export function formatTime(time: string, locale: string): string {
	const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
	return format(locale, { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' }, toDate('2000-01-01', time))
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

export function formatDue(due: string, today: Day, locale: string, words: DateWords): string {
	const time = timeOf(due)
	const day = formatDay(dayOf(due), today, locale, words)
	return time ? `${day}, ${formatTime(time, locale)}` : day
}

/** An instant as day and time in a zone. */
export function formatInstant(instant: string, timeZone: string, locale: string): string {
	const options: Intl.DateTimeFormatOptions = {
		timeZone,
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		hour: 'numeric',
		minute: '2-digit',
	}
	return new Intl.DateTimeFormat(locale, options).format(new Date(instant))
}

export const daysFrom = (day: Day, count: number): Day[] => Array.from({ length: count }, (_, n) => addDays(day, n))
