import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import type { TaskRow } from '../database/schema.ts'
import { eachNumberOf } from '../database/each-of.ts'
import { defineStatement } from '../database/statement.ts'
import type { Parameter } from '../database/statement.ts'
import { tagsOf, toFiringTimes } from './task.rules.ts'

const toColumns = (p: Parameter<TaskRow>): TaskRow => ({
	user_id: p('user_id'),
	id: p('id'),
	version: p('version'),
	created_at: p('created_at'),
	updated_at: p('updated_at'),
	deleted_at: p('deleted_at'),
	client_id: p('client_id'),
	title: p('title'),
	description: p('description'),
	search_text: p('search_text'),
	completed: p('completed'),
	priority: p('priority'),
	due_date: p('due_date'),
	time_zone: p('time_zone'),
	due_at: p('due_at'),
	recurrence: p('recurrence'),
	repeat_from: p('repeat_from'),
	series_start: p('series_start'),
	reminders: p('reminders'),
	tags: p('tags'),
	list_id: p('list_id'),
	section_id: p('section_id'),
	parent_id: p('parent_id'),
	position: p('position'),
	completed_at: p('completed_at'),
})

interface One {
	userId: string
	id: number
}

const insertTask = defineStatement<TaskRow, unknown>('insert_task', (db, p) =>
	db.insertInto('tasks').values(toColumns(p)),
)

const updateTask = defineStatement<TaskRow, unknown>('update_task', (db, p) => {
	const { user_id, id, created_at: _created, client_id: _client, ...columns } = toColumns(p)
	return db.updateTable('tasks').set(columns).where('user_id', '=', user_id).where('id', '=', id)
})

