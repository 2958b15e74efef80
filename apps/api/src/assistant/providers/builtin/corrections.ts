import type { Task } from '@todo/contract'
import type { Intent } from '@todo/language'
import { matchTitle } from '@todo/language'
import type { ToolOutcome } from '../../model.ts'
import { capitalise, quoteAll } from '../../words.ts'
import { perform } from './actions.ts'
import type { Memory } from './memory.ts'
import { askWhich } from './questions.ts'
import { resolve } from './resolve.ts'
import { act, numberOf, read, rowsOf, tasksOf, textOf } from './script.ts'
import type { Exchange, Script } from './script.ts'
import { sayFailure } from './sentences.ts'
import { sayUndone } from './undone.ts'

/** "I meant Friday", "no, the other one": what was just done is taken back or done differently. */
export function* correct(exchange: Exchange, { changes, other, target }: Intent & { kind: 'correct' }): Script {
	const { last } = exchange.memory
	if (changes) {
		yield* changeLast(exchange, changes)
		return
	}
	if (!last) {
		exchange.lines.push('What do you mean? Say it once more in full, please.')
		return
	}
	const { action } = last
	// After an addition or a new title, other words mean another title.
	const naming = action === null || (action.kind === 'update' && action.changes.title !== undefined)
	if (naming && target?.query !== undefined) {
		yield* changeLast(exchange, { title: yield* toNewTitle(exchange, target.query) })
		return
	}
	if (action === null) {
		exchange.lines.push('What should be different? Say for instance “rename it to …” or “undo”.')
		return
	}
	if (target) {
		const found = yield* resolve(exchange, target, action.kind)
		if (found.kind === 'unsure') return yield* askWhich(exchange, action, found.options, [])
		const tasks = found.kind === 'found' ? found.tasks : found.kind === 'meant' ? [found.task] : []
		if (tasks.length === 0) {
			exchange.lines.push(found.kind === 'none' ? found.reply : 'I don’t know which one you mean.')
			return
		}
		yield* takeBack(exchange, last.operation)
		yield* perform(exchange, action, tasks, { wide: false })
		return
	}
	if (!other) return
	const options = yield* findOthers(exchange, last)
	yield* takeBack(exchange, last.operation)
	const [only, ...more] = options
	if (only && more.length === 0) yield* perform(exchange, action, [only], { wide: false })
	else if (only) yield* askWhich(exchange, action, options, [])
	else {
		exchange.lines.push('Which one did you mean?')
		exchange.memory.question = { kind: 'whom', action }
	}
}

/** "Make that rye bread" of "Buy bread" is "Buy rye bread". */
function* toNewTitle(exchange: Exchange, words: string): Script<string> {
	const { mentioned } = exchange.memory
	const [task] = mentioned.length === 1 ? tasksOf(yield* read(exchange, 'get_tasks', { task_ids: mentioned })) : []
	const last = words.split(/\s+/).at(-1)?.toLowerCase()
	const kept = task?.title.split(/\s+/) ?? []
	const at = kept.findIndex((word) => word.toLowerCase() === last)
	return at > 0 ? kept.with(at, words).join(' ') : capitalise(words)
}

function* changeLast(exchange: Exchange, changes: NonNullable<(Intent & { kind: 'correct' })['changes']>): Script {
	const { mentioned } = exchange.memory
	const tasks = mentioned.length > 0 ? tasksOf(yield* read(exchange, 'get_tasks', { task_ids: mentioned })) : []
	if (tasks.length === 0) exchange.lines.push('Which task do you mean? Say its title or its number.')
	else yield* perform(exchange, { kind: 'update', changes }, tasks, { wide: false })
}

/** What else could have been meant: what fitted nearly as well, else what shares a word with it. */
function* findOthers(exchange: Exchange, last: NonNullable<Memory['last']>): Script<readonly Task[]> {
	const { ids, others } = last
	if (others.length > 0) return tasksOf(yield* read(exchange, 'get_tasks', { task_ids: others }))
	const taken = last.titles.flatMap((title) => title.split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 3)
	const tasks = tasksOf(yield* act('list_tasks', { status: 'pending', limit: 500 }))
	const alike = new Set(taken.flatMap((word) => matchTitle(word, tasks).map(({ id }) => id)))
	return tasks.filter(({ id }) => alike.has(id) && !ids.includes(id)).slice(0, 6)
}

/** Undoes what was done here last; that nothing came of it is no reason to stop. */
function* takeBack(exchange: Exchange, operation: string): Script {
	const outcome = yield* act('undo', { operation_id: operation })
	const back = tasksOf(outcome)
	if (back.length > 0) exchange.lines.push(`Took that back for ${quoteAll(back)}.`)
	exchange.tasks.push(...back)
}

/** "Undo the last three": one after the other, until there is no more. */
export function* undoSeveral(exchange: Exchange, again: boolean, times: number): Script {
	if (times === 1 || again) return yield* undo(exchange, again)
	let done = 0
	for (; done < times; done += 1) {
		const outcome = yield* act('undo', {})
		if (outcome.status === 'failed' && outcome.error.code === 'NOTHING_TO_UNDO' && done > 0) break
		sayTakenBack(exchange, outcome, false)
		if (outcome.status === 'failed') return
	}
	if (done < times) exchange.lines.push('There is nothing more to undo.')
}

/** Takes the last change back, or does it again. */
function* undo(exchange: Exchange, again: boolean): Script {
	const { undone } = exchange.memory
	if (again && undone === null) {
		exchange.lines.push('There is nothing to do again: I can only redo what I have just undone.')
		return
	}
	const outcome = yield* act('undo', again && undone !== null ? { operation_id: undone } : {})
	sayTakenBack(exchange, outcome, again)
}

/** "No, keep it": the deletion spoken of is undone, whatever was done elsewhere since. */
export function* keep(exchange: Exchange, { operation, ids }: NonNullable<Memory['last']>): Script {
	const outcome = yield* act('undo', { operation_id: operation })
	const live = outcome.status === 'failed' ? tasksOf(yield* act('get_tasks', { task_ids: ids })) : []
	if (live.length === 0) return sayTakenBack(exchange, outcome, false)
	exchange.lines.push(`${quoteAll(live)} ${live.length === 1 ? 'is' : 'are'} back already.`)
	exchange.memory.last = null
}

function sayTakenBack(exchange: Exchange, outcome: ToolOutcome, again: boolean): void {
	exchange.memory.undone = null
	if (outcome.status === 'failed') {
		exchange.lines.push(
			outcome.error.code === 'NOTHING_TO_UNDO' ? 'There is nothing to undo.' : sayFailure(outcome.error),
		)
		return
	}
	if (!again) exchange.memory.undone = textOf(outcome, 'operation_id')
	const tasks = tasksOf(outcome)
	exchange.tasks.push(...tasks)
	exchange.memory.mentioned = tasks.map(({ id }) => id)
	exchange.memory.last = null
	exchange.lines.push(sayUndone(rowsOf(outcome, 'changes'), again, exchange, tasks))
	const skipped = numberOf(outcome, 'skipped')
	if (skipped > 0) exchange.lines.push('What was changed since is left as it is.')
}
