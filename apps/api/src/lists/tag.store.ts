import { sql } from 'kysely'
import type { Colour, Tag } from '@todo/contract'
import type { Tx } from '../database/database.ts'
import { defineStatement } from '../database/statement.ts'

interface One {
	userId: string
	name: string
}
interface TagRow {
	name: string
	colour: Colour
	pending: number | null
}

const allTags = defineStatement<{ userId: string }, TagRow>('all_tags', (db, p) =>
	db
		.selectFrom('tags')
		.select(['tags.name', 'tags.colour'])
		.select((eb) =>
			eb
				.selectFrom('task_tags')
				.innerJoin('tasks', (join) =>
					join.onRef('tasks.user_id', '=', 'task_tags.user_id').onRef('tasks.id', '=', 'task_tags.task_id'),
				)
				.select(sql<number>`cast(count(*) as integer)`.as('pending'))
				.whereRef('task_tags.user_id', '=', 'tags.user_id')
				.whereRef('task_tags.tag', '=', 'tags.name')
				.where('tasks.completed', '=', 0)
				.where('tasks.deleted_at', 'is', null)
				.as('pending'),
		)
		.where('tags.user_id', '=', p('userId'))
		.orderBy('tags.name'),
)

const tagByName = defineStatement<One, Omit<TagRow, 'pending'>>('tag_by_name', (db, p) =>
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
	/** By name; `pending` counts tasks that are open and not in the trash. */
	async all(tx: Tx, userId: string): Promise<Tag[]> {
		return (await tx.all(allTags, { userId })).map(({ name, colour, pending }) => ({
			name,
			colour,
			pending: pending ?? 0,
		}))
	},

	async find(tx: Tx, userId: string, name: string): Promise<Omit<Tag, 'pending'> | undefined> {
		return tx.first(tagByName, { userId, name })
	},

	/** Makes the tag, or gives the one that is there this colour. */
	async put(tx: Tx, userId: string, { name, colour }: Omit<Tag, 'pending'>, at: string): Promise<void> {
		await tx.run(putTag, { userId, name, colour, at })
	},

	async remove(tx: Tx, userId: string, name: string): Promise<void> {
		await tx.run(deleteTag, { userId, name })
	},
}
