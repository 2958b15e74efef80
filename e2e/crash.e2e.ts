import { expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../scripts/postgres.ts'
import { findDamage, findFileDamage } from './crash-check.ts'
import type { CrashClient } from './crash-client.ts'
import type { Entry } from './crash-journal.ts'
import { runCrashRounds } from './crash-rounds.ts'

const rounds = 12
const timeout = 180_000

test(
	'APP-7: nothing acknowledged is lost or doubled when the API is killed under writes, on SQLite',
	{ timeout },
	async () => {
		const folder = mkdtempSync(join(tmpdir(), 'todo-crash-'))
		const file = join(folder, 'todo.db')
		try {
			const report = await runCrashRounds({ databaseUrl: file, rounds, seed: 7 })
			expect(report.damage).toEqual([])
			expect(findFileDamage(file)).toEqual([])
			expect(report.written).toBeGreaterThan(rounds * 20)
			expect(report.replayed).toBeGreaterThan(rounds)
		} finally {
			rmSync(folder, { recursive: true, force: true })
		}
	},
)

test(
	'APP-7: nothing acknowledged is lost or doubled when the API is killed under writes, on PostgreSQL',
	{ timeout },
	async () => {
		const server = await startPostgres()
		try {
			const report = await runCrashRounds({ databaseUrl: server.url, rounds, seed: 7 })
			expect(report.damage).toEqual([])
			expect(report.written).toBeGreaterThan(rounds * 20)
			expect(report.replayed).toBeGreaterThan(rounds)
		} finally {
			await server.stop()
		}
	},
)

test('the comparison notices what is lost, doubled, renumbered or left out of the history', async () => {
	const entry = (title: string, id: number, kind: Entry['kind'] = 'create'): Entry => {
		return { person: 0, key: `${kind} ${title}`, title, kind, id, acknowledged: true, attempts: 1 }
	}
	const entries = [entry('a', 1), entry('b', 2), entry('c', 3), entry('d', 4), entry('d', 4, 'complete')]
	const tasks = [
		{ id: 1, title: 'a', completed: false },
		{ id: 7, title: 'b', completed: false },
		{ id: 8, title: 'b', completed: false },
		{ id: 4, title: 'd', completed: false },
	]
	const changes = [1, 2, 4, 5].map((version) => {
		return { version, n: 0, action: 'create', entity_id: String(version), after: { title: 'a' } }
	})
	const client = {
		readTasks: async () => tasks,
		readChanges: async () => changes,
	} as unknown as CrashClient
	expect(await findDamage(client, entries, 1)).toEqual([
		'doubled: b is there 2 times',
		'b is task 7, answered was 2',
		'lost: c',
		'lost: the end of d',
		'change 3 has version 4, number 0',
		'no record of task 7',
		'no record of task 8',
		'no record of task 4',
	])
})
