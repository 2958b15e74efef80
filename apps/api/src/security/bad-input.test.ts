import { system } from '@todo/contract/schemas'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openTwins } from './testing/twins.ts'
import type { RawRequest, Twins } from './testing/twins.ts'

const json = { 'content-type': 'application/json' }
const post = (payload: string | Buffer, headers: Record<string, string> = {}): RawRequest => {
	return { method: 'POST', url: '/api/tasks', headers: { ...json, ...headers }, payload }
}
const get = (url: string): RawRequest => ({ method: 'GET', url })
const titled = z.object({ id: z.int(), title: z.string() })
const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

/** What is sent, the status, and the field that the answer names; `null` where it is the whole body that can't be read. */
const bodies: Record<string, [request: RawRequest, status: number, field: string | null]> = {
	'no JSON': [post('{"title":'), 400, null],
	'nothing at all': [post(''), 422, 'body'],
	'a list': [post('[]'), 422, 'body'],
	'a text': [post('"title"'), 422, 'body'],
	'a number that is none': [post('{"title":NaN}'), 400, null],
	'two documents': [post('{"title":"a"}{"title":"b"}'), 400, null],
	'a title that is a number': [post('{"title":1}'), 422, 'title'],
	'a title that is null': [post('{"title":null}'), 422, 'title'],
	'a title that is an object': [post('{"title":{"a":1}}'), 422, 'title'],
	'a title of spaces': [post('{"title":" \\u00a0 "}'), 422, 'title'],
	'a title with NUL': [post('{"title":"a\\u0000b"}'), 422, 'title'],
	'NUL as it stands': [post(Buffer.from('{"title":"a\0b"}')), 400, null],
	'half a surrogate pair': [post('{"title":"a\\ud800"}'), 422, 'title'],
	'UTF-8 that is none': [post(Buffer.from('7b227469746c65223a22ff227d', 'hex')), 400, null],
	'a surrogate in UTF-8': [post(Buffer.from('7b227469746c65223a22eda080227d', 'hex')), 400, null],
	'overlong UTF-8': [post(Buffer.from('7b227469746c65223a22c080227d', 'hex')), 400, null],
	'UTF-16': [post(Buffer.from('{"title":"a"}', 'utf16le')), 400, null],
	'a title of a megabyte': [post(JSON.stringify({ title: 'x'.repeat(1_000_000) })), 422, 'title'],
	'more than a megabyte': [post(JSON.stringify({ title: 'x'.repeat(1_100_000) })), 413, null],
	'100,000 lists in one another': [post(`{"title":${deep('[', ']', 100_000)}}`), 422, 'title'],
	'100,000 objects in one another': [post(`${deep('{"title":', '', 90_000)}1${'}'.repeat(90_000)}`), 422, 'title'],
	'many brackets in a text': [post(JSON.stringify({ title: '["{'.repeat(2000) })), 422, 'title'],
	'the same, to happen once': [
		post(`{"title":${deep('[', ']', 100_000)}}`, { 'idempotency-key': 'deep' }),
		422,
		'title',
	],
	'an unknown field': [post('{"title":"a","colour":"red"}'), 422, 'colour'],
	'the prototype': [post('{"title":"a","__proto__":{"completed":true}}'), 400, null],
	'the prototype, escaped': [post('{"title":"a","\\u005f_proto__":{"completed":true}}'), 400, null],
	'a constructor': [post('{"title":"a","constructor":{"prototype":{}}}'), 422, 'constructor'],
	'a number beyond all': [post('{"title":"a","position":1e999}'), 422, 'position'],
	'a number beyond integers': [post('{"title":"a","list_id":2147483648}'), 422, 'list_id'],
	'half a number': [post('{"title":"a","list_id":1.5}'), 422, 'list_id'],
	'501 things': [
		post(JSON.stringify({ title: 'a', tags: Array.from({ length: 501 }, (_, i) => `t${i}`) })),
		422,
		'tags',
	],
	'a day that is none': [post('{"title":"a","due_date":"2026-02-30"}'), 422, 'due_date'],
	'a form': [post('title=a', { 'content-type': 'application/x-www-form-urlencoded' }), 415, null],
	'plain text': [post('{"title":"a"}', { 'content-type': 'text/plain' }), 415, null],
	'a key of spaces': [post('{"title":"a"}', { 'idempotency-key': 'a b' }), 422, 'Idempotency-Key'],
	'a key too long': [post('{"title":"a"}', { 'idempotency-key': 'x'.repeat(129) }), 422, 'Idempotency-Key'],
}

