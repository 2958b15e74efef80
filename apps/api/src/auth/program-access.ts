import type { Tx } from '../database/database.ts'
import { calendarStore } from '../transfer/calendar.store.ts'
import { keyStore } from './key.store.ts'

/** Ends all by which programs get at an account without its password: API keys and the calendar's address. */
export async function endProgramAccess(tx: Tx, userId: string): Promise<void> {
	await keyStore.removeAll(tx, userId)
	await calendarStore.remove(tx, userId)
}
