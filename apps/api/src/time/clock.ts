import { Temporal } from 'temporal-polyfill'

/** Time, as services see it: given by `wire`, so that tests can stop and move it. */
export interface Clock {
	now(): Date
	/** Now on the wall clock of this zone: `YYYY-MM-DDTHH:MM:SS`. */
	local(timeZone: string): string
}

export function createClock(now: () => Date): Clock {
	// Building a formatter costs a hundred times its use; there are some 600 zones at most.
	const formatters = new Map<string, Intl.DateTimeFormat>()
	const formatterOf = (timeZone: string) => {
		let formatter = formatters.get(timeZone)
		if (!formatter) {
			const two = '2-digit'
			formatter = new Intl.DateTimeFormat('en-GB', {
				timeZone,
				hourCycle: 'h23',
				year: 'numeric',
				month: two,
				day: two,
				hour: two,
				minute: two,
				second: two,
			})
			formatters.set(timeZone, formatter)
		}
		return formatter
	}
	return {
		now,
		local(timeZone) {
			const parts: { [type: string]: string } = {}
			for (const { type, value } of formatterOf(timeZone).formatToParts(now())) parts[type] = value
			return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`
		},
	}
}

/** The instant at which a wall clock in this zone shows this time; in a gap of daylight saving the later one (RFC 5545 §3.3.5). */
export function toInstant(local: string, timeZone: string): string {
	const at = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
	return new Date(at.epochMilliseconds).toISOString()
}

/** What a wall clock in this zone shows at an instant: `YYYY-MM-DDTHH:MM`. */
export function toLocalMinute(instant: string, timeZone: string): string {
	return Temporal.Instant.from(instant)
		.toZonedDateTimeISO(timeZone)
		.toPlainDateTime()
		.toString({ smallestUnit: 'minute', roundingMode: 'trunc' })
}
