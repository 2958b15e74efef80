import { z } from 'zod'
import * as p from './primitives.ts'

export const entity = z.enum(['task', 'list', 'section', 'tag', 'settings', 'completion', 'conversation', 'account'])

const fields = z.record(z.string(), z.unknown()).nullable()

export const change = z
	.object({
		version: z.int(),
		n: z.int().describe('Order within the version, from 0.'),
		operation_id: z.string(),
		undoes: z.string().nullable().describe('The operation that this one takes back.'),
		at: p.instant,
		actor: z.enum(['person', 'assistant', 'api_key', 'mcp', 'system']),
		actor_detail: z
			.string()
			.nullable()
			.describe('The conversation of an assistant, the name of a key, `import` where a person brought in a file.'),
		action: z.enum(['create', 'update', 'delete', 'restore', 'purge']),
		entity,
		entity_id: z.string(),
		before: fields.describe('The changed fields as they were; null where it was created.'),
		after: fields.describe(
			'The changed fields as they are; the whole entity where it was created or restored; null where it is gone for ever.',
		),
	})
	.meta({ id: 'Change' })

export const undoReply = z
	.object({
		operation_id: z.string().describe('Undo this to redo.'),
		undone: z.string().describe('The operation that was reversed.'),
		version: z.int(),
		changes: z.array(change),
		skipped: z
			.array(z.object({ entity, entity_id: z.string(), field: z.string() }))
			.describe('Fields changed since, and so left alone.'),
	})
	.meta({ id: 'UndoReply' })

export const listChanges = {
	query: z.strictObject({
		since: p.version
			.optional()
			.describe('Changes after this version, oldest first. 410 `RESYNC_REQUIRED` where they are no longer kept.'),
		before: p.version.optional().describe('Changes before this version, newest first: the history.'),
		entity: entity.optional(),
		entity_id: z.string().max(100).optional(),
		limit: p.digits(1, 1000).optional(),
	}),
	replies: {
		200: z.object({ version: z.int(), changes: z.array(change), more: z.boolean() }).meta({ id: 'ChangePage' }),
	},
}

export const undo = {
	body: z
		.strictObject({
			operation_id: z.string().min(1).max(64).optional().describe('The latest one where it is left out.'),
		})
		.nullish(),
	replies: { 200: undoReply },
}
