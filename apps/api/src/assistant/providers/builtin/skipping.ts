import type { Task } from '@todo/contract'
import type { ToolOutcome } from '../../model.ts'
import { join, quote } from '../../words.ts'
import { act, rowsOf, tasksOf } from './script.ts'
import type { Exchange, Script } from './script.ts'
import { askFirst, sayFailure, sayMoved } from './sentences.ts'

/** Each repeating task on to its next date; answers whether the person was asked instead. */
export function* skip(exchange: Exchange, tasks: readonly Task[]): Script<boolean> {
	const outcome = yield* act('skip_tasks', { task_ids: tasks.map(({ id }) => id) })
	if (outcome.status === 'held') askFirst(exchange, outcome.confirmation.text)
	else if (outcome.status === 'failed') exchange.lines.push(sayFailure(outcome.error))
	else saySkipped(exchange, outcome)
	return outcome.status === 'held'
}

/** What moved on and what stayed. The last date of a series can only be done or deleted: that is offered. */
export function saySkipped(exchange: Exchange, outcome: ToolOutcome): void {
	const moved = tasksOf(outcome)
	if (moved.length > 0) exchange.lines.push(`Skipped once. ${sayMoved(moved, exchange)}`)
	exchange.tasks.push(...moved)
	const left = rowsOf(outcome, 'left')
	const ended = left.filter(({ repeats }) => repeats === true)
	const single = left.filter(({ repeats }) => repeats !== true)
	const name = (rows: typeof left) =>
		join(
			rows.map(({ title }) => quote(String(title))),
			5,
		)
	if (single.length > 0)
		exchange.lines.push(
			`${name(single)} ${single.length === 1 ? 'doesn’t' : 'don’t'} repeat: there is nothing to skip.`,
		)
	if (ended.length > 1) exchange.lines.push(`${name(ended)} can’t be skipped: these are their last dates.`)
	if (ended.length !== 1) return
	exchange.lines.push(`${name(ended)} can’t be skipped: this is its last date.`)
	exchange.offers.push(
		{ label: 'Mark it as done', message: `Complete ${name(ended)}` },
		{ label: 'Delete it', message: `Delete ${name(ended)}` },
	)
}
