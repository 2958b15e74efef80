import type { Health } from '@todo/contract'

/** How the process is, asked by probes, by people and by the page. */
export interface HealthService {
	/** From now on the process says that it is going away. */
	startDraining(): void
	isDraining(): boolean
	describe(): Promise<Health>
	/** Why no requests should come here, in words; empty: they should (TRUST §5.3). */
	listObstacles(): Promise<string[]>
}

export interface HealthDependencies {
	ping(): Promise<void>
	/** Whether the schema is the one this program was made for. */
	isMigrated(): boolean
	now(): Date
	version: string
	/** Whether this server sends mail, and so links to set a new password. */
	sendsMail: boolean
}

const pingTimeoutMs = 1000
const pingKeptMs = 2000
/** One lost ping takes no replica out of service: a failover is over sooner than load balancers react. */
const failuresToUnready = 3

export function createHealthService({ ping, isMigrated, now, version, sendsMail }: HealthDependencies): HealthService {
	let draining = false
	let failures = 0
	let asked = { at: -Infinity, answer: Promise.resolve() }

	function check(): Promise<void> {
		const at = now().getTime()
		if (Math.abs(at - asked.at) >= pingKeptMs) asked = { at, answer: tryPing() }
		return asked.answer
	}

	async function tryPing(): Promise<void> {
		const limit = createTimeout(pingTimeoutMs)
		try {
			await Promise.race([ping(), limit.late])
			failures = 0
		} catch {
			failures += 1
		} finally {
			limit.clear()
		}
	}

	return {
		startDraining: () => void (draining = true),
		isDraining: () => draining,
		async describe() {
			await check()
			const database = failures === 0 && isMigrated() ? 'up' : 'down'
			const status = draining ? 'draining' : database === 'up' ? 'healthy' : 'degraded'
			return { status, timestamp: now().toISOString(), version, password_reset: sendsMail, checks: { database } }
		},
		async listObstacles() {
			await check()
			return [
				...(draining ? ['draining'] : []),
				...(isMigrated() ? [] : ['the database is not migrated yet']),
				...(failures >= failuresToUnready ? ['the database does not answer'] : []),
			]
		},
	}
}

function createTimeout(ms: number) {
	let timer: NodeJS.Timeout | undefined
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('the database did not answer in time')), ms)
	})
	return { late, clear: () => clearTimeout(timer) }
}
