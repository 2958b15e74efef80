import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '../actor.ts'
import { tools } from '../assistant/tools/registry.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { listenOnce } from '../testing/open-socket.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

const everything: Scope[] = ['tasks:read', 'tasks:write', 'tasks:delete']

/** The protocol as it was agreed in 2026, and as most agents still speak it. */
const revisions = [
	['the newest revision', 'auto'],
	['the revisions before', 'legacy'],
] as const

describe.each(databases)('MCP on %s', (_name, open) => {
	let place: TestDatabase
	let app: TestApp
	let url: URL
	const clients: Client[] = []

	beforeAll(async () => {
		place = await open()
		app = await startApp(place.url, { RATE_LIMIT: '0' })
		url = new URL(`http://${await listenOnce(app.wired)}/mcp`)
	})
	afterAll(async () => {
		for (const client of clients) await client.close()
		await app.close()
		await place.drop()
	})

	async function connect(send: Send, scopes = everything, mode: 'auto' | 'legacy' = 'auto'): Promise<Client> {
		const { key } = await call(send, endpoints.keys.createKey, { body: { name: 'agent', scopes } })
		const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
		const requestInit = { headers: { authorization: `Bearer ${key}` } }
		await client.connect(new StreamableHTTPClientTransport(url, { requestInit }))
		clients.push(client)
		return client
	}
	const invoke = (client: Client, name: string, args: Record<string, unknown> = {}) =>
		client.callTool({ name, arguments: args })
	const titles = async (send: Send) =>
		(await call(send, endpoints.tasks.listTasks, { query: { sort: 'created_at', order: 'asc' } })).map(
			({ title, completed }) => `${completed ? '[x] ' : ''}${title}`,
		)
	const toText = (answer: Awaited<ReturnType<Client['callTool']>>): string => JSON.stringify(answer.content)

	describe.each(revisions)('by the official client, in %s', (_revision, mode) => {
		test('the tools of the chat, with titles, hints and schemas', async () => {
			const { send } = await app.guest()
			const { tools: listed } = await (await connect(send, everything, mode)).listTools()
			expect(listed.map(({ name }) => name).toSorted()).toEqual(tools.map(({ name }) => name).toSorted())
			for (const tool of listed) {
				expect(tool.title).toMatch(/^[A-Z]/)
				expect(tool.description?.length).toBeGreaterThan(20)
				expect(tool.inputSchema.type).toBe('object')
				expect(tool.outputSchema?.type).toBe('object')
				expect(tool.annotations).toMatchObject({ openWorldHint: false, title: tool.title })
			}
			const hints = Object.fromEntries(listed.map(({ name, annotations }) => [name, annotations]))
			expect(hints['list_tasks']).toMatchObject({ readOnlyHint: true, destructiveHint: false, idempotentHint: true })
			expect(hints['add_task']).toMatchObject({ readOnlyHint: false, destructiveHint: false, idempotentHint: false })
			expect(hints['update_task']).toMatchObject({ readOnlyHint: false, idempotentHint: true })
			expect(hints['delete_tasks']).toMatchObject({ readOnlyHint: false, destructiveHint: true })
		})

		test('a task is added, found, changed, done and deleted; answers fit their schemas', async () => {
			const { send } = await app.guest()
			const client = await connect(send, everything, mode)
			// From here on the client checks every answer against the schema that it was told.
			await client.listTools()
			const added = await invoke(client, 'add_task', { title: 'Buy milk', due_date: '2027-01-05T09:00', priority: '' })
			expect(added.structuredContent).toEqual({ task_id: 1, status: 'created', title: 'Buy milk' })
			expect(toText(added)).toContain('task_id')
			expect((await invoke(client, 'find_tasks', { query: 'milk' })).structuredContent).toMatchObject({
				result: [{ id: 1, title: 'Buy milk' }],
			})
			await invoke(client, 'update_task', { task_id: 1, title: 'Buy oat milk' })
			await invoke(client, 'complete_task', { task_id: 1 })
			expect(await titles(send)).toEqual(['[x] Buy oat milk'])
			await invoke(client, 'delete_task', { task_id: 1 })
			expect(await titles(send)).toEqual([])
			await invoke(client, 'undo')
			expect(await titles(send)).toEqual(['[x] Buy oat milk'])
			const page = await call(send, endpoints.changes.listChanges, {})
			expect(new Set(page.changes.filter(({ entity }) => entity === 'task').map(({ actor }) => actor))).toEqual(
				new Set(['mcp']),
			)
			expect(page.changes.at(-1)?.actor_detail).toBe('agent')
		})
	})

	test('dry_run says what would be done, and does nothing', async () => {
		const { send } = await app.guest()
		const client = await connect(send)
		await client.listTools()
		await invoke(client, 'add_tasks', { tasks: [{ title: 'One' }, { title: 'Two' }], dry_run: false })
		const answer = await invoke(client, 'delete_tasks', { task_ids: [1, 2], dry_run: true })
		expect(answer.structuredContent).toMatchObject({ would: expect.stringContaining('2 tasks'), tasks: 2 })
		await invoke(client, 'add_task', { title: 'Three', dry_run: true })
		expect(await titles(send)).toEqual(['One', 'Two'])
	})

	test('errors say what to do next, and change nothing', async () => {
		const { send } = await app.guest()
		const client = await connect(send)
		const wrong = async (name: string, args: Record<string, unknown>) => {
			const answer = await invoke(client, name, args)
			expect(answer.isError).toBe(true)
			return toText(answer)
		}
		expect(await wrong('complete_task', { task_id: 99 })).toMatch(/TASK_NOT_FOUND.*find_tasks/)
		expect(await wrong('complete_task', { task_id: 'one' })).toMatch(/VALIDATION_ERROR.*Correct the arguments/)
		expect(await wrong('add_task', { title: 'x', user_id: 'somebody' })).toContain('VALIDATION_ERROR')
		const many = Array.from({ length: 26 }, (_, n) => ({ title: `T${n}` }))
		expect(await wrong('add_tasks', { tasks: many })).toContain('at most 25')
		expect(await wrong('drop_table', {})).toContain('TOOL_UNKNOWN')
		expect(await titles(send)).toEqual([])
	})

	test('a key sees and does what its scopes allow, and no more', async () => {
		const { send } = await app.guest()
		await call(send, endpoints.tasks.createTask, { body: { title: 'Mine' } })
		const reader = await connect(send, ['tasks:read'])
		const { tools: readable } = await reader.listTools()
		expect(readable.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)
		for (const name of ['complete_task', 'delete_task', 'update_task'])
			expect(toText(await invoke(reader, name, { task_id: 1, title: 'x' }))).toMatch(/SCOPE_MISSING|VALIDATION_ERROR/)
		const writer = await connect(send, ['tasks:read', 'tasks:write'])
		expect((await writer.listTools()).tools.map(({ name }) => name)).not.toContain('delete_task')
		for (const name of ['delete_task', 'undo'])
			expect((await invoke(writer, name, name === 'undo' ? {} : { task_id: 1 })).isError).toBe(true)
		expect(await titles(send)).toEqual(['Mine'])
	})

	test('two people at once never mix', async () => {
		const people = await Promise.all([app.guest(), app.guest()])
		const [first, second] = [await connect(people[0].send), await connect(people[1].send)]
		const both = [first, second]
		await Promise.all(
			both.flatMap((client, who) =>
				Array.from({ length: 20 }, (_, n) => invoke(client, 'add_task', { title: `person ${who} task ${n}` })),
			),
		)
		const read = await Promise.all(
			Array.from({ length: 40 }, (_, n) => invoke(n % 2 === 0 ? first : second, 'list_tasks')),
		)
		for (const [n, answer] of read.entries()) {
			const text = JSON.stringify(answer)
			expect(text).toContain(`person ${n % 2} task`)
			expect(text).not.toContain(`person ${1 - (n % 2)} task`)
		}
		for (const [who, { send }] of people.entries()) {
			const own = await titles(send)
			expect(own).toHaveLength(20)
			expect(own.every((title) => title.startsWith(`person ${who} `))).toBe(true)
		}
	})

	const ask = (
		headers: Record<string, string>,
		body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
		method = 'POST',
	) =>
		fetch(url, {
			method,
			headers: { accept: 'application/json, text/event-stream', 'content-type': 'application/json', ...headers },
			...(method === 'POST' ? { body } : {}),
		})

	test('without a key, with a wrong one, with a cookie, or from a foreign page it answers nothing', async () => {
		const { send } = await app.guest()
		const { key } = await call(send, endpoints.keys.createKey, { body: { name: 'agent', scopes: everything } })
		expect((await ask({})).status).toBe(401)
		expect((await ask({})).headers.get('www-authenticate')).toContain('Bearer')
		expect((await ask({ authorization: 'Bearer todo_wrong' })).status).toBe(401)
		const guest = await fetch(new URL('/api/auth/guest', url), { method: 'POST' })
		const cookie = guest.headers
			.getSetCookie()
			.map((one) => one.split(';', 1)[0] ?? '')
			.join('; ')
		expect((await ask({ cookie })).status).toBe(401)
		const foreign = { authorization: `Bearer ${key}`, origin: 'https://evil.example' }
		expect((await ask(foreign)).status).toBe(403)
		expect((await ask({ authorization: `Bearer ${key}` })).status).toBe(200)
	})

	test('nothing is kept between requests: GET and DELETE are refused, and what can’t be read is', async () => {
		const { send } = await app.guest()
		const { key } = await call(send, endpoints.keys.createKey, { body: { name: 'agent', scopes: everything } })
		const authorization = `Bearer ${key}`
		for (const method of ['GET', 'DELETE']) {
			const answer = await ask({ authorization }, undefined, method)
			expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
		}
		expect((await ask({ authorization }, 'no json')).status).toBe(400)
		expect((await ask({ authorization, 'content-type': 'text/plain' })).status).toBe(415)
		for (const body of ['[]', 'null', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":1,"method":"no/such"}'])
			expect((await ask({ authorization }, body)).status).toBeLessThan(500)
	})

	test.each(['a:99999', 'a b', '[::1', '%'])(
		'a Host that can be no address is the caller’s mistake: %s',
		async (host) => {
			const { send } = await app.guest()
			const { key } = await call(send, endpoints.keys.createKey, { body: { name: 'agent', scopes: everything } })
			const answer = await app.wired.http.inject({
				method: 'POST',
				url: '/mcp',
				headers: { host, authorization: `Bearer ${key}`, accept: 'application/json, text/event-stream' },
				payload: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
			})
			expect(answer.statusCode).toBe(400)
			expect(answer.json()).toMatchObject({
				status: 400,
				code: 'UNREADABLE_BODY',
				detail: expect.stringContaining('Host'),
			})
		},
	)
})
