import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { takeAnyPort } from '../../../../scripts/ports.ts'
import { provideProcesses } from '../testing/provide-processes.ts'
import type { ApiProcess } from '../testing/start-process.ts'

/** The process as operators meet it: its log, its start, its end. */
describe('the process', () => {
	const processes = provideProcesses()
	const { start, failToStart, guest } = processes

	const toEntries = (api: ApiProcess) => api.lines.map((line) => JSON.parse(line) as Record<string, unknown>)

	test('APP-10: every line of standard output is one JSON object, with what an operator looks for and no secret', async () => {
		const api = await start()
		const token = await guest(api)
		const secret = 'sEcReT-words-of-a-person'
		const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
		await fetch(`${api.url}/api/tasks`, {
			method: 'POST',
			headers: { ...headers, traceparent: `00-${trace}-00f067aa0ba902b7-01`, 'x-request-id': 'given-by-a-proxy' },
			body: JSON.stringify({ title: secret }),
		})
		await fetch(`${api.url}/api/tasks?search=${secret}&ticket=${secret}`, { headers })
		await fetch(`${api.url}/api/tags/${secret}`, { method: 'DELETE', headers })
		await fetch(`${api.url}/api/nowhere/${secret}0123456789abcdef`, { headers: { cookie: `todo.session=${secret}` } })
		await fetch(`${api.url}/api/tasks`, { method: 'POST', headers, body: `{"title": "${secret}` })
		await fetch(`${api.url}/api/ws?ticket=${secret}`)
		api.kill('SIGTERM')
		expect((await api.ended).code).toBe(0)

		const entries = toEntries(api)
		expect(entries[0]).toMatchObject({ level: 'info', service: 'api', message: 'listening', database: 'sqlite' })
		expect(entries.find((entry) => entry['request_id'] === 'given-by-a-proxy')).toMatchObject({
			message: 'request',
			method: 'POST',
			route: '/api/tasks',
			path: '/api/tasks',
			status: 201,
			ms: expect.any(Number),
			bytes: expect.any(Number),
			trace_id: trace,
			user_id: expect.stringMatching(/^[\w-]{10,}$/),
			actor: 'person',
		})
		expect(entries.filter((entry) => entry['message'] === 'request')).toHaveLength(7)
		expect(entries.every((entry) => typeof entry['time'] === 'string')).toBe(true)
		const all = api.lines.join('\n')
		expect(all).not.toContain(secret)
		expect(all).not.toContain(token)
		expect(all).not.toContain('q8Zt3vLw7yXk2Rf9Jm4Nb6Hc1Pd5Sg0A')
	})

	test('LOG_LEVEL keeps lines back', async () => {
		const port = await takeAnyPort()
		const api = processes.spawn({ LOG_LEVEL: 'silent', PORT: String(port) })
		const isAlive = async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok
		await vi.waitFor(async () => expect(await isAlive()).toBe(true), { timeout: 50_000, interval: 50 })
		api.kill('SIGTERM')
		expect((await api.ended).code).toBe(0)
		expect(api.lines).toEqual([])
	})

	test('APP-9: a setting that can’t be is said in one line that names it', async () => {
		const { code, errors, lines } = await failToStart({ PORT: 'eighty' })
		expect([code, lines]).toEqual([1, []])
		expect(errors).toMatch(/^PORT must be a whole number[^\n]*\n$/)
	})

	test.each(['PORT', 'METRICS_PORT'])(
		'%s in use by another program is said in one line that names it, and one that is free',
		async (setting) => {
			const [first, second] = [createServer(), createServer()]
			const port = await takeAnyPort()
			await listenOn(first, port)
			// In the way of the next number; where somebody else has it, that is as good.
			await listenOn(second, port + 1).catch(() => undefined)
			const { code, errors } = await failToStart({ [setting]: String(port) })
			expect(code).toBe(1)
			const said = `Port ${port} is in use by another program. Stop that one, or set another port: ${setting}=`
			expect(errors).toMatch(new RegExp(`^${said}\\d+\\n$`))
			const suggested = Number(errors.slice(said.length))
			expect(suggested).toBeGreaterThan(port + 1)
			first.close()
			second.close()
		},
	)

	test('a damaged database is said in one line that names the way out, and stays as it is', async () => {
		writeFileSync(processes.databaseUrl, 'this is no database '.repeat(500))
		const { code, errors } = await failToStart({})
		expect(code).toBe(1)
		expect(errors.trim().split('\n')).toHaveLength(1)
		expect(errors).toContain(processes.databaseUrl)
		expect(errors).toContain('docs/operations/restore.md')
	})

	test('a second process on the same file is refused in words', async () => {
		await start()
		const { code, errors } = await failToStart({})
		expect(code).toBe(1)
		expect(errors).toMatch(/another process has this database open/)
	})

	test('metrics stand on a port of their own, by route template', async () => {
		const metricsPort = await takeAnyPort()
		const api = await start({ METRICS_PORT: String(metricsPort) })
		const token = await guest(api)
		await fetch(`${api.url}/api/tasks/12345`, { headers: { authorization: `Bearer ${token}` } })
		const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
		expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/api/tasks/:id",status="404"} 1')
		for (const name of [
			'nodejs_eventloop_lag_seconds',
			'process_resident_memory_bytes',
			'todo_websocket_connections',
			'todo_database_waiting',
		])
			expect(text).toContain(`\n${name} `)
		expect(text).not.toContain('12345')
		expect((await fetch(`${api.url}/metrics`)).status).toBe(404)
	})
})

async function listenOn(server: Server, port: number): Promise<void> {
	server.listen(port, '127.0.0.1')
	await once(server, 'listening')
}
