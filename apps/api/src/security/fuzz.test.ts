import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@todo/contract/schemas'
import type { Operation } from '../transport/handle.ts'
import { arbitraryOf } from './testing/arbitrary.ts'
import { openTwins } from './testing/twins.ts'
import type { RawAnswer, RawRequest, Twins } from './testing/twins.ts'

/** The same every time, so that what fails fails again. */
const seed = 20_261_120
const rounds = 2
const runsEach = 15
/** What these say has nothing to do with what is sent: no mail is set up, and no WebSocket is asked for. */
const allowed: Record<string, number> = { 'POST /api/auth/forgot': 503, 'GET /api/ws': 426 }
describe('generated requests', () => {
	let twins: Twins
	beforeAll(async () => {
		twins = await openTwins()
	}, 60_000)
	afterAll(() => twins.close())

	test('APP-3: whatever is sent is answered in kind, by both databases alike', { timeout: 240_000 }, async () => {
		const operations = twins.apps[0]?.wired.operations ?? []
		expect(operations.length).toBeGreaterThan(50)
		for (const operation of operations) {
			const property = fc.asyncProperty(toRequests(operation), async (request) => {
				requireProper(operation, await twins.send(request))
			})
			for (let round = 0; round < rounds; round += 1) {
				// Somebody new: who was there may have been signed out, erased, or asked too much.
				await twins.enter()
				await addThings(twins)
				await fc.assert(property, { seed: seed + round, numRuns: runsEach, endOnFailure: true })
			}
		}
	})
})

/** Numbers 1 to 3 of each kind, so that small numbers name something. */
async function addThings(twins: Twins): Promise<void> {
	const headers = { 'content-type': 'application/json' }
	const add = (url: string, body: unknown) =>
		twins.send({ method: 'POST', url, headers, payload: JSON.stringify(body) })
	for (const n of [1, 2, 3]) {
		await add('/api/lists', { name: `list ${n}` })
		await add('/api/sections', { name: `section ${n}`, list_id: n })
		await add('/api/tasks', {
			title: `task ${n}`,
			list_id: n,
			tags: ['home'],
			due_date: '2026-11-20',
			recurrence: 'FREQ=DAILY',
		})
	}
	await add('/api/chat', { message: 'show my tasks' })
}

const nameOf = ({ endpoint }: Operation) => `${endpoint.method} ${endpoint.path}`

/** Requests for an operation: fitting for the most part. */
function toRequests({ endpoint, schemas }: Operation): fc.Arbitrary<RawRequest> {
	const fields = (schema: typeof schemas.query) => (schema ? arbitraryOf(schema) : fc.constant({}))
	return fc
		.record({
			params: fields(schemas.params),
			query: fields(schemas.query),
			body: schemas.body ? fc.option(arbitraryOf(schemas.body), { nil: undefined, freq: 20 }) : fc.constant(undefined),
		})
		.map(({ params, query, body }) => {
			const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encode(valueOf(params, name)))
			const search = Object.entries(toObject(query)).map(([name, value]) => `${encode(name)}=${encode(value)}`)
			const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
			return {
				method: endpoint.method,
				url: search.length > 0 ? `${path}?${search.join('&')}` : path,
				headers: body === undefined ? {} : { 'content-type': 'application/json' },
				...payload,
			}
		})
}

const toObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : { value })
const valueOf = (params: unknown, name: string): unknown => Reflect.get(toObject(params), name)

/** Percent-encoded; half a surrogate pair as the bytes that such a client would send. */
function encode(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
	const bytes = Buffer.from(text.isWellFormed() ? text : text.replace(/[\ud800-\udfff]/g, '\u0001'), 'utf8')
	return bytes.toString('hex').replace(/../g, '%$&').replaceAll('%01', '%ed%a0%80') || '%20'
}

/** @throws where the answer is none that the contract allows. */
function requireProper(operation: Operation, { status, text }: RawAnswer): void {
	if (status >= 500 && allowed[nameOf(operation)] !== status) throw new Error(`answered ${status}: ${text}`)
	if (status < 300) {
		const schema = operation.schemas.replies[status]
		if (!schema) throw new Error(`answered ${status}, which the contract does not know`)
		if (text !== '' && /^[[{]/.test(text) && nameOf(operation) !== 'GET /api/export') schema.parse(JSON.parse(text))
		return
	}
	if (status < 400) throw new Error(`answered ${status}`)
	const problem = system.problem.parse(JSON.parse(text))
	if (problem.status !== status) throw new Error(`a problem of ${problem.status} came with ${status}`)
	// A field may be called nothing at all: {"": 1}.
	const named = problem.errors?.every(({ field, loc, message }) => (field || loc.at(-1) === '') && message) ?? false
	if (problem.code === 'VALIDATION_ERROR' && !named) throw new Error(`no field is named: ${text}`)
}
