import type { Tx } from '../database/database.ts'
import type { CompletionRow } from '../database/schema.ts'
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

const findCompletion = defineStatement<One & { n: number }, CompletionRow>('find_completion', (db, p) =>
	db
		.selectFrom('completions')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('task_id', '=', p('id'))
		.where('n', '=', p('n')),
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
	insert: (tx: Tx, row: CompletionRow) => tx.run(insertCompletion, row),
	last: (tx: Tx, userId: string, id: number) => tx.first(lastCompletion, { userId, id }),
	find: (tx: Tx, userId: string, id: number, n: number) => tx.first(findCompletion, { userId, id, n }),
	delete: (tx: Tx, userId: string, id: number, n: number) => tx.run(deleteCompletion, { userId, id, n }),
	list: (tx: Tx, userId: string, limit: number, offset: number) => tx.all(findCompletions, { userId, limit, offset }),
}
