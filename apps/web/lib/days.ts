/** Days are `YYYY-MM-DD`, local times `YYYY-MM-DDTHH:MM`: texts that sort and compare as they stand. */
export type Day = string

const pad = (number: number) => String(number).padStart(2, '0')
const toUtc = (day: Day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))

function fromUtc(time: number): Day {
	const date = new Date(time)
	return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`
}

export const addDays = (day: Day, days: number): Day => fromUtc(toUtc(day) + days * 86_400_000)

/** How many days `to` lies after `from`. */
export const countDays = (from: Day, to: Day): number => Math.round((toUtc(to) - toUtc(from)) / 86_400_000)

/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(toUtc(day)).getUTCDay()

/** The next such weekday after `day`, never `day` itself. */
export const nextWeekday = (day: Day, weekday: number): Day => addDays(day, ((weekday - weekdayOf(day) + 6) % 7) + 1)

export const dayOf = (due: string): Day => due.slice(0, 10)
export const timeOf = (due: string): string | null => (due.length > 10 ? due.slice(11, 16) : null)
export const joinDue = (day: Day, time: string | null): string => (time ? `${day}T${time}` : day)

/** The wall clock of a zone, `YYYY-MM-DDTHH:MM:SS`. */
export function readWallClock(at: Date, timeZone: string): string {
	const format = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	})
	const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
	return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`
}

/** Whether a due date lies before the wall clock `now`: a day from the next midnight on, a time from its minute on. */
export const isOverdue = (due: string, now: string): boolean =>
	timeOf(due) ? due < now.slice(0, 16) : due < now.slice(0, 10)

/** The instant, in milliseconds, at which a zone's clock shows `YYYY-MM-DDTHH:MM`; a skipped time counts from before the gap. */
function toInstant(clock: string, timeZone: string): number {
	const wanted = Date.parse(`${clock}:00Z`)
	const offsetAt = (instant: number) => Date.parse(`${readWallClock(new Date(instant), timeZone)}Z`) - instant
	// The offset of the day before holds unless the clocks changed in between; then the later one fits, or none does.
	const before = offsetAt(wanted - 86_400_000)
	if (offsetAt(wanted - before) === before) return wanted - before
	const after = offsetAt(wanted + 86_400_000)
	return offsetAt(wanted - after) === after ? wanted - after : wanted - before
}

/** A due date as the clock at `timeZone` shows it; days, and times without a zone of their own, stay as they are. */
export function toLocalDue(due: string, dueZone: string | null, timeZone: string): string {
	if (!timeOf(due) || dueZone === null || dueZone === timeZone) return due
	return readWallClock(new Date(toInstant(due.slice(0, 16), dueZone)), timeZone).slice(0, 16)
}
