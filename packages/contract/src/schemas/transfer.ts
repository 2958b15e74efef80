import { z } from 'zod'
import * as p from './primitives.ts'

export const importReport = z
	.object({
		dry_run: z.boolean(),
		created: z.object({ lists: z.int(), sections: z.int(), tasks: z.int() }),
		skipped: z.array(z.object({ row: z.int(), reason: z.string() })),
		operation_id: z.string().nullable(),
	})
	.meta({ id: 'ImportReport' })

export const calendar = z
	.object({
		path: z.string().nullable().describe('The secret address of the calendar, below the API’s own; null: none made.'),
	})
	.meta({ id: 'Calendar' })

export const exportAll = {
	query: z.strictObject({ format: z.enum(['json', 'csv', 'ics']).optional() }),
	replies: { 200: z.unknown() },
}
/** Body: the file itself, as `application/json` or `text/csv`. Everything comes in, or nothing. */
export const importAll = {
	query: z.strictObject({
		format: z.enum(['json', 'csv', 'todoist']).optional(),
		list: p.text(100).optional().describe('The list that a Todoist or plain CSV file becomes; else the inbox.'),
		dry_run: p.flag.optional(),
	}),
	replies: { 200: importReport },
}
export const getCalendar = { replies: { 200: calendar } }
export const createCalendar = { replies: { 201: calendar } }
export const deleteCalendar = { replies: { 204: z.void() } }
