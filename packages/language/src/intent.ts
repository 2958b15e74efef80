import type { ParsedTask, Priority } from './types.ts'

/** Which tasks are asked for; absent fields do not narrow. */
export interface TaskFilter {
	/** "when is task 3 due?": as people count them, from 1; see `Target.numbers`. */
	numbers?: number[]
	/** Those last spoken of: "is it done?". */
	spoken?: true
	status?: 'pending' | 'completed' | 'all'
	/** `YYYY-MM-DD`, inclusive. */
	due_from?: string
	due_to?: string
	overdue?: boolean
	no_date?: boolean
	/** Due times from here on, `HH:MM`, inclusive; days without a time do not match. */
	time_from?: string
	/** Due times before this, `HH:MM`, exclusive. */
	time_to?: string
	priority?: Priority
	tags?: string[]
	list?: string
	/** Words that the title should hold. */
	text?: string
	recurring?: boolean
	/** `YYYY-MM-DD`, inclusive. */
	completed_from?: string
	completed_to?: string
	created_from?: string
	created_to?: string
	/** Plain words for the answer: "due this week". */
	label: string
}

/** Which task or tasks an action is about. */
export interface Target {
	/** "task 3", "#3", "tasks 2 and 5": as people count what they were shown last, from 1; never stored numbers. */
	numbers?: number[]
	/** Title words, filler removed. */
	query?: string
	/** The whole phrase, where `query` and `filter` hold what its words may mean: try it when they find nothing. */
	said?: string
	/** Several titles: "delete milk and bread". When set, `query` holds them as typed. */
	queries?: string[]
	/** What was done with it ("bought the milk"), the first word of `query`; a title may leave it out. */
	verb?: string
	/** Positions in what was last shown, from 1; −1 is the last. */
	ordinals?: number[]
	/** `last` is the task touched or added last, `other` the one not meant before. */
	pronoun?: 'it' | 'them' | 'last' | 'other'
	all?: boolean
	filter?: TaskFilter
	/** Titles left out: "all of them except the dentist". */
	except?: string[]
	/** Whether several may match: "my meetings". */
	plural?: boolean
}

export interface Shift {
	minutes?: number
	days?: number
	months?: number
}

/** What changes; absent fields stay, null clears. */
export interface TaskChanges {
	title?: string
	/** A day alone (`YYYY-MM-DD`) keeps each task's time of day; null clears both. */
	due_date?: string | null
	/** `HH:MM`: only the time of day, each task's day kept; null clears the time alone. */
	time?: string | null
	/** Each task's own due date moved by this much. */
	shift?: Shift
	priority?: Priority
	add_tags?: string[]
	remove_tags?: string[]
	/** Every tag goes. */
	clear_tags?: boolean
	/** List name as said; null takes the task out of its list. */
	list?: string | null
	/** Section name as said; null takes the task out of its section. */
	section?: string | null
	description?: string | null
	/** Text put behind the description that is there. */
	add_description?: string
	add_subtasks?: string[]
	recurrence?: string | null
	/** First day of a new rule for tasks that have no date to go on from. */
	start?: string
	repeat_from?: 'due' | 'completion'
	/** Minutes before the due time. */
	reminders?: number[]
	/** The last day on which a repeating task comes, `YYYY-MM-DD`. */
	until?: string
	/** A repeating task goes on to its next date without being done. */
	skip?: true
}

export type Intent =
	/**
	 * `unless`: where the task of that name is there, it is changed and nothing is added ("schedule dentist for friday");
	 * `loose` where a similar name will do ("make the bed every day").
	 */
	| { kind: 'add'; tasks: ParsedTask[]; unless?: { target: Target; changes: TaskChanges; loose?: true } }
	/** `asks`: whether it is done, rather than which there are. */
	| { kind: 'list'; filter: TaskFilter; asks?: 'done'; sort?: 'priority' | 'due' | 'title' }
	| { kind: 'count'; filter: TaskFilter }
	| { kind: 'complete' | 'reopen' | 'delete'; target: Target }
	| { kind: 'update'; target: Target; changes: TaskChanges }
	/** A correction of what was just done: "I meant Friday", "no, the other one". */
	| { kind: 'correct'; changes?: TaskChanges; other?: boolean; target?: Target }
	/** What was last done is done to another too: "the desk too"; where nothing was, `otherwise` is meant. */
	| { kind: 'again'; target: Target; otherwise: Intent }
	| { kind: 'create_list' | 'delete_list'; name: string }
	| { kind: 'rename_list'; name: string; to: string }
	/** `list` is the list they belong to, where it was said. */
	| { kind: 'create_section' | 'delete_section'; name: string; list?: string }
	| { kind: 'rename_section'; name: string; to: string }
	| { kind: 'sections'; list?: string }
	/** What was deleted: to be shown, brought back, or gone for good. */
	| { kind: 'trash' | 'empty_trash' }
	/** `last`: the one deleted last alone. */
	| { kind: 'restore_trash'; last?: true }
	| { kind: 'lists' | 'tags' }
	| { kind: 'choose'; ordinals: number[]; all?: boolean }
	/** `times`: "undo the last three"; once where it is left out. */
	| { kind: 'undo' | 'redo'; times?: number }
	| { kind: 'yes' | 'no' | 'help' | 'greeting' | 'thanks' | 'goodbye' | 'suggest' }
	/** "how was my week?": days inclusive, `YYYY-MM-DD`. */
	| { kind: 'review'; from: string; to: string; label: string }
	/** Something this product does not do; `what` is a short noun phrase for the answer, `task` what to put on the list instead. */
	| { kind: 'unsupported'; what: string; task?: string }
	| { kind: 'unknown'; text: string }
