import type { QueryClient } from '@tanstack/react-query'
import type { Task } from '@todo/contract'
import { queryKeys, type CompletedFilter } from '#lib/query-keys.ts'

export interface CompletedPage {
	tasks: Task[]
	/** How many there are on the server. */
	total: number
}

/** Puts tasks into every query of the cache where they belong, and takes them out where they no longer do. */
export interface TaskCache {
	find: (id: number) => Task | undefined
	put: (task: Task) => void
	/** Gone for ever, or never come to be. */
	drop: (task: Pick<Task, 'id' | 'client_id'>) => void
	/** The newest version among what is loaded. */
	newestVersion: () => number
}

type Identity = Pick<Task, 'id' | 'client_id'>
const isSame = (a: Identity, b: Identity) => a.id === b.id || (a.client_id !== null && a.client_id === b.client_id)

export function createTaskCache(client: QueryClient): TaskCache {
	const everyList = () => [
		...client.getQueriesData<Task[]>({ queryKey: queryKeys.pending }),
		...client.getQueriesData<Task[]>({ queryKey: queryKeys.anySubtasks }),
		...client.getQueriesData<Task[]>({ queryKey: queryKeys.anySearch }),
		...client.getQueriesData<Task[]>({ queryKey: queryKeys.trash }),
	]
	const everyCompleted = () => client.getQueriesData<CompletedPage>({ queryKey: queryKeys.anyCompleted })

	const edit = (key: readonly unknown[], change: (tasks: Task[]) => Task[]) =>
		client.setQueryData<Task[]>(key, (tasks) => tasks && change(tasks))

	function putCompleted(task: Task): void {
		for (const [key, page] of everyCompleted()) {
			if (!page) continue
			const rest = page.tasks.filter((other) => !isSame(other, task))
			const belongs = task.completed && !task.deleted_at && matches(task, toFilter(key))
			const tasks = belongs ? insertNewest(rest, task) : rest
			client.setQueryData<CompletedPage>(key, { tasks, total: page.total + tasks.length - page.tasks.length })
		}
	}

	return {
		find(id) {
			const lists = [...everyList().map(([, tasks]) => tasks), ...everyCompleted().map(([, page]) => page?.tasks)]
			for (const tasks of lists) {
				const found = tasks?.find((task) => task.id === id)
				if (found) return found
			}
			return undefined
		},
		put(task) {
			const alive = task.deleted_at === null
			edit(queryKeys.pending, (tasks) => place(tasks, task, alive && !task.completed))
			for (const [key] of client.getQueriesData({ queryKey: queryKeys.anySubtasks }))
				edit(key, (tasks) => place(tasks, task, alive && key[2] === task.parent_id))
			for (const [key] of client.getQueriesData({ queryKey: queryKeys.anySearch }))
				edit(key, (tasks) => place(tasks, task, alive && tasks.some((other) => isSame(other, task))))
			edit(queryKeys.trash, (tasks) => place(tasks, task, !alive))
			putCompleted(task)
		},
		drop(task) {
			for (const [key] of everyList()) edit(key, (tasks) => without(tasks, task))
			for (const [key, page] of everyCompleted()) {
				const tasks = page?.tasks.filter((other) => !isSame(other, task))
				if (page && tasks) client.setQueryData<CompletedPage>(key, { ...page, tasks })
			}
		},
		newestVersion: () => Math.max(0, ...everyList().flatMap(([, tasks]) => tasks?.map((task) => task.version) ?? [])),
	}
}

/** Replaces, adds or removes one task, and keeps the array itself where nothing changes. */
function place(tasks: Task[], task: Task, belongs: boolean): Task[] {
	if (!belongs) return without(tasks, task)
	const at = tasks.findIndex((other) => isSame(other, task))
	return at < 0 ? [...tasks, task] : tasks.with(at, task)
}

function without(tasks: Task[], task: Identity): Task[] {
	const at = tasks.findIndex((other) => isSame(other, task))
	return at < 0 ? tasks : tasks.toSpliced(at, 1)
}

function insertNewest(tasks: Task[], task: Task): Task[] {
	const at = tasks.findIndex((other) => (other.completed_at ?? '') < (task.completed_at ?? ''))
	return at < 0 ? [...tasks, task] : tasks.toSpliced(at, 0, task)
}

const matches = (task: Task, { list, tag }: CompletedFilter) =>
	(list === undefined || task.list_id === list) && (tag === undefined || task.tags.includes(tag))

/** Keys of completed tasks are made by `queryKeys.completed` alone, so their third part is its filter. */
const toFilter = (key: readonly unknown[]) => key[2] as CompletedFilter
