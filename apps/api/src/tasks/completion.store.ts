import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import type { CompletionRow } from '../database/schema.ts'
import { eachNumberOf } from '../database/each-of.ts'
import { defineStatement } from '../database/statement.ts'

interface One {
	userId: string
	id: number
}

const insertCompletion = defineStatement<CompletionRow, unknown>('insert_completion', (db, p) =>
	db.insertInto('completions').values({
		user_id: p('user_id'),
		task_id: p('task_id'),
		n: p('n'),
		due_date: p('due_date'),
		recurrence: p('recurrence'),
		completed_at: p('completed_at'),
		version: p('version'),
	}),
)

const lastCompletion = defineStatement<One, CompletionRow>('last_completion', (db, p) =>
	db
		.selectFrom('completions')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('task_id', '=', p('id'))
		.orderBy('n', 'desc')
		.limit(1),
)

/** `keys`: JSON of pairs of a task and a number. */
const findSomeCompletions = defineStatement<{ userId: string; keys: string }, CompletionRow>(
	'find_some_completions',
	(db, p, dialect) =>
		db
			.selectFrom('completions')
			.selectAll()
			.where('user_id', '=', p('userId'))
			.where(
				dialect === 'postgres'
					? sql<boolean>`(task_id, n) in (select (key ->> 0)::integer, (key ->> 1)::integer from jsonb_array_elements(${p('keys')}::jsonb) as keys(key))`
					: sql<boolean>`(task_id, n) in (select value ->> 0, value ->> 1 from json_each(${p('keys')}))`,
			),
)

/** The last number in use of each of these tasks that has one. */
const lastNumbers = defineStatement<{ userId: string; ids: string }, { id: number; last: number }>(
	'last_completion_numbers',
	(db, p, dialect) =>
		db
			.selectFrom('tasks')
			.select((eb) => [
				'tasks.id',
				eb
					.selectFrom('completions')
					.select((of) => of.fn.max('completions.n').as('n'))
					.whereRef('completions.user_id', '=', 'tasks.user_id')
					.whereRef('completions.task_id', '=', 'tasks.id')
					.$castTo<number>()
					.as('last'),
			])
			.where('tasks.user_id', '=', p('userId'))
			.where('tasks.id', 'in', eachNumberOf(p('ids'), dialect)),
)

const deleteCompletion = defineStatement<One & { n: number }, unknown>('delete_completion', (db, p) =>
	db
		.deleteFrom('completions')
		.where('user_id', '=', p('userId'))
		.where('task_id', '=', p('id'))
		.where('n', '=', p('n')),
)

const findCompletions = defineStatement<
	{ userId: string; limit: number; offset: number },
	CompletionRow & { title: string }
>('find_completions', (db, p) =>
	db
		.selectFrom('completions')
		.innerJoin('tasks', (join) =>
			join.onRef('tasks.user_id', '=', 'completions.user_id').onRef('tasks.id', '=', 'completions.task_id'),
		)
		.selectAll('completions')
		.select('tasks.title')
		.where('completions.user_id', '=', p('userId'))
		.where('tasks.deleted_at', 'is', null)
		.orderBy('completions.completed_at', 'desc')
		.limit(p('limit'))
		.offset(p('offset')),
)

/** Finished occurrences of recurring tasks. */
export const completionStore = {
	insert: (tx: Tx, row: CompletionRow) => tx.send(insertCompletion, row),
	last: (tx: Tx, userId: string, id: number) => tx.first(lastCompletion, { userId, id }),
	/** Those that there are of these tasks and numbers. */
	findSome: (tx: Tx, userId: string, keys: readonly (readonly [task: number, n: number])[]) =>
		tx.all(findSomeCompletions, { userId, keys: JSON.stringify(keys) }),
	/** The last number in use, by task; 0 where there is none. */
	async lastNumbers(tx: Tx, userId: string, ids: readonly number[]): Promise<Map<number, number>> {
		const rows = await tx.all(lastNumbers, { userId, ids: JSON.stringify(ids) })
		return new Map(rows.map((row) => [row.id, row.last ?? 0]))
	},
	delete: (tx: Tx, userId: string, id: number, n: number) => tx.send(deleteCompletion, { userId, id, n }),
	list: (tx: Tx, userId: string, limit: number, offset: number) => tx.all(findCompletions, { userId, limit, offset }),
}
