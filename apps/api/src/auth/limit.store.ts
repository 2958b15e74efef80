import type { Database } from '../database/database.ts'
import { defineStatement } from '../database/statement.ts'

interface Window {
	count: number
	window_start: number
}

const take = defineStatement<{ key: string; now: number; expired: number; amount: number }, Window>(
	'take_limit',
	(db, p) =>
		db
			.insertInto('rate_limits')
			.values({ key: p('key'), count: p('amount'), window_start: p('now') })
			.onConflict((conflict) =>
				conflict.column('key').doUpdateSet((eb) => {
					// A window that starts in the future is one of a clock that was put back: it must not last longer than others.
					const over = eb.or([
						eb('rate_limits.window_start', '<=', p('expired')),
						eb('rate_limits.window_start', '>', p('now')),
					])
					return {
						count: eb
							.case()
							.when(over)
							.then(p('amount'))
							.else(eb('rate_limits.count', '+', p('amount')))
							.end(),
						window_start: eb.case().when(over).then(p('now')).else(eb.ref('rate_limits.window_start')).end(),
					}
				}),
			)
			.returning(['count', 'window_start']),
)

const clear = defineStatement<{ key: string }, unknown>('clear_limit', (db, p) =>
	db.deleteFrom('rate_limits').where('key', '=', p('key')),
)

const giveBack = defineStatement<{ key: string; amount: number }, unknown>('give_back_limit', (db, p) =>
	db
		.updateTable('rate_limits')
		.set((eb) => ({ count: eb('count', '-', p('amount')) }))
		.where('key', '=', p('key'))
		.where('count', '>', 0),
)

const readWindow = defineStatement<{ key: string }, Window>('read_limit', (db, p) =>
	db.selectFrom('rate_limits').select(['count', 'window_start']).where('key', '=', p('key')),
)

/** Counters that all replicas share; each is a transaction of its own, so that no other's rollback takes a count back. */
export function createLimitStore(database: Database) {
	return {
		async take(key: string, now: number, windowMs: number, amount = 1): Promise<Window> {
			const window = await database.write((tx) => tx.first(take, { key, now, expired: now - windowMs, amount }))
			return window ?? { count: amount, window_start: now }
		},
		giveBack: (key: string, amount = 1) => database.write((tx) => tx.run(giveBack, { key, amount })),
		read: (key: string) => database.read((tx) => tx.first(readWindow, { key })),
		clear: (key: string) => database.write((tx) => tx.run(clear, { key })),
	}
}

export type LimitStore = ReturnType<typeof createLimitStore>
