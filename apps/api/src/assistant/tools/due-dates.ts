/** How far a due date moves. */
export interface Shift {
	shift_minutes?: number | undefined
	shift_days?: number | undefined
	shift_months?: number | undefined
}

/** This day, at the time that was due before. */
export const withDay = (due: string | null, day: string): string => day + (due?.slice(10) ?? '')

/** This time on the day that was due before; without one today, or tomorrow where that time is past. */
export function withTime(due: string | null, time: string, local: string): string {
	if (due !== null) return `${due.slice(0, 10)}T${time}`
	const today = local.slice(0, 10)
	return `${time > local.slice(11, 16) ? today : addDays(today, 1)}T${time}`
}

/** A due date moved by a span; without a date it counts from now. Months end on their last day at the latest. */
export function shiftDue(
	due: string | null,
	{ shift_minutes = 0, shift_days = 0, shift_months = 0 }: Shift,
	local: string,
) {
	if (shift_minutes === 0 && shift_days === 0 && shift_months === 0) return due
	const start = due ?? (shift_minutes === 0 ? local.slice(0, 10) : local.slice(0, 16))
	const timed = start.length === 10 && shift_minutes !== 0 ? `${start}T00:00` : start
	const moved = addDays(addMonths(timed.slice(0, 10), shift_months), shift_days) + timed.slice(10)
	return shift_minutes === 0 ? moved : addMinutes(moved, shift_minutes)
}

const toUtc = (local: string) => Date.parse(local.length === 10 ? `${local}T00:00Z` : `${local}Z`)

export const addDays = (day: string, days: number): string =>
	new Date(toUtc(day) + days * 86_400_000).toISOString().slice(0, 10)

const addMinutes = (local: string, minutes: number): string =>
	new Date(toUtc(local) + minutes * 60_000).toISOString().slice(0, 16)

function addMonths(day: string, months: number): string {
	const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
	return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
