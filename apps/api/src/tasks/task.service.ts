import type { BulkRequest, NewTask, Task, TaskChanges, TaskStats } from '@todo/contract'
import { LRUCache } from 'lru-cache'
import { createHash } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database } from '../database/database.ts'
import type { TaskRow } from '../database/schema.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import type { Clock } from '../time/clock.ts'
import { makeRoomBehind } from './task-position.ts'
import { toCursor } from './task-cursor.rules.ts'
import { createTaskListStore } from './task-list.store.ts'
import type { TaskSelection } from './task-list.store.ts'
import { toTask } from './task.rules.ts'
import type { TaskSteps } from './task.steps.ts'
import { taskStore as store } from './task.store.ts'

export type TaskService = ReturnType<typeof createTaskService>

/** A list of tasks as it goes over the wire, kept ready for as long as nothing changes. */
export interface TaskPage {
	json: string
	total: number
	etag: string
	/** Where the next page starts; null where this is the last. */
	cursor: string | null
	/** The state of the person's tasks that it shows. */
	version: number
}

/** What a caller wants of a task's state before it is changed: the `ETag` it knows (RFC 9110 §13.1.1). */
export interface Precondition {
	ifMatch?: string | undefined
}

/** Serialised pages kept, by their size in characters. */
const cacheSize = 32 * 1024 * 1024

export const toEtag = (version: number) => `"${version}"`

