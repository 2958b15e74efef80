import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { toApiEnvironment } from '../../scripts/environment.ts'
import { takeAnyPort } from '../../scripts/ports.ts'
import { fromRoot, node } from '../../scripts/root.ts'
import { startService } from '../../scripts/service.ts'

export interface Server {
	pid: number
	port: number
	stop(): Promise<unknown>
}

/** Somebody with tasks: how our API and how the bare server know them. */
export interface Person {
	token: string
	id: string
}

export interface ProductOptions {
	databaseUrl: string
	/** Flags for Node itself. */
	flags?: readonly string[]
	program?: string
	settings?: Record<string, string>
}

/** The API as `npm start` runs it, from its bundle; only the limit on requests is off, and nobody reads its log. */
export async function startProductApi({ databaseUrl, flags = [], program, settings }: ProductOptions): Promise<Server> {
	const port = await takeAnyPort()
	const service = await startService({
		name: 'The API',
		program: node,
		args: [...flags, program ?? fromRoot('apps/api/dist/main.mjs')],
		env: toApiEnvironment({
			DATABASE_URL: databaseUrl,
			PORT: String(port),
			METRICS_PORT: '0',
			GUESTS: 'on',
			ENVIRONMENT: 'production',
			RATE_LIMIT: '0',
			SHUTDOWN_DELAY: '0',
			BETTER_AUTH_SECRET: 'tW5xGk8Qm2Vr9Zc4Ld7Ns1Jb6Hf3Yp0A',
			...settings,
		}),
		ready: `http://127.0.0.1:${port}/readyz`,
		show: 'keep',
	})
	return { pid: service.pid, port, stop: () => service.stop() }
}

export async function startBare(
	kind: 'sqlite' | 'postgres',
	address: string,
	flags: readonly string[] = [],
): Promise<Server> {
	const child = spawn(node, [...flags, fromRoot(`bench/api/bare-${kind}.ts`), address], {
		stdio: ['ignore', 'pipe', 'inherit'],
	})
	const killWithUs = () => child.kill('SIGKILL')
	process.once('exit', killWithUs)
	const [line] = (await once(child.stdout, 'data')) as [Buffer]
	return {
		pid: child.pid ?? -1,
		port: Number(line.toString()),
		async stop() {
			process.off('exit', killWithUs)
			child.kill('SIGINT')
			await once(child, 'exit')
		},
	}
}

/** Guests with so many tasks each, made over the API. */
export async function addPeople(port: number, people: number, tasks: number): Promise<Person[]> {
	const added: Person[] = []
	for (let number = 0; number < people; number += 1) {
		// One address may make only a few guests an hour.
		const address = `198.51.${number >> 8}.${number & 255}`
		const send: Send = (path, init) =>
			fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: { ...init.headers, 'x-forwarded-for': address } })
		const { token, user } = await call(send, endpoints.auth.createGuest, {})
		const as: Send = (path, init) =>
			send(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } })
		const titles = Array.from({ length: tasks }, (_, i) => ({ title: `Write down what to bring along, part ${i + 1}` }))
		await call(as, endpoints.tasks.bulkTasks, { body: { action: 'create', tasks: titles } })
		added.push({ token, id: user.id })
	}
	return added
}
