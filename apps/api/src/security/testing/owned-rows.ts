import type { Database } from '../../database/database.ts'
import { createKysely } from '../../database/kysely-driver.ts'

/** Columns that a request by the owner itself may touch at any time. */
const volatile = new Set(['last_seen_at', 'last_used_at'])

/** Every row of every table that bears this user's id, as text: two readings are equal where nothing of theirs has changed. */
export async function readOwnedRows(database: Database, userId: string): Promise<string[]> {
	const db = createKysely<Record<string, Record<string, unknown>>>(database)
	const tables = (await db.introspection.getTables()).filter((table) => !table.isView)
	const found: string[] = []
	for (const { name, columns } of tables) {
		const owned = columns.some((column) => column.name === 'user_id')
		const query = db.selectFrom(name).selectAll()
		for (const row of await (owned ? query.where('user_id', '=', userId) : query).execute()) {
			if (!Object.values(row).includes(userId)) continue
			const kept = Object.entries(row).filter(([column]) => !volatile.has(column))
			found.push(`${name} ${JSON.stringify(Object.fromEntries(kept))}`)
		}
	}
	return found.toSorted()
}
