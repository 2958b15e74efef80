import type { Colour } from '@todo/contract'

/** What people own: numbered per user, and of a version. */
export interface Entity {
	user_id: string
	id: number
	version: number
	created_at: string
	updated_at: string
	deleted_at: string | null
}

export interface ListRow extends Entity {
	client_id: string | null
	name: string
	colour: Colour
	position: number
}

export interface SectionRow extends Entity {
	list_id: number
	name: string
	position: number
}

export interface TaskRow extends Entity {
	client_id: string | null
	title: string
	description: string | null
	/** Title, description and tags, folded for search: NFKC, lower case. */
	search_text: string
	completed: number
	/** 0 none, 1 low, 2 medium, 3 high. */
	priority: number
	due_date: string | null
	time_zone: string | null
	/** The due time as an instant; null where only a day is due. */
	due_at: string | null
	recurrence: string | null
	repeat_from: 'due' | 'completion'
	/** The first due date of the series, which fixes the day of the month. */
	series_start: string | null
	/** JSON of the wire's reminders; the table `reminders` holds when they fire. */
	reminders: string
	/** JSON of the wire's tags; the table `task_tags` is for filters. */
	tags: string
	list_id: number | null
	section_id: number | null
	parent_id: number | null
	position: number
	completed_at: string | null
}

export interface ReminderRow {
	user_id: string
	task_id: number
	n: number
	fires_at: string
}

/** A finished occurrence of a recurring task. */
export interface CompletionRow {
	user_id: string
	task_id: number
	n: number
	due_date: string | null
	recurrence: string | null
	completed_at: string
	version: number
}

export interface FilterRow extends Entity {
	name: string
	query: string
	position: number
}
