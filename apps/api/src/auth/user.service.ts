import type { Database } from '../database/database.ts'
import { userStore } from './user.store.ts'
import type { Place } from './user.store.ts'

/** Gives a user that Better Auth has made what every user must have. */
export function createUserCompletion(database: Database) {
	return (userId: string, place: Place): Promise<void> => database.write((tx) => userStore.complete(tx, userId, place))
}
