import type { Tx } from '../database/database.ts'
import { defineStatement } from '../database/statement.ts'

const taskClientIds = defineStatement<{ userId: string }, { client_id: string | null; deleted_at: string | null }>(
	'task_client_ids',
	(db, p) =>
		db
			.selectFrom('tasks')
			.select(['client_id', 'deleted_at'])
			.where('user_id', '=', p('userId'))
			.where('client_id', 'is not', null),
)

export const transferStore = {
	/** Which `client_id`s are in use, and whether by a task that is not in the trash. */
	async clientIds(tx: Tx, userId: string): Promise<Map<string, 'live' | 'trash'>> {
		const rows = await tx.all(taskClientIds, { userId })
		return new Map(rows.map((row) => [row.client_id ?? '', row.deleted_at === null ? 'live' : 'trash']))
	},
}
