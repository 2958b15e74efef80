import type { Task } from '@todo/contract'
import { count, join, quote } from '../../words.ts'
import { most } from './finding.ts'
import type { Kind } from './finding.ts'
import type { Resolved } from './resolve.ts'
import { read, tasksOf } from './script.ts'
import type { Exchange, Script } from './script.ts'

/**
 * "Task 2" is the second of what was listed last, else of the page. The numbers that tasks are stored under are shown nowhere,
 * but clients of the API know them: where those would mean another task, it is asked.
 */
export function* findNumbered(exchange: Exchange, numbers: readonly number[], kind: Kind): Script<Resolved> {
	const { shown } = exchange.memory
	if (shown.length === 0) return yield* findOnPage(exchange, numbers, kind)
	const listed = numbers.flatMap((number) => shown[number - 1] ?? [])
	const live = yield* readListed(exchange, listed)
	const [only] = live
	if (numbers.length > 1) return toFound(numbers, live)
	if (only && !(kind === 'complete' && only.completed)) return { kind: 'found', tasks: [only], wide: false }
	return yield* findInstead(exchange, numbers, only)
}

/** What was read for an earlier wish of the same message is not read again. */
function* readListed(exchange: Exchange, ids: readonly number[]): Script<Task[]> {
	const known = ids.every((id) => exchange.page.some((task) => task.id === id))
	const tasks = known ? exchange.page : tasksOf(yield* read(exchange, 'get_tasks', { task_ids: ids }))
	return ids.flatMap((id) => tasks.find((task) => task.id === id) ?? [])
}

function toFound(numbers: readonly number[], tasks: readonly Task[]): Resolved {
	const missing = numbers.length - tasks.length
	if (tasks.length === 0) return { kind: 'none', reply: sayNoneOf(numbers) }
	const note =
		missing > 0 ? `Only ${count(tasks.length)} of these ${tasks.length === 1 ? 'is' : 'are'} there.` : undefined
	return { kind: 'found', tasks: [...tasks], wide: false, ...(note === undefined ? {} : { note }) }
}

const sayNoneOf = (numbers: readonly number[]) => `There is no task ${join(numbers.map(String), 5, 'or')}.`

/** The number is past what was listed, or what it meant is done or gone: then the page may be meant. */
function* findInstead(exchange: Exchange, numbers: readonly number[], done: Task | undefined): Script<Resolved> {
	const page = yield* readPage(exchange)
	const task = page[(numbers[0] ?? 0) - 1]
	const past = (numbers[0] ?? 0) > exchange.memory.shown.length
	const reply = done
		? `${quote(done.title)} is done already.`
		: past
			? sayNoneOf(numbers)
			: 'That one isn’t on the list any more.'
	if (!task || (!past && !done)) return { kind: 'none', reply }
	if (done) exchange.lines.push(reply)
	return { kind: 'meant', task }
}

/** Nothing was listed yet: from now on these are the numbers, so that "task 2" stays the same when task 1 is done. */
function* findOnPage(exchange: Exchange, numbers: readonly number[], kind: Kind): Script<Resolved> {
	const page = yield* readPage(exchange)
	const stored = tasksOf(yield* read(exchange, 'get_tasks', { task_ids: numbers.filter((number) => number > 0) }))
	const pairs = numbers.map((number) => ({
		placed: kind === 'reopen' ? undefined : page[number - 1],
		stored: stored.find((task) => task.id === number && (kind !== 'complete' || !task.completed)),
	}))
	const unclear = pairs.find(({ placed, stored: other }) => placed && other && placed.id !== other.id)
	if (unclear?.placed && unclear.stored && numbers.length === 1)
		return { kind: 'unsure', options: [unclear.placed, unclear.stored], chosen: [] }
	exchange.memory.shown = page.map(({ id }) => id)
	return toFound(
		numbers,
		pairs.flatMap(({ placed, stored: other }) => placed ?? other ?? []),
	)
}

/** What is open, in the page's own order; subtasks stand below their tasks and are not counted. */
export function* readPage(exchange: Exchange): Script<readonly Task[]> {
	const open = tasksOf(yield* read(exchange, 'list_tasks', { status: 'pending', limit: most }))
	const ids = new Set(open.map(({ id }) => id))
	exchange.page = open
		.filter(({ parent_id }) => parent_id === null || !ids.has(parent_id))
		.toSorted((a, b) => a.position - b.position || a.id - b.id)
	return exchange.page
}
