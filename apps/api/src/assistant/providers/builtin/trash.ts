import type { Intent } from '@todo/language'
import { count, quoteAll } from '../../words.ts'
import { act, tasksOf } from './script.ts'
import type { Exchange, Script } from './script.ts'
import { askFirst, sayFailure } from './sentences.ts'

/** Brought back at once; more are named one by one. */
const mostRestored = 5
const mostShown = 50

/** What was deleted: shown, brought back, or removed for good. */
export function* handleTrash(
	exchange: Exchange,
	intent: Intent & { kind: 'trash' | 'empty_trash' | 'restore_trash' },
): Script {
	const deleted = tasksOf(yield* act('find_trash', { limit: 100 }))
	if (deleted.length === 0) {
		exchange.lines.push('The trash is empty.')
		if (intent.kind === 'empty_trash')
			exchange.offers.push({ label: 'Add it as a task', message: `Add a task: ${exchange.said.slice(0, 200)}` })
		return
	}
	if (intent.kind === 'restore_trash') return yield* restoreAll(exchange, intent.last ? deleted.slice(0, 1) : deleted)
	if (intent.kind === 'empty_trash') {
		const outcome = yield* act('empty_trash', {})
		if (outcome.status === 'held') askFirst(exchange, outcome.confirmation.text)
		else if (outcome.status === 'failed') exchange.lines.push(sayFailure(outcome.error))
		else exchange.lines.push('The trash is empty now.')
		return
	}
	const all = deleted.length === 100 ? 'at least 100 tasks' : count(deleted.length)
	exchange.lines.push(`In the trash: ${all}, the latest first. Say “restore” and a title to bring one back.`)
	exchange.tasks.push(...deleted.slice(0, mostShown))
}

function* restoreAll(exchange: Exchange, deleted: readonly { id: number; title: string }[]): Script {
	if (deleted.length > mostRestored) {
		exchange.lines.push(
			`There are ${deleted.length === 100 ? 'at least 100 tasks' : count(deleted.length)} in the trash: say which, for instance “restore ${deleted[0]?.title.slice(0, 40) ?? ''}”.`,
		)
		return
	}
	const outcomes = yield deleted.map(({ id }) => ({ name: 'restore_task', arguments: { task_id: id } }))
	const back = outcomes.flatMap((outcome) => [...tasksOf(outcome)])
	const failed = outcomes.find((outcome) => outcome.status === 'failed')
	if (failed?.status === 'failed') exchange.lines.push(sayFailure(failed.error))
	if (back.length > 0) exchange.lines.push(`Brought ${quoteAll(back)} back from the trash.`)
	exchange.tasks.push(...back)
	exchange.memory.mentioned = back.map(({ id }) => id)
	exchange.memory.last = null
}
