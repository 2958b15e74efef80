import { useMemo } from 'react'
import type { Task } from '@todo/contract'
import { usePendingTasks } from '#lib/data/queries.ts'
import { useNow } from '#lib/use-now.ts'
import { selectInbox, selectToday, withoutSubtasks } from './selectors.ts'

export interface Counts {
	inbox: number
	today: number
	lists: ReadonlyMap<number, number>
	tags: ReadonlyMap<string, number>
}

/** How much is to be done, for the sidebar. */
export function useCounts(): Counts {
	const { data } = usePendingTasks()
	const now = useNow()
	return useMemo(() => {
		const tasks = data ?? []
		const due = now ? selectToday(tasks, now) : { overdue: [], today: [] }
		return {
			inbox: selectInbox(tasks).length,
			today: due.overdue.length + due.today.length,
			lists: countLists(tasks),
			tags: tally(tasks, ({ tags }) => tags),
		}
	}, [data, now])
}

/** As many as the list shows: a subtask stands within its task. */
const countLists = (tasks: Task[]): Counts['lists'] =>
	new Map([...Map.groupBy(tasks, ({ list_id }) => list_id ?? 0)].map(([id, all]) => [id, withoutSubtasks(all).length]))

function tally<K>(tasks: Task[], keysOf: (task: Task) => K[]): ReadonlyMap<K, number> {
	const counts = new Map<K, number>()
	for (const key of tasks.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1)
	return counts
}
