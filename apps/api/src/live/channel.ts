import type { Committed } from '../changes/operation.ts'
import { closeCodes, toFrame } from './connection.ts'
import type { Connection } from './connection.ts'
import type { Missed } from './missed.ts'

/** All sockets of one user, and how far each has been told. */
export interface Channel {
	readonly connections: ReadonlySet<Connection>
	add(connection: Connection): void
	remove(connection: Connection): void
	/** Says `hello`, then what the client has missed since the version it knows. */
	greet(connection: Connection, version: number, since: number | undefined): void
	/** Starts this socket's sequence again after the version that its client knows. */
	rewind(connection: Connection, since: number): void
	/** Says again where the server stands. */
	answerPing(connection: Connection): void
	/** An operation of this process was committed. */
	publish(committed: Committed): void
	/** The user's version is at least this. */
	hear(version: number): void
	/** Sends what is behind: after a failure, or when a client has taken what waited for it. */
	catchUp(): void
	/** To every socket, in no sequence with the changes. */
	tell(frame: Buffer): void
}

export interface ChannelDependencies {
	readMissed(since: number): Promise<Missed>
	/** Reading failed; somebody has to call `catchUp` again. */
	onFailure(error: unknown): void
}

/**
 * One rule keeps every socket's sequence whole: a version is sent directly where it is the next one for that socket; whatever else
 * happens (a gap, a busy client, a reconnect), what is missing is read from the table of changes, in order.
 */
export function createChannel({ readMissed, onFailure }: ChannelDependencies): Channel {
	const connections = new Set<Connection>()
	/** Clients that named a version of their own: the table has to say whether it can be. */
	const unproven = new Set<Connection>()
	/** What clients said before they were greeted. */
	const early = new Map<Connection, number>()
	let latest = 0
	let reading = false

	const canTake = (c: Connection) => !c.closed && c.busySince === undefined && c.position !== undefined
	const isBehind = (c: Connection) => canTake(c) && (unproven.has(c) || (c.position ?? 0) < latest)

	async function sendMissed(): Promise<void> {
		if (reading) return
		reading = true
		try {
			for (let next = findBehind(); next !== undefined; next = findBehind()) {
				if (!(await sendFrom(next))) break
			}
		} catch (error) {
			onFailure(error)
		} finally {
			reading = false
		}
	}

	/** Where the socket stands that is furthest behind. */
	function findBehind(): number | undefined {
		const positions = [...connections].filter(isBehind).map((c) => c.position ?? 0)
		return positions.length === 0 ? undefined : Math.min(...positions)
	}

	/** Reads once for all sockets that stand there. False where the table has nothing newer yet: whoever hears of it asks again. */
	async function sendFrom(position: number): Promise<boolean> {
		const missed = await readMissed(position)
		const waiting = [...connections].filter((c) => isBehind(c) && c.position === position)
		for (const c of waiting) unproven.delete(c)
		if (missed.kind === 'deleted') {
			for (const c of waiting) c.close(closeCodes.unauthorized, 'the account is gone')
			return true
		}
		const { version } = missed
		latest = Math.max(latest, version)
		if (missed.kind === 'page' && version <= position) return waiting.every((c) => !isBehind(c))
		const frame = toFrame(
			missed.kind === 'gone' ? { type: 'resync', version } : { type: 'changes', version, changes: missed.changes },
		)
		for (const c of waiting) {
			c.position = version
			c.send(frame)
		}
		return true
	}

	return {
		connections,
		add: (connection) => void connections.add(connection),
		remove(connection) {
			connections.delete(connection)
			unproven.delete(connection)
			early.delete(connection)
		},
		greet(connection, version, since) {
			latest = Math.max(latest, version)
			connection.send(toFrame({ type: 'hello', version }))
			connection.position = version
			this.rewind(connection, early.get(connection) ?? since ?? version)
			early.delete(connection)
			this.catchUp()
		},
		rewind(connection, since) {
			if (connection.position === undefined) early.set(connection, since)
			if (connection.position === undefined || connection.position === since) return
			connection.position = since
			unproven.add(connection)
			void sendMissed()
		},
		answerPing(connection) {
			if (connection.position !== undefined) connection.send(toFrame({ type: 'hello', version: latest }))
		},
		publish({ version, changes }) {
			latest = Math.max(latest, version)
			let frame: Buffer | undefined
			for (const c of connections) {
				if (!isBehind(c) || unproven.has(c) || c.position !== version - 1) continue
				frame ??= toFrame({ type: 'changes', version, changes })
				c.position = version
				c.send(frame)
			}
			this.catchUp()
		},
		hear(version) {
			latest = Math.max(latest, version)
			this.catchUp()
		},
		catchUp() {
			if (findBehind() !== undefined) void sendMissed()
		},
		tell(frame) {
			for (const c of connections) if (c.position !== undefined) c.send(frame)
		},
	}
}
