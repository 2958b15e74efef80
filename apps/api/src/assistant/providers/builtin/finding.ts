import type { Task } from '@todo/contract'
import { matchTitle } from '@todo/language'
import type { Target, TaskFilter } from '@todo/language'
import { pickTasks } from './match.rules.ts'
import type { Match } from './match.rules.ts'
import type { Action } from './memory.ts'
import { read, tasksOf } from './script.ts'
import type { Exchange, Script } from './script.ts'

export type Kind = Action['kind']

/** Where an action looks for a task that is named, and for a group of them; and which it prefers where both fit. */
export const wanted = {
	complete: { status: 'pending', group: 'pending', preferred: 'pending' },
	reopen: { status: 'completed', group: 'completed', preferred: 'completed' },
	update: { status: 'all', group: 'pending', preferred: 'pending' },
	delete: { status: 'all', group: 'all', preferred: 'pending' },
} as const satisfies Record<Kind, object>

/** More than this many are never read, and so never touched, at once. */
export const most = 500

export const toFindArguments = (query: string, status: 'pending' | 'completed' | 'all') => ({
	query: query.slice(0, 400),
	status,
	limit: 25,
})

/** A filter as the tools take it. */
export function toListArguments(
	filter: TaskFilter | undefined,
	status: 'pending' | 'completed' | 'all',
	limit = most,
): Record<string, unknown> {
	const { label: _label, spoken: _spoken, numbers: _numbers, text, ...rest } = filter ?? { label: '' }
	return { status, ...rest, ...(text === undefined ? {} : { search: text }), limit }
}

/** The one open task of just this name, or of one like it where that will do. */
export function* findSame(exchange: Exchange, name: string, loose = false): Script<Task | undefined> {
	const found = tasksOf(yield* read(exchange, 'find_tasks', toFindArguments(name, 'pending')))
	if (loose) {
		const match = pickTasks(name, found, { plural: false, preferred: 'pending' })
		return match.kind === 'one' && match.sure ? match.task : undefined
	}
	const same = matchTitle(name, found).filter(({ score }) => score > 0.95)
	return same.length === 1 ? found.find(({ id }) => id === same[0]?.id) : undefined
}

/** "Buy milk" where "milk" was bought may be called just that. */
export const withoutVerb = (query: string, { verb }: Target): string | undefined =>
	verb !== undefined && query.toLowerCase().startsWith(`${verb} `) ? query.slice(verb.length + 1) : undefined

/** What one of several names may be called: a verb said of the first is said of all. */
export function toSpellings(query: string, at: number, target: Target): string[] {
	const bare = withoutVerb(query, target)
	if (bare !== undefined) return [query, bare]
	return at > 0 && target.verb !== undefined ? [`${target.verb} ${query}`, query] : [query]
}

/** The first of these spellings that fits anything. */
export function* pickNamed(exchange: Exchange, spellings: readonly string[], kind: Kind): Script<Match> {
	const { status, preferred } = wanted[kind]
	for (const words of spellings) {
		const candidates = tasksOf(yield* read(exchange, 'find_tasks', toFindArguments(words, status)))
		const match = pickTasks(words, candidates, { plural: false, preferred })
		if (match.kind !== 'none') return match
	}
	return { kind: 'none' }
}
