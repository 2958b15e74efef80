import type { Reminder } from '@todo/contract'
import { primitives as p } from '@todo/contract/schemas'
import type { ParseContext } from '@todo/language'
import { foldName, mostLists, mostSections } from '../lists/names.rules.ts'
import { createBatch, refuseFile, requireFewTasks, toTaskFields } from './batch.rules.ts'
import type { Batch } from './batch.rules.ts'
import { createCheckedRules } from './checked-rules.ts'
import type { CheckedRules } from './checked-rules.ts'
import type { CsvRow } from './csv.rules.ts'
import { readInTurns } from './row-turns.ts'
import { readDate, readFlag, readPriority, readRule, readTags } from './words.rules.ts'

/** Our columns, and what other programs call them. */
const columns = {
	id: ['id'],
	title: ['title', 'name', 'content', 'task', 'task_name', 'summary', 'subject', 'todo'],
	description: ['description', 'notes', 'note', 'details', 'body'],
	completed: ['completed', 'done', 'status', 'is_completed', 'complete', 'checked'],
	priority: ['priority'],
	due_date: ['due_date', 'due', 'date', 'due_on', 'duedate', 'deadline'],
	time_zone: ['time_zone', 'timezone'],
	recurrence: ['recurrence', 'rrule', 'repeat'],
	repeat_from: ['repeat_from'],
	reminders: ['reminders'],
	tags: ['tags', 'tag', 'labels', 'label', 'categories', 'category'],
	list: ['list', 'project', 'list_name', 'project_name', 'folder'],
	section: ['section', 'section_name'],
	parent_id: ['parent_id'],
	created_at: ['created_at'],
	completed_at: ['completed_at'],
} as const

type Column = keyof typeof columns
const columnNames = Object.keys(columns) as Column[]

/** Reads a plain table: one task a row, the columns named by the first. */
export async function readTable(
	[header, ...rows]: CsvRow[],
	list: string | undefined,
	context: ParseContext,
): Promise<Batch> {
	const places = toPlaces(header?.cells ?? [])
	if (!places.has('title')) throw refuseFile('names no column title (or name, content) in its first row')
	requireFewTasks(rows.length)
	const rules = createCheckedRules()
	const reader: Reader = { batch: createBatch(), rules, places, keys: new Set(), list, context }
	await readInTurns(rows, (row) => readRow(reader, row))
	return reader.batch
}

function toPlaces(header: readonly string[]): Map<Column, number> {
	const places = new Map<Column, number>()
	for (const [place, cell] of header.entries()) {
		const name = cell
			.trim()
			.toLowerCase()
			.replace(/[\s-]+/g, '_')
		const column = columnNames.find((one) => columns[one].some((known) => known === name))
		if (column && !places.has(column)) places.set(column, place)
	}
	return places
}

interface Reader {
	batch: Batch
	rules: CheckedRules
	places: Map<Column, number>
	/** What parents may be named by: the ids of the rows so far. */
	keys: Set<string>
	list: string | undefined
	context: ParseContext
}

function readRow({ batch, rules, places, keys, list, context }: Reader, { row, cells }: CsvRow): void {
	const cell = (column: Column) => toLine(cells[places.get(column) ?? -1])
	const warn = (reason: string) => void batch.warnings.push({ row, reason })
	const fields = { title: cell('title'), ...readFields(cell, warn, context) }
	const read = toTaskFields(fields, rules)
	if ('reason' in read) return void batch.skipped.push({ row, reason: read.reason })
	const name = cell('list') || list
	const listKey = name ? findList(batch, name) : null
	if (name && listKey === null) warn('list is no name for a list: it goes to the inbox')
	const section = cell('section')
	const id = cell('id')
	const key = id === '' || keys.has(id) ? `row ${row}` : id
	keys.add(key)
	batch.tasks.push({
		row,
		key,
		parent: cell('parent_id') || null,
		list: listKey,
		section: section && listKey !== null ? findSection(batch, listKey, section) : null,
		fields: read.fields,
		created_at: toInstant(cell('created_at')),
		completed_at: toInstant(cell('completed_at')),
	})
}

type Read = (column: Column) => string
type Warn = (reason: string) => void

function readFields(cell: Read, warn: Warn, context: ParseContext): Record<string, unknown> {
	const fields: Record<string, unknown> = {}
	/** Reads a cell that is not empty; what can't be read is left out, and said. */
	const take = <T>(column: Column, read: (text: string) => T | undefined, put: (value: T) => void) => {
		const text = cell(column)
		if (text === '') return
		const value = read(text)
		if (value === undefined) warn(`${column} is not understood: ${text.slice(0, 100)}`)
		else put(value)
	}
	const set = (name: string) => (value: unknown) => void (fields[name] = value)
	const assign = (value: object) => void Object.assign(fields, value)
	take('description', (text) => text, set('description'))
	take('completed', readFlag, set('completed'))
	take('priority', readPriority, set('priority'))
	take('recurrence', (text) => readRule(text, context), assign)
	take('due_date', (text) => readDate(text, context), assign)
	take('time_zone', (text) => (p.timeZone.safeParse(text).success ? text : undefined), set('time_zone'))
	take('repeat_from', (text) => (text === 'due' || text === 'completion' ? text : undefined), set('repeat_from'))
	take('reminders', readReminders, set('reminders'))
	take(
		'tags',
		(text) => readTags(text),
		({ tags, refused }) => {
			fields['tags'] = tags
			for (const word of refused) warn(`tags can’t hold: ${word.slice(0, 100)}`)
		},
	)
	return fields
}

/** As we write them: minutes before, or a local time, with semicolons between. */
function readReminders(text: string): Reminder[] | undefined {
	const parts = text.split(';').map((part) => part.trim())
	const reminders = parts.map((part) => (/^\d{1,5}$/.test(part) ? { minutes_before: Number(part) } : { at: part }))
	return parts.every((part) => /^\d{1,5}$|^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(part)) ? reminders : undefined
}

/** A cell as it is stored: however the file ends its lines. */
export const toLine = (cell: string | undefined) => (cell ?? '').replaceAll(/\r\n?/g, '\n').trim()

export function findList(batch: Batch, input: string): string | null {
	const name = p.text(100).safeParse(input)
	if (!name.success) return null
	const key = foldName(name.data)
	if (batch.lists.some((list) => list.key === key)) return key
	if (batch.lists.length >= mostLists) throw refuseFile(`names more than ${mostLists} lists`)
	batch.lists.push({ key, name: name.data })
	return key
}

export function findSection(batch: Batch, list: string, input: string): string | null {
	const name = p.text(100).safeParse(input)
	if (!name.success) return null
	const key = JSON.stringify([list, foldName(name.data)])
	if (batch.sections.some((section) => section.key === key)) return key
	if (batch.sections.length >= mostSections) throw refuseFile(`names more than ${mostSections} sections`)
	batch.sections.push({ key, list, name: name.data })
	return key
}

const toInstant = (text: string) =>
	/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))
		? new Date(text).toISOString()
		: undefined
