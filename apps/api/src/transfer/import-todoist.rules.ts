import { primitives as p } from '@todo/contract/schemas'
import type { ParseContext } from '@todo/language'
import { createBatch, requireFewTasks, toTaskFields } from './batch.rules.ts'
import type { Batch, BatchTask } from './batch.rules.ts'
import { createCheckedRules } from './checked-rules.ts'
import type { CheckedRules } from './checked-rules.ts'
import type { CsvRow } from './csv.rules.ts'
import { findList, findSection, toLine } from './import-csv.rules.ts'
import { readInTurns } from './row-turns.ts'
import { readDate, readPriority, readTags } from './words.rules.ts'

/** Todoist's project file: https://todoist.com/help/articles/format-a-csv-file-to-import-into-todoist */
export const isTodoist = (header: readonly string[]): boolean => {
	const names = header.map((cell) => cell.trim().toUpperCase())
	return names.includes('TYPE') && names.includes('CONTENT')
}

const longestTitle = 200
const longestDescription = 20_000

/** Reads one project: tasks with their subtasks by indent, sections, comments, labels in the text. */
export async function readTodoist(
	[header, ...rows]: CsvRow[],
	list: string | undefined,
	context: ParseContext,
): Promise<Batch> {
	const names = (header?.cells ?? []).map((cell) => cell.trim().toUpperCase())
	const batch = createBatch()
	const listKey = list ? findList(batch, list) : null
	const reader: Reader = { batch, rules: createCheckedRules(), context, list: listKey, section: null, open: [] }
	await readInTurns(rows, ({ row, cells }) => {
		const cell = (name: string) => toLine(cells[names.indexOf(name)])
		const type = cell('TYPE').toLowerCase()
		if (type === 'task') readTask(reader, row, cell)
		else if (type === 'section') readSection(reader, row, cell('CONTENT'))
		else if (type === 'note') readNote(reader, row, cell('CONTENT'))
		else if (type !== 'meta' && type !== '')
			batch.skipped.push({ row, reason: `TYPE is not known: ${type.slice(0, 50)}` })
	})
	requireFewTasks(batch.tasks.length)
	return batch
}

interface Reader {
	batch: Batch
	rules: CheckedRules
	context: ParseContext
	list: string | null
	section: string | null
	/** The task that was last at each indent, the first at 0: what a deeper one is a subtask of. */
	open: (BatchTask | undefined)[]
}

type Read = (name: string) => string

function readTask(reader: Reader, row: number, cell: Read): void {
	const { batch, list, section, open } = reader
	const warn = (reason: string) => void batch.warnings.push({ row, reason })
	const indent = Math.min(Math.max(Math.trunc(Number(cell('INDENT'))) || 1, 1), 20)
	const { title, tags, description } = readContent(cell('CONTENT'), cell('DESCRIPTION'), warn)
	const read = toTaskFields(
		{
			title,
			...(tags.length > 0 ? { tags } : {}),
			...(description === '' ? {} : { description }),
			priority: readPriority(cell('PRIORITY')) ?? 'none',
			...readWhen(cell, reader.context, warn),
		},
		reader.rules,
	)
	open.length = indent - 1
	if ('reason' in read) return void batch.skipped.push({ row, reason: read.reason })
	const parent = open.findLast((task) => task !== undefined)
	const task: BatchTask = { row, key: `row ${row}`, parent: parent?.key ?? null, list, section, fields: read.fields }
	open[indent - 1] = task
	batch.tasks.push(task)
}

function readSection(reader: Reader, row: number, name: string): void {
	reader.open = []
	reader.section = reader.list === null ? null : findSection(reader.batch, reader.list, name)
	if (reader.section === null) {
		const reason =
			reader.list === null ? 'the inbox has no sections: name a list for the file' : 'is no name for a section'
		reader.batch.skipped.push({ row, reason })
	}
}

/** A comment belongs to the task above it. */
function readNote({ batch }: Reader, row: number, note: string): void {
	const task = batch.tasks.at(-1)
	if (!task) return void batch.skipped.push({ row, reason: 'is a comment on the project' })
	const description = p
		.text(longestDescription, 0)
		.safeParse([task.fields.description, note].filter(Boolean).join('\n\n'))
	if (description.success) task.fields = { ...task.fields, description: description.data }
	else batch.skipped.push({ row, reason: 'is a comment too long for its task’s description' })
}

/** `* ` before a task means that it can't be ticked; `@word` is a label. A title too long for us stands whole in the description. */
function readContent(content: string, description: string, warn: (reason: string) => void) {
	const text = content.replace(/^\* /, '')
	const { tags } = readTags(Array.from(text.matchAll(/(?<=^|\s)@[^\s@,#]+/gu), ([label]) => label).join(' '))
	const bare = text
		.replaceAll(/(?<=^|\s)@[^\s@,#]+/gu, '')
		.replaceAll(/ {2,}/g, ' ')
		.trim()
	const title = bare === '' ? text : bare
	const characters = Array.from(title)
	if (characters.length <= longestTitle) return { title, tags, description }
	warn(`the title is longer than ${longestTitle} characters: all of it stands in the description`)
	return {
		title: `${characters.slice(0, longestTitle - 1).join('')}…`,
		tags,
		description: [title, description].filter(Boolean).join('\n\n'),
	}
}

function readWhen(cell: Read, context: ParseContext, warn: (reason: string) => void): Record<string, unknown> {
	const text = cell('DATE')
	if (text === '') return {}
	const when = readDate(text, context)
	if (!when) {
		warn(`DATE is not understood: ${text.slice(0, 100)}`)
		return {}
	}
	const zone = p.timeZone.safeParse(cell('TIMEZONE'))
	return { ...when, ...(zone.success && when.due_date !== undefined ? { time_zone: zone.data } : {}) }
}
