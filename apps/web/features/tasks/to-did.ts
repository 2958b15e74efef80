import type { BulkRequest, Task, TaskChanges } from '@todo/contract'
import type { Did } from '#lib/data/undo-stack.ts'

const verbs = {
	create: 'added',
	complete: 'completed',
	reopen: 'reopened',
	delete: 'deleted',
	restore: 'restored',
} as const satisfies Partial<Record<BulkRequest['action'], Did['verb']>>

/** Changes of these alone have a word of their own. */
const kinds: readonly [Did['verb'], readonly (keyof TaskChanges)[]][] = [
	['renamed', ['title']],
	['dated', ['due_date', 'time_zone', 'recurrence']],
	['moved', ['list_id', 'section_id', 'parent_id', 'position']],
]

/** What a write does, in short; `tasks` as they look after it. */
export function toDid(request: BulkRequest, tasks: readonly Task[]): Did {
	const title = tasks[0]?.title ?? ''
	return {
		verb: request.action === 'update' ? toVerb(request.changes) : verbs[request.action],
		count: tasks.length,
		title,
	}
}

function toVerb(changes: TaskChanges): Did['verb'] {
	const changed = Object.keys(changes)
	const kind = kinds.find(([, fields]) => changed.every((field) => fields.some((known) => known === field)))
	return kind?.[0] ?? 'changed'
}
