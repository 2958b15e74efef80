import { system } from '@todo/contract/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { openTwins } from './testing/twins.ts'
import type { Twins } from './testing/twins.ts'

/** What a lenient reader would take for a number, and plain digits are not. */
const numberLike = [
	'0x1',
	'0b1',
	'0o1',
	'1e0',
	'1e3',
	'%2B1',
	'%201',
	'1%20',
	'1%0A',
	'1.0',
	'01',
	'-0',
	'%D9%A1',
	'Infinity',
	'%20',
]

/** Everywhere that a number stands in an address, as `#`, with the name it has there. */
const places: [method: string, url: string, field: string][] = [
	['GET', '/api/tasks/#', 'id'],
	['PATCH', '/api/tasks/#', 'id'],
	['PUT', '/api/tasks/#', 'id'],
	['DELETE', '/api/tasks/#', 'id'],
	['PATCH', '/api/tasks/#/complete', 'id'],
	['PATCH', '/api/tasks/#/toggle', 'id'],
	['POST', '/api/tasks/#/move', 'id'],
	['POST', '/api/tasks/#/restore', 'id'],
	['DELETE', '/api/tasks/#/completions/1', 'id'],
	['DELETE', '/api/tasks/1/completions/#', 'n'],
	['DELETE', '/api/trash/#', 'id'],
	['GET', '/api/lists/#', 'id'],
	['PATCH', '/api/lists/#', 'id'],
	['DELETE', '/api/lists/#', 'id'],
	['PATCH', '/api/sections/#', 'id'],
	['DELETE', '/api/sections/#', 'id'],
	['GET', '/api/conversations/#/messages', 'id'],
	['PATCH', '/api/conversations/#', 'id'],
	['DELETE', '/api/conversations/#', 'id'],
	['GET', '/api/tasks?list=#', 'list'],
	['GET', '/api/tasks?parent=#', 'parent'],
	['GET', '/api/tasks?limit=#', 'limit'],
	['GET', '/api/tasks?offset=#', 'offset'],
	['GET', '/api/completions?limit=#', 'limit'],
	['GET', '/api/completions?offset=#', 'offset'],
	['GET', '/api/changes?since=#', 'since'],
	['GET', '/api/changes?before=#', 'before'],
	['GET', '/api/changes?limit=#', 'limit'],
]

describe('numbers in addresses', () => {
	let twins: Twins
	beforeAll(async () => {
		twins = await openTwins()
		await twins.enter()
	})
	afterAll(() => twins.close())

	test.each(places)('APP-3: %s %s takes plain digits only, and names the field', async (method, url, field) => {
		for (const number of numberLike) {
			const answer = await twins.send({ method, url: url.replace('#', number) })
			const named = system.problem.parse(JSON.parse(answer.text)).errors?.[0]?.field
			expect({ number, status: answer.status, named }).toEqual({ number, status: 422, named: field })
		}
	})

	test('APP-3: every operation with a number in its address is among these', () => {
		const toShape = (method: string, path: string) => `${method} ${path.replace(/#|\b1\b|\{\w+\}/g, '{}')}`
		const named = new Set(places.map(([method, url]) => toShape(method, url.replace(/\?.*/, ''))))
		const takesNumbers = (params: ZodType | undefined) =>
			params !== undefined &&
			![{ id: 'x' }, { id: 'x', n: 'x' }].some((words) => params.safeParse(words).success) &&
			[{ id: '7' }, { id: '7', n: '7' }].some((numbers) => params.safeParse(numbers).success)
		const missing = (twins.apps[0]?.wired.operations ?? [])
			.filter(({ schemas }) => takesNumbers(schemas.params))
			.map(({ endpoint: { method, path } }) => toShape(method, path))
			.filter((operation) => !named.has(operation))
		expect(missing).toEqual([])
	})
})
