import type { Task } from '@todo/contract'
import { z } from 'zod'
import { DomainError } from '../../errors.ts'
import { defineTool } from './define-tool.ts'
import type { ToolContext } from './define-tool.ts'

export const undo = defineTool({
	name: 'undo',
	title: 'Undo',
	description: 'Takes back the last change, or the operation named. Undoing an undo does it again.',
	access: 'write',
	scopes: ['tasks:write', 'tasks:delete'],
	reverses: true,
	question: async (_context, { operation_id }) =>
		operation_id === undefined ? 'Take back the last change?' : 'Take back what was done there?',
	input: z.strictObject({ operation_id: z.string().min(1).max(64).optional() }),
	output: z.object({
		status: z.literal('undone'),
		operation_id: z.string().describe('Undo this to redo.'),
		undone: z.string(),
		changes: z.array(
			z.object({
				entity: z.string(),
				entity_id: z.string(),
				action: z.string(),
				title: z.string().optional(),
				fields: z.array(z.string()).describe('What is as before.'),
			}),
		),
		skipped: z.int().describe('Fields changed since, and so left alone.'),
	}),
	async run(context, { operation_id }) {
		const reply = await context.undo.undo(context.actor, operation_id)
		const ids = new Set(
			reply.changes.filter(({ entity }) => entity === 'task').map(({ entity_id }) => Number(entity_id)),
		)
		const tasks = await readLive(context, ids)
		const gone = (await context.trash.list(context.actor)).filter((task) => ids.has(task.id))
		const titles = new Map([...gone, ...tasks].map((task) => [String(task.id), task.title]))
		return {
			result: {
				status: 'undone' as const,
				operation_id: reply.operation_id,
				undone: reply.undone,
				changes: reply.changes.toSorted(byNumber).map(({ entity, entity_id, action, before, after }) => {
					const known = entity === 'task' ? titles.get(entity_id) : undefined
					const title = known ?? toName(after) ?? toName(before)
					const changed = action === 'update' ? Object.keys(after ?? {}) : []
					return { entity, entity_id, action, ...(title === undefined ? {} : { title }), fields: changed }
				}),
				skipped: reply.skipped.length,
			},
			tasks,
		}
	},
})

const byNumber = (a: { entity_id: string }, b: { entity_id: string }) => Number(a.entity_id) - Number(b.entity_id)

const toName = (fields: Record<string, unknown> | null): string | undefined => {
	const name = fields?.['title'] ?? fields?.['name']
	return typeof name === 'string' ? name : undefined
}

/** Those that are there now; a task that the undo took away is in the trash. */
async function readLive({ tasks, actor }: ToolContext, ids: ReadonlySet<number>): Promise<Task[]> {
	const found: Task[] = []
	for (const id of [...ids].toSorted((a, b) => a - b).slice(0, 50)) {
		try {
			found.push(await tasks.get(actor, id))
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
		}
	}
	return found
}
