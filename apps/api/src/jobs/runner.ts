import type { Database } from '../database/database.ts'
import { createJobStore } from './job.store.ts'

/** Something done again and again, by one replica at a time. */
export interface Job {
	readonly name: string
	readonly everyMs: number
	/** Answers how much was done. Stops early, between two steps, where `isStopped` says so. */
	run(isStopped: () => boolean): Promise<number>
}

export interface JobRunner {
	start(): void
	/** Runs what is due now, one after the other; answers what each did. */
	runDue(): Promise<Map<string, number>>
	/** Lets the step that runs end, and starts no more. */
	stop(): Promise<void>
}

export interface JobRunnerDependencies {
	database: Database
	jobs: readonly Job[]
	/** Names this process in leases. */
	owner: string
	now(): Date
	/** Whether somebody uses the product just now: else nothing is asked of the database, so that it may sleep (DESIGN §8). */
	isActive(): boolean
	onFailure(job: string, error: unknown): void
}

const tickMs = 30_000
/** A replica that died in the middle holds a job no longer than this. */
const leaseMs = 10 * 60_000

export function createJobRunner(dependencies: JobRunnerDependencies): JobRunner {
	const { database, jobs, owner, now, isActive, onFailure } = dependencies
	const store = createJobStore()
	const nextAt = new Map<string, number>()
	let timer: NodeJS.Timeout | undefined
	let running: Promise<Map<string, number>> | undefined
	let stopped = false

	async function runAll(): Promise<Map<string, number>> {
		const done = new Map<string, number>()
		for (const job of jobs) {
			if (stopped || now().getTime() < (nextAt.get(job.name) ?? 0)) continue
			try {
				const count = await runOne(job)
				if (count !== undefined) done.set(job.name, count)
				nextAt.set(job.name, now().getTime() + job.everyMs)
			} catch (error) {
				onFailure(job.name, error)
			}
		}
		return done
	}

	async function runOne(job: Job): Promise<number | undefined> {
		const at = now().getTime()
		const toIso = (ms: number) => new Date(ms).toISOString()
		const lease = {
			name: job.name,
			owner,
			until: toIso(at + leaseMs),
			now: toIso(at),
			ranBefore: toIso(at - job.everyMs),
		}
		if (!(await database.write((tx) => store.claim(tx, lease)))) return undefined
		let ranAt: string | null = null
		try {
			const count = await job.run(() => stopped)
			ranAt = now().toISOString()
			return count
		} finally {
			await database.write((tx) => store.release(tx, job.name, owner, ranAt))
		}
	}

	function runDue(): Promise<Map<string, number>> {
		running ??= runAll().finally(() => (running = undefined))
		return running
	}

	return {
		start() {
			timer ??= setInterval(() => {
				if (isActive()) void runDue()
			}, tickMs).unref()
		},
		runDue,
		async stop() {
			stopped = true
			clearInterval(timer)
			await running
		},
	}
}
