import { call, endpoints } from '@todo/contract'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { from, goodPassword, openProgramAccess, postJson, signUp } from '../testing/people.ts'
import { refusal } from '../testing/refusal.ts'
import { startSmtp } from '../testing/smtp.ts'
import type { SmtpServer } from '../testing/smtp.ts'
import { startApp } from '../testing/start-app.ts'
import type { TestApp } from '../testing/start-app.ts'
import { defineStatement } from '../database/statement.ts'

const { auth } = endpoints
const page = 'https://todo.example.com'
const next = 'staple the battery'

const allVerifications = defineStatement<object, { identifier: string; value: string }>('test_verifications', (db) =>
	db.selectFrom('verifications').select(['identifier', 'value']),
)
const ageVerifications = defineStatement<{ at: string }, unknown>('test_age_verifications', (db, p) =>
	db.updateTable('verifications').set({ expires_at: p('at') }),
)

describe.each(databases)('password resets on %s', (_, open) => {
	let database: TestDatabase
	let app: TestApp
	let smtp: SmtpServer
	beforeAll(async () => {
		database = await open()
		smtp = await startSmtp()
		app = await startApp(database.url, { SMTP_URL: smtp.url, MAIL_FROM: 'todo@example.com', FRONTEND_URL: page })
	})
	afterAll(async () => {
		await app.close()
		await smtp.close()
		await database.drop()
	})

	const tokensFor = (email: string) =>
		smtp.mails.filter((mail) => mail.to.includes(email)).map((mail) => /#token=([\w%-]+)/.exec(mail.text)?.[1] ?? '')
	const ask = async (email: string, address: string) => {
		const before = tokensFor(email).length
		await call(from(app.send, address), auth.forgotPassword, { body: { email } })
		await vi.waitFor(() => expect(tokensFor(email)).toHaveLength(before + 1), { timeout: 20_000 })
		return tokensFor(email).at(-1) ?? ''
	}

	test('APP-5: a mailed link sets a new password once, and ends every session, API key and calendar address', async () => {
		const ada = await signUp(app, 'ada@example.com')
		const statuses = await openProgramAccess(app, ada.send)
		const token = await ask('ada@example.com', '198.51.100.1')
		expect(smtp.mails.at(-1)?.text).toContain(`${page}/reset-password#token=`)
		expect(await call(app.send, endpoints.system.getHealth, {})).toMatchObject({ password_reset: true })
		const stored = await app.wired.database.read((tx) => tx.all(allVerifications, {}))
		expect(JSON.stringify(stored)).not.toContain(token)
		await call(app.send, auth.resetPassword, { body: { token, password: next } })
		expect((await refusal(call(ada.send, auth.me, {}))).problem.status).toBe(401)
		const logIn = (password: string) => call(app.send, auth.logIn, { body: { email: 'ada@example.com', password } })
		expect((await refusal(logIn(goodPassword))).problem.code).toBe('AUTH_INVALID_CREDENTIALS')
		expect((await logIn(next)).user.id).toBe(ada.userId)
		expect(await statuses()).toEqual([401, 404])
		const again = await refusal(call(app.send, auth.resetPassword, { body: { token, password: 'once more please' } }))
		expect(again.problem).toMatchObject({ status: 422, errors: [{ field: 'token' }] })
	})

	test('APP-5: of ten at once, one link sets one password', async () => {
		await signUp(app, 'bea@example.com')
		const token = await ask('bea@example.com', '198.51.100.2')
		const results = await Promise.allSettled(
			Array.from({ length: 10 }, (__, n) =>
				call(from(app.send, '198.51.100.3'), auth.resetPassword, { body: { token, password: `${next} ${n}` } }),
			),
		)
		expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
	})

	test('APP-5: a link is good for an hour', async () => {
		await signUp(app, 'cleo@example.com')
		const token = await ask('cleo@example.com', '198.51.100.4')
		const at = new Date(Date.now() - 1000).toISOString()
		await app.wired.database.write((tx) => tx.run(ageVerifications, { at }))
		const { problem } = await refusal(call(app.send, auth.resetPassword, { body: { token, password: next } }))
		expect(problem).toMatchObject({ status: 422, errors: [{ field: 'token' }] })
	})

	test('APP-5: a weak password does not use the link up', async () => {
		await signUp(app, 'dan@example.com')
		const token = await ask('dan@example.com', '198.51.100.5')
		const { problem } = await refusal(call(app.send, auth.resetPassword, { body: { token, password: '12345678' } }))
		expect(problem).toMatchObject({ status: 422, errors: [{ field: 'password' }] })
		await call(app.send, auth.resetPassword, { body: { token, password: next } })
	})

	test('APP-5: Better Auth’s own routes do the same', async () => {
		await signUp(app, 'eve@example.com')
		const asked = await postJson(from(app.send, '198.51.100.6'), '/api/auth/request-password-reset', {
			email: 'eve@example.com',
			redirectTo: 'https://evil.example.net/',
		})
		expect(await asked.json()).toMatchObject({ status: true })
		await vi.waitFor(() => expect(tokensFor('eve@example.com')).toHaveLength(1), { timeout: 20_000 })
		expect(smtp.mails.at(-1)?.text).not.toContain('evil')
		const [token] = tokensFor('eve@example.com')
		const done = await postJson(app.send, '/api/auth/reset-password', { token, newPassword: next })
		expect(done.status).toBe(200)
		const body = { email: 'eve@example.com', password: next }
		expect((await call(app.send, auth.logIn, { body })).user.email).toBe('eve@example.com')
	})

	test('APP-5: asking for an address that nobody has answers the same and sends nothing', async () => {
		await signUp(app, 'fay@example.com')
		const send = from(app.send, '198.51.100.7')
		const before = smtp.mails.length
		const unknown = await call(send, auth.forgotPassword, { body: { email: 'nobody@example.com' } })
		const known = await call(send, auth.forgotPassword, { body: { email: 'fay@example.com' } })
		expect(unknown).toEqual(known)
		await vi.waitFor(() => expect(tokensFor('fay@example.com')).toHaveLength(1), { timeout: 20_000 })
		expect(smtp.mails).toHaveLength(before + 1)
	})
})

describe.each(databases.slice(0, 1))('without a mail server, on %s', (_, open) => {
	test('APP-5: resets are not offered, and say so, which is no fault of the server', async () => {
		const database = await open()
		const lines: string[] = []
		const app = await startApp(
			database.url,
			{ LOG_LEVEL: 'debug' },
			{ logTo: { write: (line: string) => void lines.push(line) } },
		)
		expect(await call(app.send, endpoints.system.getHealth, {})).toMatchObject({ password_reset: false })
		const { problem } = await refusal(call(app.send, auth.forgotPassword, { body: { email: 'ada@example.com' } }))
		expect(problem).toMatchObject({ status: 503, code: 'MAIL_NOT_SET_UP' })
		await app.close()
		const logged = lines.join('')
		expect(logged).toContain(auth.forgotPassword.path)
		expect(logged).not.toContain('"level":"error"')
		await database.drop()
	})

	test('APP-5: a mail server without FRONTEND_URL is refused: a link must not lead where the asker says', async () => {
		const database = await open()
		await expect(startApp(database.url, { SMTP_URL: 'smtp://127.0.0.1:2525' })).rejects.toThrow(/FRONTEND_URL/)
		await database.drop()
	})
})
