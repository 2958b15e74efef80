import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toRecord } from '../json.ts'
import { startPostgres, type Postgres } from '../postgres.ts'
import { mustRender, readManifests } from './render.ts'
import { checkedValues } from './testing/values.ts'
import { has, requireTool } from './testing/tools.ts'

const odd = `p'a"s$s\\w ö`

/** The script that the pod of todo-db runs before PostgreSQL starts, on a real one. */
describe.runIf(has('helm') && process.platform !== 'win32')('K8S-14, K8S-15: the passwords of todo-db', () => {
	let postgres: Postgres

	beforeEach(async () => {
		postgres = await startPostgres({ fast: true })
	})
	afterEach(() => postgres.stop())

	function setPasswords(env: Readonly<Record<string, string>> = {}) {
		const manifests = readManifests(mustRender(requireTool('helm'), { values: checkedValues.minikube }))
		const scripts = manifests.find(({ name }) => name === 'todo-db-scripts')
		const script = String(toRecord(scripts?.object, 'data')['set-passwords.sh'])
		const given = { APP_USER: 'todo', APP_PASSWORD: odd, POSTGRES_PASSWORD: 'another' }
		return postgres.runBeside('sh', ['-c', script], { ...given, ...env })
	}

	async function ask(user: string, password: string): Promise<unknown> {
		const { port } = new URL(postgres.url)
		const client = new pg.Client({ host: '127.0.0.1', port: Number(port), user, password, database: 'postgres' })
		await client.connect()
		const { rows } = await client.query<object>('select rolsuper from pg_roles where rolname = current_user')
		await client.end()
		return rows
	}

	test('are those of the Secret again, after a crash too; the role of the API is no superuser', async () => {
		await postgres.kill()
		expect(setPasswords()).toEqual({ code: 0, output: '' })
		expect(setPasswords()).toEqual({ code: 0, output: '' })
		await postgres.restart()
		expect(await ask('todo', odd)).toEqual([{ rolsuper: false }])
		expect(await ask('postgres', 'another')).toEqual([{ rolsuper: true }])
		await expect(ask('postgres', new URL(postgres.url).password)).rejects.toThrow('password authentication failed')
	})

	test('a first start, without data, is left to the image', async () => {
		expect(setPasswords({ PGDATA: '/nowhere' })).toEqual({ code: 0, output: '' })
	})

	test('what can’t be done is said without a password', () => {
		const { code, output } = setPasswords()
		expect(output).toBe('The passwords could not be set: PostgreSQL did not start.\n')
		expect(code).toBe(1)
	})
})
