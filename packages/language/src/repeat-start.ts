import type { Rule } from './rule.ts'

/** The heart of a recurrence, "every 3 days", before what may follow it. */
export interface Core {
	end: number
	rule: Rule
	/** Set where the words name a part of the day: "every morning". */
	minutes: number | null
	/** That part, to settle "every evening at 7". */
	part: string | null
	fromCompletion: boolean
}

export function createCore(end: number, rule: Rule, minutes: number | null = null): Core {
	return { end, rule, minutes, part: null, fromCompletion: false }
}
