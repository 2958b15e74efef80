import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { databases } from '../testing/databases.ts'
import { provideApp } from '../testing/provide-app.ts'
import { matrix } from './testing/matrix.ts'
import { addPerson } from './testing/person.ts'
import { ask, bearer } from './testing/request.ts'

const made = z.object({ key: z.string() })
const described = z.object({
	paths: z.record(z.string(), z.record(z.string(), z.object({ description: z.string() }).partial())),
})
const closed = Object.entries(matrix).filter(([, row]) => !row.public)

describe.each(databases)('a key that may write and delete but not read, on %s', (_, open) => {
	let people = 0
	const app = provideApp(open, { RATE_LIMIT: '0' })

	async function enter() {
		people += 1
		const person = await addPerson(app.wired, `open sesame ${people}`, { guest: true })
		const body = { name: 'blind', scopes: ['tasks:write', 'tasks:delete'] }
		const answer = await ask(app.wired, { method: 'POST', path: '/api/keys' }, { body }, bearer(person.token))
		return { person, key: bearer(made.parse(answer.json).key) }
	}

	/** What the API's description says of this operation. */
	async function describeOperation({ method, path }: { method: string; path: string }): Promise<string> {
		const { json } = await ask(app.wired, { method: 'GET', path: '/api/openapi.json' }, {}, {})
		return described.parse(json).paths[path]?.[method.toLowerCase()]?.description ?? ''
	}

	test.each(closed)('APP-5: %s does what it may, and tells it nothing', async (name, row) => {
		const operation = app.wired.operations.find(({ endpoint }) => `${endpoint.method} ${endpoint.path}` === name)
		if (!operation) throw new Error(`${name} is in the matrix, but the API has no such operation`)
		const { endpoint, options } = operation
		const { person, key } = await enter()
		const answer = await ask(app.wired, endpoint, row.sample(person.things, person), key)
		const isRefused = endpoint.method === 'GET' || options.sessionOnly === true || options.reads === true
		expect(answer.status).toBe(isRefused ? 403 : row.own)
		expect(answer.text.replaceAll('-', ' ')).not.toContain(person.secret)
		// And the description says what it is answered.
		const answered = options.echoes ? ['answered in full'] : listFields(answer.json).map((field) => `\`${field}\``)
		const description = await describeOperation(endpoint)
		for (const words of isRefused ? [] : answered) expect(description).toContain(words)
	})

	test('APP-5: it gets the number of what it made, and the version; sent again with its key, the same', async () => {
		const { person, key } = await enter()
		const create = { method: 'POST', path: '/api/tasks' } as const
		const headers = { ...key, 'idempotency-key': 'once' }
		const [first, again] = [
			await ask(app.wired, create, { body: { title: 'from a form', priority: 'high' } }, headers),
			await ask(app.wired, create, { body: { title: 'from a form', priority: 'high' } }, headers),
		]
		const receipt = z.strictObject({ id: z.int(), version: z.int() }).parse(first.json)
		expect(first.headers).toMatchObject({ location: `/api/tasks/${receipt.id}` })
		expect(again.json).toEqual(receipt)
		const unchanged = { method: 'PATCH', path: '/api/tasks/{id}' } as const
		const params = { id: person.things.task }
		expect(Object.keys(Object(await ask(app.wired, unchanged, { params, body: {} }, key)).json)).toEqual([
			'id',
			'version',
		])
		const body = { action: 'update', ids: [person.things.task], changes: { priority: 'low' } }
		const bulk = await ask(app.wired, { method: 'POST', path: '/api/tasks/bulk' }, { body }, key)
		expect(bulk.json).toEqual({
			operation_id: expect.any(String),
			version: expect.any(Number),
			tasks: [{ id: person.things.task, version: expect.any(Number) }],
		})
	})
})

/** The names of all fields, of what is nested too. */
function listFields(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return []
	if (Array.isArray(value)) return value.flatMap(listFields)
	return Object.entries(value).flatMap(([name, inner]) => [name, ...listFields(inner)])
}
