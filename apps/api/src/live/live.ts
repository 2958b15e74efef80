import type { ChangeService } from '../changes/change.service.ts'
import type { Committed } from '../changes/operation.ts'
import type { DatabaseConfig } from '../database/open.ts'
import type { Database } from '../database/database.ts'
import { listen } from '../database/listen.ts'
import { createDoorbell } from './doorbell.ts'
import { createHub } from './hub.ts'
import type { Hub } from './hub.ts'
import { createLiveStore } from './live.store.ts'
import { readMissed } from './missed.ts'
import { createSweep } from './sweep.ts'
import { createTicketService } from './ticket.service.ts'
import type { TicketService } from './ticket.service.ts'

/** Live updates, whole: sockets, tickets, and what keeps several replicas in step. */
export interface Live {
	readonly hub: Hub
	readonly tickets: TicketService
	/** To be called with every committed operation. */
	publish(committed: Committed): void
	/** A conversation has moved on; its newest message's number. Reaches the user's sockets on every replica. */
	tellConversation(userId: string, conversationId: number, seq: number): void
	close(): Promise<void>
}

export interface LiveDependencies {
	database: Database
	changes: ChangeService
	config: DatabaseConfig
	now(): Date
	/** Something that will be tried again. */
	onTrouble(message: string, error: unknown): void
}

/** A page that is loaded again is back by then. */
const lingerMs = 30_000

export function createLive({ database, changes, config, now, onTrouble }: LiveDependencies): Live {
	const store = createLiveStore()
	const clock = () => now().getTime()
	const readVersion = (userId: string) => database.read((tx) => store.version(tx, userId))
	const bell =
		config.kind === 'postgres'
			? createDoorbell({
					send: (payload) => database.read((tx) => store.ring(tx, payload)),
					listen: (on) => listen({ url: config.directUrl, channel: 'changes', ...on }),
					hear: (userId, version) => hub.hear(userId, version),
					hearConversation: (userId, id, seq) => hub.tellConversation(userId, id, seq),
					onHearingAgain: () => void sweep.pollVersions().catch((error: unknown) => onFailure(error)),
					onFailure: (error) => onTrouble('notifications are interrupted', error),
				})
			: undefined
	let lingering: NodeJS.Timeout | undefined
	const onFailure = (error: unknown) => onTrouble('live updates wait for the database', error)
	const hub = createHub({
		readVersion,
		readMissed: (userId, since) => readMissed(changes, readVersion, userId, since),
		now: clock,
		onFailure,
		onOccupied(occupied) {
			clearTimeout(lingering)
			if (occupied) {
				sweep.start()
				bell?.start()
			} else {
				sweep.stop()
				lingering = setTimeout(() => void bell?.stop(), lingerMs).unref()
			}
		},
	})
	const sweep = createSweep({
		hub,
		now: clock,
		readVersions: (userIds) => database.read((tx) => store.versions(tx, userIds)),
		readLiveSessions: (ids) => database.read((tx) => store.liveSessions(tx, ids, now().toISOString())),
		hears: () => bell?.hears ?? true,
		onFailure,
	})
	return {
		hub,
		tickets: createTicketService(database, store, now),
		publish(committed) {
			hub.publish(committed)
			bell?.ring(committed.userId, committed.version)
		},
		tellConversation(userId, conversationId, seq) {
			hub.tellConversation(userId, conversationId, seq)
			bell?.ringConversation(userId, conversationId, seq)
		},
		async close() {
			sweep.stop()
			clearTimeout(lingering)
			await bell?.flush()
			await bell?.stop()
		},
	}
}
