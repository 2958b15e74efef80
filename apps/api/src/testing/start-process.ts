import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** The API as a process of its own, as it runs in production. */
export interface ApiProcess {
	readonly url: string
	readonly pid: number
	/** Every line of standard output so far. */
	readonly lines: string[]
	/** Resolves with code and standard error when it ends. */
	readonly ended: Promise<{ code: number | null; errors: string }>
	kill(signal: NodeJS.Signals): void
}

const entry = resolve(import.meta.dirname, '../main.ts')

/** Nothing of the test run's own settings gets through: `NODE_ENV=test` changes what libraries do. */
function toEnvironment(env: Record<string, string>): Record<string, string> {
	return {
		PATH: process.env['PATH'] ?? '',
		BETTER_AUTH_SECRET: 'q8Zt3vLw7yXk2Rf9Jm4Nb6Hc1Pd5Sg0A',
		GUESTS: 'on',
		PORT: '0',
		METRICS_PORT: '0',
		SHUTDOWN_DELAY: '0',
		DATABASE_POOL_SIZE: '5',
		...env,
	}
}

/** Spawns it and answers at once; `ended` tells how a start went that can't be. */
export function spawnApi(
	env: Record<string, string>,
	args: readonly string[] = [],
): Omit<ApiProcess, 'url'> & { listening: Promise<string> } {
	const child = spawn(process.execPath, [entry, ...args], {
		env: toEnvironment(env),
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const killWithUs = () => child.kill('SIGKILL')
	process.once('exit', killWithUs)
	const lines: string[] = []
	let rest = ''
	let errors = ''
	const listening = new Promise<string>((found) => {
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			const parts = (rest + text).split('\n')
			rest = parts.pop() ?? ''
			lines.push(...parts)
			const line = parts.find((part) => part.includes('"message":"listening"'))
			if (line) found(`http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`)
		})
	})
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
	const ended = new Promise<{ code: number | null; errors: string }>((done) =>
		child.once('close', (code) => {
			process.off('exit', killWithUs)
			done({ code, errors })
		}),
	)
	return { pid: child.pid ?? -1, lines, ended, listening, kill: (signal) => void child.kill(signal) }
}

/** Spawns it and waits until it listens. @throws with its last words where it ends before that. */
export async function startApi(env: Record<string, string>): Promise<ApiProcess> {
	const { listening, ...api } = spawnApi(env)
	const url = await Promise.race([
		listening,
		api.ended.then(({ code, errors }) => Promise.reject(new Error(`ended with ${code}: ${errors}`))),
	])
	return { ...api, url }
}
