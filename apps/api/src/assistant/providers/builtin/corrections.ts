import type { Intent } from '@todo/language'
import { quoteAll } from '../../words.ts'
import { perform } from './actions.ts'
import { askWhich } from './questions.ts'
import { resolve } from './resolve.ts'
import { act, numberOf, read, rowsOf, tasksOf, textOf } from './script.ts'
import type { Exchange, Script } from './script.ts'
import { sayFailure } from './sentences.ts'

/** "I meant Friday", "no, the other one": what was just done is taken back or done differently. */
export function* correct(exchange: Exchange, { changes, other, target }: Intent & { kind: 'correct' }): Script {
	const { last } = exchange.memory
	if (changes) {
		yield* changeLast(exchange, changes)
		return
	}
	if (!last?.action) {
		exchange.lines.push('What do you mean? Say it once more in full, please.')
		return
	}
	const { action, others } = last
	if (target) {
		const found = yield* resolve(exchange, target, action.kind)
		if (found.kind === 'unsure') return askWhich(exchange, action, found.options, [])
		const tasks = found.kind === 'found' ? found.tasks : found.kind === 'meant' ? [found.task] : []
		if (tasks.length === 0) {
			exchange.lines.push(found.kind === 'none' ? found.reply : 'I don’t know which one you mean.')
			return
		}
		if (yield* takeBack(exchange)) yield* perform(exchange, action, tasks, { wide: false })
		return
	}
	if (!other) return
	const options = others.length > 0 ? tasksOf(yield* read(exchange, 'get_tasks', { task_ids: others })) : []
	if (!(yield* takeBack(exchange))) return
	const [only, ...more] = options
	if (only && more.length === 0) yield* perform(exchange, action, [only], { wide: false })
	else if (only) askWhich(exchange, action, options, [])
	else {
		exchange.lines.push('Which one did you mean?')
		exchange.memory.question = { kind: 'whom', action }
	}
}

function* changeLast(exchange: Exchange, changes: NonNullable<(Intent & { kind: 'correct' })['changes']>): Script {
	const { mentioned } = exchange.memory
	const tasks = mentioned.length > 0 ? tasksOf(yield* read(exchange, 'get_tasks', { task_ids: mentioned })) : []
	if (tasks.length === 0) exchange.lines.push('Which task do you mean? Say its title or its number.')
	else yield* perform(exchange, { kind: 'update', changes }, tasks, { wide: false })
}

/** Undoes the last thing that was done here. */
function* takeBack(exchange: Exchange): Script<boolean> {
	const outcome = yield* act('undo', {})
	if (outcome.status === 'failed') {
		exchange.lines.push(sayFailure(outcome.error))
		return false
	}
	const back = tasksOf(outcome)
	if (back.length > 0) exchange.lines.push(`Took that back for ${quoteAll(back)}.`)
	exchange.tasks.push(...back)
	return true
}

const verbs: Readonly<Record<string, string>> = {
	create: 'brought back',
	restore: 'brought back',
	delete: 'removed',
	purge: 'removed',
	update: 'set back',
}

/** Takes the last change back, or does it again. */
export function* undo(exchange: Exchange, again: boolean): Script {
	const { undone } = exchange.memory
	if (again && undone === null) {
		exchange.lines.push('There is nothing to do again: I can only redo what I have just undone.')
		return
	}
	const outcome = yield* act('undo', again && undone !== null ? { operation_id: undone } : {})
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
	exchange.lines.push(sayUndone(rowsOf(outcome, 'changes'), again))
	const skipped = numberOf(outcome, 'skipped')
	if (skipped > 0) exchange.lines.push('What was changed since is left as it is.')
}

/** "Undone: brought back “Milk” and “Bread”." */
function sayUndone(changes: readonly Readonly<Record<string, unknown>>[], again: boolean): string {
	const groups = new Map<string, { title: string }[]>()
	for (const { action, title } of changes) {
		if (typeof action !== 'string' || typeof title !== 'string') continue
		const verb = verbs[action] ?? 'changed'
		groups.set(verb, [...(groups.get(verb) ?? []), { title }])
	}
	const said = [...groups].map(
		([verb, titles]) => `${again && verb === 'set back' ? 'changed' : verb} ${quoteAll(titles)}`,
	)
	const opening = again ? 'Done again' : 'Undone'
	return said.length > 0 ? `${opening}: ${said.join('; ')}.` : `${opening}.`
}
