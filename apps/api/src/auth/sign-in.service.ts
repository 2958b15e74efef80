import { createHash, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config/config.ts'
import type { Database, Tx } from '../database/database.ts'
import { UniqueViolation } from '../database/database.ts'
import { DomainError } from '../errors.ts'
import { accountStore } from './account.store.ts'
import type { BringTasks } from './bring.service.ts'
import type { OpenSession } from './doorman.ts'
import type { Ended } from './ended.ts'
import type { GuessGuard } from './guess.ts'
import { signUpLimit, toLimitAddress } from './limits.ts'
import type { Limits } from './limits.ts'
import type { Passwords } from './password.ts'
import { requireGoodPassword } from './password.rules.ts'
import { endProgramAccess } from './program-access.ts'
import type { Device, Sessions } from './session.service.ts'
import type { FoundSession } from './session.store.ts'
import { userStore } from './user.store.ts'
import type { Place } from './user.store.ts'

export interface NewAccount {
	email: string
	password: string
	name?: string | undefined
	invite?: string | undefined
}

export interface SignInService {
	/** A guest becomes the account with everything it has, and every way in that it had is closed. */
	signUp(account: NewAccount, place: Place, device: Device, current?: FoundSession): Promise<OpenSession>
	/** Opens a new session; a guest's tasks come along where `bring` says so, and the guest goes. */
	logIn(
		credentials: { email: string; password: string },
		bring: boolean,
		device: Device,
		current?: FoundSession,
	): Promise<OpenSession>
	/** Whether an account may be made at all. @throws {DomainError} `AUTH_SIGN_UP_CLOSED`, `RATE_LIMITED` */
	requireSignUp(invite: string | undefined, device: Device): Promise<void>
}

export interface SignInDependencies {
	database: Database
	sessions: Sessions
	passwords: Passwords
	limits: Limits
	guesses: GuessGuard
	bringTasks: BringTasks
	/** Told of every session that ended, so that nothing goes on by it. */
	onEnded(ended: Ended): void
	signUp: Config['signUp']
	now(): Date
	createId(): string
}

export function createSignInService(dependencies: SignInDependencies): SignInService {
	const { database, sessions, passwords, limits, guesses, bringTasks, onEnded, now, createId } = dependencies

	async function requireSignUp(invite: string | undefined, device: Device): Promise<void> {
		// Whoever sits at the machine itself makes as many accounts as they like: scripts, tests, somebody moving in.
		if (!device.local) await limits.take(signUpLimit, toLimitAddress(device.ip))
		const mode = dependencies.signUp
		if (mode.kind === 'off') throw new DomainError('AUTH_SIGN_UP_CLOSED', 'New accounts are not made here.')
		if (mode.kind === 'invite' && !isSame(invite ?? '', mode.code))
			throw new DomainError('AUTH_SIGN_UP_CLOSED', 'An invitation is needed, and this is none.')
	}

	/** Whoever knows the guest's token, made a key as it or has its calendar's address must not be in the account (TRUST B11). */
	async function upgrade(tx: Tx, guest: FoundSession, email: string, name: string, device: Device) {
		const userId = guest.user_id
		const claimed = await accountStore.claim(tx, { id: userId, email, name, updated_at: now().toISOString() })
		if (!claimed) throw new DomainError('CONFLICT', 'This guest has an account already.')
		await endProgramAccess(tx, userId)
		const session = await sessions.open(tx, userId, device)
		await sessions.endOthers(tx, userId, session.id)
		return { userId, ...session }
	}

	async function create(tx: Tx, email: string, name: string, place: Place, device: Device): Promise<OpenSession> {
		const userId = createId()
		const at = now().toISOString()
		await userStore.insert(tx, {
			id: userId,
			name,
			email,
			email_verified: 0,
			image: null,
			is_anonymous: 0,
			created_at: at,
			updated_at: at,
			last_seen_at: at,
		})
		await userStore.complete(tx, userId, place)
		return { userId, ...(await sessions.open(tx, userId, device)) }
	}

	return {
		requireSignUp,

		async signUp({ email, password, name, invite }, place, device, current) {
			await requireSignUp(invite, device)
			requireGoodPassword(password, email, 'password')
			const hash = await passwords.hash(password)
			const called = name ?? email.slice(0, email.indexOf('@'))
			try {
				const guest = current && isGuest(current) ? current : undefined
				const opened = await database.write(async (tx) => {
					const session = guest
						? await upgrade(tx, guest, email, called, device)
						: await create(tx, email, called, place, device)
					const account = { id: createId(), user_id: session.userId, password: hash, created_at: now().toISOString() }
					await accountStore.insert(tx, account)
					return session
				})
				if (guest) onEnded({ userId: opened.userId, sessionIds: 'all' })
				return opened
			} catch (error) {
				if (!(error instanceof UniqueViolation)) throw error
				throw new DomainError('AUTH_EMAIL_TAKEN', 'There is an account with this e-mail address.', { cause: error })
			}
		},

		async logIn({ email, password }, bring, device, current) {
			await guesses.count(email, device.ip)
			const found = await database.read((tx) => accountStore.findByEmail(tx, email))
			const right = await passwords.verify(found?.password ?? undefined, password)
			if (!found || !right) throw new DomainError('AUTH_INVALID_CREDENTIALS', 'E-mail address or password is wrong.')
			await guesses.forgive(email, device.ip)
			if (bring && current && isGuest(current)) {
				await bringTasks(current.user_id, found.user_id)
				onEnded({ userId: current.user_id, sessionIds: 'all' })
			}
			const session = await database.write(async (tx) => {
				// This browser's earlier session of the account is replaced: nobody could end it any more.
				if (current && !isGuest(current)) await sessions.end(tx, current.user_id, current.id)
				return sessions.open(tx, found.user_id, device)
			})
			if (current && !isGuest(current)) onEnded({ userId: current.user_id, sessionIds: [current.id] })
			return { userId: found.user_id, ...session }
		},
	}
}

const isGuest = (session: FoundSession) => session.is_anonymous === 1

/** Compares digests, so that neither time nor length tells how much of a code was right. */
function isSame(a: string, b: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest()
	return timingSafeEqual(digest(a), digest(b))
}
