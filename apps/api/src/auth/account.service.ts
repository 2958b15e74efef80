import type { Session, User } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Database } from '../database/database.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { accountStore } from './account.store.ts'
import type { Ended } from './ended.ts'
import type { GuessGuard } from './guess.ts'
import type { Passwords } from './password.ts'
import { requireGoodPassword } from './password.rules.ts'
import { endProgramAccess } from './program-access.ts'
import type { Sessions } from './session.service.ts'
import { toUser, userStore } from './user.store.ts'

/** What people do with the account they are in. */
export interface AccountService {
	find(userId: string): Promise<User>
	rename(actor: Actor, name: string): Promise<User>
	sessions(actor: Actor): Promise<Session[]>
	/** @throws {DomainError} `SESSION_NOT_FOUND` */
	endSession(actor: Actor, id: string): Promise<void>
	/** All but the one that asks; with `all`, that one too. */
	endSessions(actor: Actor, all: boolean): Promise<void>
	/**
	 * Ends every other session; API keys and the calendar's address where `endKeys` says so.
	 * @throws {DomainError} `AUTH_INVALID_CREDENTIALS`, `RATE_LIMITED`
	 */
	changePassword(
		actor: Actor,
		passwords: { current: string; next: string },
		ip: string,
		endKeys?: boolean,
	): Promise<void>
	/** Erases everything. Guests, and users of another system, have no password to give. @throws {DomainError} `AUTH_INVALID_CREDENTIALS`, `RATE_LIMITED` */
	remove(actor: Actor, password: string | undefined, ip: string): Promise<void>
	/** Takes away guests that nobody came back to for thirty days; answers how many. */
	deleteIdleGuests(): Promise<number>
}

export interface AccountDependencies {
	database: Database
	sessions: Sessions
	passwords: Passwords
	guesses: GuessGuard
	/** Told of every session that ended, so that nothing goes on by it. */
	onEnded(ended: Ended): void
	/** All that is kept of an account that was deleted is that it was. */
	onDeleted(userId: string): void
	now(): Date
}

const idleMs = 30 * 24 * 3600_000
const batch = 100

export function createAccountService(dependencies: AccountDependencies): AccountService {
	const { database, sessions, passwords, guesses, onEnded, onDeleted, now } = dependencies

	async function find(userId: string): Promise<User> {
		const row = await database.read((tx) => userStore.find(tx, userId))
		if (!row) throw new DomainError('AUTH_UNAUTHORIZED', 'This account no longer exists.')
		return toUser(row)
	}

	async function hasPassword(userId: string): Promise<boolean> {
		const found = await database.read((tx) => accountStore.findByUser(tx, userId))
		return found?.password != null
	}

	async function requirePassword(userId: string, password: string | undefined, ip: string): Promise<void> {
		const account = `user:${userId}`
		await guesses.count(account, ip)
		const found = await database.read((tx) => accountStore.findByUser(tx, userId))
		if (!(await passwords.verify(found?.password ?? undefined, password ?? '')))
			throw new DomainError('AUTH_INVALID_CREDENTIALS', 'The password is wrong.')
		await guesses.forgive(account, ip)
	}

	async function endAll(userId: string, keepId: string): Promise<void> {
		const ended = await database.write((tx) => sessions.endOthers(tx, userId, keepId))
		onEnded({ userId, sessionIds: ended })
	}

	return {
		find,

		async rename({ userId }, name) {
			await database.write((tx) => accountStore.rename(tx, userId, name, now().toISOString()))
			return find(userId)
		},

		async sessions({ userId, sessionId }) {
			const rows = await sessions.list(userId)
			return rows.map((row) => ({
				id: row.id,
				current: row.id === sessionId,
				created_at: row.created_at,
				expires_at: row.expires_at,
				ip: row.ip_address,
				user_agent: row.user_agent,
			}))
		},

		async endSession({ userId }, id) {
			if (!(await database.write((tx) => sessions.end(tx, userId, id)))) throw notFound('session')
			onEnded({ userId, sessionIds: [id] })
		},

		endSessions: ({ userId, sessionId }, all) => endAll(userId, all ? '' : (sessionId ?? '')),

		async changePassword({ userId, sessionId }, { current, next }, ip, endKeys = false) {
			await requirePassword(userId, current, ip)
			if (next === current) throw invalid('new_password', 'must be another than the one you have')
			const { email } = await find(userId)
			requireGoodPassword(next, email ?? undefined, 'new_password')
			const hash = await passwords.hash(next)
			const ended = await database.write(async (tx) => {
				await accountStore.setPassword(tx, userId, hash, now().toISOString())
				if (endKeys) await endProgramAccess(tx, userId)
				return sessions.endOthers(tx, userId, sessionId ?? '')
			})
			onEnded({ userId, sessionIds: ended })
		},

		async remove({ userId }, password, ip) {
			if (await hasPassword(userId)) await requirePassword(userId, password, ip)
			await database.write((tx) => accountStore.remove(tx, userId))
			onEnded({ userId, sessionIds: 'all' })
			onDeleted(userId)
		},

		async deleteIdleGuests() {
			const before = new Date(now().getTime() - idleMs).toISOString()
			let count = 0
			for (;;) {
				const guests = await database.read((tx) => accountStore.findIdleGuests(tx, before, batch))
				// One at a time: a guest may have thousands of rows, and nobody's write shall wait for a hundred such.
				for (const { id } of guests)
					if (await database.write((tx) => accountStore.removeIdleGuest(tx, id, before))) count += 1
				if (guests.length < batch) return count
			}
		},
	}
}
