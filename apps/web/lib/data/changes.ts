import type { QueryClient } from '@tanstack/react-query'
import type { Change, Task } from '@todo/contract'
import { queryKeys } from '#lib/query-keys.ts'
import type { TaskCache } from './task-cache.ts'

export interface ChangeSink {
	apply: (changes: Change[]) => void
	/** While an own write on these tasks is under way, what is heard of them waits, so that no row jumps back and forth. */
	hold: (ids: number[]) => void
	release: (ids: number[]) => void
	/** Changes that a list loaded meanwhile may lack. */
	replay: (tasks: Task[]) => Task[]
}

/** How many of the latest changes are remembered for lists that were being loaded when they came. */
const remembered = 300

/** Brings changes from elsewhere (another tab, another device, the assistant) into the cache. */
export function createChangeSink(client: QueryClient, cache: TaskCache): ChangeSink {
	const held = new Map<number, number>()
	let waiting: Change[] = []
	let recent: Change[] = []

	const refresh = (...keys: (readonly unknown[])[]) =>
		keys.forEach((queryKey) => void client.invalidateQueries({ queryKey }))

	function applyToTask(change: Change): void {
		const id = Number(change.entity_id)
		if (held.has(id)) return void waiting.push(change)
		if (change.action === 'purge') return cache.drop({ id, client_id: null })
		const known = cache.find(id)
		if (known && known.version >= change.version) return
		const next = merge(known, change)
		if (next) cache.put(next)
		else refresh(queryKeys.anyCompleted, queryKeys.trash)
	}

	function applyOne(change: Change): void {
		switch (change.entity) {
			case 'task':
				return applyToTask(change)
			case 'completion':
				return refresh(queryKeys.anyCompleted, queryKeys.anyCompletions)
			case 'list':
				return refresh(queryKeys.lists)
			case 'section':
				return refresh(queryKeys.sections)
			case 'tag':
				return refresh(queryKeys.tags, queryKeys.pending)
			case 'settings':
				return refresh(queryKeys.settings)
			case 'conversation':
				return refresh(queryKeys.conversations)
			case 'account':
				return refresh(queryKeys.me)
		}
	}

	return {
		apply(changes) {
			recent = [...recent, ...changes].slice(-remembered)
			changes.forEach(applyOne)
			if (changes.length > 0) refresh(queryKeys.history)
			// What the assistant did may be undone, or done again.
			if (changes.some(({ undoes }) => undoes !== null)) refresh(queryKeys.anyMessages)
		},
		hold: (ids) => ids.forEach((id) => held.set(id, (held.get(id) ?? 0) + 1)),
		release(ids) {
			for (const id of ids) {
				const left = (held.get(id) ?? 1) - 1
				if (left > 0) held.set(id, left)
				else held.delete(id)
			}
			const now = waiting
			waiting = []
			now.forEach(applyOne)
		},
		replay: (tasks) => recent.reduce(replayOne, tasks),
	}
}

function replayOne(tasks: Task[], change: Change): Task[] {
	if (change.entity !== 'task') return tasks
	const id = Number(change.entity_id)
	const known = tasks.find((task) => task.id === id)
	if (known && known.version >= change.version) return tasks
	const next = merge(known, change)
	const rest = known ? tasks.filter((task) => task !== known) : tasks
	return next && !next.completed && !next.deleted_at ? [...rest, next] : rest
}

/** The task after a change; undefined where too little of it is known. */
function merge(known: Task | undefined, change: Change): Task | undefined {
	const after = change.after ?? {}
	const whole = change.action === 'create' || change.action === 'restore'
	if (!known && !(whole && 'title' in after && 'id' in after)) return undefined
	const deleted = change.action === 'delete' ? { deleted_at: change.at } : {}
	const task = toTask({ ...known, ...deleted, ...after, version: change.version })
	return { ...task, status: task.completed ? 'completed' : 'pending' }
}

/** The server builds `after` from the same fields as a task on the wire (contract: Change). */
const toTask = (fields: Record<string, unknown>) => fields as unknown as Task
