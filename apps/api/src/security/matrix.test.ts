import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'
import type { Operation } from '../transport/handle.ts'
import { matrix } from './testing/matrix.ts'
import type { Row } from './testing/matrix.ts'
import { readOwnedRows } from './testing/owned-rows.ts'
import { addPerson } from './testing/person.ts'
import type { Person } from './testing/person.ts'
import { ask, bearer } from './testing/request.ts'
import type { Sample } from './testing/request.ts'

const nameOf = ({ endpoint }: Operation) => `${endpoint.method} ${endpoint.path}`
/** Resources that may stand behind a user's id; what is not among them does not exist there. */
const underUser = /^\/api\/(tasks|stats|chat|conversations|lists|sections|tags|trash|changes|undo|settings)\b/
const dayMs = 86_400_000

describe.each(databases)('who may do what, on %s', (_, open) => {
	let place: TestDatabase
	let app: TestApp
	let now = new Date('2026-11-10T10:00:00Z')
	/** Whose things are asked for, and somebody else, who has none with the same number. */
	let owner: Person
	let other: Person
	/** Whose things are asked for where nobody need be signed in: that may change them. */
	let visitor: Person
	let before: string[]
	/** Credentials that were good once, or never. */
	let dead: Record<string, Record<string, string>>
	let doers = 0

	beforeAll(async () => {
		place = await open()
		app = await startApp(place.url, { RATE_LIMIT: '0' }, { now: () => now })
		const late = await addPerson(app.wired, 'long ago')
		const expiring = { body: { name: 'short', expires_in_days: 1 } }
		const shortKey = await ask(app.wired, { method: 'POST', path: '/api/keys' }, expiring, bearer(late.token))
		now = new Date(now.getTime() + 8 * dayMs)
		const left = await addPerson(app.wired, 'gone away')
		await ask(
			app.wired,
			{ method: 'DELETE', path: '/api/keys/{id}' },
			{ params: { id: left.things.key } },
			bearer(left.token),
		)
		await ask(app.wired, { method: 'POST', path: '/api/auth/logout' }, {}, bearer(left.token))
		const erased = await addPerson(app.wired, 'no more')
		await ask(
			app.wired,
			{ method: 'DELETE', path: '/api/auth/me' },
			{ body: { password: erased.password } },
			bearer(erased.token),
		)
		dead = {
			'an expired token': bearer(late.token),
			'an expired cookie': { cookie: late.cookie, 'sec-fetch-site': 'same-origin' },
			'an expired key': bearer(z.object({ key: z.string() }).parse(shortKey.json).key),
			'a revoked token': bearer(left.token),
			'a revoked cookie': { cookie: left.cookie, 'sec-fetch-site': 'same-origin' },
			'a deleted key': bearer(left.readKey),
			'the token of a deleted account': bearer(erased.token),
			'a token that is none': bearer('garbage'),
			'a token with another signature': bearer(`${late.token.slice(0, -4)}AAAA`),
			'a key that is none': bearer('todo_nbSi4LVx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
			'another scheme': { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` },
		}
		visitor = await addPerson(app.wired, 'by the way')
		other = await addPerson(app.wired, 'somebody else')
		owner = await addPerson(app.wired, 'open sesame', { filler: 8 })
		before = await readOwnedRows(app.wired.database, owner.userId)
	}, 60_000)
	afterAll(async () => {
		await app.close()
		await place.drop()
	})

	const find = (name: string) => {
		const operation = app.wired.operations.find((one) => nameOf(one) === name)
		if (!operation) throw new Error(`${name} is in the matrix, but the API has no such operation`)
		return operation
	}
	const sampleOf = (row: Row, person: Person) => row.sample(person.things, person)

	test('every operation stands in the matrix, and nothing else', () => {
		expect(Object.keys(matrix).toSorted()).toEqual(app.wired.operations.map(nameOf).toSorted())
		const publicRows = Object.entries(matrix).filter(([, row]) => row.public)
		expect(publicRows.map(([name]) => name).toSorted()).toEqual(
			app.wired.operations
				.filter((operation) => operation.public)
				.map(nameOf)
				.toSorted(),
		)
	})

	/** Who asks, what, with which credentials, and what they must be answered; `path` where it is not the operation's own. */
	type Case = [who: string, sample: Sample, headers: Record<string, string>, status: number, path?: string]

	describe.each(Object.entries(matrix))('%s', (name, row) => {
		/** What is not as it must be: another status, or the owner's words in the answer. */
		async function findFaults(cases: Case[]): Promise<string[]> {
			const faults: string[] = []
			const { endpoint } = find(name)
			for (const [who, sample, headers, status, path = endpoint.path] of cases) {
				const answer = await ask(app.wired, { ...endpoint, path }, sample, headers)
				if (answer.status !== status) faults.push(`${who}: ${answer.status}, not ${status}: ${answer.text}`)
				if (answer.text.toLowerCase().includes(owner.secret)) faults.push(`${who} reads what the owner wrote`)
			}
			return faults
		}
		const readOwner = () => readOwnedRows(app.wired.database, owner.userId)

		test('APP-5: nobody, and nobody any more', async () => {
			const sample = () => sampleOf(row, row.public ? visitor : owner)
			const cases: Case[] = [['nobody', sample(), {}, row.public?.anonymous ?? 401]]
			for (const [who, headers] of Object.entries(dead)) {
				const status = 'cookie' in headers ? row.public?.anonymous : row.public?.badToken
				cases.push([who, sample(), headers, status ?? 401])
			}
			expect(await findFaults(cases)).toEqual([])
			expect(await readOwner()).toEqual(before)
		})

		test('APP-5: somebody else', async () => {
			const { endpoint } = find(name)
			const as = bearer(other.token)
			const path = endpoint.path.replace('/api/', `/api/${owner.userId}/`)
			const byPath = underUser.test(endpoint.path) ? 403 : 404
			const cases: Case[] = [['somebody else, by the user in the path', sampleOf(row, owner), as, byPath, path]]
			if (row.other) cases.push(['somebody else', sampleOf(row, owner), as, row.other])
			for (const [field, { sample, status }] of Object.entries(row.foreign ?? {})) {
				cases.push([`somebody else, in ${field}`, sample(other.things, owner.things), as, status])
			}
			expect(await findFaults(cases)).toEqual([])
			expect(await readOwner()).toEqual(before)
		})

		test('APP-5: a key that may only read, and a person about their own', async () => {
			doers += 1
			const doer = await addPerson(app.wired, `person ${doers}`, { guest: row.password !== true })
			const rows = await readOwnedRows(app.wired.database, doer.userId)
			const byKey: Case[] = [['a read-only key', sampleOf(row, doer), bearer(doer.readKey), row.readKey]]
			expect(await findFaults(byKey)).toEqual([])
			const after = await readOwnedRows(app.wired.database, doer.userId)
			expect(row.readKey === 403 ? after : rows).toEqual(rows)
			expect(await findFaults([['a person', sampleOf(row, doer), bearer(doer.token), row.own]])).toEqual([])
			expect(await readOwner()).toEqual(before)
		})

		test('no place that names a thing is forgotten', () => {
			const { schemas } = find(name)
			const named = (['query', 'body'] as const).flatMap((part) => findNames(schemas[part], part))
			expect(named.toSorted()).toEqual([...Object.keys(row.foreign ?? {}), ...(row.harmless ?? [])].toSorted())
			expect(row.other !== undefined).toBe(schemas.params !== undefined && row.public === undefined)
		})
	})
})

/** Fields of a schema, nested ones too, whose name says that they name something. */
function findNames(schema: z.ZodType | undefined, path: string): string[] {
	if (!schema) return []
	const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
	return [...new Set(walk(json, path, json))]
}

function walk(node: unknown, path: string, root: { $defs?: object | undefined }): string[] {
	if (typeof node !== 'object' || node === null) return []
	return Object.entries(node).flatMap(([key, value]) => {
		if (key === '$defs') return []
		if (key === '$ref') return walk(Reflect.get(root.$defs ?? {}, String(value).split('/').at(-1) ?? ''), path, root)
		if (key !== 'properties') return walk(value, path, root)
		return Object.entries(value as object).flatMap(([name, inner]) => {
			const here = `${path}.${name}`
			return /(^|_)ids?$|^(list|parent|section)$/.test(name) ? [here] : walk(inner, here, root)
		})
	})
}
