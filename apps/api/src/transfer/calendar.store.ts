import type { Tx } from '../database/database.ts'
import { defineStatement } from '../database/statement.ts'

interface Owner {
	user_id: string
	version: number
	time_zone: string
}

const calendarOfUser = defineStatement<{ userId: string }, { id: string }>('calendar_of_user', (db, p) =>
	db.selectFrom('calendars').select('id').where('user_id', '=', p('userId')),
)

const ownerOfCalendar = defineStatement<{ id: string }, Owner>('owner_of_calendar', (db, p) =>
	db
		.selectFrom('calendars')
		.innerJoin('user_versions', 'user_versions.user_id', 'calendars.user_id')
		.innerJoin('user_settings', 'user_settings.user_id', 'calendars.user_id')
		.select(['calendars.user_id', 'user_versions.version', 'user_settings.time_zone'])
		.where('calendars.id', '=', p('id')),
)

const putCalendar = defineStatement<{ userId: string; id: string; at: string }, unknown>('put_calendar', (db, p) =>
	db
		.insertInto('calendars')
		.values({ user_id: p('userId'), id: p('id'), created_at: p('at') })
		.onConflict((conflict) => conflict.column('user_id').doUpdateSet({ id: p('id'), created_at: p('at') })),
)

const deleteCalendar = defineStatement<{ userId: string }, unknown>('delete_calendar', (db, p) =>
	db.deleteFrom('calendars').where('user_id', '=', p('userId')),
)

export const calendarStore = {
	find: async (tx: Tx, userId: string): Promise<string | undefined> => (await tx.first(calendarOfUser, { userId }))?.id,
	/** Whose it is, and where that list stands; the only way to a user that starts from a secret. */
	findOwner: (tx: Tx, id: string): Promise<Owner | undefined> => tx.first(ownerOfCalendar, { id }),
	async put(tx: Tx, userId: string, id: string, at: string): Promise<void> {
		await tx.run(putCalendar, { userId, id, at })
	},
	async remove(tx: Tx, userId: string): Promise<void> {
		await tx.run(deleteCalendar, { userId })
	},
}
