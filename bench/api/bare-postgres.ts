import pg from 'pg'
import { serveBare } from './bare-http.ts'
import { changeColumns, count, page, raise, taskColumns, toRows } from './rows.ts'
import type { Numbers } from './rows.ts'

/** fastify and pg on a database that the product has set up: named statements, pipelined, a transaction in two flights. */
const [, , connectionString = ''] = process.argv
const options = { connectionString, max: 10, pipeline: true }
const pool = new pg.Pool(options)
// Whole numbers of 64 bits, as the product reads them.
pg.types.setTypeParser(20, Number)

const marks = (columns: string[]) => columns.map((_, i) => `$${i + 1}`).join()
const named = (name: string, text: string) => (values: unknown[]) => ({ name, text, values })
const bump = named('bump', raise('$1'))
const insertTask = named('task', `insert into tasks (${taskColumns.join()}) values (${marks(taskColumns)})`)
const insertChange = named('change', `insert into changes (${changeColumns.join()}) values (${marks(changeColumns)})`)
const pages = {
	asc: named(
		'asc',
		page((n) => `$${n}`, 'asc'),
	),
	desc: named(
		'desc',
		page((n) => `$${n}`, 'desc'),
	),
}
const total = named('total', count('$1'))

await serveBare({
	async create(userId, title) {
		const client = await pool.connect()
		try {
			const [, raised] = await Promise.all([client.query('begin'), client.query<Numbers>(bump([userId]))])
			const [numbers] = raised.rows
			if (!numbers) throw new Error(`no such user: ${userId}`)
			const { task, taskRow, changeRow } = toRows(userId, title, numbers)
			const written = [client.query(insertTask(taskRow)), client.query(insertChange(changeRow)), client.query('commit')]
			await Promise.all(written)
			return task
		} finally {
			client.release()
		}
	},
	async list(userId, order, offset) {
		const client = await pool.connect()
		try {
			const [{ rows }, counted] = await Promise.all([
				client.query(pages[order]([userId, offset])),
				client.query<{ total: number }>(total([userId])),
			])
			return { rows, total: counted.rows[0]?.total ?? 0 }
		} finally {
			client.release()
		}
	},
})
