import type { Task } from '@todo/contract'
import { matchTitle } from '@todo/language'

/** Which tasks some words mean. */
export type Match =
	/** `others` fit less well, but could have been meant. */
	| { kind: 'one'; task: Task; sure: boolean; others: Task[] }
	| { kind: 'several'; tasks: Task[] }
	| { kind: 'unsure'; options: Task[] }
	| { kind: 'none' }

/** Below this a single find is asked about first. */
const sureFrom = 0.65
/** Finds closer together than this are equally likely. */
const likeness = 0.1
/** A plural takes everything that fits this well. */
const pluralFrom = 0.7

/** @param preferred which of two equally likely tasks a person more probably means: the open one, mostly. */
export function pickTasks(
	words: string,
	tasks: readonly Task[],
	{ plural, preferred }: { plural: boolean; preferred: Task['status'] | undefined },
): Match {
	const known = new Map(tasks.map((task) => [task.id, task]))
	const found = matchTitle(words, tasks).flatMap(({ id, score }) => {
		const task = known.get(id)
		return task ? [{ task, score }] : []
	})
	const best = found[0]?.score ?? 0
	if (best === 0) return { kind: 'none' }
	const from = best === 1 && !plural ? 1 : Math.max(best - likeness, plural ? Math.min(best, pluralFrom) : 0)
	const likely = prefer(
		found.filter(({ score }) => score >= from).map(({ task }) => task),
		preferred,
	)
	const [first, ...more] = likely
	if (!first) return { kind: 'none' }
	if (more.length === 0) {
		const others = found.map(({ task }) => task).filter((task) => task !== first)
		return { kind: 'one', task: first, sure: best >= sureFrom, others: others.slice(0, 5) }
	}
	return plural ? { kind: 'several', tasks: likely } : { kind: 'unsure', options: likely.slice(0, 6) }
}

function prefer(tasks: Task[], status: Task['status'] | undefined): Task[] {
	const those = tasks.filter((task) => task.status === status)
	return those.length > 0 ? those : tasks
}

/** Those that are not among the exceptions: "all of them except the dentist". */
export function withoutExceptions(tasks: readonly Task[], except: readonly string[]): Task[] {
	const kept = new Set(except.flatMap((words) => matchTitle(words, tasks).map(({ id }) => id)))
	return tasks.filter(({ id }) => !kept.has(id))
}
