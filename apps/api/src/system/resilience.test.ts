import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres } from '../../../../scripts/postgres.ts'
import type { Postgres } from '../../../../scripts/postgres.ts'
import { startApi } from '../testing/start-process.ts'
import type { ApiProcess } from '../testing/start-process.ts'

interface Outcome {
	status: number
	retryAfter: string | null
	at: number
}

/** F3 of the fault table: the database goes and comes back under writes. */
describe.skipIf(process.env['TEST_DATABASES'] === 'sqlite')('PostgreSQL goes away under writes', () => {
	let server: Postgres
	let api: ApiProcess
	let token: string

	beforeAll(async () => {
		server = await startPostgres()
		api = await startApi({ DATABASE_URL: server.url })
		const reply = await fetch(`${api.url}/api/auth/guest`, { method: 'POST' })
		token = ((await reply.json()) as { token: string }).token
	})
	afterAll(async () => {
		api?.kill('SIGTERM')
		await api?.ended
		await server?.stop()
	})

	const status = async (path: string) => (await fetch(`${api.url}${path}`)).status

	/** Sends one task again and again, with one key, until it is acknowledged. */
	async function writeUntilTaken(title: string, outcomes: Outcome[]): Promise<void> {
		const key = randomUUID()
		for (;;) {
			const reply = await fetch(`${api.url}/api/tasks`, {
				method: 'POST',
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
				body: JSON.stringify({ title }),
			})
			await reply.arrayBuffer()
			outcomes.push({ status: reply.status, retryAfter: reply.headers.get('retry-after'), at: performance.now() })
			if (reply.status === 201) return
		}
	}

	/** Ten writers and a prober of /healthz, for as long as `during` takes. */
	async function underWrites(during: (outcomes: readonly Outcome[]) => Promise<void>) {
		const outcomes: Outcome[] = []
		const taken: string[] = []
		const health: number[] = []
		const run = { over: false }
		const writers = Array.from({ length: 10 }, async () => {
			while (!run.over) {
				const title = randomUUID()
				await writeUntilTaken(title, outcomes)
				taken.push(title)
			}
		})
		const prober = (async () => {
			while (!run.over) health.push(await status('/healthz'))
		})()
		await during(outcomes).finally(() => (run.over = true))
		await Promise.all([...writers, prober])
		return { outcomes, taken, health }
	}

	/** Looks again every 20 ms; a test's own time limit ends it. */
	async function waitUntil(is: () => boolean | Promise<boolean>): Promise<void> {
		while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20))
	}

	async function listTitles(): Promise<string[]> {
		const titles: string[] = []
		for (let offset = 0; ; offset += 1000) {
			const reply = await fetch(`${api.url}/api/tasks?limit=1000&offset=${offset}`, {
				headers: { authorization: `Bearer ${token}` },
			})
			const tasks = (await reply.json()) as { title: string }[]
			titles.push(...tasks.map(({ title }) => title))
			if (tasks.length < 1000) return titles
		}
	}

	const isTaken = ({ status: code }: Outcome) => code === 201

	test.each(['fast', 'immediate'] as const)(
		'F3: a restart (%s) loses and doubles nothing, and shows as 503 alone',
		async (how) => {
			let back = 0
			const { outcomes, taken, health } = await underWrites(async (sofar) => {
				await waitUntil(() => sofar.filter(isTaken).length > 100)
				if (how === 'immediate') await server.kill()
				await server.restart()
				back = performance.now()
				await waitUntil(() => sofar.some((one) => isTaken(one) && one.at > back))
			})
			expect([...new Set(outcomes.map(({ status: code }) => code))].toSorted((a, b) => a - b)).toEqual([201, 503])
			expect(outcomes.filter(({ status: code, retryAfter }) => code === 503 && retryAfter === null)).toEqual([])
			const first = outcomes.find((one) => isTaken(one) && one.at > back)?.at ?? Infinity
			expect(first - back).toBeLessThan(5000)
			expect(new Set(health)).toEqual(new Set([200]))
			const titles = await listTitles()
			expect(titles).toHaveLength(new Set(titles).size)
			expect(taken.filter((title) => !titles.includes(title))).toEqual([])
		},
		120_000,
	)

	test('F3: while it is away the process is alive, degraded and not ready; then ready again', async () => {
		await server.kill()
		await waitUntil(async () => (await status('/readyz')) === 503)
		expect(await status('/healthz')).toBe(200)
		const health = await fetch(`${api.url}/api/health`)
		expect(health.status).toBe(200)
		expect(await health.json()).toMatchObject({ status: 'degraded', checks: { database: 'down' } })
		await server.restart()
		await waitUntil(async () => (await status('/readyz')) === 200)
		expect(await (await fetch(`${api.url}/api/health`)).json()).toMatchObject({ status: 'healthy' })
	}, 120_000)

	test('K8S-17: the API starts before its database, waits alive, and is ready once that is there', async () => {
		await server.kill()
		const early = await startApi({ DATABASE_URL: server.url })
		expect((await fetch(`${early.url}/healthz`)).status).toBe(200)
		expect((await fetch(`${early.url}/readyz`)).status).toBe(503)
		const refused = await fetch(`${early.url}/api/tasks`)
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
		await server.restart()
		await waitUntil(async () => (await fetch(`${early.url}/readyz`)).status === 200)
		expect((await fetch(`${early.url}/api/tasks`)).status).toBe(401)
		early.kill('SIGTERM')
		expect((await early.ended).code).toBe(0)
	}, 120_000)
})
