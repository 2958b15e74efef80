import { call, endpoints } from '@todo/contract'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { fixtureTime, readState } from '../testing/fixture-state.ts'
import { startApp } from '../testing/start-app.ts'

const folder = join(import.meta.dirname, 'fixtures')
const versions = existsSync(folder) ? readdirSync(folder) : []

test('every released version has left a fixture', () => {
	expect(versions).toContain('0.1.0')
})

describe.each(databases)('data of earlier versions on %s', (name, open) => {
	test.each(versions)(
		'version %s: everything is there after the upgrade, sign-in and writing work',
		async (version) => {
			const place = await open()
			const copy = name === 'sqlite' ? copyFile(version) : undefined
			if (!copy) await load(place.url, readFileSync(join(folder, version, 'todo.sql'), 'utf8'))
			const app = await startApp(copy ?? place.url, {}, { now: () => fixtureTime })
			try {
				const expected: object = JSON.parse(readFileSync(join(folder, version, `${name}.json`), 'utf8'))
				// All that was there, as it was; a newer version may say more about it.
				expect(await readState(app)).toMatchObject(expected)
				const { token } = await call(app.send, endpoints.auth.logIn, {
					body: { email: 'ada@example.com', password: 'correct horse battery' },
				})
				const task = await call(app.as(token), endpoints.tasks.createTask, { body: { title: 'after the upgrade' } })
				expect(task.id).toBeGreaterThan(40)
			} finally {
				await app.close()
				await place.drop()
				if (copy) rmSync(join(copy, '..'), { recursive: true })
			}
		},
	)
})

function copyFile(version: string): string {
	const copy = join(mkdtempSync(join(tmpdir(), 'todo-upgrade-')), 'todo.db')
	copyFileSync(join(folder, version, 'todo.db'), copy)
	return copy
}

async function load(url: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		await client.query(sql)
	} finally {
		await client.end()
	}
}
