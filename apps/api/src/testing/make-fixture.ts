import { call, endpoints } from '@todo/contract'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../../../../scripts/postgres.ts'
import { fixtureTime, readState } from './fixture-state.ts'
import { startApp } from './start-app.ts'
import type { TestApp } from './start-app.ts'

/**
 * `npm run fixture -- 0.1.0`: keeps what this version writes, as an SQLite file, a PostgreSQL dump and what its API answered,
 * so that every later version can be tested on it (`database/upgrade.test.ts`). Needs pg_dump.
 */
const [version] = process.argv.slice(2)
if (!version || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('usage: npm run fixture -- 0.1.0')
const folder = join(import.meta.dirname, '../database/fixtures', version)
const postgres = await startPostgres({ fast: true })
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const file = join(folder, 'todo.db')
await keep('sqlite', file)
rmSync(`${file}.lock`)
await keep('postgres', postgres.url)
writeFileSync(join(folder, 'todo.sql'), dump(postgres.url))
await postgres.stop()

async function keep(name: string, url: string): Promise<void> {
	const app = await startApp(url, {}, { now: () => fixtureTime })
	await fill(app)
	writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(await readState(app), null, 2)}\n`)
	await app.close()
}

async function fill(app: TestApp): Promise<void> {
	const person = {
		email: 'ada@example.com',
		password: 'correct horse battery',
		name: 'Ada',
		time_zone: 'Europe/Vienna',
	}
	const { token } = await call(app.send, endpoints.auth.signUp, { body: person })
	const send = app.as(token)
	const list = await call(send, endpoints.lists.createList, { body: { name: 'Home', colour: 'teal' } })
	const section = await call(send, endpoints.lists.createSection, { body: { list_id: list.id, name: 'Garden' } })
	const tasks = Array.from({ length: 40 }, (_, i) => ({
		title: `Task ${i + 1} – ä 漢 🌱`,
		description: i % 3 ? null : '**Notes** with a [link](https://example.com)',
		priority: (['none', 'low', 'medium', 'high'] as const)[i % 4] ?? 'none',
		due_date: i % 2 ? `2030-01-${String((i % 28) + 1).padStart(2, '0')}T09:30` : null,
		...(i % 6 === 1 ? { recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH', reminders: [{ minutes_before: 30 }] } : {}),
		tags: i % 5 ? [] : ['home', 'später'],
		...(i % 4 === 2 ? { list_id: list.id, section_id: section.id } : {}),
	}))
	await call(send, endpoints.tasks.bulkTasks, { body: { action: 'create', tasks } })
	await call(send, endpoints.tasks.createTask, { body: { title: 'A subtask', parent_id: 1 } })
	await call(send, endpoints.tasks.bulkTasks, { body: { action: 'complete', ids: [2, 3, 8] } })
	await call(send, endpoints.tasks.deleteTask, { params: { id: 9 } })
	await call(send, endpoints.tasks.updateTask, { params: { id: 4 }, body: { title: 'Renamed' } })
	await call(send, endpoints.chats.chat, { body: { message: 'add call mum tomorrow at 9' } })
	const other = await app.guest('America/New_York')
	await call(other.send, endpoints.tasks.createTask, { body: { title: 'A guest’s task' } })
}

/** Plain SQL without commands of psql, so that any client can run it. */
function dump(url: string): string {
	const folders = readdirSync('/usr/lib/postgresql').toSorted((a, b) => Number(b) - Number(a))
	const program = `/usr/lib/postgresql/${folders[0] ?? ''}/bin/pg_dump`
	const { status, stdout, stderr } = spawnSync(
		program,
		['--inserts', '--no-owner', '--no-privileges', '--dbname', url],
		{ encoding: 'utf8' },
	)
	if (status !== 0) throw new Error(stderr)
	return stdout.replaceAll(/^\\.*\n/gm, '')
}
