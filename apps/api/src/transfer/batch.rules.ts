import type { Colour, ImportReport, NewTask } from '@todo/contract'
import { tasks as schemas } from '@todo/contract/schemas'
import { DomainError } from '../errors.ts'
import { toCheckedRow } from './checked-rules.ts'
import type { CheckedRules } from './checked-rules.ts'

export type RowNote = ImportReport['skipped'][number]

/** What a file holds, whatever its format: names of its own (`key`) stand for numbers that are given out later. */
export interface Batch {
	lists: BatchList[]
	sections: BatchSection[]
	tags: { name: string; colour: Colour }[]
	tasks: BatchTask[]
	completions: BatchCompletion[]
	skipped: RowNote[]
	warnings: RowNote[]
}

export interface BatchList {
	key: string
	name: string
	colour?: Colour | undefined
	position?: number | undefined
}

export interface BatchSection {
	key: string
	/** The key of its list. */
	list: string
	name: string
	position?: number | undefined
}

/** A task's fields, without where it stands. */
export type BatchFields = Omit<NewTask, 'list_id' | 'section_id' | 'parent_id'>

export interface BatchTask {
	row: number
	key: string
	parent: string | null
	list: string | null
	section: string | null
	fields: BatchFields
	created_at?: string | undefined
	completed_at?: string | undefined
	series_start?: string | undefined
}

export interface BatchCompletion {
	/** The key of its task. */
	task: string
	n: number
	due_date: string | null
	recurrence: string | null
	completed_at: string
}

export const createBatch = (): Batch => ({
	lists: [],
	sections: [],
	tags: [],
	tasks: [],
	completions: [],
	skipped: [],
	warnings: [],
})

export const mostTasks = 10_000

/** A file that can't be read at all, or holds more than may come in at once. */
export const refuseFile = (message: string): DomainError =>
	new DomainError('VALIDATION_ERROR', `The file ${message}`, { errors: [{ loc: ['body'], field: 'body', message }] })

export function requireFewTasks(count: number): void {
	if (count > mostTasks) throw refuseFile(`holds more than ${mostTasks.toLocaleString('en')} tasks: split it`)
}

/** Longer lists than any field takes are not looked into. */
const longestField = 1_000

/** The fields as a new task takes them, or why it does not. */
export function toTaskFields(
	input: Record<string, unknown>,
	rules: CheckedRules,
): { fields: BatchFields } | { reason: string } {
	const long = Object.entries(input).find(([, value]) => Array.isArray(value) && value.length > longestField)
	if (long) return { reason: `${long[0]} holds too many entries` }
	const parsed = schemas.newTask.safeParse(input)
	if (!parsed.success) return { reason: toReason(parsed.error.issues) }
	const fields = { ...parsed.data }
	if (fields.recurrence != null) {
		const check = rules.check(fields.recurrence)
		if (!check.ok) return { reason: `recurrence ${check.reason}` }
		fields.recurrence = check.rule
	}
	try {
		toCheckedRow(fields, { userId: '', id: 1, version: 0, at: '', timeZone: 'UTC' })
	} catch (error) {
		if (error instanceof DomainError) return { reason: error.message }
		throw error
	}
	return { fields }
}

/** "title must not be empty" */
export function toReason(issues: readonly { path: PropertyKey[]; message: string }[]): string {
	const [issue] = issues
	const message = issue?.message.replace(
		/^Invalid input: expected (\w+), received (\w+)$/,
		'must be of type $1, not $2',
	)
	return [issue?.path.join('.'), message ?? 'is not valid'].filter(Boolean).join(' ')
}
