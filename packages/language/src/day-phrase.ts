import type { Day } from './calendar.ts'

/** What a sentence must offer before a doubtful phrase counts as a date. */
export type Need =
	/** Always a date. */
	| 'nothing'
	/** Behind a preposition, beside a time, or at an end of the text. */
	| 'edge'
	/** Behind a preposition, beside a time, or as the whole text. */
	| 'cue'

export interface DayPhrase {
	end: number
	day: Day
	need: Need
	/** A weekday may be followed by the date it falls on. */
	role: 'weekday' | 'relative' | 'date' | 'period' | 'offset'
	/** Minutes since midnight where the phrase itself fixes them ("in 3 hours", "now"). */
	minutes?: number
}
