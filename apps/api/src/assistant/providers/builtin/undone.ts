import type { Task } from '@todo/contract'
import { join, quote, sayDue } from '../../words.ts'
import type { Exchange } from './script.ts'

type Row = Readonly<Record<string, unknown>>

const verbs: Readonly<Record<string, string>> = {
	create: 'brought back',
	restore: 'brought back',
	delete: 'removed',
	purge: 'removed',
}

/** "Undone: brought back “Milk” and “Bread”; “Call mum” is open again." */
export function sayUndone(
	changes: readonly Row[],
	again: boolean,
	{ context }: Exchange,
	tasks: readonly Task[],
): string {
	const groups = new Map<string, string[]>()
	const put = (said: string, name: string) => groups.set(said, [...(groups.get(said) ?? []), name])
	for (const row of changes) {
		// Tags and finished occurrences follow from their task.
		if (row['entity'] !== 'task' && row['entity'] !== 'list' && row['entity'] !== 'section') continue
		const name = typeof row['title'] === 'string' ? quote(row['title']) : row['entity'] === 'list' ? 'the list' : 'it'
		const task = tasks.find(({ id }) => String(id) === row['entity_id'])
		put(verbOf(row) ?? sayState(row, task, context, again), name)
	}
	const said = [...groups].map(([what, names]) =>
		what === 'brought back' || what === 'removed'
			? `${what} ${join(names, 5)}`
			: `${join(names, 5)} ${names.length === 1 ? 'is' : 'are'} ${what}`,
	)
	const opening = again ? 'Done again' : 'Undone'
	return said.length > 0 ? `${opening}: ${said.join('; ')}.` : `${opening}.`
}

const verbOf = ({ action }: Row): string | undefined => (typeof action === 'string' ? verbs[action] : undefined)

/** How a changed task is now, where one field tells it. */
function sayState(row: Row, task: Task | undefined, context: Exchange['context'], again: boolean): string {
	const fields = Array.isArray(row['fields']) ? row['fields'] : []
	const changed = (field: string) => fields.includes(field)
	if (task && changed('completed')) return task.completed ? 'done again' : 'open again'
	if (task && changed('due_date'))
		return task.due_date === null ? 'without a date again' : `due ${sayDue(task.due_date, context)} again`
	if (task && changed('priority'))
		return task.priority === 'none' ? 'without a priority again' : `back at ${task.priority} priority`
	if (task && changed('title')) return 'called that again'
	return again ? 'changed again' : 'as before'
}
