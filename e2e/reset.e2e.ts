import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { startSmtp, type SmtpServer } from '../apps/api/src/testing/smtp.ts'
import { takeAnyPort } from '../scripts/ports.ts'
import { openProduct, type OpenProduct } from './open-product.ts'

let smtp: SmtpServer
let open: OpenProduct

beforeAll(async () => {
	smtp = await startSmtp()
	const port = String(await takeAnyPort())
	open = await openProduct({
		WEB_PORT: port,
		FRONTEND_URL: `http://localhost:${port}`,
		SMTP_URL: smtp.url,
		MAIL_FROM: 'todo@example.com',
	})
})
afterAll(async () => {
	await open.close()
	await smtp.close()
})

/** The browser reports a link that was refused, and the socket that the end of the session closed, too. */
const refused = /status of 422|WebSocket connection .* Authentication failed/
afterEach(() => expect(open.complaints.splice(0).filter((line) => !refused.test(line))).toEqual([]))

const field = (page: Page, label: string) => page.getByRole('main').getByLabel(label)
const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click()

test('APP-5: who forgot the password has a link sent, sets a new one by it, and signs in', async () => {
	const page = await open.newcomer()
	const url = open.product.pageUrl
	await page.goto(`${url}/settings`)
	await field(page, 'E-mail').fill('ada@example.com')
	await field(page, 'Password').fill('correct horse battery')
	await press(page, 'Create account')
	await press(page, 'Sign out')
	await page.waitForURL(`${url}/`)
	await page.goto(`${url}/settings`)
	await press(page, 'I have an account')
	await field(page, 'E-mail').fill('ada@example.com')
	await press(page, 'Forgot password?')
	await press(page, 'Send the link')
	await page.getByText('the mail is on its way').waitFor()
	const link = await vi.waitFor(() => {
		const found = /http\S+#token=\S+/.exec(smtp.mails.at(-1)?.text ?? '')
		if (!found) throw new Error('no mail yet')
		return found[0]
	}, 5000)

	await page.goto(link)
	await field(page, 'New password').fill('short')
	await press(page, 'Set password')
	await page.getByRole('main').locator('[aria-invalid]').waitFor()
	await field(page, 'New password').fill('staple of the horse')
	await press(page, 'Set password')
	await page.getByText('Your new password is set.').waitFor()
	expect(new URL(page.url()).hash).toBe('')
	await field(page, 'E-mail').fill('ada@example.com')
	await field(page, 'Password').fill('staple of the horse')
	await press(page, 'Sign in')
	await page.waitForURL(`${url}/`)

	await page.goto(`${url}/search`)
	await page.goto(link)
	await field(page, 'New password').fill('once more, please')
	await press(page, 'Set password')
	await page.getByText('This link was used already or is too old.').waitFor()
	await page.getByRole('button', { name: 'Send the link' }).waitFor()
})
