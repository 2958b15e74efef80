import { expect, test } from 'vitest'
import { spawnSync } from 'node:child_process'
import { startPostgres } from './postgres.ts'
import { Client } from 'pg'

test('a real server keeps its data over a crash and a restart', async () => {
	const server = await startPostgres()
	try {
		await query(server.url, 'create table kept (id integer)')
		await query(server.url, 'insert into kept values (7)')
		const before = server.pid
		await server.kill()
		await server.restart()
		expect(server.pid).not.toBe(before)
		expect(await query(server.directUrl, 'select id from kept')).toEqual([{ id: 7 }])
	} finally {
		await server.stop()
	}
	expect(spawnSync('kill', ['-0', String(server.pid)]).status).not.toBe(0)
})

const packagedPlatforms = ['linux-x64'].filter((platform) => platform === `${process.platform}-${process.arch}`)

test.for(packagedPlatforms)('the server from npm starts as well, for machines with none installed: %s', async () => {
	const server = await startPostgres({ packaged: true })
	try {
		expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
	} finally {
		await server.stop()
	}
})

async function query(connectionString: string, text: string): Promise<unknown[]> {
	const client = new Client({ connectionString })
	await client.connect()
	try {
		return (await client.query(text)).rows
	} finally {
		await client.end()
	}
}
