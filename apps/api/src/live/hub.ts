import type { Committed } from '../changes/operation.ts'
import { createChannel } from './channel.ts'
import type { Channel } from './channel.ts'
import { closeCodes, createConnection, toFrame } from './connection.ts'
import type { Connection, Socket } from './connection.ts'
import type { Missed } from './missed.ts'

/** Who opened a socket, and what its client knows already. */
export interface Joining {
	userId: string
	sessionId: string | null
	isStillAllowed: (() => Promise<boolean>) | null
	since: number | undefined
}

/** The live end of one process: every open socket, and what each is told. */
export interface Hub {
	readonly size: number
	countOf(userId: string): number
	/** Those who have sockets here. */
	users(): string[]
	all(): Connection[]
	/** Greets in its own time; `leave` must be called when the socket ends. */
	join(joining: Joining, socket: Socket): Connection
	leave(connection: Connection): void
	rewind(connection: Connection, since: number): void
	answerPing(connection: Connection): void
	publish(committed: Committed): void
	hear(userId: string, version: number): void
	/** A conversation has moved on; its newest message's number. Told to this process's sockets. */
	tellConversation(userId: string, conversationId: number, seq: number): void
	/** Tries again what could not be read. */
	catchUp(): void
	closeSession(sessionId: string, reason: string): void
	closeUser(userId: string, reason: string): void
}

export interface HubDependencies {
	readVersion(userId: string): Promise<number | undefined>
	readMissed(userId: string, since: number): Promise<Missed>
	now(): number
	onFailure(error: unknown): void
	/** The first socket has come, or the last one gone. */
	onOccupied(occupied: boolean): void
}

export function createHub({ readVersion, readMissed, now, onFailure, onOccupied }: HubDependencies): Hub {
	const channels = new Map<string, Channel>()
	let size = 0

	function open(userId: string): Channel {
		const known = channels.get(userId)
		if (known) return known
		const channel = createChannel({ readMissed: (since) => readMissed(userId, since), onFailure })
		channels.set(userId, channel)
		return channel
	}

	async function greet(channel: Channel, connection: Connection, since: number | undefined): Promise<void> {
		try {
			const version = await readVersion(connection.userId)
			if (version === undefined) connection.close(closeCodes.unauthorized, 'the account is gone')
			else channel.greet(connection, version, since)
		} catch (error) {
			onFailure(error)
			connection.close(closeCodes.tryAgain, 'the database does not answer just now: come back')
		}
	}

	const all = () => [...channels.values()].flatMap((channel) => [...channel.connections])

	return {
		get size() {
			return size
		},
		countOf: (userId) => channels.get(userId)?.connections.size ?? 0,
		users: () => [...channels.keys()],
		all,
		join({ userId, sessionId, isStillAllowed, since }, socket) {
			const channel = open(userId)
			const onDrained = () => channel.catchUp()
			const connection = createConnection({ userId, sessionId, isStillAllowed, socket, now, onDrained })
			channel.add(connection)
			size += 1
			if (size === 1) onOccupied(true)
			void greet(channel, connection, since)
			return connection
		},
		leave(connection) {
			const channel = channels.get(connection.userId)
			if (!channel?.connections.has(connection)) return
			channel.remove(connection)
			if (channel.connections.size === 0) channels.delete(connection.userId)
			size -= 1
			if (size === 0) onOccupied(false)
		},
		rewind: (connection, since) => channels.get(connection.userId)?.rewind(connection, since),
		answerPing: (connection) => channels.get(connection.userId)?.answerPing(connection),
		publish: (committed) => channels.get(committed.userId)?.publish(committed),
		hear: (userId, version) => channels.get(userId)?.hear(version),
		tellConversation: (userId, conversation_id, seq) =>
			channels.get(userId)?.tell(toFrame({ type: 'conversation', conversation_id, seq })),
		catchUp() {
			for (const channel of channels.values()) channel.catchUp()
		},
		closeSession(sessionId, reason) {
			for (const c of all()) if (c.sessionId === sessionId) c.close(closeCodes.unauthorized, reason)
		},
		closeUser(userId, reason) {
			for (const c of channels.get(userId)?.connections ?? []) c.close(closeCodes.unauthorized, reason)
		},
	}
}
