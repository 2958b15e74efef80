import type SqliteDatabase from 'better-sqlite3'
import { DatabaseUnavailable } from './database.ts'
import type { Tx } from './database.ts'
import { guardTx, requireTxOpen } from './guard-tx.ts'
import { toDatabaseError } from './sqlite-errors.ts'

interface Job {
	body(tx: Tx): Promise<unknown>
	resolve(value: unknown): void
	reject(error: unknown): void
}
/** Someone who wants the connection alone. */
interface Claim {
	grant(): void
	refuse(error: Error): void
}

type Outcome = { job: Job; value: unknown } | { job: Job; error: unknown }

export interface SqliteWriter {
	write<T>(body: (tx: Tx) => Promise<T>): Promise<T>
	/** Waits until the connection is free and holds it; answers what releases it. */
	acquire(): Promise<() => void>
	load(): { waiting: number; busy: number; group: number }
	/** Finishes what waits, then refuses. */
	end(): Promise<void>
}

/** Bounds how long one group may hold the event loop. */
const largestGroup = 256

/**
 * The one writer: all writes that wait in one turn of the event loop share a transaction, and none is answered before COMMIT
 * (DESIGN §3). A body that throws undoes only itself; later bodies see what earlier ones wrote. A body may run twice.
 */
export function createSqliteWriter(connection: SqliteDatabase.Database, tx: Tx): SqliteWriter {
	const queue: (Job | Claim)[] = []
	const begin = connection.prepare('begin immediate')
	const commit = connection.prepare('commit')
	const rollback = connection.prepare('rollback')
	const savepoint = connection.prepare('savepoint job')
	const release = connection.prepare('release job')
	const undo = connection.prepare('rollback to job')
	let scheduled = false
	let held = false
	let ended = false
	let lastGroup = 0
	let onIdle: (() => void) | undefined

	function schedule(): void {
		if (scheduled || held || queue.length === 0) return
		scheduled = true
		setImmediate(() => void drain())
	}

	async function drain(): Promise<void> {
		scheduled = false
		held = true
		const next = queue[0]
		if (next && 'grant' in next) {
			queue.shift()
			next.grant()
			return
		}
		const claim = queue.findIndex((entry) => 'grant' in entry)
		const group = queue
			.splice(0, Math.min(claim < 0 ? queue.length : claim, largestGroup))
			.filter((entry) => 'body' in entry)
		await runGroup(group)
		free()
	}

	function free(): void {
		held = false
		if (queue.length === 0) onIdle?.()
		schedule()
	}

	async function runGroup(group: Job[]): Promise<void> {
		lastGroup = group.length
		try {
			for (const outcome of (await runTogether(group)) ?? (await runApart(group))) {
				if ('error' in outcome) outcome.job.reject(outcome.error)
				else outcome.job.resolve(outcome.value)
			}
		} catch (error) {
			if (connection.inTransaction) rollback.run()
			for (const job of group) job.reject(toDatabaseError(error))
		}
	}

	/**
	 * Without savepoints, which cost a quarter of a write (docs/figures.md). Where a body throws everything is undone: all is
	 * said for a single one, while of several the others have to run again.
	 */
	async function runTogether(group: Job[]): Promise<Outcome[] | undefined> {
		begin.run()
		const outcomes: Outcome[] = []
		for (const job of group) {
			const outcome = await runJob(job)
			outcomes.push(outcome)
			if (!('error' in outcome)) continue
			rollback.run()
			return group.length === 1 ? outcomes : undefined
		}
		commit.run()
		return outcomes
	}

	/** Each in a savepoint: a body that throws undoes only itself. */
	async function runApart(group: Job[]): Promise<Outcome[]> {
		begin.run()
		const outcomes: Outcome[] = []
		for (const job of group) {
			savepoint.run()
			const outcome = await runJob(job)
			if ('error' in outcome) undo.run()
			release.run()
			outcomes.push(outcome)
		}
		commit.run()
		return outcomes
	}

	/** @throws {DatabaseUnavailable} where SQLite has undone the whole group by itself: the disk is full. */
	async function runJob(job: Job): Promise<Outcome> {
		const guard = createGuard(tx)
		let outcome: Outcome
		try {
			outcome = { job, value: await Promise.race([job.body(guard.tx), guard.late]) }
		} catch (error) {
			outcome = { job, error }
		} finally {
			guard.close()
		}
		if (connection.inTransaction) return outcome
		throw new DatabaseUnavailable('full', 'error' in outcome ? outcome.error : undefined)
	}

	return {
		write<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
			if (ended) return Promise.reject(new DatabaseUnavailable('unreachable', 'the database is closed'))
			return new Promise<T>((resolve, reject) => {
				queue.push({ body, resolve, reject })
				schedule()
			})
		},
		acquire: () =>
			new Promise((resolve, refuse) => {
				if (ended) return refuse(new DatabaseUnavailable('unreachable', 'the database is closed'))
				queue.push({ grant: () => resolve(free), refuse })
				schedule()
			}),
		load: () => ({ waiting: queue.length, busy: held ? 1 : 0, group: lastGroup }),
		end: async () => {
			ended = true
			if (held || queue.length > 0) await new Promise<void>((resolve) => (onIdle = resolve))
		},
	}
}

/** A body that awaits anything but its `tx` would hold the transaction open across turns: it is cut off and undone. */
function createGuard(tx: Tx) {
	let open = true
	let timer: NodeJS.Immediate | undefined
	const late = new Promise<never>((_, reject) => {
		timer = setImmediate(() => reject(new Error('a write awaited something other than its transaction')))
	})
	late.catch(() => undefined)
	return {
		tx: guardTx(tx, () => requireTxOpen(open)),
		late,
		close() {
			open = false
			clearImmediate(timer)
		},
	}
}
