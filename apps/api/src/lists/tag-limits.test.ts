import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Statement } from '../database/statement.ts'
import { databases } from '../testing/databases.ts'
import { importFile } from '../testing/import-file.ts'
import { signUp } from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'
import type { TestApp } from '../testing/start-app.ts'
import { pendingOfTags } from './tag.store.ts'

const { lists: endpoint, tasks, transfer, auth } = endpoints

describe.each(databases)('limits of tags on %s', (name, open) => {
	let send: Send
	let guest: Awaited<ReturnType<TestApp['guest']>>
	const names = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `tag-${from + at}`)
	const countTags = async () => (await call(send, endpoint.listTags, {})).length
	const importTags = (tags: string[]) =>
		importFile(send, '', 'application/json', JSON.stringify(tags.map((tag) => ({ title: tag, tags: [tag] }))))
	const app = provideApp(open)
	beforeEach(async () => {
		guest = await app.guest()
		send = guest.send
	})

	test('counting the open tasks of all tags goes through the tasks once, however many tags there are', async () => {
		await importTags(names(1000))
		const { database } = app.wired
		const how = database.dialect === 'sqlite' ? 'explain query plan' : 'explain (analyze, format json)'
		const plan = await database.read((tx) => tx.all(explain(how), { userId: guest.userId }))
		const faults = database.dialect === 'sqlite' ? findDetours(plan) : findExcess(plan, 10 * 1000)
		expect(faults).toEqual([])
		expect(await call(send, endpoint.listTags, {})).toContainEqual({ name: 'tag-999', colour: 'grey', pending: 1 })
	})

	test('there can be 1,000 different tags; what would make more is refused and says so', async () => {
		await importTags(names(990))
		const add = (tags: string[]) => call(send, tasks.createTask, { body: { title: 'One more', tags } })
		await add(names(9, 990))
		const refused = await refusal(add(['tag-1', 'new-1', 'new-2']))
		expect(refused.problem).toMatchObject({ status: 422, errors: [{ field: 'tags' }] })
		expect(refused.problem.detail).toContain('new-1, new-2')
		expect(refused.problem.detail).toContain('1,000')
		await add(['tag-1', 'new-1'])
		expect(await countTags()).toBe(1000)
		const changed = await refusal(call(send, tasks.updateTask, { params: { id: 1 }, body: { tags: ['new-2'] } }))
		expect(changed.problem).toMatchObject({ status: 422, errors: [{ field: 'tags' }] })
		const body = { action: 'create' as const, tasks: [{ title: 'In bulk', tags: ['new-2'] }] }
		expect((await refusal(call(send, tasks.bulkTasks, { body }))).problem).toMatchObject({
			errors: [{ field: 'tasks.0.tags' }],
		})
		const renamed = await call(send, endpoint.updateTag, { params: { name: 'new-1' }, body: { name: 'new-2' } })
		expect(renamed).toMatchObject({ name: 'new-2', pending: 1 })
		expect(await countTags()).toBe(1000)
		await add(['tag-1', 'tag-2'])
	})

	test('an import says which tag there is no room for, and brings in nothing', async () => {
		await importTags(names(999))
		const refused = await refusal(importTags(['tag-1', 'new-1', 'new-2']))
		expect(refused.problem).toMatchObject({ status: 409, errors: [{ field: 'tags' }] })
		expect(refused.problem.detail).toContain('“new-2” in row 3')
		expect(await countTags()).toBe(999)
		const file = JSON.stringify({ ...JSON.parse(await exported()), tasks: [], tags: colours(names(2, 2000)) })
		const named = await refusal(importFile(send, '', 'application/json', file))
		expect(named.problem.detail).toContain('“tag-2001” among the tags of the file')
	})

	test('a guest whose tags would be too many does not come along', async () => {
		const account = await signUp(app, `tags-${name}@example.com`)
		send = account.send
		await importTags(names(600))
		send = guest.send
		await importTags(names(600, 500))
		const body = { email: `tags-${name}@example.com`, password: 'correct horse battery', bring_tasks: true }
		const refused = await refusal(call(guest.send, auth.logIn, { body }))
		expect(refused.problem).toMatchObject({ status: 409 })
		expect(refused.problem.detail).toContain('1,000')
	})

	const colours = (all: string[]) => all.map((tag) => ({ name: tag, colour: 'grey' }))
	const exported = async () => JSON.stringify(await call(send, transfer.exportAll, {}))
})

/** The statement's plan in the database's own words. */
const explain = (how: string): Statement<{ userId: string }, { [column: string]: unknown }> => ({
	name: 'explain_pending_of_tags',
	compile(dialect) {
		const compiled = pendingOfTags.compile(dialect)
		return { ...compiled, name: 'explain_pending_of_tags', sql: `${how} ${compiled.sql}` }
	},
})

/** Steps of SQLite's plan that go through a table for each row of another, or past its keys. */
function findDetours(plan: readonly { [column: string]: unknown }[]): string[] {
	const steps = plan.map(({ detail }) => String(detail))
	const inner = steps.filter((step) => step.startsWith('SEARCH')).at(-1) ?? 'no search'
	return [
		...steps.filter((step) => /CORRELATED|SCAN/.test(step)),
		...(/user_id=\? AND (task_)?id=\?/.test(inner) ? [] : [inner]),
	]
}

function findExcess([row]: readonly { [column: string]: unknown }[], most: number): string[] {
	const count = countRows(row?.['QUERY PLAN'])
	return count > 0 && count < most ? [] : [`${count} rows`]
}

/** All rows that went through any step of a plan that PostgreSQL carried out. */
function countRows(plan: unknown): number {
	if (Array.isArray(plan)) return plan.reduce<number>((sum, one) => sum + countRows(one), 0)
	if (typeof plan !== 'object' || plan === null) return 0
	const fields = new Map<string, unknown>(Object.entries(plan))
	const rows = Number(fields.get('Actual Rows') ?? 0) + Number(fields.get('Rows Removed by Filter') ?? 0)
	const joined = Number(fields.get('Rows Removed by Join Filter') ?? 0)
	const own = (rows + joined) * Number(fields.get('Actual Loops') ?? 0)
	return own + countRows(fields.get('Plan')) + countRows(fields.get('Plans'))
}
