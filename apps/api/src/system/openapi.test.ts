import { Validator } from '@seriousme/openapi-schema-validator'
import { call, endpoints } from '@todo/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { httpStatus } from '../transport/http-errors.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { signUp } from '../testing/people.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'

type Json = Record<string, unknown>
interface Description {
	openapi: string
	paths: Record<string, Record<string, Json & { operationId: string; responses: Json; requestBody?: Json }>>
	components: { schemas: Record<string, Json & { properties: Record<string, Json> }>; responses: Json }
}

describe('the API describes itself', () => {
	let database: TestDatabase
	let app: TestApp
	let description: Description

	beforeAll(async () => {
		const [sqlite] = databases
		if (!sqlite) throw new Error('no database')
		database = await sqlite[1]()
		app = await startApp(database.url)
		description = (await (await app.send('/api/openapi.json', { method: 'GET', headers: {} })).json()) as Description
	})
	afterAll(async () => {
		await app?.close()
		await database?.drop()
	})

	const get = async (path: string) => app.send(path, { method: 'GET', headers: {} })

	const described = () =>
		Object.entries(description.paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
		)

	/** What Fastify itself says it serves: a tree of which each line adds to the line it hangs on. */
	function listRoutes(): string[] {
		const above: string[] = []
		return app.wired.http
			.printRoutes({ commonPrefix: false })
			.split('\n')
			.flatMap((line) => {
				const [, indent, part, methods] = /^((?:[│ ] {3})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
				if (indent === undefined || part === undefined) return []
				const path = (above[indent.length / 4 - 1] ?? '') + part
				above[indent.length / 4] = path
				return (methods ?? '')
					.split(', ')
					.filter((method) => method !== '' && method !== 'HEAD' && path.startsWith('/api/'))
					.map((method) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
			})
	}

	test('APP-3: it holds every route that is served, and none that is not', () => {
		expect(described().length).toBeGreaterThan(20)
		expect(described().toSorted()).toEqual([...new Set(listRoutes())].toSorted())
	})

	test('it is valid OpenAPI 3.1', async () => {
		const validator = new Validator()
		const result = await validator.validate(structuredClone<object>(description) as never)
		expect(result.errors ?? []).toEqual([])
		expect(result.valid).toBe(true)
		expect(validator.version).toBe('3.1')
	})

	test('operations are named once, after the contract', () => {
		const ids = Object.values(description.paths).flatMap((methods) =>
			Object.values(methods).map((one) => one.operationId),
		)
		expect(ids).toHaveLength(new Set(ids).size)
		expect(ids).toEqual(expect.arrayContaining(Object.keys(endpoints.tasks)))
	})

	test('every reference leads somewhere', () => {
		const text = JSON.stringify(description)
		const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '')
		expect(references.length).toBeGreaterThan(50)
		for (const reference of new Set(references)) {
			let value: unknown = description
			for (const key of reference.split('/')) value = (value as Json)[key]
			expect([reference, typeof value]).toEqual([reference, 'object'])
		}
	})

	test('rules of fields that are code are said as far as a schema can', () => {
		expect(description.components.schemas['NewTask']?.properties['title']).toMatchObject({
			type: 'string',
			minLength: 1,
			// Space around it does not count, so the greatest length stands in the pattern.
			pattern: expect.stringContaining('{0,198}'),
		})
		const list = JSON.stringify(description.paths['/api/tasks']?.['get'])
		expect(list).toContain('"format":"date"')
	})

	test('what the description says of a title is what the API takes', async () => {
		const { send } = await app.guest()
		const title = description.components.schemas['NewTask']?.properties['title']
		const pattern = new RegExp(String(title?.['pattern']), 'u')
		const samples = [
			'milk',
			' milk ',
			'',
			' ',
			'\t\n',
			'\u00a0',
			'\ufeff',
			'a\u0000b',
			'a\u001bb',
			'a\u007fb',
			'a\tb',
			'\u000bx',
			'\u200b',
			'👋🏽',
			'a\u0085b',
		]
		for (const sample of samples) {
			const reply = await send('/api/tasks', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ title: sample }),
			})
			expect([sample, reply.status]).toEqual([sample, pattern.test(sample) ? 201 : 422])
		}
	})

	test('an Idempotency-Key and If-Match, with its 412, are named where they hold, and nowhere else', async () => {
		const headersOf = (method: string, path: string) =>
			JSON.stringify(description.paths[path]?.[method]?.['parameters'])
		expect(headersOf('post', '/api/tasks')).toContain('IdempotencyKey')
		expect(headersOf('patch', '/api/tasks/{id}')).toContain('IfMatch')
		expect(headersOf('patch', '/api/lists/{id}')).not.toContain('IfMatch')
		for (const path of ['/api/keys', '/api/calendar', '/api/ws/ticket'])
			expect(headersOf('post', path) ?? '').not.toContain('IdempotencyKey')
		const { send } = await app.guest()
		const found = await call(send, endpoints.lists.createList, { body: { name: 'Home' } })
		const stale = await send(`/api/lists/${found.id}`, {
			method: 'PATCH',
			headers: { 'content-type': 'application/json', 'if-match': '"0"' },
			body: '{"name":"House"}',
		})
		expect(stale.status).toBe(200)
		const refusing = described().filter((operation) => {
			const [method = '', path = ''] = operation.split(' ')
			return description.paths[path]?.[method.toLowerCase()]?.responses['412'] !== undefined
		})
		expect(refusing.toSorted()).toEqual([
			'DELETE /api/tasks/{id}',
			'PATCH /api/tasks/{id}',
			'PATCH /api/tasks/{id}/complete',
			'PATCH /api/tasks/{id}/toggle',
			'PUT /api/tasks/{id}',
		])
	})

	test('APP-5: it says which scope is needed where the body decides, and so it is', async () => {
		const accessOf = (method: string, path: string) => description.paths[path]?.[method]?.['description']
		expect(accessOf('post', '/api/tasks/bulk')).toContain(
			'Scope of an API key: `tasks:write`, or `tasks:delete` alone where `action` is `delete`. ',
		)
		expect(accessOf('patch', '/api/tags/{name}')).toMatch(
			/`tasks:write`\. A `name` that another tag has .* `tasks:delete`/,
		)
		for (const path of ['/api/chat', '/api/confirmations/{id}'])
			expect(accessOf('post', path)).toMatch(/`tasks:write` and `tasks:read`\. A .*delet(es|ing) .* `tasks:delete`/)

		const ada = await signUp(app, 'ada@example.com')
		await call(ada.send, endpoints.tasks.createTask, { body: { title: 'Milk' } })
		await call(ada.send, endpoints.tasks.createTask, { body: { title: 'Eggs' } })
		const attempt = async (scope: 'tasks:write' | 'tasks:delete', action: 'complete' | 'delete') => {
			const { key } = await call(ada.send, endpoints.keys.createKey, { body: { name: scope, scopes: [scope] } })
			const reply = await app.as(key)('/api/tasks/bulk', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action, ids: [1] }),
			})
			return reply.status
		}
		const { key } = await call(ada.send, endpoints.keys.createKey, {
			body: { name: 'no deleting', scopes: ['tasks:read', 'tasks:write'] },
		})
		const { chat, answerConfirmation } = endpoints.chats
		const said = await call(app.as(key), chat, { body: { message: 'delete milk' } })
		expect(JSON.stringify(said.tool_calls)).toContain('SCOPE_MISSING')
		const asked = await call(app.as(key), chat, { body: { message: 'delete all tasks' } })
		const params = { id: asked.confirmation?.id ?? '' }
		const answered = await call(app.as(key), answerConfirmation, { params, body: { answer: 'yes' } })
		expect(JSON.stringify(answered.tool_calls)).toContain('SCOPE_MISSING')

		expect(await attempt('tasks:write', 'complete')).toBe(200)
		expect(await attempt('tasks:write', 'delete')).toBe(403)
		expect(await attempt('tasks:delete', 'complete')).toBe(403)
		expect(await attempt('tasks:delete', 'delete')).toBe(200)
	})

	test('a private operation says that nobody is let in, a public one asks for nothing', () => {
		expect(description.paths['/api/tasks']?.['post']?.responses).toMatchObject({
			401: expect.anything(),
			422: expect.anything(),
		})
		expect(description.paths['/api/health']?.['get']?.['security']).toEqual([])
	})

	test('the page of documents loads nothing from elsewhere, and runs nothing inline', async () => {
		const page = await get('/api/docs')
		const html = await page.text()
		expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
		expect(html).not.toMatch(/https?:\/\//)
		expect(html).not.toMatch(/<script(?![^>]* src=)/)
		for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
			const file = await get(path ?? '')
			expect([path, file.status]).toEqual([path, 200])
			expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100)
		}
		expect((await get('/api/docs/package.json')).status).toBe(404)
		expect((await get('/api/docs/..%2fpackage.json')).status).toBe(404)
	})

	test('each error code has its place on that page, where the `type` of its problems leads', async () => {
		const html = await (await get('/api/docs')).text()
		for (const [code, status] of Object.entries(httpStatus))
			expect(html).toMatch(new RegExp(`<tr id="${code}">.*<td>${status}</td><td>.{10,}</td>`))
		const problem = (await (await get('/api/tasks')).json()) as { type: string }
		const [path, anchor] = problem.type.split('#')
		expect(path).toBe('/api/docs')
		expect(html).toContain(`id="${anchor}"`)
	})

	test('a plain request to the socket’s address is told to upgrade', async () => {
		const reply = await get('/api/ws')
		expect([reply.status, reply.headers.get('upgrade')]).toEqual([426, 'websocket'])
	})
})
