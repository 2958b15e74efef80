/** The parts of an RRULE (RFC 5545) that can be said in a few words. */
export interface Rule {
	frequency: 'daily' | 'weekly' | 'monthly' | 'yearly'
	interval: number
	/** Weekdays, 0 is Sunday. */
	weekdays: number[]
	monthDays: number[]
	until: string | null
	count: number | null
}

const frequencies = ['daily', 'weekly', 'monthly', 'yearly'] as const
const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** Reads a rule; null where it says more than fits into a few words. */
export function readRule(rrule: string): Rule | null {
	const parts = new Map(
		rrule
			.replace(/^RRULE:/, '')
			.split(';')
			.map((part) => part.split('=', 2))
			.map(([name = '', value = '']) => [name.toUpperCase(), value.toUpperCase()]),
	)
	const frequency = frequencies.find((name) => name.toUpperCase() === parts.get('FREQ'))
	const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'UNTIL', 'COUNT', 'WKST']
	if (!frequency || [...parts.keys()].some((name) => !known.includes(name))) return null
	const weekdays = split(parts.get('BYDAY')).map((code) => codes.indexOf(code))
	if (weekdays.includes(-1)) return null
	const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get('UNTIL') ?? '')
	return {
		frequency,
		interval: Number(parts.get('INTERVAL') ?? 1),
		weekdays,
		monthDays: split(parts.get('BYMONTHDAY')).map(Number),
		until: until ? `${until[1]}-${until[2]}-${until[3]}` : null,
		count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
	}
}

const split = (value = ''): string[] => value.split(',').filter(Boolean)

/** Rules that the repeat menu offers. */
export const commonRules = {
	daily: 'FREQ=DAILY',
	weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
	weekly: 'FREQ=WEEKLY',
	monthly: 'FREQ=MONTHLY',
	yearly: 'FREQ=YEARLY',
} as const
