import { useCallback, useMemo } from 'react'
import type { Task } from '@todo/contract'
import { useCompletedTasks, usePendingTasks } from '#lib/data/queries.ts'
import { keyOf } from './selectors.ts'

/** How many of the latest completed tasks the views know of without being asked for more. */
export const recentCompleted = 100

export interface Family {
	/** The given task as it is now. */
	current: Task | undefined
	progress: (id: number) => { done: number; all: number } | undefined
	parentTitle: (task: Task) => string | undefined
}

/** What tasks have to do with each other: subtasks done, and whose subtask a task is. */
export function useFamily(task: Task | undefined): Family {
	const pending = usePendingTasks().data
	const completed = useCompletedTasks({ limit: recentCompleted }).data?.tasks
	const { byId, byKey, children } = useMemo(
		() => index([...(completed ?? []), ...(pending ?? [])]),
		[pending, completed],
	)
	return {
		current: task && byKey.get(keyOf(task)),
		progress: useCallback((id) => children.get(id), [children]),
		parentTitle: useCallback(({ parent_id }) => (parent_id === null ? undefined : byId.get(parent_id)?.title), [byId]),
	}
}

function index(tasks: Task[]) {
	const children = new Map<number, { done: number; all: number }>()
	for (const { parent_id, completed } of tasks) {
		if (parent_id === null) continue
		const { done, all } = children.get(parent_id) ?? { done: 0, all: 0 }
		children.set(parent_id, { done: done + (completed ? 1 : 0), all: all + 1 })
	}
	return {
		children,
		byId: new Map(tasks.map((task) => [task.id, task])),
		byKey: new Map(tasks.map((task) => [keyOf(task), task])),
	}
}
