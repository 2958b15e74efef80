import { z } from 'zod'
import { conversation, message } from './chats.ts'
import { list, section, tag } from './lists.ts'
import * as p from './primitives.ts'
import { settings } from './settings.ts'
import { task } from './tasks.ts'

const rowNote = z.object({
	row: z.int().describe('As a spreadsheet counts: the header is row 1. In JSON: the place in `tasks`, from 1.'),
	reason: z.string(),
})

export const importReport = z
	.object({
		dry_run: z.boolean(),
		created: z.object({ lists: z.int(), sections: z.int(), tasks: z.int() }),
		skipped: z.array(rowNote).describe('What does not come in, and why.'),
		warnings: z.array(rowNote).describe('What comes in without some part of it, and why.'),
		operation_id: z.string().nullable().describe('Undo this to take the import back; null for a dry run.'),
	})
	.meta({ id: 'ImportReport' })

export const calendar = z
	.object({
		path: z.string().nullable().describe('The secret address of the calendar, below the API’s own; null: none made.'),
	})
	.meta({ id: 'Calendar' })

/** Everything an account holds, what is in the trash too. `docs/api-formats.md` says what an import takes from it. */
export const exportFile = z
	.object({
		format: z.literal('todo-export'),
		version: z.literal(1),
		exported_at: p.instant,
		settings: settings.omit({ version: true }),
		lists: z.array(list),
		sections: z.array(section),
		tags: z.array(tag.omit({ pending: true })),
		tasks: z.array(
			task.extend({ series_start: p.dueDate.nullable().describe('The first due date of a recurring series.') }),
		),
		completions: z.array(
			z.object({
				task_id: z.int(),
				n: z.int(),
				due_date: p.dueDate.nullable(),
				recurrence: z.string().nullable(),
				completed_at: p.instant,
			}),
		),
		conversations: z.array(conversation.extend({ messages: z.array(message) })),
	})
	.meta({ id: 'ExportFile' })

export const exportAll = {
	query: z.strictObject({ format: z.enum(['json', 'csv', 'ics']).optional() }),
	replies: { 200: exportFile.describe('For `json`; text for `csv` and `ics`.') },
}
/** Everything that can come in comes in together, or nothing does. */
export const importAll = {
	query: z.strictObject({
		format: z
			.enum(['json', 'csv', 'todoist'])
			.optional()
			.describe('Where it is left out, the content type and the header say it.'),
		list: p.text(100).optional().describe('The list that a Todoist or plain CSV file becomes; else the inbox.'),
		dry_run: p.flag.optional().describe('Answers the report, and changes nothing.'),
	}),
	body: z.unknown().describe('The file itself: `application/json`, or `text/csv` in UTF-8. 10 MiB at most.'),
	replies: { 200: importReport },
}
export const getCalendar = { replies: { 200: calendar } }
/** Makes a new address; the one before no longer works. */
export const createCalendar = { replies: { 201: calendar } }
export const deleteCalendar = { replies: { 204: z.void() } }
/** For calendar programs, which send no credentials: the address is the secret. */
export const readCalendar = {
	params: z.strictObject({ file: z.string().max(200) }),
	replies: { 200: z.string() },
}
