import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { databases } from '../testing/databases.ts'
import { openSocket } from '../testing/open-socket.ts'
import { provideProcesses } from '../testing/provide-processes.ts'
import { startApi } from '../testing/start-process.ts'

/** The process as operators meet it: how it goes. */
describe('the end of the process', () => {
	const { start, guest } = provideProcesses()

	test('F14: SIGTERM with a stuck request and a stuck socket still ends, within its grace', async () => {
		const api = await start({ SHUTDOWN_GRACE: '1' })
		const { port } = new URL(api.url)
		const stuck = connect(Number(port), '127.0.0.1')
		stuck.on('error', () => undefined)
		stuck.write(
			'POST /api/auth/guest HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a"',
		)
		const socket = await openSocket(`127.0.0.1:${port}`, { headers: { authorization: `Bearer ${await guest(api)}` } })
		socket.webSocket.pause()
		const from = performance.now()
		api.kill('SIGTERM')
		expect((await api.ended).code).toBe(0)
		// What is left out is 20 s.
		expect(performance.now() - from).toBeLessThan(12_000)
		stuck.destroy()
		socket.webSocket.terminate()
	})

	test('a socket is told to come back before the process ends', async () => {
		const api = await start()
		const { host } = new URL(api.url)
		const socket = await openSocket(host, { headers: { authorization: `Bearer ${await guest(api)}` } })
		await socket.until((frames) => frames.length === 1)
		api.kill('SIGTERM')
		expect(await socket.closed).toMatchObject({ code: 1012 })
		expect(socket.frames.at(-1)).toMatchObject({ type: 'draining', retry_in_ms: expect.any(Number) })
		expect((await api.ended).code).toBe(0)
	})

	test('while it goes away it says so, and serves on', async () => {
		const api = await start({ SHUTDOWN_DELAY: '8' })
		api.kill('SIGTERM')
		const ready = await vi.waitFor(
			async () => {
				const reply = await fetch(`${api.url}/readyz`)
				expect(reply.status).toBe(503)
				return reply
			},
			{ timeout: 5000, interval: 20 },
		)
		expect(await ready.json()).toMatchObject({ obstacles: ['draining'] })
		expect(ready.headers.get('connection')).toBe('close')
		const health = await fetch(`${api.url}/api/health`)
		expect([health.status, await health.json()]).toMatchObject([503, { status: 'draining' }])
		const served = await fetch(`${api.url}/api/docs/page.css`)
		expect([served.status, await served.text()]).toEqual([200, expect.stringContaining('body')])
		await expect(openSocket(new URL(api.url).host)).rejects.toMatchObject({ status: 503, retryAfter: '1' })
		expect((await api.ended).code).toBe(0)
	})

	test('F11: replaced one by one under load, two processes fail no request', async () => {
		const { failed, answered, restarts } = await restartUnderLoad(2)
		expect(failed).toEqual([])
		expect(restarts).toBe(2)
		expect(answered).toBeGreaterThan(1000)
	}, 120_000)
})

/** Sixty keep-alive clients behind a balancer that looks at readiness twice a second, as the fault table has it. */
async function restartUnderLoad(times: number) {
	const postgres = databases.find(([name]) => name === 'postgres')
	const shared = postgres ? await postgres[1]() : undefined
	const own = await Promise.all(databases.slice(0, 1).flatMap(([, open]) => [open(), open()]))
	const urls = own.map(({ url }) => shared?.url ?? url)
	const open = (index: number) => startApi({ DATABASE_URL: urls[index] ?? '', SHUTDOWN_DELAY: '2', RATE_LIMIT: '0' })
	const backends = [await open(0), await open(1)]
	const ready = [true, true]
	const agents = Array.from({ length: 60 }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
	const failed: string[] = []
	let answered = 0
	const run = { over: false }

	const look = async (index: number) => {
		const reply = await fetch(`${backends[index]?.url}/readyz`).catch(() => undefined)
		ready[index] = reply?.status === 200
		await reply?.arrayBuffer()
	}
	const watching = (async () => {
		while (!run.over) {
			await Promise.all([look(0), look(1)])
			await new Promise((resolve) => setTimeout(resolve, 500))
		}
	})()
	const clients = agents.map(async (agent, client) => {
		for (let turn = client; !run.over; turn++) {
			const index = ready[turn % 2] ? turn % 2 : (turn + 1) % 2
			const status = await get(`${backends[index]?.url}/api/docs/page.css`, agent)
			if (status === 200) answered += 1
			else failed.push(String(status))
		}
	})
	for (let turn = 0; turn < times; turn++) {
		const index = turn % 2
		while (!ready.every(Boolean)) await new Promise((resolve) => setTimeout(resolve, 50))
		const leaving = backends[index]
		leaving?.kill('SIGTERM')
		await leaving?.ended
		backends[index] = await open(index)
	}
	run.over = true
	await Promise.all([...clients, watching])
	for (const agent of agents) agent.destroy()
	for (const api of backends) api.kill('SIGTERM')
	await Promise.all(backends.map((api) => api.ended))
	await Promise.all([...own, ...(shared ? [shared] : [])].map((one) => one.drop()))
	return { failed, answered, restarts: times }
}

function get(url: string, agent: Agent): Promise<number | string> {
	return new Promise((resolve) => {
		request(url, { agent }, (response) => {
			response
				.resume()
				.once('end', () => resolve(response.statusCode ?? 0))
				.once('error', (error) => resolve(error.message))
		})
			.once('error', (error) => resolve(error.message))
			.end()
	})
}
