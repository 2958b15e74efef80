import SqliteDatabase from 'better-sqlite3'
import { serveBare } from './bare-http.ts'
import { changeColumns, count, page, raise, taskColumns, toRows } from './rows.ts'
import type { Numbers } from './rows.ts'

/** fastify and better-sqlite3 on a file that the product has set up; writes of one turn of the event loop share a transaction. */
const [, , file = ''] = process.argv
const db = new SqliteDatabase(file)
db.pragma('synchronous = full')
db.pragma('foreign_keys = on')

const marks = (columns: string[]) => columns.map(() => '?').join()
const bump = db.prepare(raise('?'))
const insertTask = db.prepare(`insert into tasks (${taskColumns.join()}) values (${marks(taskColumns)})`)
const insertChange = db.prepare(`insert into changes (${changeColumns.join()}) values (${marks(changeColumns)})`)
const pages = { asc: db.prepare(page(() => '?', 'asc')), desc: db.prepare(page(() => '?', 'desc')) }
const total = db.prepare(count('?')).pluck()

let waiting: { userId: string; title: string; done(task: object): void }[] = []

function drain(): void {
	const group = waiting
	waiting = []
	const made = db
		.transaction(() =>
			group.map(({ userId, title }) => {
				const { task, taskRow, changeRow } = toRows(userId, title, bump.get(userId) as Numbers)
				insertTask.run(taskRow)
				insertChange.run(changeRow)
				return task
			}),
		)
		.immediate()
	for (const [i, { done }] of group.entries()) done(made[i] ?? {})
}

await serveBare({
	create: (userId, title) =>
		new Promise((done) => {
			if (waiting.length === 0) setImmediate(drain)
			waiting.push({ userId, title, done })
		}),
	list: async (userId, order, offset) => ({
		rows: pages[order].all(userId, offset),
		total: total.get(userId) as number,
	}),
})
