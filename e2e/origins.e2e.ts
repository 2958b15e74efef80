import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { takeAnyPort } from '../scripts/ports.ts'
import { fromRoot, node } from '../scripts/root.ts'
import { startService } from '../scripts/service.ts'
import { openProduct, quickAdd, row, saveTask, type OpenProduct } from './open-product.ts'

let open: OpenProduct

beforeAll(async () => {
	open = await openProduct({}, ['--host-resolver-rules=MAP todo.local 127.0.0.1'])
})
afterAll(() => open.close())
afterEach(() => expect(open.complaints.splice(0)).toEqual([]))

const names = [
	['BACKEND_URL', ''],
	['NEXT_PUBLIC_API_BASE_URL', ''],
	['NEXT_PUBLIC_API_URL', '/api'],
] as const

test.each(names)('APP-8: the same build finds the API by %s%s, given when it starts', async (name, ending) => {
	const port = await takeAnyPort()
	const service = await startService({
		name: 'The page’s server',
		program: node,
		args: [fromRoot('apps/web/dist/server.js')],
		env: { NODE_ENV: 'production', PORT: String(port), HOSTNAME: '127.0.0.1', [name]: open.product.apiUrl + ending },
		ready: `http://127.0.0.1:${port}/healthz`,
		show: 'keep',
	})
	try {
		const page = await open.newcomer()
		await page.goto(`http://localhost:${port}/`)
		await saveTask(page, `By ${name}`)
		await row(page, `By ${name}`).waitFor()
		await page.reload()
		await row(page, `By ${name}`).waitFor()
		await page.context().close()
	} finally {
		await service.stop()
	}
	const lines = service.output().trim().split('\n')
	const requests = lines.map((line) => JSON.parse(line)).filter(({ message }) => message === 'request')
	expect(requests).toContainEqual(
		expect.objectContaining({
			level: 'info',
			method: 'POST',
			path: '/api/tasks/bulk',
			status: 200,
			request_id: expect.any(String),
		}),
	)
})

test('http://todo.local: signing up, adding, chatting and live updates work without https', async () => {
	const url = `http://todo.local:${new URL(open.product.pageUrl).port}`
	const page = await open.newcomer()
	await page.goto(url)
	expect(await page.evaluate('isSecureContext')).toBe(false)
	await saveTask(page, 'Written at home')
	await row(page, 'Written at home').waitFor()
	const second = await page.context().newPage()
	await second.goto(url)
	await row(second, 'Written at home').waitFor()
	await second
		.getByRole('link', { name: /^Inbox/ })
		.first()
		.click()
	const say = page.getByRole('textbox', { name: 'Ask, or tell me what to do…' })
	await say.fill('Add a task to feed the cat')
	await say.press('Enter')
	await page.getByRole('log').getByRole('button', { name: 'Undo' }).waitFor()
	await second
		.locator('main')
		.getByText(/feed the cat/i)
		.waitFor({ timeout: 1000 })
	await page.getByRole('link', { name: 'keep these tasks' }).click()
	await page.getByRole('textbox', { name: 'E-mail' }).fill('bo@example.com')
	await page.getByRole('textbox', { name: 'Password' }).fill('long enough words')
	await page.getByRole('button', { name: 'Create account' }).click()
	await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
	await page.context().close()
})

test('nothing is asked of any other origin, and the policy refuses what is foreign', async () => {
	open.origins.clear()
	const page = await open.newcomer()
	const refused: string[] = []
	await page.exposeFunction('onRefused', (directive: string) => refused.push(directive))
	await page.addInitScript(
		`document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => onRefused(effectiveDirective))`,
	)
	for (const path of [
		'/',
		'/inbox',
		'/upcoming',
		'/completed',
		'/search',
		'/history',
		'/trash',
		'/settings',
		'/list/1',
		'/tag/x',
	])
		await page.goto(open.product.pageUrl + path, { waitUntil: 'networkidle' })
	await page.goto(open.product.pageUrl)
	await quickAdd(page).pressSequentially('Tomorrow #a')
	await quickAdd(page).press('Enter')
	await page.getByRole('button', { name: 'More', exact: true }).first().click()
	await page.getByRole('menu').waitFor()
	expect([...open.origins]).toEqual([open.product.pageUrl])
	expect(refused).toEqual([])
	await page.evaluate(
		`document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.bad = true' }))`,
	)
	await page.evaluate(`document.body.append(Object.assign(new Image(), { src: 'https://example.com/x.png' }))`)
	await expect.poll(() => refused.toSorted()).toEqual(['img-src', 'script-src-elem'])
	expect(await page.evaluate('window.bad')).toBeUndefined()
	open.complaints.length = 0
	await page.context().close()
})

test.each(['de-DE', 'ar-EG', 'ja-JP'])(
	'the document, made with English alone, comes to life in a browser set to %s',
	async (locale) => {
		const page = await open.newcomer({ locale, timezoneId: 'Pacific/Kiritimati' })
		await page.goto(open.product.pageUrl)
		await saveTask(page, 'Read on the train tomorrow at 9')
		await page.getByRole('link', { name: 'Upcoming' }).first().click()
		await row(page, 'Read on the train').waitFor()
		const day = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'Pacific/Kiritimati' })
		await page
			.getByText(day.format(new Date(Date.now() + 2 * 86_400_000)), { exact: false })
			.first()
			.waitFor()
		await page.reload()
		await row(page, 'Read on the train').waitFor()
		await page.context().close()
	},
)
