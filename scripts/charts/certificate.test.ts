import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeerCertificate } from 'node:tls'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toRecord } from '../json.ts'
import { startPostgres, type Postgres } from '../postgres.ts'
import { mustRender, readManifests } from './render.ts'
import { checkedValues } from './testing/values.ts'
import { has, requireTool } from './testing/tools.ts'
import { findProgram } from './tools.ts'

const can = has('helm') && findProgram('openssl') !== null && findProgram('psql') !== null
const values = [...checkedValues.minikube, 'database.tls.enabled=true', 'database.tls.mode=secret']

/** The script that the container beside PostgreSQL runs, on a real one. */
describe.runIf(can)('K8S-8: a renewed certificate of todo-db', () => {
	let folder: string
	let postgres: Postgres

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'todo-certificate-'))
		for (const name of ['old', 'new']) {
			const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
			const names = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1']
			const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)]
			execFileSync('openssl', [...kind, ...names, ...files], { stdio: 'ignore' })
		}
		postgres = await startPostgres({ fast: true })
		bring('old')
		await ask("alter system set ssl_cert_file = 'tls.crt'")
		await ask("alter system set ssl_key_file = 'tls.key'")
		await ask('alter system set ssl = on')
		await postgres.restart()
	})
	afterAll(async () => {
		await postgres.stop()
		rmSync(folder, { recursive: true })
	})

	/** Lays a certificate where PostgreSQL reads it, as the volume of a Secret would. */
	function bring(name: string): void {
		const [crt, key] = ['crt', 'key'].map((end) => readFileSync(join(folder, `${name}.${end}`), 'utf8'))
		const write = 'umask 077 && cd "$PGDATA" && printf "%s" "$CRT" >tls.crt && printf "%s" "$KEY" >tls.key'
		const env = { CRT: crt ?? '', KEY: key ?? '' }
		expect(postgres.runBeside('sh', ['-c', write], env)).toEqual({ code: 0, output: '' })
	}

	async function ask(sql: string): Promise<Record<string, unknown>[]> {
		const client = new pg.Client({ connectionString: postgres.url })
		await client.connect()
		const { rows } = await client.query<Record<string, unknown>>(sql)
		await client.end()
		return rows
	}

	/** Whose certificate the server shows. */
	async function readShown(): Promise<string> {
		let shown = ''
		const ca = ['old', 'new'].map((name) => readFileSync(join(folder, `${name}.crt`), 'utf8'))
		const checkServerIdentity = (_: string, certificate: PeerCertificate) => {
			shown = String(certificate.subject.CN)
			return undefined
		}
		const client = new pg.Client({ connectionString: postgres.url, ssl: { ca, checkServerIdentity } })
		await client.connect()
		await client.end()
		return shown
	}

	test('is shown to new connections without a restart', async () => {
		const manifests = readManifests(mustRender(requireTool('helm'), { values }))
		const scripts = manifests.find(({ name }) => name === 'todo-db-scripts')
		const script = String(toRecord(scripts?.object, 'data')['reload-certificate.sh'])
		const [row] = await ask('show data_directory')
		const { port, username, password } = new URL(postgres.url)
		const loop = spawn('sh', ['-c', script], {
			env: {
				PATH: process.env.PATH,
				TLS_FOLDER: String(row?.data_directory),
				CHECK_SECONDS: '0.1',
				PGHOST: '127.0.0.1',
				PGPORT: port,
				PGUSER: username,
				PGPASSWORD: password,
			},
			stdio: ['ignore', 'pipe', 'inherit'],
		})
		const ended = once(loop, 'exit')
		try {
			await once(loop.stdout, 'data')
			expect(await readShown()).toBe('old')
			bring('new')
			await vi.waitFor(async () => expect(await readShown()).toBe('new'), { timeout: 20_000, interval: 100 })
		} finally {
			loop.kill('SIGTERM')
		}
		expect(await ended).toEqual([0, null])
	})

	test('has nobody to look after it where there is none', () => {
		expect(mustRender(requireTool('helm'), { values })).toContain('name: reload-certificate')
		expect(mustRender(requireTool('helm'), { values: checkedValues.minikube })).not.toContain(
			'name: reload-certificate',
		)
	})
})
