import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Colour, Tag } from '@todo/contract'
import type { Tx } from '../database/database.ts'
import type { Schema } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

interface One {
	userId: string
	name: string
}
type TagFields = Omit<Tag, 'pending'>

const allTags = defineStatement<{ userId: string }, TagFields>('all_tags', (db, p) =>
	db.selectFrom('tags').select(['name', 'colour']).where('user_id', '=', p('userId')).orderBy('name'),
)

const openTasks = (db: Kysely<Schema>) =>
	db
		.selectFrom('task_tags')
		.innerJoin('tasks', (join) =>
			join.onRef('tasks.user_id', '=', 'task_tags.user_id').onRef('tasks.id', '=', 'task_tags.task_id'),
		)
		.select(sql<number>`cast(count(*) as integer)`.as('pending'))
		.where('tasks.completed', '=', 0)
		.where('tasks.deleted_at', 'is', null)

/** Of all tags in one pass: a count for each tag by itself would look through all tasks for each. */
export const pendingOfTags = defineStatement<{ userId: string }, { tag: string; pending: number }>(
	'pending_of_tags',
	(db, p) =>
		openTasks(db)
			.select('task_tags.tag')
			.where('task_tags.user_id', '=', p('userId'))
			.where('tasks.user_id', '=', p('userId'))
			.groupBy('task_tags.tag'),
)

const pendingOfTag = defineStatement<One, { pending: number }>('pending_of_tag', (db, p) =>
	openTasks(db).where('task_tags.user_id', '=', p('userId')).where('task_tags.tag', '=', p('name')),
)

const countTags = defineStatement<{ userId: string }, { count: number }>('count_tags', (db, p) =>
	db
		.selectFrom('tags')
		.select(sql<number>`cast(count(*) as integer)`.as('count'))
		.where('user_id', '=', p('userId')),
)

const tagByName = defineStatement<One, TagFields>('tag_by_name', (db, p) =>
	db.selectFrom('tags').select(['name', 'colour']).where('user_id', '=', p('userId')).where('name', '=', p('name')),
)

const putTag = defineStatement<One & { colour: Colour; at: string }, unknown>('put_tag', (db, p) =>
	db
		.insertInto('tags')
		.values({ user_id: p('userId'), name: p('name'), colour: p('colour'), created_at: p('at') })
		.onConflict((conflict) => conflict.columns(['user_id', 'name']).doUpdateSet({ colour: p('colour') })),
)

const deleteTag = defineStatement<One, unknown>('delete_tag', (db, p) =>
	db.deleteFrom('tags').where('user_id', '=', p('userId')).where('name', '=', p('name')),
)

export const tagStore = {
	/** By name. */
	all: (tx: Tx, userId: string): Promise<TagFields[]> => tx.all(allTags, { userId }),

	/** As `all`; `pending` counts tasks that are open and not in the trash. */
	async counted(tx: Tx, userId: string): Promise<Tag[]> {
		const rows = await tx.all(pendingOfTags, { userId })
		const pending = new Map(rows.map((row) => [row.tag, row.pending]))
		return (await tx.all(allTags, { userId })).map((tag) => ({ ...tag, pending: pending.get(tag.name) ?? 0 }))
	},

	async pending(tx: Tx, userId: string, name: string): Promise<number> {
		return (await tx.first(pendingOfTag, { userId, name }))?.pending ?? 0
	},

	/** How many there are. */
	async count(tx: Tx, userId: string): Promise<number> {
		return (await tx.first(countTags, { userId }))?.count ?? 0
	},

	async find(tx: Tx, userId: string, name: string): Promise<TagFields | undefined> {
		return tx.first(tagByName, { userId, name })
	},

	/** Makes the tag, or gives the one that is there this colour. */
	async put(tx: Tx, userId: string, { name, colour }: TagFields, at: string): Promise<void> {
		await tx.run(putTag, { userId, name, colour, at })
	},

	async remove(tx: Tx, userId: string, name: string): Promise<void> {
		await tx.run(deleteTag, { userId, name })
	},
}
