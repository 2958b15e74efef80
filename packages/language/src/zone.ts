import type { Day } from './calendar.ts'

export interface Moment {
	day: Day
	/** Minutes since midnight. */
	minutes: number
}

/**
 * What a clock in `timeZone` shows at a moment told `offset` minutes ahead of UTC. Where the zone is unknown, the
 * moment stays as told.
 */
export function toZone(told: Moment, offset: number, timeZone: string): Moment {
	const instant = (told.day * 1440 + told.minutes - offset) * 60_000
	const format = createFormat(timeZone)
	if (!format || !Number.isFinite(instant)) return told
	const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
	const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
	const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) / 60_000
	const day = Math.floor(local / 1440)
	return { day, minutes: local - day * 1440 }
}

/** Null where the name is no zone that this machine knows. */
function createFormat(timeZone: string): Intl.DateTimeFormat | null {
	if (timeZone === '') return null
	try {
		return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
		})
	} catch {
		return null
	}
}
