import { Temporal } from 'temporal-polyfill'

/** Years after the last due date for which changes of the clock are written out: recurring tasks go on. */
const yearsAhead = 5

/** A VTIMEZONE (RFC 5545 §3.6.5): each change of the clock in those years as an observance of its own. */
export function toZoneLines(zone: string, firstYear: number, lastYear: number): string[] {
	const from = Temporal.ZonedDateTime.from({ timeZone: zone, year: firstYear, month: 1, day: 1 })
	const until = Temporal.ZonedDateTime.from({ timeZone: zone, year: lastYear + yearsAhead, month: 12, day: 31 })
	const observances: string[] = []
	let before = from
	// What holds when those years begin: since the change before, or always.
	const first = from.getTimeZoneTransition('previous')
	if (first) observances.push(...toObservance(first))
	else observances.push(...toLines('19700101T000000', from.offset, from.offset, false))
	for (;;) {
		const next = before.getTimeZoneTransition('next')
		if (!next || Temporal.ZonedDateTime.compare(next, until) > 0) break
		observances.push(...toObservance(next))
		before = next
	}
	return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances, 'END:VTIMEZONE']
}

function toObservance(transition: Temporal.ZonedDateTime): string[] {
	const offsetBefore = transition.subtract({ nanoseconds: 1 }).offset
	// The start is told on the clock that was valid before (§3.6.5).
	const local = transition.toInstant().toZonedDateTimeISO(offsetBefore).toPlainDateTime()
	const start = local.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
	const isAhead = transition.offsetNanoseconds > transition.subtract({ nanoseconds: 1 }).offsetNanoseconds
	return toLines(start, offsetBefore, transition.offset, isAhead)
}

function toLines(start: string, from: string, to: string, isDaylight: boolean): string[] {
	const kind = isDaylight ? 'DAYLIGHT' : 'STANDARD'
	const toOffset = (offset: string) => offset.replaceAll(':', '')
	return [
		`BEGIN:${kind}`,
		`DTSTART:${start}`,
		`TZOFFSETFROM:${toOffset(from)}`,
		`TZOFFSETTO:${toOffset(to)}`,
		`END:${kind}`,
	]
}
