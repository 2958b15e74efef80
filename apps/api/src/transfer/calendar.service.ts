import type { Calendar } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Database } from '../database/database.ts'
import { notFound } from '../errors.ts'
import { toTask } from '../tasks/task.rules.ts'
import { taskStore } from '../tasks/task.store.ts'
import type { CalendarAddresses } from './calendar-address.ts'
import { calendarStore } from './calendar.store.ts'
import { toIcs } from './ics.rules.ts'

export interface CalendarDependencies {
	database: Database
	addresses: CalendarAddresses
	now(): Date
	createId(): string
}

/** What is behind a secret address, and a mark that changes with it; the text is made only where it is wanted. */
export interface CalendarFeed {
	etag: string
	read(): Promise<string>
}

export type CalendarService = ReturnType<typeof createCalendarService>

/** A calendar of the open tasks with a date, to which programs can subscribe without signing in. */
export function createCalendarService(dependencies: CalendarDependencies) {
	const { database, addresses } = dependencies
	const toCalendar = (id: string | undefined): Calendar => ({
		path: id === undefined ? null : `/api/calendar/${addresses.toToken(id)}.ics`,
	})

	async function readFeed(userId: string, timeZone: string): Promise<string> {
		const rows = await database.read((tx) => taskStore.findAllByPosition(tx, userId))
		const tasks = rows.filter((row) => row.deleted_at === null && row.completed === 0).map(toTask)
		return toIcs({ name: 'To-do', tasks, timeZone, as: 'events' })
	}

	return {
		get: async (actor: Actor): Promise<Calendar> =>
			toCalendar(await database.read((tx) => calendarStore.find(tx, actor.userId))),

		/** A new address; the one before works no longer. */
		async create(actor: Actor): Promise<Calendar> {
			const id = dependencies.createId()
			const at = dependencies.now().toISOString()
			await database.write((tx) => calendarStore.put(tx, actor.userId, id, at))
			return toCalendar(id)
		},

		remove: (actor: Actor): Promise<void> => database.write((tx) => calendarStore.remove(tx, actor.userId)),

		/** @throws {DomainError} `CALENDAR_NOT_FOUND` for an address that is wrong or no longer works. */
		async open(file: string): Promise<CalendarFeed> {
			const id = file.endsWith('.ics') ? addresses.readToken(file.slice(0, -'.ics'.length)) : undefined
			const owner = id === undefined ? undefined : await database.read((tx) => calendarStore.findOwner(tx, id))
			if (!owner) throw notFound('calendar')
			return { etag: `"calendar-${owner.version}"`, read: () => readFeed(owner.user_id, owner.time_zone) }
		},
	}
}
