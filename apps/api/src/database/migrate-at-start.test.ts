import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { startApp } from '../testing/start-app.ts'

describe.each(databases)('a start that brings the schema of %s up to date', (name, open) => {
	let place: TestDatabase
	let client: pg.Client

	beforeEach(async () => {
		place = await open()
		client = new pg.Client({ connectionString: place.url })
		await client.connect()
	})
	afterEach(async () => {
		await client.end()
		await place.drop()
	})

	/** Runs this at every change of the schema, as part of it. */
	async function atEachStep(body: string): Promise<void> {
		await client.query(
			`create function at_each_step() returns event_trigger language plpgsql as $$ begin ${body} end $$`,
		)
		await client.query('create event trigger at_each_step on ddl_command_start execute function at_each_step()')
	}

	test.runIf(name === 'postgres')(
		'K8S-9: asks without the pooler, and gives a step longer than a request',
		async () => {
			await client.query('create table seen (by text, statement_limit text)')
			const settings = "current_setting('application_name'), current_setting('statement_timeout')"
			await atEachStep(`insert into seen values (${settings});`)
			const direct = new URL(place.url)
			direct.searchParams.set('application_name', 'direct')
			const app = await startApp(place.url, { DATABASE_DIRECT_URL: direct.href })
			expect((await app.send('/readyz', { method: 'GET', headers: {} })).status).toBe(200)
			await app.close()
			const { rows } = await client.query('select distinct * from seen')
			expect(rows).toEqual([{ by: 'direct', statement_limit: '5min' }])
		},
	)

	test.runIf(name === 'postgres')(
		'ends where a step takes longer than it may: it would the next time, too',
		async () => {
			await atEachStep("raise exception 'canceling statement due to statement timeout' using errcode = '57014';")
			const start = startApp(place.url).then((app) => app.close())
			await expect(start).rejects.toThrow('could not be brought up to date')
		},
	)
})
