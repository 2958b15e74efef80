import { auth as schemas } from '@todo/contract/schemas'
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { everyScope, toUserId } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Database } from '../database/database.ts'
import { settingsStore } from '../settings/settings.store.ts'
import { toPlaceholderEmail, userStore } from './user.store.ts'
import type { Place } from './user.store.ts'

/** Users of another system that shares the signing secret; each is made when first seen. */
export interface ExternalService {
	identify(subject: string, name: string | null, place: Place): Promise<Actor>
	forgetUser(userId: string): void
}

const freshMs = 1000

/** Ours have no such prefix, so no subject, however it is chosen, can name one of them. */
export const toExternalId = (subject: string) =>
	`ext_${createHash('sha256').update(subject).digest('base64url').slice(0, 32)}`

export function createExternalService(database: Database, now: () => Date): ExternalService {
	const cache = new LRUCache<string, { timeZone: string; readAt: number }>({ max: 5000 })

	async function findZone(id: string): Promise<string | undefined> {
		return database.read(async (tx) => {
			const user = await userStore.find(tx, id)
			return user && (await settingsStore.find(tx, id))?.time_zone
		})
	}

	async function create(id: string, name: string | null, place: Place): Promise<void> {
		const at = now().toISOString()
		await database.write(async (tx) => {
			// Two first requests at once: one makes it.
			await userStore.insertOnce(tx, {
				id,
				name: schemas.updateMe.body.shape.name.safeParse(name).data ?? 'User',
				email: toPlaceholderEmail(id),
				email_verified: 0,
				image: null,
				is_anonymous: 0,
				created_at: at,
				updated_at: at,
				last_seen_at: at,
			})
			await userStore.complete(tx, id, place)
		})
	}

	return {
		async identify(subject, name, place) {
			const id = toExternalId(subject)
			const at = now().getTime()
			const known = cache.get(id)
			const age = known ? at - known.readAt : Infinity
			let timeZone = known && age >= 0 && age < freshMs ? known.timeZone : await findZone(id)
			if (timeZone === undefined) {
				await create(id, name, place)
				timeZone = place.timeZone
			}
			if (!known || age < 0 || age >= freshMs) cache.set(id, { timeZone, readAt: at })
			return {
				userId: toUserId(id),
				kind: 'person',
				detail: null,
				guest: false,
				timeZone,
				scopes: everyScope,
				sessionId: null,
				subject,
			}
		},
		forgetUser: (userId) => void cache.delete(userId),
	}
}
