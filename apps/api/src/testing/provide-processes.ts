import { afterEach, beforeEach } from 'vitest'
import { databases } from './databases.ts'
import type { TestDatabase } from './databases.ts'
import { requireOpen } from './provide-app.ts'
import { spawnApi, startApi } from './start-process.ts'
import type { ApiProcess } from './start-process.ts'

export interface Processes {
	/** Of the SQLite file that each test has for itself. */
	readonly databaseUrl: string
	/** A process that answers. */
	start(env?: Record<string, string>): Promise<ApiProcess>
	/** A process that may never answer. */
	spawn(env: Record<string, string>): ReturnType<typeof spawnApi>
	/** How a start went that can't be. */
	failToStart(env: Record<string, string>): Promise<{ code: number | null; errors: string; lines: string[] }>
	/** A new guest's token. */
	guest(api: ApiProcess): Promise<string>
}

/** The API as a process, as often as a test wants, for the tests of one `describe`; none outlives its test. */
export function provideProcesses(): Processes {
	let database: TestDatabase | undefined
	const running: Pick<ApiProcess, 'kill' | 'ended'>[] = []
	const toEnvironment = (env: Record<string, string>) => ({ DATABASE_URL: requireOpen(database).url, ...env })

	beforeEach(async () => {
		const [sqlite] = databases
		database = await sqlite?.[1]()
	})
	afterEach(async () => {
		for (const api of running) api.kill('SIGKILL')
		await Promise.all(running.splice(0).map((api) => api.ended))
		await database?.drop()
	})
	function spawn(env: Record<string, string>): ReturnType<typeof spawnApi> {
		const api = spawnApi(toEnvironment(env))
		running.push(api)
		return api
	}

	return {
		get databaseUrl() {
			return requireOpen(database).url
		},
		async start(env = {}) {
			const api = await startApi(toEnvironment(env))
			running.push(api)
			return api
		},
		spawn,
		async failToStart(env) {
			const api = spawn(env)
			const { code, errors } = await api.ended
			return { code, errors, lines: api.lines }
		},
		async guest(api) {
			const reply = await fetch(`${api.url}/api/auth/guest`, { method: 'POST' })
			return ((await reply.json()) as { token: string }).token
		},
	}
}
