import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** A database of a test's own: its address for `DATABASE_URL`, and what takes it away. */
export interface TestDatabase {
	readonly url: string
	drop(): Promise<void>
}

export type OpenDatabase = () => Promise<TestDatabase>

async function openSqliteFolder(): Promise<TestDatabase> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-test-'))
	return { url: join(folder, 'todo.db'), drop: async () => rmSync(folder, { recursive: true, force: true }) }
}

async function openPostgresDatabase(): Promise<TestDatabase> {
	const server = process.env['TEST_POSTGRES_URL']
	if (!server) throw new Error('TEST_POSTGRES_URL is unset: the test run starts PostgreSQL and sets it')
	const name = `test_${randomUUID().replaceAll('-', '')}`
	await runAlone(server, `create database ${name}`)
	const url = new URL(server)
	url.pathname = `/${name}`
	return { url: url.href, drop: () => runAlone(server, `drop database ${name} with (force)`) }
}

async function runAlone(url: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		await client.query(sql)
	} finally {
		await client.end()
	}
}

const sqlite = ['sqlite', openSqliteFolder] as const
const postgres = ['postgres', openPostgresDatabase] as const

/** Both databases, for `describe.each(databases)('%s', (name, open) => …)`; SQLite alone under `npm run verify`. */
export const databases: (readonly [string, OpenDatabase])[] =
	process.env['TEST_DATABASES'] === 'sqlite' ? [sqlite] : [sqlite, postgres]
