import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres } from '../../../../scripts/postgres.ts'
import type { Postgres } from '../../../../scripts/postgres.ts'
import { spawnApi } from '../testing/start-process.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** A real server with a certificate; what the chart writes into the address is what is asked for here. */
describe.runIf(hasOpenssl && process.env['TEST_DATABASES'] !== 'sqlite')('K8S-8: TLS to the database', () => {
	let folder: string
	let postgres: Postgres
	let address: URL

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'todo-database-tls-'))
		chmodSync(folder, 0o755)
		makeCertificate('right', 'IP:127.0.0.1')
		makeCertificate('other', 'IP:127.0.0.1')
		makeCertificate('elsewhere', 'DNS:db.example.com')
		postgres = await startPostgres({ fast: true })
		address = new URL(postgres.url)
		await present('right')
	})
	afterAll(async () => {
		await postgres.stop()
		rmSync(folder, { recursive: true })
	})

	const toPath = (name: string, end: 'crt' | 'key') => join(folder, name, `tls.${end}`)

	function makeCertificate(name: string, subject: string): void {
		mkdirSync(join(folder, name))
		const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
		const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${subject}`]
		const files = ['-keyout', toPath(name, 'key'), '-out', toPath(name, 'crt')]
		execFileSync('openssl', [...kind, ...names, ...files], { stdio: 'ignore' })
		// Read by the server's own user; the copy that it uses is private to it.
		chmodSync(toPath(name, 'key'), 0o644)
	}

	/** Has the server show one of the certificates. */
	async function present(name: string): Promise<void> {
		const copy = `cp '${toPath(name, 'crt')}' "$PGDATA/server.crt" && install -m 600 '${toPath(name, 'key')}' "$PGDATA/server.key"`
		expect(postgres.runBeside('sh', ['-c', copy], {})).toEqual({ code: 0, output: '' })
		const client = new pg.Client({ connectionString: address.href })
		await client.connect()
		await client.query('alter system set ssl = on')
		await client.end()
		await postgres.restart()
	}

	async function migrate(query: string) {
		const api = spawnApi({ DATABASE_URL: `${address.href}?${query}` }, ['migrate'])
		const { code, errors } = await api.ended
		return { code, errors }
	}
	const ca = (name: string) => `sslrootcert=${encodeURIComponent(toPath(name, 'crt'))}`

	test('a certificate of the given authority is taken', async () => {
		expect(await migrate(`sslmode=verify-full&${ca('right')}`)).toEqual({ code: 0, errors: '' })
	})

	test('APP-7: `require` asks for encryption, not for whose certificate it is, as libpq does', async () => {
		expect(await migrate('sslmode=require')).toEqual({ code: 0, errors: '' })
	})

	test('one of another authority is not', async () => {
		const { code, errors } = await migrate(`sslmode=verify-full&${ca('other')}`)
		expect(code).toBe(1)
		expect(errors).toMatch(/certificate/)
	})

	test('one for another name is not', async () => {
		await present('elsewhere')
		const { code, errors } = await migrate(`sslmode=verify-full&${ca('elsewhere')}`)
		expect(code).toBe(1)
		expect(errors).toMatch(/certificate/)
	})
})
