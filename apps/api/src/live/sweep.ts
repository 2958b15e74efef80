import { closeCodes } from './connection.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'

/** What has to be looked after while sockets are open, and never else (DESIGN §8): a database may sleep. */
export interface Sweep {
	start(): void
	stop(): void
	/** Reads the versions of everyone connected, and tells what is new. */
	pollVersions(): Promise<void>
}

export interface SweepDependencies {
	hub: Hub
	now(): number
	readVersions(userIds: readonly string[]): Promise<Map<string, number>>
	readLiveSessions(sessionIds: readonly string[]): Promise<Set<string>>
	/** Whether other replicas' commits are heard just now; true where there are none. */
	hears(): boolean
	onFailure(error: unknown): void
}

const tickMs = 2000
/** In ticks: sessions every 4 s, so that a revoked one's sockets close within 5; pings, and a poll to be sure, every 30 s. */
const sessionTicks = 2
const pingTicks = 15
const stuckMs = 10_000

export function createSweep(dependencies: SweepDependencies): Sweep {
	const { hub, now, readVersions, readLiveSessions, hears, onFailure } = dependencies
	let timer: NodeJS.Timeout | undefined
	let ticks = 0
	let busy = false

	async function tick(): Promise<void> {
		ticks += 1
		endStuck()
		if (ticks % pingTicks === 0) pingAll()
		// A slow database is asked again once it has answered, not every two seconds in between.
		if (busy) return
		busy = true
		try {
			if (ticks % sessionTicks === 0) await endUnauthorized()
			if (!hears() || ticks % pingTicks === 0) await pollVersions()
			else hub.catchUp()
		} catch (error) {
			onFailure(error)
		} finally {
			busy = false
		}
	}

	async function pollVersions(): Promise<void> {
		for (const [userId, version] of await readVersions(hub.users())) hub.hear(userId, version)
	}

	function endStuck(): void {
		for (const c of hub.all()) {
			if (c.busySince !== undefined && now() - c.busySince > stuckMs)
				c.close(closeCodes.tryAgain, 'too slow to take what is sent: come back')
		}
	}

	function pingAll(): void {
		for (const c of hub.all()) {
			if (c.alive) c.ping()
			else c.terminate()
		}
	}

	async function endUnauthorized(): Promise<void> {
		const all = hub.all()
		const ids = [...new Set(all.flatMap((c) => c.sessionId ?? []))]
		const good = ids.length > 0 ? await readLiveSessions(ids) : new Set<string>()
		const checks = all.map(async (c) => {
			if (!(await isGood(c, good))) c.close(closeCodes.unauthorized, 'the session has ended')
		})
		await Promise.all(checks)
	}

	const isGood = async (c: Connection, good: ReadonlySet<string>) =>
		c.sessionId === null ? (c.isStillAllowed?.() ?? true) : good.has(c.sessionId)

	return {
		start() {
			timer ??= setInterval(() => void tick(), tickMs).unref()
		},
		stop() {
			clearInterval(timer)
			timer = undefined
		},
		pollVersions,
	}
}
