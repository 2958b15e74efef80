import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { call, endpoints, type Send } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { withProject, type Project } from './compose-project.ts'
import { runDocker } from './docker.ts'

const toHex = () => randomBytes(24).toString('hex')

const shapes: readonly [name: string, database: string, settings: Record<string, string>][] = [
	['without settings', 'sqlite', {}],
	['on PostgreSQL', 'postgres', { COMPOSE_PROFILES: 'postgres', POSTGRES_PASSWORD: toHex() }],
	['as production', 'sqlite', { ENVIRONMENT: 'production', BETTER_AUTH_SECRET: toHex() }],
]

/** Asks the address as somebody who holds this token. */
const toSend =
	(url: string, token?: string): Send =>
	(path, init) =>
		fetch(url + path, { ...init, headers: { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } })

describe.each(shapes)('docker compose up %s', (_name, database, settings) => {
	test('IMG-9: a person signs up, adds a task by page and by chat, and finds both after everything was made anew', async () => {
		await withProject(settings, async (project) => {
			await project.run('up', '--wait', '--no-build')
			expect(await readDatabase(project)).toBe(database)
			expect((await fetch(project.pageUrl)).headers.get('content-type')).toContain('text/html')

			const body = { email: 'ada@example.com', password: 'correct horse battery' }
			const { token } = await call(toSend(project.pageUrl), endpoints.auth.signUp, { body })
			const send = toSend(project.pageUrl, token)
			await call(send, endpoints.tasks.createTask, { body: { title: 'water the plants' } })
			await call(send, endpoints.chats.chat, { body: { message: 'add buy milk tomorrow' } })

			// New containers: only volumes stay.
			await project.run('down')
			await project.run('up', '--wait', '--no-build')
			const tasks = await call(toSend(project.apiUrl, token), endpoints.tasks.listTasks, {})
			expect(tasks.map(({ title }) => title).toSorted()).toEqual(['Buy milk', 'water the plants'])
			await call(toSend(project.pageUrl), endpoints.auth.logIn, { body })
			expect(await copyData(project, database)).toContain('water the plants')
		})
	})

	test('IMG-4: every container is confined, and nothing but page and API is published', async () => {
		await withProject(settings, async ({ run }) => {
			await run('up', '--wait', '--no-build')
			const ids = (await run('ps', '--quiet')).split('\n')
			const format =
				'{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.Config.User}} {{json .NetworkSettings.Ports}}'
			const seen = (await runDocker(['inspect', '--format', format, ...ids])).split('\n')
			expect(seen).toHaveLength(database === 'postgres' ? 3 : 2)
			for (const line of seen) expect(line).toMatch(/^true \[ALL\] (10001:10001|70:70) /)
			const published = seen.flatMap((line) => [...line.matchAll(/"HostIp":"([^"]*)"/g)].map(([, address]) => address))
			expect(new Set(published)).toEqual(
				new Set(published.includes('::') ? ['127.0.0.1', '0.0.0.0', '::'] : ['127.0.0.1', '0.0.0.0']),
			)
		})
	})
})

test('IMG-9: a container whose process dies is started again', async () => {
	await withProject({}, async ({ run, apiUrl }) => {
		await run('up', '--wait', '--no-build')
		const id = await run('ps', '--quiet', 'backend')
		const pid = await runDocker(['inspect', '--format', '{{.State.Pid}}', id])
		// From outside: a process 1 is not killed by what runs beside it.
		process.kill(Number(pid), 'SIGKILL')
		await expect.poll(() => runDocker(['inspect', '--format', '{{.RestartCount}}', id]), { timeout: 30_000 }).toBe('1')
		await expect
			.poll(
				() =>
					fetch(`${apiUrl}/readyz`).then(
						({ status }) => status,
						() => 0,
					),
				{ timeout: 30_000 },
			)
			.toBe(200)
	})
})

/** A copy of the data as docs/deploy/compose.md makes it. */
async function copyData({ run, folder }: Project, database: string): Promise<string> {
	if (database === 'postgres') return run('exec', '-T', 'postgres', 'pg_dump', '--username=todo', 'todo')
	await run('stop', 'backend')
	const copy = join(folder, 'copy-of-data')
	await run('cp', 'backend:/data', copy)
	await run('start', 'backend')
	return readFileSync(join(copy, 'todo.db'), 'latin1')
}

/** What the API says in its log that it keeps its data in. */
async function readDatabase({ run }: Project): Promise<string | undefined> {
	return /"database":"(\w+)"/.exec(await run('logs', '--no-log-prefix', 'backend'))?.[1]
}
