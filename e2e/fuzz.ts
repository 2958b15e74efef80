/**
 * `npm run fuzz`: schemathesis makes requests from the API's own description, some that fit and some that don't, and
 * compares the answers with what the description promises. Needs Python 3.10 or newer; the rest is fetched once into
 * `.cache`. `--seconds 150`, `--seed 1`, `--database postgres`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { call, endpoints } from '@todo/contract'
import { toApiEnvironment } from '../scripts/environment.ts'
import { takeAnyPort } from '../scripts/ports.ts'
import { startPostgres } from '../scripts/postgres.ts'
import { fromRoot, node } from '../scripts/root.ts'
import { run } from '../scripts/run.ts'
import { startService } from '../scripts/service.ts'

const version = '4.32.5'
const least = [3, 10] as const

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '150' },
		seed: { type: 'string', default: '1' },
		database: { type: 'string', default: 'sqlite' },
		port: { type: 'string' },
	},
})

/** Would end the session that everything is sent with, or the account. */
const endings = ['logOut', 'deleteMe', 'endSession', 'endSessions', 'changePassword']
/** Better Auth's own routes: it checks what it takes by schemas of its own, which its documents don't show. */
const library =
	'^/api/auth/(get-session|list-sessions|sign-|revoke-|update-user|request-password|reset-password|change-password|delete-user)'
/**
 * Two checks are left out. Not every condition can be said in JSON Schema (an IANA time zone, a list that is there), so a
 * request that fits the schema may be refused. And QUERY, a method of none of our operations, is answered 400 by fastify
 * where it comes without Content-Type, before anything of ours is asked.
 */
const leftOut = 'positive_data_acceptance,unsupported_method'

async function main(): Promise<number> {
	const program = await findSchemathesis()
	const place = await openPlace()
	const port = values.port ? Number(values.port) : await takeAnyPort()
	const url = `http://127.0.0.1:${port}`
	const settings = {
		DATABASE_URL: place.url,
		PORT: String(port),
		METRICS_PORT: '0',
		GUESTS: 'on',
		RATE_LIMIT: '0',
		LOG_LEVEL: 'error',
		BETTER_AUTH_SECRET: 'mP4vT9xKq2Lr7Zw3Nd8Gs5Jc1Hb6Yf0E',
	}
	const api = await startService({
		name: 'The API',
		program: node,
		args: [fromRoot('apps/api/src/main.ts')],
		env: toApiEnvironment(settings),
		ready: `${url}/readyz`,
		show: 'all',
	})
	try {
		const { token } = await call((path, init) => fetch(`${url}${path}`, init), endpoints.auth.createGuest, {})
		const command = `run ${url}/api/openapi.json --seed ${values.seed} --max-time ${values.seconds} --max-examples 40`
		return await run(program, [
			...command.split(' '),
			'--continue-on-failure',
			'--warnings=off',
			`--header=Authorization: Bearer ${token}`,
			`--exclude-checks=${leftOut}`,
			`--exclude-path-regex=${library}`,
			...endings.map((id) => `--exclude-operation-id=${id}`),
		])
	} finally {
		await api.stop()
		await place.drop()
	}
}

async function openPlace(): Promise<{ url: string; drop(): Promise<void> }> {
	if (values.database === 'postgres') {
		const server = await startPostgres({ fast: true })
		return { url: server.url, drop: () => server.stop() }
	}
	const folder = mkdtempSync(join(tmpdir(), 'todo-fuzz-'))
	return { url: join(folder, 'todo.db'), drop: async () => rmSync(folder, { recursive: true, force: true }) }
}

/** @throws {Error} saying what is missing. */
async function findSchemathesis(): Promise<string> {
	const home = fromRoot('.cache', `schemathesis-${version}`)
	const program = join(home, 'bin', 'schemathesis')
	if (existsSync(program)) return program
	const python = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'].find(isNewEnough)
	if (!python) throw new Error(`Python ${least.join('.')} or newer is missing (Debian: apt-get install python3-venv).`)
	console.log(`Fetching schemathesis ${version} …`)
	const made = await run(python, ['-m', 'venv', home])
	if (made !== 0) throw new Error('Python’s venv is missing (Debian: apt-get install python3-venv).')
	const code = await run(join(home, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${version}`])
	if (code === 0) return program
	rmSync(home, { recursive: true, force: true })
	throw new Error('schemathesis could not be fetched; pip’s own message above says why. Is PyPI reachable?')
}

function isNewEnough(python: string): boolean {
	const { stdout } = spawnSync(python, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' })
	const [major = 0, minor = 0] = (stdout ?? '').split(' ').map(Number)
	return major > least[0] || (major === least[0] && minor >= least[1])
}

try {
	process.exitCode = await main()
} catch (error) {
	console.error(error instanceof Error ? error.message : error)
	process.exitCode = 1
}
