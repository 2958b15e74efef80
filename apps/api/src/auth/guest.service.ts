import type { Database } from '../database/database.ts'
import { DomainError } from '../errors.ts'
import { guestLimit, toLimitAddress } from './limits.ts'
import type { Limits } from './limits.ts'
import type { Device, Sessions } from './session.service.ts'
import { toPlaceholderEmail, userStore } from './user.store.ts'
import type { Place } from './user.store.ts'

export interface GuestService {
	/** @throws {DomainError} `AUTH_GUESTS_OFF`, or `RATE_LIMITED` past ten an hour from one address. */
	create(place: Place, device: Device): Promise<{ userId: string; id: string; token: string }>
}

export interface GuestDependencies {
	database: Database
	sessions: Sessions
	limits: Limits
	guests: boolean
	now(): Date
	createId(): string
}

export function createGuestService(dependencies: GuestDependencies): GuestService {
	const { database, sessions, limits, guests, now, createId } = dependencies
	return {
		async create(place, device) {
			if (!guests) throw new DomainError('AUTH_GUESTS_OFF', 'Sign up or sign in: guests are not admitted here.')
			await limits.take(guestLimit, toLimitAddress(device.ip))
			return database.write(async (tx) => {
				const userId = createId()
				const at = now().toISOString()
				await userStore.insert(tx, {
					id: userId,
					name: 'Guest',
					email: toPlaceholderEmail(userId),
					email_verified: 0,
					image: null,
					is_anonymous: 1,
					created_at: at,
					updated_at: at,
					last_seen_at: at,
				})
				await userStore.complete(tx, userId, place)
				return { userId, ...(await sessions.open(tx, userId, device, true)) }
			})
		},
	}
}
