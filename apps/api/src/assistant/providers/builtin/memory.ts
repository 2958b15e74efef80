import type { TaskChanges } from '@todo/language'
import { z } from 'zod'

const ids = z.array(z.int())

/** What to do with tasks once it is clear which. */
const action = z.discriminatedUnion('kind', [
	z.object({ kind: z.enum(['complete', 'reopen', 'delete']) }),
	z.object({ kind: z.literal('update'), changes: z.custom<TaskChanges>((value) => typeof value === 'object') }),
])

/** A question of ours that the next message may answer. */
const question = z.discriminatedUnion('kind', [
	/** Which of these? `chosen` are beyond doubt. */
	z.object({ kind: z.literal('which'), action, options: ids, chosen: ids }),
	/** Is it this one? */
	z.object({ kind: z.literal('meant'), action, options: ids }),
	/** Which task at all? */
	z.object({ kind: z.literal('whom'), action }),
	/** What should be added? */
	z.object({ kind: z.literal('title') }),
	/** There was nothing like it: add it? */
	z.object({ kind: z.literal('add'), title: z.string(), due: z.string().nullable() }),
])

const memory = z.object({
	/** What was last shown as a list, for "the second one". */
	shown: ids,
	/** What was last spoken of, for "it" and "them". */
	mentioned: ids,
	question: question.nullable(),
	/** What was last done, for "no, the other one" and "I meant Friday". `others` could have been meant too. */
	last: z
		.object({ action: action.nullable(), ids, titles: z.array(z.string()), others: ids, operation: z.string() })
		.nullable(),
	/** The operation that was last undone by an undo of ours, for "redo". */
	undone: z.string().nullable(),
	/** The turn that left this memory, for what goes on with the one directly before. */
	turn: z.string().default(''),
	/** The list last spoken of, for "add eggs to it". */
	list: z.string().nullable().default(null),
})

export type Action = z.infer<typeof action>
export type Question = z.infer<typeof question>
export type Memory = z.infer<typeof memory>

/** Memory of an older kind, or none, is an empty one. */
export function toMemory(stored: unknown): Memory {
	const parsed = memory.safeParse(stored)
	return parsed.success
		? parsed.data
		: { shown: [], mentioned: [], question: null, last: null, undone: null, turn: '', list: null }
}
