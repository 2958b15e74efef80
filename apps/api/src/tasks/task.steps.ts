import { completionStore } from './completion.store.ts'
import type { NewTask, TaskChanges } from '@todo/contract'
import type { Operation } from '../changes/operation.ts'
import type { TaskRow } from '../database/schema.ts'
import { notFound } from '../errors.ts'
import type { Clock } from '../time/clock.ts'
import {
	applyChanges,
	diffTasks,
	isRealChange,
	toNewRow,
	toNextOccurrence,
	toSkippedOccurrence,
	toTask,
} from './task.rules.ts'
import { detach, place } from './task.place.ts'
import { requireTagRoom } from './tag-room.ts'
import { createTaskRows } from './task-rows.ts'
import { taskStore as store } from './task.store.ts'

/** What can happen to a task within an operation; services, bulk, import, undo and the assistant are made of these. */
export type TaskSteps = ReturnType<typeof createTaskSteps>

export function createTaskSteps(clock: Clock) {
	const tasks = createTaskRows()

	/** The live task. @throws {DomainError} `TASK_NOT_FOUND` for somebody else's, a deleted or an unknown one. */
	async function require(operation: Operation, id: number): Promise<TaskRow> {
		const row = await tasks.find(operation, id)
		if (!row || row.deleted_at !== null) throw notFound('task', id)
		return row
	}

	/** Creates a task; the same `client_id` again answers the task made before. The operation reserves one number. */
	async function create(operation: Operation, input: NewTask): Promise<TaskRow> {
		const { tx, actor, version, at } = operation
		if (input.client_id) {
			const existing = await store.findByClientId(tx, actor.userId, input.client_id)
			if (existing) return existing
		}
		const placed = await place(operation, tasks, input, undefined)
		const id = operation.nextId('task')
		const row = toNewRow(placed, { userId: actor.userId, id, version, at, timeZone: actor.timeZone })
		await requireTagRoom(operation, tasks, null, row)
		await store.insert(tx, row, actor.timeZone)
		tasks.put(operation, row)
		await operation.record({ action: 'create', entity: 'task', entityId: id, before: null, after: toTask(row) })
		return row
	}

	/** Changes fields; completing goes by `complete`, so that recurring tasks move on. */
	async function change(operation: Operation, row: TaskRow, changes: TaskChanges): Promise<TaskRow> {
		const { completed, ...fields } = changes
		let current = row
		if (Object.keys(fields).length > 0) {
			const placed = await place(operation, tasks, fields, row)
			current = await save(
				operation,
				row,
				applyChanges(row, placed, { ...operation, timeZone: operation.actor.timeZone }),
			)
		}
		if (completed === undefined || completed === (current.completed === 1)) return current
		return completed ? complete(operation, current) : reopen(operation, current)
	}

	/** Marks as done, its open subtasks with it; a recurring task moves on to its next occurrence instead (DESIGN §4). */
	async function complete(operation: Operation, row: TaskRow): Promise<TaskRow> {
		const { tx, actor, version, at } = operation
		if (row.completed === 1) return row
		const next = toNextOccurrence(row, clock.local(row.time_zone ?? actor.timeZone), actor.timeZone)
		const children = await tasks.children(operation, row.id)
		if (next === null) {
			for (const child of children)
				if (child.deleted_at === null && child.completed === 0) await complete(operation, child)
			return save(operation, row, { ...row, version, updated_at: at, completed: 1, completed_at: at })
		}
		const n = ((await completionStore.last(tx, actor.userId, row.id))?.n ?? 0) + 1
		const completion = {
			user_id: actor.userId,
			task_id: row.id,
			n,
			due_date: row.due_date,
			recurrence: row.recurrence,
			completed_at: at,
			version,
		}
		await completionStore.insert(tx, completion)
		await operation.record({
			action: 'create',
			entity: 'completion',
			entityId: `${row.id}/${n}`,
			before: null,
			after: { ...completion },
		})
		return moveOn(operation, row, next)
	}

	/** On to the next occurrence that isn't over, without doing this one; null where there is none. */
	async function skip(operation: Operation, row: TaskRow): Promise<TaskRow | null> {
		const { timeZone } = operation.actor
		if (row.completed === 1) return null
		const next = toSkippedOccurrence(row, clock.local(row.time_zone ?? timeZone), timeZone)
		return next && moveOn(operation, row, next)
	}

	/** Another occurrence of the same series: its subtasks are open again. */
	async function moveOn(
		operation: Operation,
		row: TaskRow,
		next: NonNullable<ReturnType<typeof toNextOccurrence>>,
	): Promise<TaskRow> {
		const { version, at } = operation
		for (const child of await tasks.children(operation, row.id))
			if (child.deleted_at === null && child.completed === 1) await reopen(operation, child)
		return save(operation, row, { ...row, ...next, version, updated_at: at })
	}

	async function reopen(operation: Operation, row: TaskRow): Promise<TaskRow> {
		if (row.completed === 0) return row
		return save(operation, row, {
			...row,
			version: operation.version,
			updated_at: operation.at,
			completed: 0,
			completed_at: null,
		})
	}

	/** Moves the task and its live subtasks to the trash. */
	async function trash(operation: Operation, row: TaskRow): Promise<TaskRow> {
		const { version, at } = operation
		for (const child of await tasks.children(operation, row.id)) {
			if (child.deleted_at === null) await trash(operation, child)
		}
		return save(operation, row, { ...row, version, updated_at: at, deleted_at: at }, 'delete')
	}

	/** Takes the task out of the trash, with the subtasks that went there with it; what it belonged to may be gone meanwhile. */
	async function restore(operation: Operation, row: TaskRow): Promise<TaskRow> {
		const { version, at } = operation
		const restored = await save(
			operation,
			row,
			await detach(operation, tasks, { ...row, version, updated_at: at, deleted_at: null }),
			'restore',
		)
		for (const child of await tasks.children(operation, row.id)) {
			if (child.deleted_at === row.deleted_at) await restore(operation, child)
		}
		return restored
	}

	/** Deletes for ever what is in the trash. */
	async function purge(operation: Operation, row: TaskRow): Promise<void> {
		const { tx, actor, version, at } = operation
		for (const child of await tasks.children(operation, row.id)) {
			if (child.deleted_at !== null) await purge(operation, child)
			else await save(operation, child, { ...child, version, updated_at: at, parent_id: null })
		}
		await store.purge(tx, actor.userId, row.id)
		tasks.drop(operation, row.id)
		await operation.record({ action: 'purge', entity: 'task', entityId: row.id, before: toTask(row), after: null })
	}

	/** Writes a changed row and its entry in the history; nothing where nothing differs. */
	async function save(
		operation: Operation,
		before: TaskRow,
		after: TaskRow,
		action: 'update' | 'delete' | 'restore' = 'update',
	): Promise<TaskRow> {
		const fields = diffTasks(toTask(before), toTask(after))
		if (!isRealChange(fields.after)) return before
		await requireTagRoom(operation, tasks, before, after)
		await store.update(operation.tx, before, after, operation.actor.timeZone)
		tasks.put(operation, after)
		const typed = Object.keys(fields.after).every((field) =>
			['title', 'description', 'version', 'updated_at'].includes(field),
		)
		await operation.record({
			action,
			entity: 'task',
			entityId: after.id,
			before: fields.before,
			after: action === 'restore' ? toTask(after) : fields.after,
			coalesce: action === 'update' && typed,
		})
		return after
	}

	return { tasks, require, create, change, complete, skip, reopen, trash, restore, purge, save }
}
