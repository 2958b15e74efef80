import { expect, test } from 'vitest'
import { addTask, row, saveTask } from './open-product.ts'
import { noonZone, read, write } from './page-parts.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()
const { come } = open

test('the calendar’s address is copied by a button, which says so', async () => {
	const page = await come('/')
	await saveTask(page, 'Milk')
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.goto(`${open.url}/settings`)
	await page.getByRole('button', { name: 'Make an address' }).click()
	await page.getByRole('button', { name: 'Copy' }).click()
	await page.getByRole('button', { name: 'Copied' }).waitFor()
	const address = await page.getByRole('textbox', { name: 'Address' }).inputValue()
	expect(await page.evaluate('navigator.clipboard.readText()')).toBe(address)
	expect((await page.request.get(address)).status()).toBe(200)
})

test('APP-5: an API key is made with what it may do, shown once, used over MCP, and deleted', async () => {
	const page = await come('/')
	await saveTask(page, 'Milk')
	await page.goto(`${open.url}/settings`)
	const keys = page.getByRole('region', { name: 'API keys' })
	await keys.getByText(`${open.url}/mcp`).waitFor()
	await keys.getByRole('textbox', { name: 'Name' }).fill('My agent')
	await keys.getByRole('checkbox', { name: 'May add and change' }).uncheck()
	await keys.getByRole('button', { name: 'Make a key' }).click()
	const key = await keys.getByRole('textbox', { name: 'The new key' }).inputValue()
	await keys.getByRole('listitem').getByText('reads · never used').waitFor()
	const list = () =>
		fetch(`${open.url}/mcp`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${key}`,
				accept: 'application/json, text/event-stream',
				'content-type': 'application/json',
			},
			body: JSON.stringify({
				jsonrpc: '2.0',
				id: 1,
				method: 'tools/call',
				params: { name: 'list_tasks', arguments: {} },
			}),
		})
	expect(await (await list()).text()).toContain('Milk')
	await page.reload()
	await keys.getByRole('listitem').getByText('last used').waitFor()
	expect(await keys.getByRole('textbox', { name: 'The new key' }).count()).toBe(0)
	await keys.getByRole('button', { name: 'Delete the key “My agent”' }).click()
	await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
	await keys.getByRole('listitem').waitFor({ state: 'detached' })
	expect((await list()).status).toBe(401)
})

test('a key that was just made stays in sight while another one is deleted, and goes with its own', async () => {
	const page = await come('/')
	await saveTask(page, 'Milk')
	await page.goto(`${open.url}/settings`)
	const keys = page.getByRole('region', { name: 'API keys' })
	const shown = keys.getByRole('textbox', { name: 'The new key' })
	const remove = async (name: string) => {
		await keys.getByRole('button', { name: `Delete the key “${name}”` }).click()
		await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
		await keys.getByRole('listitem').filter({ hasText: name }).waitFor({ state: 'detached' })
	}
	for (const name of ['Old', 'New']) {
		await keys.getByRole('textbox', { name: 'Name' }).fill(name)
		await keys.getByRole('button', { name: 'Make a key' }).click()
		await keys.getByRole('listitem').filter({ hasText: name }).waitFor()
	}
	const made = await shown.inputValue()
	await remove('Old')
	expect(await shown.inputValue({ timeout: 5000 })).toBe(made)
	await remove('New')
	await shown.waitFor({ state: 'detached' })
})

test('one’s own session is marked, and the others can be ended', async () => {
	const page = await come('/')
	const person = { email: 'grace@example.com', password: 'correct horse battery' }
	await write(page, 'POST', '/api/auth/signup', { ...person, name: 'Grace' })
	const other = await come('/')
	await write(other, 'POST', '/api/auth/login', person)
	await page.goto(`${open.url}/settings`)
	const sessions = page.getByRole('region', { name: 'Signed in' }).getByRole('listitem')
	await expect.poll(() => sessions.count()).toBe(2)
	expect(await sessions.filter({ hasText: 'This device' }).count()).toBe(1)
	expect(await sessions.filter({ hasText: 'This device' }).getByRole('button').count()).toBe(0)
	await sessions.getByRole('button', { name: 'End' }).click()
	await expect.poll(() => sessions.count()).toBe(1)
	expect((await other.request.get(`${open.url}/api/auth/me`)).status()).toBe(401)
	expect((await page.request.get(`${open.url}/api/auth/me`)).status()).toBe(200)
})

test('what is written in one tab while another signs up belongs to the new account, and makes no guest', async () => {
	const page = await come('/settings')
	const other = await page.context().newPage()
	await other.goto(open.url)
	const guests: string[] = []
	page.context().on('request', (request) => request.url().endsWith('/api/auth/guest') && guests.push(request.url()))
	const waited = Promise.withResolvers<void>()
	await page.route('**/api/auth/signup', async (route) => {
		await waited.promise
		await route.continue()
	})
	await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com')
	await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
	const asked = page.waitForRequest('**/api/auth/signup')
	await page.getByRole('button', { name: 'Create account' }).click()
	await asked
	const refused = other.waitForResponse((response) => response.url().endsWith('/api/tasks/bulk'))
	await addTask(other, 'Milk')
	expect((await refused).status()).toBe(401)
	// A guest would be made before this much else is answered.
	await other.evaluate(`fetch('/api/health').then(() => fetch('/api/health'))`)
	waited.resolve()
	await row(other, 'Milk').waitFor()
	await expect.poll(async () => JSON.stringify(await read(page, '/api/tasks'))).toMatch(/"Milk"/)
	expect(await read(page, '/api/auth/me')).toMatchObject({ email: 'ada@example.com', guest: false })
	expect(guests).toEqual([])
})

test.each([
	['en-US', '4:05 PM'],
	['en-GB', '16:05'],
])('for %s a row and the assistant both say %s', async (locale, said) => {
	const page = await come('/', { locale, timezoneId: noonZone() })
	await saveTask(page, 'Call Ada today 16:05')
	await row(page, 'Call Ada').getByText(said, { exact: true }).waitFor()
	const reply = await write(page, 'POST', '/api/chat', { message: 'when is call ada?' })
	expect(JSON.stringify(reply)).toContain(`today, ${said}`)
})

test.each([
	['en-GB', '3 April', 'true', '04-03'],
	['en-US', '4 March', 'false', '03-04'],
])(
	'in %s the very first task reads 3/4 as %s, as Settings say and all later ones do',
	async (locale, _, dayFirst, day) => {
		const page = await come('/settings', { locale })
		const order = page.getByLabel('3/4 means')
		await expect.poll(() => order.inputValue()).toBe(dayFirst)
		await page.goto(open.url)
		await saveTask(page, 'pay bill 3/4')
		await saveTask(page, 'pay rent 3/4')
		const due = (title: string) => new RegExp(`"title":"${title}"[^}]*?"due_date":"\\d{4}-${day}"`)
		const tasks = JSON.stringify(await read(page, '/api/tasks'))
		expect(tasks).toMatch(due('pay bill'))
		expect(tasks).toMatch(due('pay rent'))
		await page.goto(`${open.url}/settings`)
		await expect.poll(() => order.inputValue()).toBe(dayFirst)
	},
)

test('APP-5: where the server sends no mail, no link for a forgotten password is offered', async () => {
	const page = await come('/reset-password')
	await page.getByText('This server sends no mail').waitFor()
	expect(await page.getByRole('button', { name: 'Send the link' }).count()).toBe(0)
	await page.goto(`${open.url}/settings`)
	await page.getByRole('button', { name: 'I have an account' }).click()
	await page.getByRole('button', { name: 'Sign in' }).waitFor()
	// What the page asks of the server is answered before this.
	await page.evaluate(`fetch('/api/health').then(() => fetch('/api/health'))`)
	expect(await page.getByRole('button', { name: 'Forgot password?' }).count()).toBe(0)
})
