import type { Completion, Task } from '@todo/contract'
import { readWallClock } from '#lib/days.ts'

export interface Occurrence {
	completion: Completion
	/** The last one of its task, which alone can be reopened. */
	latest: boolean
	/** How many of the day's tasks stand before it. */
	at: number
}

export interface CompletedDay {
	day: string
	tasks: Task[]
	occurrences: Occurrence[]
}

/** What is loaded, latest first. */
interface Loaded<T> {
	items: readonly T[]
	/** Whether there are older ones. */
	more: boolean
}

const timeOf = (task: Task) => task.completed_at ?? task.updated_at

/** What was completed, by day and latest first, as far back as both tasks and finished occurrences are loaded. */
export function toCompletedDays(
	tasks: Loaded<Task>,
	completions: Loaded<Completion>,
	timeZone: string,
): CompletedDay[] {
	const oldestTask = tasks.items.at(-1)
	const oldestOccurrence = completions.items.at(-1)
	const taskFloor = tasks.more && oldestTask ? timeOf(oldestTask) : ''
	const floor = [taskFloor, (completions.more && oldestOccurrence?.completed_at) || ''].toSorted().at(-1) ?? ''

	const days = new Map<string, CompletedDay>()
	const dayAt = (time: string) => {
		const day = readWallClock(new Date(time), timeZone).slice(0, 10)
		const known = days.get(day) ?? { day, tasks: [], occurrences: [] }
		days.set(day, known)
		return known
	}
	for (const task of tasks.items) if (timeOf(task) >= floor) dayAt(timeOf(task)).tasks.push(task)
	const seen = new Set<number>()
	for (const completion of completions.items) {
		const latest = !seen.has(completion.task_id)
		seen.add(completion.task_id)
		if (completion.completed_at < floor) continue
		const { tasks: own, occurrences } = dayAt(completion.completed_at)
		const at = own.filter((task) => timeOf(task) >= completion.completed_at).length
		occurrences.push({ completion, latest, at })
	}
	return [...days.values()].toSorted((a, b) => (a.day < b.day ? 1 : -1))
}
