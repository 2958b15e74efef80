/** What the reader knows about the person who typed. */
export interface ParseContext {
	/** The person's own wall clock, `YYYY-MM-DDTHH:MM:SS`. */
	now: string
	/** IANA name, e.g. `Europe/Vienna`; dates stay local, but a typed offset (`10:00Z`) is told in this zone. */
	timeZone: string
	/** Whether `3/4` is the third of April. Month first when absent. */
	dayFirst?: boolean
	weekStart?: 'monday' | 'sunday' | 'saturday'
	/** Names of the person's lists, to match `@name`, `+name` and `/name` against. */
	lists?: readonly string[]
	/** The list last spoken of in the conversation, for "add eggs to it". */
	spokenList?: string
}

export type Priority = 'none' | 'low' | 'medium' | 'high'
export type RepeatFrom = 'due' | 'completion'
export type HighlightKind = 'due' | 'recurrence' | 'priority' | 'tag' | 'list' | 'reminder'

/** A range of the typed text, in UTF-16 offsets, end exclusive. */
export interface Span {
	start: number
	end: number
}

export interface Highlight extends Span {
	kind: HighlightKind
	text: string
}

export interface ParsedTask {
	title: string
	/** `YYYY-MM-DD` or local `YYYY-MM-DDTHH:MM`. */
	due_date: string | null
	/** RRULE of RFC 5545 without DTSTART, BYHOUR, BYMINUTE. */
	recurrence: string | null
	repeat_from: RepeatFrom
	priority: Priority
	/** Lower case, no doubles, in the order typed. */
	tags: string[]
	/** One of `context.lists`, as spelled there. */
	list: string | null
	/** Minutes before the due time. */
	reminders: number[]
	highlights: Highlight[]
	/** Free text said after "note:" and the like; only spoken sentences have one. */
	notes?: string
	subtasks?: string[]
}
