import type { Task } from '@todo/contract'
import { mostUnasked } from '../../gate.rules.ts'
import type { ToolOutcome } from '../../model.ts'
import { count, quote, quoteAll, sayDue } from '../../words.ts'
import { applyChanges } from './changes.ts'
import type { Action, Memory } from './memory.ts'
import { tasksOf, textOf } from './script.ts'
import type { Exchange, Script, Wanted } from './script.ts'
import { askFirst, sayFailure, sayMoved } from './sentences.ts'
import { saySkipped } from './skipping.ts'

/** Does it to these tasks and says so. `others` could have been meant as well; `asks`: no deletion without a yes. */
export function* perform(
	exchange: Exchange,
	action: Action,
	tasks: readonly Task[],
	{ wide, others = [], asks = false }: { wide: boolean; others?: readonly Task[]; asks?: boolean },
): Script {
	const held =
		action.kind === 'update'
			? yield* applyChanges(exchange, action.changes, tasks)
			: yield* set(exchange, action.kind, tasks, { wide, asks })
	const ids = tasks.map(({ id }) => id)
	exchange.memory.mentioned = ids
	if (held) {
		// It is not done, and what was done before is no longer what was spoken of last.
		exchange.memory.last = null
		return
	}
	exchange.memory.last = {
		action,
		ids,
		titles: tasks.slice(0, 6).map(({ title }) => title),
		others: others.map(({ id }) => id),
		operation: exchange.context.operationId,
	}
}

interface Manner {
	wide: boolean
	asks: boolean
}

/** Answers whether the person was asked instead. */
function* set(
	exchange: Exchange,
	kind: 'complete' | 'reopen' | 'delete',
	tasks: readonly Task[],
	manner: Manner,
): Script<boolean> {
	const already = tasks.filter((task) => (kind === 'complete' ? task.completed : kind === 'reopen' && !task.completed))
	const rest = tasks.filter((task) => !already.includes(task))
	if (already.length > 0) {
		const are = already.length === 1 ? 'is' : 'are'
		exchange.lines.push(`${quoteAll(already)} ${are} ${kind === 'complete' ? 'done already' : 'still open'}.`)
		exchange.tasks.push(...already)
	}
	if (rest.length === 0) return false
	const outcomes = yield toCalls(kind, rest, manner)
	const refused = outcomes.find((outcome) => outcome.status === 'failed')
	if (refused?.status === 'failed') exchange.lines.push(sayFailure(refused.error))
	const waiting = outcomes.find((outcome) => outcome.status === 'held')
	if (waiting?.status === 'held') {
		askFirst(exchange, waiting.confirmation.text)
		return true
	}
	const done = outcomes.flatMap((outcome) => [...tasksOf(outcome)])
	if (done.length > 0) exchange.lines.push(say[kind](done, exchange))
	if (kind !== 'delete') exchange.tasks.push(...done)
	return false
}

/** Tasks that were named are deleted one by one; a group goes as a whole, and asks. */
function toCalls(kind: 'complete' | 'reopen' | 'delete', tasks: readonly Task[], { wide, asks }: Manner): Wanted[] {
	const [only, ...more] = tasks
	if (kind === 'delete' && asks) return [{ name: 'delete_tasks', arguments: { task_ids: tasks.map(({ id }) => id) } }]
	if (only && more.length === 0) return [{ name: `${kind}_task`, arguments: { task_id: only.id } }]
	if (kind === 'delete' && !wide && tasks.length <= mostUnasked)
		return tasks.map(({ id }) => ({ name: 'delete_task', arguments: { task_id: id } }))
	return [{ name: `${kind}_tasks`, arguments: { task_ids: tasks.map(({ id }) => id) } }]
}

const say = {
	complete(tasks: readonly Task[], { context }: Exchange): string {
		const [only] = tasks
		if (only && tasks.length === 1) {
			const again = !only.completed && only.due_date !== null
			return `Done: ${quote(only.title)}.${again ? ` It comes back ${sayDue(only.due_date ?? '', context)}.` : ''}`
		}
		return `Marked ${count(tasks.length)} as done: ${quoteAll(tasks)}.`
	},
	reopen: (tasks: readonly Task[]): string =>
		tasks.length === 1 ? `${quoteAll(tasks)} is open again.` : `Reopened ${count(tasks.length)}: ${quoteAll(tasks)}.`,
	delete: (tasks: readonly Task[]): string =>
		tasks.length === 1
			? `Deleted ${quoteAll(tasks)}. Say “undo” to bring it back.`
			: `Deleted ${count(tasks.length)}: ${quoteAll(tasks)}. Say “undo” to bring them back.`,
}

/** Words for what the person allowed and the server then did. */
export function sayAllowed(exchange: Exchange, name: string, outcome: ToolOutcome): void {
	if (outcome.status === 'failed') {
		exchange.lines.push(sayFailure(outcome.error))
		return
	}
	const tasks = tasksOf(outcome)
	exchange.memory.mentioned = tasks.map(({ id }) => id)
	exchange.memory.last = toLast(exchange, name, tasks)
	if (name === 'skip_tasks') return saySkipped(exchange, outcome)
	exchange.lines.push(sayRemoved(name, outcome) ?? sayOutcome(name, tasks, exchange))
	if (!name.startsWith('delete')) exchange.tasks.push(...tasks)
}

/** What went that is no task. */
function sayRemoved(name: string, outcome: ToolOutcome): string | undefined {
	if (name === 'delete_list') return `Deleted the list ${quote(textOf(outcome, 'name'))}.`
	if (name === 'delete_section') return `Removed the section ${quote(textOf(outcome, 'name'))}.`
	return name === 'empty_trash' ? 'The trash is empty now.' : undefined
}

/** What was allowed, as what was last done; of a change, what it was is not known any more. */
function toLast({ context }: Exchange, name: string, tasks: readonly Task[]): Memory['last'] {
	const kind = /^(complete|reopen|delete)_tasks?$/.exec(name)?.[1]
	if (kind !== 'complete' && kind !== 'reopen' && kind !== 'delete') return null
	return {
		action: { kind },
		ids: tasks.map(({ id }) => id),
		titles: tasks.slice(0, 6).map(({ title }) => title),
		others: [],
		operation: context.operationId,
	}
}

function sayOutcome(name: string, tasks: readonly Task[], exchange: Exchange): string {
	switch (name) {
		case 'delete_task':
		case 'delete_tasks':
			return say.delete(tasks)
		case 'complete_tasks':
			return say.complete(tasks, exchange)
		case 'reopen_tasks':
			return say.reopen(tasks)
		case 'reschedule_tasks':
			return sayMoved(tasks, exchange)
		case 'update_tasks':
			return `Changed ${count(tasks.length)}: ${quoteAll(tasks)}.`
		default:
			return 'Done.'
	}
}