const findTask = defineStatement<One, TaskRow>('find_task', (db, p) =>
	db.selectFrom('tasks').selectAll().where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const findByClientId = defineStatement<{ userId: string; clientId: string }, TaskRow>(
	'find_task_by_client_id',
	(db, p) =>
		db.selectFrom('tasks').selectAll().where('user_id', '=', p('userId')).where('client_id', '=', p('clientId')),
)

interface Many {
	userId: string
	/** JSON of their numbers. */
	ids: string
}

const findTasks = defineStatement<Many, TaskRow>('find_tasks', (db, p, dialect) =>
	db
		.selectFrom('tasks')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('id', 'in', eachNumberOf(p('ids'), dialect)),
)

const findSubtasks = defineStatement<Many, TaskRow>('find_subtasks', (db, p, dialect) =>
	db
		.selectFrom('tasks')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('parent_id', 'in', eachNumberOf(p('ids'), dialect)),
)

const findTrash = defineStatement<{ userId: string }, TaskRow>('find_trash', (db, p) =>
	db
		.selectFrom('tasks')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('deleted_at', 'is not', null)
		.orderBy('deleted_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1000),
)

const findOfList = defineStatement<{ userId: string; listId: number }, TaskRow>('find_tasks_of_list', (db, p) =>
	db
		.selectFrom('tasks')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('list_id', '=', p('listId'))
		.where('deleted_at', 'is', null),
)

const findOfTag = defineStatement<{ userId: string; tag: string }, TaskRow>('find_tasks_of_tag', (db, p) =>
	db
		.selectFrom('tasks')
		.innerJoin('task_tags', (join) =>
			join.onRef('task_tags.user_id', '=', 'tasks.user_id').onRef('task_tags.task_id', '=', 'tasks.id'),
		)
		.selectAll('tasks')
		.where('tasks.user_id', '=', p('userId'))
		.where('task_tags.tag', '=', p('tag')),
)

const deleteTask = defineStatement<One, unknown>('purge_task', (db, p) =>
	db.deleteFrom('tasks').where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const deleteTags = defineStatement<One, unknown>('delete_task_tags', (db, p) =>
	db.deleteFrom('task_tags').where('user_id', '=', p('userId')).where('task_id', '=', p('id')),
)

const insertTag = defineStatement<One & { tag: string }, unknown>('insert_task_tag', (db, p) =>
	db.insertInto('task_tags').values({ user_id: p('userId'), task_id: p('id'), tag: p('tag') }),
)

const keepTag = defineStatement<{ userId: string; tag: string; at: string }, unknown>('keep_tag', (db, p) =>
	db
		.insertInto('tags')
		.values({ user_id: p('userId'), name: p('tag'), colour: 'grey', created_at: p('at') })
		.onConflict((conflict) => conflict.columns(['user_id', 'name']).doNothing()),
)

const deleteReminders = defineStatement<One, unknown>('delete_reminders', (db, p) =>
	db.deleteFrom('reminders').where('user_id', '=', p('userId')).where('task_id', '=', p('id')),
)

const insertReminder = defineStatement<One & { n: number; firesAt: string }, unknown>('insert_reminder', (db, p) =>
	db.insertInto('reminders').values({ user_id: p('userId'), task_id: p('id'), n: p('n'), fires_at: p('firesAt') }),
)

const countTasks = defineStatement<{ userId: string }, { total: number; completed: number | null }>(
	'count_all_tasks',
	(db, p) =>
		db
			.selectFrom('tasks')
			.select((eb) => [
				eb.fn.countAll<number>().as('total'),
				sql<number | null>`cast(sum(completed) as integer)`.as('completed'),
			])
			.where('user_id', '=', p('userId'))
			.where('deleted_at', 'is', null),
)

const findVersion = defineStatement<{ userId: string }, { version: number }>('find_version', (db, p) =>
	db.selectFrom('user_versions').select('version').where('user_id', '=', p('userId')),
)

const nextPosition = defineStatement<{ userId: string; position: number }, { position: number | null }>(
	'next_position',
	(db, p) =>
		db
			.selectFrom('tasks')
			.select((eb) => eb.fn.min('position').as('position'))
			.where('user_id', '=', p('userId'))
			.where('position', '>', p('position')),
)

const findPositions = defineStatement<{ userId: string }, TaskRow>('find_positions', (db, p) =>
	db.selectFrom('tasks').selectAll().where('user_id', '=', p('userId')).orderBy('position').orderBy('id'),
)

/** Tasks and what hangs on them. Every method takes the user: there is no way to ask for a task by its number alone. */
export const taskStore = {
	async insert(tx: Tx, row: TaskRow, zone: string): Promise<void> {
		await tx.send(insertTask, row)
		await addTags(tx, row)
		await addReminders(tx, row, zone)
	},

	/** Writes the whole row; tags and reminders only where they may have changed. */
	async update(tx: Tx, before: TaskRow, row: TaskRow, zone: string): Promise<void> {
		await tx.send(updateTask, row)
		const one = { userId: row.user_id, id: row.id }
		if (before.tags !== row.tags) {
			await tx.send(deleteTags, one)
			await addTags(tx, row)
		}
		if (before.reminders !== '[]' || row.reminders !== '[]') {
			await tx.send(deleteReminders, one)
			await addReminders(tx, row, zone)
		}
	},

	find: (tx: Tx, userId: string, id: number) => tx.first(findTask, { userId, id }),
	findByClientId: (tx: Tx, userId: string, clientId: string) => tx.first(findByClientId, { userId, clientId }),
	/** In no order; those that are no task of theirs are left out. */
	findMany: (tx: Tx, userId: string, ids: readonly number[]) => tx.all(findTasks, { userId, ids: JSON.stringify(ids) }),
	/** The subtasks of all these, in no order. */
	findSubtasks: (tx: Tx, userId: string, ids: readonly number[]) =>
		tx.all(findSubtasks, { userId, ids: JSON.stringify(ids) }),
	findTrash: (tx: Tx, userId: string) => tx.all(findTrash, { userId }),
	findOfList: (tx: Tx, userId: string, listId: number) => tx.all(findOfList, { userId, listId }),
	findOfTag: (tx: Tx, userId: string, tag: string) => tx.all(findOfTag, { userId, tag }),
	findAllByPosition: (tx: Tx, userId: string) => tx.all(findPositions, { userId }),
	purge: (tx: Tx, userId: string, id: number) => tx.run(deleteTask, { userId, id }),

	async count(tx: Tx, userId: string): Promise<{ total: number; completed: number }> {
		const row = await tx.first(countTasks, { userId })
		return { total: row?.total ?? 0, completed: row?.completed ?? 0 }
	},

	/** 0 for an account that is gone. */
	version: async (tx: Tx, userId: string) => (await tx.first(findVersion, { userId }))?.version ?? 0,

	/** The next greater position in use; null where there is none. */
	positionAfter: async (tx: Tx, userId: string, position: number) =>
		(await tx.first(nextPosition, { userId, position }))?.position ?? null,
}

async function addTags(tx: Tx, row: TaskRow): Promise<void> {
	for (const tag of tagsOf(row)) {
		await tx.send(insertTag, { userId: row.user_id, id: row.id, tag })
		await tx.send(keepTag, { userId: row.user_id, tag, at: row.updated_at })
	}
}

async function addReminders(tx: Tx, row: TaskRow, zone: string): Promise<void> {
	if (row.reminders === '[]') return
	for (const [n, firesAt] of toFiringTimes(row, zone).entries()) {
		await tx.send(insertReminder, { userId: row.user_id, id: row.id, n, firesAt })
	}
}
