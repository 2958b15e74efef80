import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../../scripts/postgres.ts'
import { addPeople, startProductApi } from './servers.ts'
import type { Person } from './servers.ts'
import { peopleCount, seededTasks } from './workloads.ts'

/** Two databases with the same people and tasks in them. */
export interface Twins {
	ours: string
	theirs: string
	people: Person[]
	drop(): Promise<void>
}

export async function openSqliteTwins(): Promise<Twins> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-bench-'))
	const [ours, theirs] = [join(folder, 'ours.db'), join(folder, 'theirs.db')]
	const people = await fill(ours)
	cpSync(ours, theirs)
	return { ours, theirs, people, drop: async () => rmSync(folder, { recursive: true, force: true }) }
}

export async function openPostgresTwins(): Promise<Twins> {
	const server = await startPostgres()
	await run(server.url, 'create database ours')
	const [ours, theirs] = ['ours', 'theirs'].map((name) => server.url.replace(/\/postgres$/, `/${name}`))
	if (!ours || !theirs) throw new Error('no address')
	const people = await fill(ours)
	await run(server.url, 'create database theirs template ours')
	return { ours, theirs, people, drop: () => server.stop() }
}

async function fill(databaseUrl: string): Promise<Person[]> {
	const api = await startProductApi({ databaseUrl })
	try {
		return await addPeople(api.port, peopleCount, seededTasks)
	} finally {
		await api.stop()
	}
}

async function run(connectionString: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString })
	await client.connect()
	try {
		await client.query(sql)
	} finally {
		await client.end()
	}
}
