import { randomBytes } from 'node:crypto'
import { runDocker, toRepository, tryDocker, type ImageName } from './docker.ts'

/** As strict as a cluster's `restricted` pods: nothing writable but /tmp and the data, no capability, no new privilege. */
const strict = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges']

export type Container = {
	id: string
	/** Where its port can be asked. */
	url: string
	/** Milliseconds from the start of its process until it said that it is ready. */
	readyMs: number
}

export type ContainerOptions = {
	/** Cores it may use. */
	cpus?: number
	user?: string
	env?: Readonly<Record<string, string>>
	tag?: string
}

const limitMs = 60_000

/** Starts a container, waits until it is ready, hands it over, and removes it with its data whatever happened. */
export async function withContainer<T>(
	image: ImageName,
	{ cpus, user, env = {}, tag = `${toRepository(image)}:latest` }: ContainerOptions,
	body: (container: Container) => Promise<T>,
): Promise<T> {
	const isBackend = image === 'backend'
	const port = isBackend ? 8000 : 3000
	const own = isBackend ? { BETTER_AUTH_SECRET: randomBytes(32).toString('base64'), SHUTDOWN_DELAY: '0' } : {}
	const id = await runDocker([
		'run',
		'--detach',
		...strict,
		'--memory=256m',
		`--publish=127.0.0.1::${port}`,
		...(isBackend ? ['--mount', 'type=volume,dst=/data'] : []),
		...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
		...(user === undefined ? [] : ['--user', user]),
		...Object.entries({ ...own, ...env }).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
		tag,
	])
	try {
		const address = await runDocker(['port', id, `${port}/tcp`])
		const url = `http://${address.split('\n')[0] ?? ''}`
		const readyAt = await waitUntilReady(`${url}${isBackend ? '/readyz' : '/healthz'}`, id)
		const startedAt = Date.parse(await runDocker(['inspect', '--format', '{{.State.StartedAt}}', id]))
		return await body({ id, url, readyMs: readyAt - startedAt })
	} finally {
		await tryDocker(['rm', '--force', '--volumes', id])
	}
}

/** Answers when it was ready. @throws {Error} with its log where it ended or took too long. */
async function waitUntilReady(url: string, id: string): Promise<number> {
	const end = Date.now() + limitMs
	for (let round = 1; Date.now() < end; round++) {
		const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null)
		await answer?.body?.cancel()
		if (answer?.ok) return Date.now()
		if (round % 100 === 0 && (await runDocker(['inspect', '--format', '{{.State.Running}}', id])) !== 'true') break
		await new Promise((resolve) => setTimeout(resolve, 10))
	}
	const { output, errors } = await tryDocker(['logs', id])
	throw new Error(`the container was not ready at ${url}\n${(output + errors).slice(-2000)}`)
}

/** Milliseconds of processor time that its process has used so far. */
export async function readCpuMs(id: string): Promise<number> {
	const stat = await runDocker(['exec', id, 'cat', '/proc/1/stat'])
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
	// Fields 14 and 15 of proc(5), in hundredths of a second.
	return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Bytes in use as `docker stats` and Kubernetes count them: the cgroup's, less files that can be read again. */
export async function readMemory(id: string): Promise<number> {
	const text = await runDocker(['stats', '--no-stream', '--format', '{{.MemUsage}}', id])
	const [, number = '', unit = ''] = /^([\d.]+)\s*([KMG]?i?B)/.exec(text) ?? []
	const units: Record<string, number> = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, kB: 1e3, MB: 1e6, GB: 1e9 }
	return Number(number) * (units[unit] ?? Number.NaN)
}

/** Sends SIGTERM, as Docker and Kubernetes do, and waits for the end. */
export async function terminate(id: string): Promise<{ code: number; ms: number }> {
	const start = performance.now()
	await runDocker(['kill', '--signal', 'TERM', id])
	const code = Number(await runDocker(['wait', id]))
	return { code, ms: performance.now() - start }
}
