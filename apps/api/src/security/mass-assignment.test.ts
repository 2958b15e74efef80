import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'
import { matrix } from './testing/matrix.ts'
import { readOwnedRows } from './testing/owned-rows.ts'
import { addPerson } from './testing/person.ts'
import type { Person } from './testing/person.ts'
import { ask, bearer } from './testing/request.ts'

/** What a client may wish it could set, by the names that programs use for it. */
const wishes: Record<string, unknown> = Object.assign(
	{ id: 77, user_id: 'x', userId: 'x', owner: 'x', created_at: '1999-01-01T00:00:00.000Z', createdAt: 0 },
	{ updated_at: '1999-01-01T00:00:00.000Z', version: 1, role: 'admin', isAdmin: true, is_admin: 1 },
	{ is_anonymous: 0, email_verified: true, emailVerified: true, deleted_at: null, completed_at: null },
	{ search_text: 'x', operation_id: 'x', constructor: { prototype: { admin: true } } },
)

/** Takes a whole file, whose fields are the file's own: what it may set is tested where it is read. */
const files = new Set(['POST /api/import'])

const problem = z.object({ errors: z.array(z.object({ field: z.string() })) })

describe.each(databases)('fields that nobody may set, on %s', (_, open) => {
	let place: TestDatabase
	let app: TestApp
	let person: Person
	beforeAll(async () => {
		place = await open()
		app = await startApp(place.url, { RATE_LIMIT: '0' })
		person = await addPerson(app.wired, 'open sesame')
	}, 60_000)
	afterAll(async () => {
		await app.close()
		await place.drop()
	})

	test('APP-5: every operation refuses each of them by name, and changes nothing', async () => {
		const before = await readOwnedRows(app.wired.database, person.userId)
		const faults: string[] = []
		let tried = 0
		for (const { endpoint, schemas } of app.wired.operations) {
			const name = `${endpoint.method} ${endpoint.path}`
			if (!schemas.body || files.has(name)) continue
			const { body, ...sample } = matrix[name]?.sample(person.things, person) ?? {}
			const known = fieldsOf(schemas.body)
			for (const [field, value] of Object.entries(wishes).filter(([wish]) => !known.includes(wish))) {
				tried += 1
				const wished = { ...sample, body: { ...(body as object | undefined), [field]: value } }
				const answer = await ask(app.wired, endpoint, wished, bearer(person.token))
				const named = problem.safeParse(answer.json).data?.errors.some((error) => error.field === field)
				if (answer.status !== 422 || !named) faults.push(`${name} with ${field}: ${answer.status} ${answer.text}`)
			}
		}
		expect(faults).toEqual([])
		expect(tried).toBeGreaterThan(200)
		expect(await readOwnedRows(app.wired.database, person.userId)).toEqual(before)
	})
})

/** The fields of a body, of all its forms where it has several. */
function fieldsOf(schema: z.ZodType): string[] {
	const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
	const forms = [json, ...(json.anyOf ?? []), ...(json.oneOf ?? [])]
	return forms.flatMap((form) => Object.keys(form.properties ?? {}))
}
