import { quoteAll } from '../../words.ts'
import { pickTasks } from './match.rules.ts'
import { act, tasksOf } from './script.ts'
import type { Exchange, Script } from './script.ts'
import { sayFailure } from './sentences.ts'

/** "Bring the dentist back" when it was deleted rather than done; answers whether it was. */
export function* restore(exchange: Exchange, words: string): Script<boolean> {
	const deleted = tasksOf(yield* act('find_trash', { query: words.slice(0, 400) }))
	const match = pickTasks(words, deleted, { plural: false, preferred: undefined })
	// Of several that were called alike, the one deleted last.
	const task = match.kind === 'one' && match.sure ? match.task : match.kind === 'unsure' ? match.options[0] : undefined
	if (!task) return false
	const outcome = yield* act('restore_task', { task_id: task.id })
	const back = tasksOf(outcome)
	exchange.lines.push(
		outcome.status === 'failed' ? sayFailure(outcome.error) : `Brought ${quoteAll(back)} back from the trash.`,
	)
	exchange.tasks.push(...back)
	exchange.memory.last = null
	exchange.memory.mentioned = back.map(({ id }) => id)
	return true
}
