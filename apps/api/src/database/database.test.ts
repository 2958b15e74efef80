import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { toDatabaseConfig } from '../config/database-url.ts'
import { UniqueViolation } from './database.ts'
import type { Database, Tx } from './database.ts'
import { createKysely } from './kysely-driver.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'
import type { Schema } from './schema.ts'
import { defineStatement } from './statement.ts'

interface Job {
	name: string
	owner: string | null
}
const insertJob = defineStatement<Job, unknown>('test_insert_job', (db, p) =>
	db.insertInto('jobs').values({ name: p('name'), lease_owner: p('owner'), lease_until: null, ran_at: null }),
)
const findJobs = defineStatement<object, Job>('test_find_jobs', (db) =>
	db.selectFrom('jobs').select(['name', 'lease_owner as owner']).orderBy('name'),
)
const ownJob = defineStatement<{ name: string; owner: string }, unknown>('test_own_job', (db, p) =>
	db
		.updateTable('jobs')
		.set({ lease_owner: p('owner') })
		.where('name', '=', p('name')),
)
const clearJobs = defineStatement<object, unknown>('test_clear_jobs', (db) => db.deleteFrom('jobs'))

describe.each(databases)('APP-7: the database on %s', (name, open) => {
	let place: TestDatabase
	let database: Database
	const names = async () => (await database.read((tx) => tx.all(findJobs, {}))).map((job) => job.name)
	const add = (job: string) => (tx: Tx) => tx.run(insertJob, { name: job, owner: null })

	beforeAll(async () => {
		place = await open()
		database = openDatabase(toDatabaseConfig(place.url, undefined, 5, '/'), () => undefined)
		await migrate(database)
	})
	beforeEach(async () => {
		await database.write((tx) => tx.run(clearJobs, {}))
	})
	afterAll(async () => {
		await database.close()
		await place.drop()
	})

	test('answers a write after it can be read', async () => {
		expect(await database.write(add('one'))).toBe(1)
		expect(await names()).toEqual(['one'])
	})

	test('undoes only the write that throws among many at once', async () => {
		const writes = Array.from({ length: 40 }, (_, i) => {
			const job = `job ${String(i).padStart(2, '0')}`
			return database.write(async (tx) => {
				await add(job)(tx)
				if (i % 4 === 0) throw new Error(`no ${i}`)
				return i
			})
		})
		const settled = await Promise.allSettled(writes)
		expect(settled.filter((one) => one.status === 'rejected')).toHaveLength(10)
		expect(await names()).toHaveLength(30)
	})

	test('tells a unique violation from other failures', async () => {
		await database.write(add('one'))
		await expect(database.write(add('one'))).rejects.toBeInstanceOf(UniqueViolation)
		expect(await names()).toEqual(['one'])
	})

	test('a write that nobody waits for fails its transaction by its own error, and nothing of it stays', async () => {
		const send = (job: string) => (tx: Tx) => tx.send(insertJob, { name: job, owner: null })
		await database.write(send('one'))
		const more = async (tx: Tx) => {
			await send('two')(tx)
			await send('one')(tx)
		}
		await expect(database.write(more)).rejects.toBeInstanceOf(UniqueViolation)
		const andThen = async (tx: Tx) => (await more(tx), tx.all(findJobs, {}))
		await expect(database.write(andThen)).rejects.toBeInstanceOf(UniqueViolation)
		expect(await names()).toEqual(['one'])
	})

	test('a write that is waited for fails its transaction by its own error, whatever was sent behind it', async () => {
		await database.write(add('one'))
		const both = async (tx: Tx) => {
			await Promise.all([add('one')(tx), tx.send(insertJob, { name: 'two', owner: null })])
		}
		await expect(database.write(both)).rejects.toBeInstanceOf(UniqueViolation)
		const reversed = async (tx: Tx) => {
			await Promise.all([tx.send(insertJob, { name: 'one', owner: null }), add('two')(tx)])
		}
		await expect(database.write(reversed)).rejects.toBeInstanceOf(UniqueViolation)
		expect(await names()).toEqual(['one'])
	})

	test.runIf(name === 'postgres')(
		'writes that lock each other out are run again, with writes sent behind them',
		async () => {
			for (const job of ['one', 'two']) await database.write(add(job))
			let arrived = 0
			const bothHold = Promise.withResolvers<void>()
			const touch = (first: string, second: string) => async (tx: Tx) => {
				await tx.run(ownJob, { name: first, owner: second })
				arrived += 1
				if (arrived === 2) bothHold.resolve()
				await bothHold.promise
				await Promise.all([
					tx.run(ownJob, { name: second, owner: first }),
					tx.send(insertJob, { name: `behind ${first}`, owner: null }),
				])
			}
			await Promise.all([database.write(touch('one', 'two')), database.write(touch('two', 'one'))])
			// One of them again, or more often: PostgreSQL lets it in before the one that it had kept waiting wakes.
			expect(arrived).toBeGreaterThanOrEqual(3)
			expect(await names()).toEqual(['behind one', 'behind two', 'one', 'two'])
		},
	)

	test.runIf(name === 'sqlite')('refuses the use of a transaction after its end', async () => {
		const escaped: Tx[] = []
		await database.write(async (tx) => void escaped.push(tx))
		await database.writeLong(async (tx) => void escaped.push(tx))
		for (const tx of escaped)
			await expect(tx.run(insertJob, { name: 'late', owner: null })).rejects.toThrow('after its end')
		expect(await names()).toEqual([])
	})

	test('takes turns with a library’s own transactions, none lost', async () => {
		const kysely = createKysely<Schema>(database)
		const theirs = Array.from({ length: 20 }, (_, i) =>
			kysely.transaction().execute(async (trx) => {
				const before = await trx.selectFrom('jobs').select('name').execute()
				await new Promise((resolve) => setTimeout(resolve, i % 5))
				await trx
					.insertInto('jobs')
					.values({ name: `theirs ${i}`, lease_owner: String(before.length), lease_until: null, ran_at: null })
					.execute()
			}),
		)
		const ours = Array.from({ length: 100 }, (_, i) => database.write(add(`ours ${i}`)))
		await Promise.all([...theirs, ...ours])
		expect(await names()).toHaveLength(120)
	})

	test('a long write lets reads go on, keeps other writes waiting, and is seen as a whole or not at all', async () => {
		const seen: string[] = []
		const long = database.writeLong(async (tx, pause) => {
			for (let n = 0; n < 20; n += 1) {
				await add(`long ${n}`)(tx)
				await pause()
				seen.push(`${(await names()).length} of ours`)
			}
			return 'done'
		})
		const others = Promise.all(Array.from({ length: 5 }, (_, n) => database.write(add(`other ${n}`))))
		expect(await long).toBe('done')
		await others
		expect(seen).toHaveLength(20)
		// What others wrote may stand there already; of this one's twenty, none did.
		expect(seen.every((one) => Number.parseInt(one, 10) <= 5)).toBe(true)
		expect(await names()).toHaveLength(25)
	})

	test('a long write that throws, after pauses too, undoes all of itself, and writes go on', async () => {
		const failing = database.writeLong(async (tx, pause) => {
			await add('one')(tx)
			await pause()
			await add('two')(tx)
			throw new Error('no')
		})
		const next = database.write(add('next'))
		await expect(failing).rejects.toThrow('no')
		await next
		const twice = database.writeLong(async (tx, pause) => {
			await add('three')(tx)
			await pause()
			await add('next')(tx)
		})
		await expect(twice).rejects.toBeInstanceOf(UniqueViolation)
		expect(await names()).toEqual(['next'])
	})

	test('rolls a library’s transaction back as a whole', async () => {
		const kysely = createKysely<Schema>(database)
		const failing = kysely.transaction().execute(async (trx) => {
			await trx
				.insertInto('jobs')
				.values({ name: 'gone', lease_owner: null, lease_until: null, ran_at: null })
				.execute()
			throw new Error('no')
		})
		await expect(failing).rejects.toThrow('no')
		await database.write(add('after'))
		expect(await names()).toEqual(['after'])
	})

	test.runIf(name === 'sqlite')('cuts off a write that awaits something else, and goes on', async () => {
		const slow = database.write(async (tx) => {
			await add('slow')(tx)
			await new Promise((resolve) => setTimeout(resolve, 5))
			return add('slower')(tx)
		})
		const next = database.write(add('next'))
		await expect(slow).rejects.toThrow('awaited something other')
		await next
		expect(await names()).toEqual(['next'])
	})
})
