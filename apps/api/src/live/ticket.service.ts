import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { Database } from '../database/database.ts'
import { DomainError } from '../errors.ts'
import type { LiveStore } from './live.store.ts'
import { createTicketStore } from './ticket.store.ts'

/** What stands for cookie or header where a WebSocket's client can send neither: once, for 30 seconds. */
export interface TicketService {
	create(actor: Actor): Promise<{ ticket: string; expires_at: string }>
	/** @throws {DomainError} `AUTH_UNAUTHORIZED` where it is unknown, used, too old, or its session has ended. */
	redeem(ticket: string): Promise<{ userId: string; sessionId: string | null }>
}

const goodForMs = 30_000

export function createTicketService(database: Database, live: LiveStore, now: () => Date): TicketService {
	const store = createTicketStore()
	return {
		async create(actor) {
			const ticket = randomBytes(32).toString('base64url')
			const expires_at = new Date(now().getTime() + goodForMs).toISOString()
			const row = { hash: toHash(ticket), user_id: actor.userId, session_id: actor.sessionId, expires_at }
			await database.write((tx) => store.insert(tx, row))
			return { ticket, expires_at }
		},
		async redeem(ticket) {
			const at = now().toISOString()
			const row = await database.write((tx) => store.take(tx, toHash(ticket)))
			if (!row || row.expires_at <= at) throw refused()
			const { user_id: userId, session_id: sessionId } = row
			if (sessionId !== null) {
				const good = await database.read((tx) => live.liveSessions(tx, [sessionId], at))
				if (!good.has(sessionId)) throw refused()
			}
			return { userId, sessionId }
		},
	}
}

const refused = () => new DomainError('AUTH_UNAUTHORIZED', 'This ticket was used already, or is older than 30 seconds.')

/** Only this is kept, so that reading the database opens no socket. */
const toHash = (ticket: string) => createHash('sha256').update(ticket).digest('base64url')