export function createTaskService({
	database,
	operate,
	steps,
	clock,
}: {
	database: Database
	operate: Operate
	steps: TaskSteps
	clock: Clock
}) {
	const lists = createTaskListStore()
	const pages = new LRUCache<string, TaskPage>({
		maxSize: cacheSize,
		sizeCalculation: (page) => page.json.length + 200,
	})

	function requireMatch(row: TaskRow, { ifMatch }: Precondition): void {
		if (ifMatch === undefined || ifMatch === '*' || ifMatch.split(/\s*,\s*/).includes(toEtag(row.version))) return
		throw new DomainError(
			'PRECONDITION_FAILED',
			`The task has changed meanwhile: its ETag is ${toEtag(row.version)} now.`,
		)
	}

	/** Runs one step on one live task in an operation of its own. */
	function onTask(
		actor: Actor,
		id: number,
		precondition: Precondition,
		step: (operation: Operation, row: TaskRow) => Promise<TaskRow>,
	): Promise<Task> {
		return operate(actor, async (operation) => {
			const row = await steps.require(operation, id)
			requireMatch(row, precondition)
			return toTask(await step(operation, row))
		})
	}

	return {
		/** One page, from memory where neither the list nor, for a query that depends on it, the minute has changed. */
		async page(actor: Actor, selection: Omit<TaskSelection, 'overdue'> & { overdue: boolean }): Promise<TaskPage> {
			return database.read(async (tx) => {
				const { overdue, ...rest } = selection
				const local = overdue ? clock.local(actor.timeZone) : ''
				const query = JSON.stringify([rest, overdue && local.slice(0, 16)])
				const key = `${actor.userId} ${query}`
				const known = pages.get(key)
				const asked = store.version(tx, actor.userId)
				if (known && known.version === (await asked)) return known
				const when = overdue ? { overdue: { at: clock.now().toISOString(), day: local.slice(0, 10) } } : {}
				// Asked in this order, so that a change in between makes the page newer than its version says, never older.
				const found = lists.find(tx, actor.userId, { ...rest, ...when })
				const [version, { rows, total, next }] = await Promise.all([asked, found])
				const cursor = next && toCursor(rest.sort, rest.order, next)
				const hash = createHash('sha256').update(query).digest('base64url').slice(0, 12)
				const page = { json: JSON.stringify(rows.map(toTask)), total, etag: `"${version}-${hash}"`, cursor, version }
				pages.set(key, page)
				return page
			})
		},

		/** The same tasks as objects, for the assistant and for export. */
		async list(
			actor: Actor,
			selection: Omit<TaskSelection, 'overdue'> & { overdue?: boolean },
		): Promise<{ tasks: Task[]; total: number }> {
			const { overdue, ...rest } = selection
			const when = overdue
				? { overdue: { at: clock.now().toISOString(), day: clock.local(actor.timeZone).slice(0, 10) } }
				: {}
			const { rows, total } = await database.read((tx) => lists.find(tx, actor.userId, { ...rest, ...when }))
			return { tasks: rows.map(toTask), total }
		},

		async get(actor: Actor, id: number): Promise<Task> {
			const row = await database.read((tx) => store.find(tx, actor.userId, id))
			if (!row || row.deleted_at !== null) throw notFound('task', id)
			return toTask(row)
		},

		async stats(actor: Actor): Promise<TaskStats> {
			const { total, completed } = await database.read((tx) => store.count(tx, actor.userId))
			return { total, pending: total - completed, completed }
		},

		create(actor: Actor, input: NewTask): Promise<Task> {
			return operate(actor, async (operation) => toTask(await steps.create(operation, input)), { reserve: { task: 1 } })
		},

		update(actor: Actor, id: number, changes: TaskChanges, precondition: Precondition = {}): Promise<Task> {
			return onTask(actor, id, precondition, (operation, row) => steps.change(operation, row, changes))
		},

		/** Sets done or open; toggles where `completed` is left out. */
		complete(actor: Actor, id: number, completed?: boolean, precondition: Precondition = {}): Promise<Task> {
			return onTask(actor, id, precondition, (operation, row) =>
				(completed ?? row.completed === 0) ? steps.complete(operation, row) : steps.reopen(operation, row),
			)
		},

		/** Into the trash, its subtasks with it. */
		async remove(actor: Actor, id: number, precondition: Precondition = {}): Promise<void> {
			await onTask(actor, id, precondition, (operation, row) => steps.trash(operation, row))
		},

		/** Puts a task right behind another, or first. */
		move(actor: Actor, id: number, afterId: number | null): Promise<Task> {
			return onTask(actor, id, {}, async (operation, row) => {
				if (afterId === id) throw invalid('after_id', 'must be another task')
				const position = await makeRoomBehind(operation, steps, afterId)
				const current = await steps.require(operation, row.id)
				return steps.change(operation, current, { position: position ?? current.position })
			})
		},

		/** Up to 500 tasks in one operation: all of it happens, or nothing. */
		bulk(actor: Actor, request: BulkRequest): Promise<{ operation_id: string; version: number; tasks: Task[] }> {
			const reserve = request.action === 'create' ? { task: request.tasks.length } : {}
			return operate(
				actor,
				async (operation) => {
					const rows =
						request.action === 'create'
							? await createAll(operation, request.tasks)
							: await changeAll(operation, request)
					return { operation_id: operation.id, version: operation.version, tasks: rows.map(toTask) }
				},
				{ reserve },
			)
		},
	}

	async function createAll(operation: Operation, tasks: NewTask[]): Promise<TaskRow[]> {
		const rows: TaskRow[] = []
		for (const [index, task] of tasks.entries())
			rows.push(await naming(`tasks.${index}`, () => steps.create(operation, task)))
		return rows
	}

	async function changeAll(
		operation: Operation,
		request: Exclude<BulkRequest, { action: 'create' }>,
	): Promise<TaskRow[]> {
		const rows: TaskRow[] = []
		await steps.tasks.readAhead(operation, request.ids, async () => {
			for (const id of new Set(request.ids)) rows.push(await changeNext(operation, id, request))
		})
		return rows
	}

	async function changeNext(
		operation: Operation,
		id: number,
		request: Exclude<BulkRequest, { action: 'create' }>,
	): Promise<TaskRow> {
		const row = await steps.tasks.find(operation, id)
		if (request.action === 'restore') {
			if (!row) throw notFound('task', id)
			return row.deleted_at === null ? row : steps.restore(operation, row)
		}
		// A subtask may have gone to the trash with its parent a moment ago, in this very request.
		if (row?.deleted_at === operation.at && request.action === 'delete') return row
		return changeOne(operation, await steps.require(operation, id), request)
	}

	function changeOne(
		operation: Operation,
		row: TaskRow,
		request: Exclude<BulkRequest, { action: 'create' | 'restore' }>,
	): Promise<TaskRow> {
		switch (request.action) {
			case 'update':
				return naming('changes', () => steps.change(operation, row, request.changes))
			case 'complete':
				return steps.complete(operation, row)
			case 'reopen':
				return steps.reopen(operation, row)
			case 'delete':
				return steps.trash(operation, row)
		}
	}
}

/** Puts the place within the request before a field that was refused. */
async function naming<T>(place: string, run: () => Promise<T>): Promise<T> {
	try {
		return await run()
	} catch (error) {
		const [first] = error instanceof DomainError ? (error.errors ?? []) : []
		if (!first) throw error
		throw invalid(`${place}.${first.field}`, first.message)
	}
}
