import { LRUCache } from 'lru-cache'
import { randomBytes } from 'node:crypto'
import type { Database, Tx } from '../database/database.ts'
import type { SessionRow } from '../database/schema.ts'
import { sessionStore } from './session.store.ts'
import type { FoundSession } from './session.store.ts'
import { toLifetimeMs } from './session.rules.ts'
import { userStore } from './user.store.ts'

/** Where a session is opened from; shown in the list of sessions. */
export interface Device {
	ip: string
	userAgent: string | null
	/** Whether it is this very machine, seen from either end, and nothing was forwarded from elsewhere. */
	local: boolean
}

export interface Sessions {
	findById(id: string): Promise<FoundSession | undefined>
	findByToken(token: string): Promise<FoundSession | undefined>
	open(tx: Tx, userId: string, device: Device, guest?: boolean): Promise<{ id: string; token: string }>
	list(userId: string): Promise<SessionRow[]>
	/** Within a transaction; `forgetUser` has to follow it. */
	end(tx: Tx, userId: string, id: string): Promise<boolean>
	endOthers(tx: Tx, userId: string, keepId: string): Promise<string[]>
	/** Drops what is remembered of a user: a session was ended, settings changed. */
	forgetUser(userId: string): void
	forgetAll(): void
	/** Keeps a used session alive; answers whether its cookie needs renewing. Writes in the background. */
	touch(session: FoundSession): boolean
}

/** A revocation on another replica is noticed after this at the latest (DESIGN §5). */
const freshMs = 1000
const hourMs = 3600_000
const dayMs = 24 * hourMs

export interface SessionDependencies {
	database: Database
	now(): Date
	createId(): string
}

export function createSessions({ database, now, createId }: SessionDependencies): Sessions {
	const cache = new LRUCache<string, { session: FoundSession; readAt: number }>({ max: 10_000 })

	async function find(key: string, query: (tx: Tx) => Promise<FoundSession | undefined>) {
		const at = now().getTime()
		const known = cache.get(key)
		const age = known ? at - known.readAt : Infinity
		let session = known?.session
		if (!known || age < 0 || age >= freshMs) {
			session = await database.read(query)
			if (session && session.time_zone === null) session = await complete(session)
			if (session) cache.set(key, { session, readAt: at })
			else cache.delete(key)
		}
		return session && Date.parse(session.expires_at) > at ? session : undefined
	}

	/** Better Auth makes a user before the rest of the account; if that was interrupted, it is finished here. */
	async function complete(session: FoundSession): Promise<FoundSession> {
		await database.write((tx) => userStore.complete(tx, session.user_id, { timeZone: 'UTC', locale: 'en' }))
		return { ...session, time_zone: 'UTC' }
	}

	function writeLater(body: (tx: Tx) => Promise<void>): void {
		// Lost at worst until the next request.
		database.write(body).catch(() => undefined)
	}

	return {
		findById: (id) => find(`id:${id}`, (tx) => sessionStore.findById(tx, id)),
		findByToken: (token) => find(`token:${token}`, (tx) => sessionStore.findByToken(tx, token)),

		async open(tx, userId, { ip, userAgent }, guest = false) {
			const at = now()
			const session = { id: createId(), token: randomBytes(24).toString('base64url') }
			await sessionStore.insert(tx, {
				...session,
				user_id: userId,
				expires_at: new Date(at.getTime() + toLifetimeMs(guest)).toISOString(),
				ip_address: ip,
				user_agent: userAgent,
				created_at: at.toISOString(),
				updated_at: at.toISOString(),
			})
			return session
		},

		list: (userId) => database.read((tx) => sessionStore.ofUser(tx, userId, now().toISOString())),
		end: sessionStore.end,
		endOthers: sessionStore.endOthers,

		forgetUser(userId) {
			for (const [key, { session }] of cache.entries()) if (session.user_id === userId) cache.delete(key)
		},
		forgetAll: () => cache.clear(),

		touch(session) {
			const at = now()
			const iso = at.toISOString()
			if (at.getTime() - Date.parse(session.last_seen_at ?? session.created_at) > hourMs) {
				session.last_seen_at = iso
				writeLater((tx) => sessionStore.markSeen(tx, session.user_id, iso))
			}
			const expiresAt = at.getTime() + toLifetimeMs(session.is_anonymous === 1)
			if (expiresAt - Date.parse(session.expires_at) < dayMs) return false
			session.expires_at = new Date(expiresAt).toISOString()
			writeLater((tx) => sessionStore.extend(tx, session.id, session.expires_at, iso))
			return true
		},
	}
}
