import { call, endpoints } from '@todo/contract'
import { describe, expect, test, vi } from 'vitest'
import { databases } from '../testing/databases.ts'
import { createTestClock, days, goodPassword, minutes, openProgramAccess, signUp } from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { provideApp } from '../testing/provide-app.ts'
import { defineStatement } from '../database/statement.ts'

const { keys, tasks, auth } = endpoints

const allKeys = defineStatement<object, { hash: string }>('test_keys', (db) => db.selectFrom('api_keys').selectAll())

describe.each(databases)('API keys on %s', (_, open) => {
	const clock = createTestClock()
	const app = provideApp(open, {}, { now: clock.now })

	test('APP-5: a key is shown once, works where its scopes reach, and is kept as a hash', async () => {
		const ada = await signUp(app, 'ada@example.com')
		const made = await call(ada.send, keys.createKey, {
			body: { name: 'script', scopes: ['tasks:read', 'tasks:write'] },
		})
		expect(made.key).toMatch(/^todo_[A-Za-z0-9]{8}_[\w-]{43}$/)
		expect(made.expires_at).toBe(new Date(clock.now().getTime() + days(90)).toISOString())
		const script = app.as(made.key)
		const task = await call(script, tasks.createTask, { body: { title: 'by a script' } })
		const { changes } = await call(ada.send, endpoints.changes.listChanges, {})
		expect(changes.at(-1)).toMatchObject({ actor: 'api_key', actor_detail: 'script' })
		const removal = await refusal(call(script, tasks.deleteTask, { params: { id: task.id } }))
		expect(removal.problem).toMatchObject({ status: 403, code: 'SCOPE_MISSING' })
		const listed = await call(ada.send, keys.listKeys, {})
		expect(JSON.stringify(listed)).not.toContain(made.key)
		const stored = await app.wired.database.read((tx) => tx.all(allKeys, {}))
		expect(JSON.stringify(stored)).not.toContain(made.key.slice(14))
	})

	test('APP-5: a key reads by default, and can’t manage the account', async () => {
		const bea = await signUp(app, 'bea@example.com')
		const made = await call(bea.send, keys.createKey, { body: { name: 'reader' } })
		const reader = app.as(made.key)
		expect(await call(reader, tasks.listTasks, {})).toEqual([])
		expect((await refusal(call(reader, tasks.createTask, { body: { title: 'x' } }))).problem.code).toBe('SCOPE_MISSING')
		const all = await call(bea.send, keys.createKey, {
			body: { name: 'all', scopes: ['tasks:read', 'tasks:write', 'tasks:delete'] },
		})
		const send = app.as(all.key)
		const attempts: (() => Promise<unknown>)[] = [
			() => call(send, keys.createKey, { body: { name: 'child' } }),
			() => call(send, keys.listKeys, {}),
			() => call(send, auth.listSessions, {}),
			() => call(send, auth.updateMe, { body: { name: 'x' } }),
			() => call(send, auth.deleteMe, {}),
		]
		for (const attempt of attempts) expect((await refusal(attempt())).problem.code).toBe('AUTH_FORBIDDEN')
		expect((await send('/api/auth/delete-user', { method: 'POST', headers: {} })).status).toBe(403)
	})

	test('APP-5: its last use is noted at most once a minute', async () => {
		const cleo = await signUp(app, 'cleo@example.com')
		const { key } = await call(cleo.send, keys.createKey, { body: { name: 'k' } })
		const script = app.as(key)
		const lastUsed = async () => (await call(cleo.send, keys.listKeys, {}))[0]?.last_used_at
		const first = clock.now().toISOString()
		await call(script, tasks.listTasks, {})
		await vi.waitFor(async () => expect(await lastUsed()).toBe(first), { timeout: 20_000 })
		clock.pass(30_000)
		await call(script, tasks.listTasks, {})
		expect(await lastUsed()).toBe(first)
		clock.pass(minutes(1))
		await call(script, tasks.listTasks, {})
		await vi.waitFor(async () => expect(await lastUsed()).toBe(clock.now().toISOString()), { timeout: 20_000 })
	})

	test('APP-5: a deleted key, one too old and one that never was are refused alike', async () => {
		const dan = await signUp(app, 'dan@example.com')
		const short = await call(dan.send, keys.createKey, { body: { name: 'short', expires_in_days: 1 } })
		const gone = await call(dan.send, keys.createKey, { body: { name: 'gone', expires_in_days: null } })
		await call(app.as(gone.key), tasks.listTasks, {})
		await call(dan.send, keys.deleteKey, { params: { id: gone.id } })
		const refused = await refusal(call(app.as(gone.key), tasks.listTasks, {}))
		expect(refused.problem).toMatchObject({ status: 401, code: 'AUTH_UNAUTHORIZED' })
		clock.pass(days(1) + 1000)
		for (const key of [short.key, `${gone.key.slice(0, -1)}!`, 'todo_', `todo_abcdefgh_${'A'.repeat(43)}`])
			expect((await refusal(call(app.as(key), tasks.listTasks, {}))).problem.status).toBe(401)
	})

	test('APP-5: somebody else’s key is not found, and stays', async () => {
		const eve = await signUp(app, 'eve@example.com')
		const fay = await signUp(app, 'fay@example.com')
		const made = await call(eve.send, keys.createKey, { body: { name: 'mine' } })
		const { problem } = await refusal(call(fay.send, keys.deleteKey, { params: { id: made.id } }))
		expect(problem.code).toBe('KEY_NOT_FOUND')
		expect(await call(app.as(made.key), tasks.listTasks, {})).toEqual([])
	})

	test.each([
		['keeps API keys and the calendar address', undefined, [200, 200]],
		['ends API keys and the calendar address where that is asked for', true, [401, 404]],
	] as const)('APP-5: a new password %s', async (_what, end_keys, after) => {
		const owner = await signUp(app, `password-${end_keys}@example.com`)
		const statuses = await openProgramAccess(app, owner.send)
		expect(await statuses()).toEqual([200, 200])
		await call(owner.send, auth.changePassword, {
			body: { current_password: goodPassword, new_password: 'staple the battery', ...(end_keys ? { end_keys } : {}) },
		})
		expect(await statuses()).toEqual(after)
		expect(await call(owner.send, auth.me, {})).toMatchObject({ id: owner.userId })
	})
})