/** `kind of address`, the address, the status. */
const addresses: [kind: string, url: string, status: number][] = [
	['a number with a point', '/api/tasks/1.5', 422],
	['a negative number', '/api/tasks/-1', 422],
	['no number', '/api/tasks/abc', 422],
	['a number beyond all', `/api/tasks/${'9'.repeat(40)}`, 422],
	['an endless number', `/api/tasks/${'9'.repeat(2000)}`, 404],
	['NUL in the path', '/api/tasks/%00', 422],
	['bytes that are no text', '/api/tasks/%ff', 400],
	['half an escape', '/api/tags/%e', 400],
	['a path upwards', '/api/tasks/..%2f..%2fetc%2fpasswd', 422],
	['another file', '/api/docs/..%2f..%2fpackage.json', 404],
	['an unknown filter', '/api/tasks?colour=red', 422],
	['a filter twice', '/api/tasks?limit=5&limit=6', 422],
	['an empty limit', '/api/tasks?limit=', 422],
	['a limit of none', '/api/tasks?limit=0', 422],
	['a limit in words', '/api/tasks?limit=ten', 422],
	['an offset below none', '/api/tasks?offset=-1', 422],
	['an offset beyond all', '/api/tasks?offset=1e308', 422],
	['NUL in a filter', '/api/tasks?search=%00', 422],
	['brackets', '/api/tasks?search[a]=1', 422],
	['the prototype', '/api/tasks?__proto__=1', 422],
	['a sort that is SQL', '/api/tasks?sort=id;drop%20table', 422],
	['only separators', '/api/tasks?&&&=&', 422],
	['a fragment', '/api/tasks?limit=5%23', 422],
]

describe('bad input', () => {
	let twins: Twins
	beforeAll(async () => {
		twins = await openTwins()
	}, 60_000)
	beforeEach(() => twins.enter())
	afterAll(() => twins.close())

	test.each(Object.entries(bodies))(
		'APP-3: a body of %s is refused, and the field named',
		async (_, [request, status, field]) => {
			const answer = await twins.send(request)
			const problem = system.problem.parse(JSON.parse(answer.text))
			expect({
				status: answer.status,
				said: problem.status,
				field: problem.errors?.[0]?.field.split('.')[0] ?? null,
			}).toEqual({ status, said: status, field })
			expect(JSON.parse((await twins.send(get('/api/tasks'))).text)).toEqual([])
		},
	)

	test.each(addresses)('APP-3: an address with %s is refused in words', async (_, url, status) => {
		const answer = await twins.send(get(url))
		expect(answer).toMatchObject({ status })
		expect(system.problem.parse(JSON.parse(answer.text))).toMatchObject({ status })
	})

	test('APP-3: bytes that are no text are read as replaced, as browsers read them', async () => {
		expect(await twins.send(get('/api/tasks?search=%ed%a0%80'))).toEqual({ status: 200, text: '[]' })
	})

	test('APP-3: a file that nests 100,000 deep, to be taken in once, brings nothing in and no harm', async () => {
		const file = post(deep('[', ']', 100_000), { 'idempotency-key': 'file' })
		const answer = await twins.send({ ...file, url: '/api/import' })
		expect(answer.status).toBe(200)
		expect(JSON.parse(answer.text)).toMatchObject({
			created: { lists: 0, sections: 0, tasks: 0 },
			skipped: [{ row: 1 }],
		})
	})

	test('APP-3: what is taken is kept to the byte', async () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 60 }),
			fc.string({ unit: 'grapheme', maxLength: 60 }),
			fc.constantFrom(
				'e\u0301',
				'é',
				'ﬁ',
				'İstanbul',
				'\u202eabc',
				'a\u200db',
				'👩‍👩‍👧',
				'\ufeffbom',
				'tab\there',
				'line\nend',
				"'; --",
				'\\',
				'%_',
			),
		)
		await fc.assert(
			fc.asyncProperty(text, async (title) => {
				const answer = await twins.send(post(JSON.stringify({ title })))
				const words = title.trim()
				const fits =
					words !== '' && words.isWellFormed() && Array.from(words).length <= 200 && !/(?![\t\n\r])\p{Cc}/u.test(words)
				expect(answer.status).toBe(fits ? 201 : 422)
				if (!fits) return
				const made = titled.parse(JSON.parse(answer.text))
				expect(made.title).toBe(words)
				expect(titled.parse(JSON.parse((await twins.send(get(`/api/tasks/${made.id}`))).text)).title).toBe(words)
			}),
			{ seed: 7, numRuns: 200 },
		)
	})

	test('APP-3: what means something to SQL is only itself in a search', async () => {
		const titles = [
			'100% wool',
			'100 x wool',
			'a_b',
			'axb',
			String.raw`c:\d`,
			'c:d',
			"it's",
			'its',
			'"q"',
			'q; drop table tasks',
			'*',
		]
		for (const title of titles) await twins.send(post(JSON.stringify({ title })))
		const find = async (search: string) => {
			const { text } = await twins.send(get(`/api/tasks?search=${encodeURIComponent(search)}&order=asc`))
			return z
				.array(titled)
				.parse(JSON.parse(text))
				.map(({ title }) => title)
		}
		expect(await find('%')).toEqual(['100% wool'])
		expect(await find('_')).toEqual(['a_b'])
		expect(await find('\\')).toEqual([String.raw`c:\d`])
		expect(await find("'")).toEqual(["it's"])
		expect(await find('"')).toEqual(['"q"'])
		expect(await find('*')).toEqual(['*'])
		expect(await find('; drop')).toEqual(['q; drop table tasks'])
		expect(await find("' or 1=1 --")).toEqual([])
	})

	test('APP-3: a tag may have fifty characters of any script, in an address too', async () => {
		const tag = '好'.repeat(49) + '𠮷'
		expect((await twins.send(post(JSON.stringify({ title: 'a', tags: [tag] })))).status).toBe(201)
		const answer = await twins.send({ method: 'DELETE', url: `/api/tags/${encodeURIComponent(tag)}` })
		expect(answer.status).toBe(204)
	})
})
