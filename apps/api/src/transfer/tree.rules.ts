import type { BatchTask, RowNote } from './batch.rules.ts'

/** How many ancestors a task may have. */
const mostAncestors = 5

/**
 * The tasks with parents before their subtasks, as a database with foreign keys wants them. Who names a parent that did not
 * come in, or stands in a circle, comes in without; what nests too deep is lifted.
 */
export function settleParents(tasks: readonly BatchTask[]): { tasks: BatchTask[]; warnings: RowNote[] } {
	const byKey = new Map(tasks.map((task) => [task.key, task]))
	const settled = new Map<string, BatchTask & { depth: number }>()
	const warnings: RowNote[] = []

	function settle(task: BatchTask, parentKey: string | null): void {
		let parent = parentKey === null ? undefined : settled.get(parentKey)
		if (parent && parent.depth >= mostAncestors) {
			warnings.push({ row: task.row, reason: `nests deeper than ${mostAncestors} levels: lifted` })
			while (parent && parent.depth >= mostAncestors) parent = settled.get(parent.parent ?? '')
		}
		settled.set(task.key, { ...task, parent: parent?.key ?? null, depth: parent ? parent.depth + 1 : 0 })
	}

	for (const start of tasks) {
		const path: BatchTask[] = []
		const onPath = new Set<string>()
		let task: BatchTask | undefined = start
		while (task && !settled.has(task.key) && !onPath.has(task.key)) {
			path.push(task)
			onPath.add(task.key)
			task = task.parent === null ? undefined : byKey.get(task.parent)
		}
		for (const one of path.toReversed()) {
			const known = one.parent === null || settled.has(one.parent)
			if (!known) warnings.push({ row: one.row, reason: 'its parent did not come in: it stands alone' })
			settle(one, known ? one.parent : null)
		}
	}
	return { tasks: [...settled.values()].map(({ depth: _depth, ...task }) => task), warnings }
}
