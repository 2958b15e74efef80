import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openProduct, row, saveTask, type OpenProduct } from './open-product.ts'

let open: OpenProduct
let url = ''

beforeAll(async () => {
	open = await openProduct()
	url = open.product.pageUrl
})
afterAll(() => open.close())
afterEach(() => expect(open.complaints.splice(0)).toEqual([]))

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }

async function come(path = '/', options = {}): Promise<Page> {
	const page = await open.newcomer(options)
	await page.goto(url + path)
	return page
}

/** Writes by the API as the person of this browser. */
async function write(page: Page, method: 'POST' | 'PATCH' | 'DELETE', path: string, data?: object): Promise<unknown> {
	const answer = await page.request.fetch(url + path, { method, data, headers: { origin: url } })
	if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`)
	return answer.status() === 204 ? null : answer.json()
}
const read = async (page: Page, path: string): Promise<unknown> => (await page.request.get(url + path)).json()

const views = (page: Page) => page.getByRole('navigation', { name: 'Views' }).first()
const toast = (page: Page) => page.locator('[data-toast]')
const openTask = (page: Page, title: string) =>
	row(page, title).getByRole('button', { name: title, exact: true }).click()
const choose = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name }).click()
const section = (page: Page, name: string | RegExp) => page.locator('main').getByRole('region', { name })
const readTags = async (page: Page) =>
	Object.values(Object(await read(page, '/api/tags'))).map((tag) => String(Reflect.get(Object(tag), 'name')))

test('a tag is one tag however it is written, and those that are there are offered first', async () => {
	const page = await come()
	await saveTask(page, 'Milk #shop')
	await saveTask(page, 'Socks #shoes')
	await saveTask(page, 'Bread')
	await openTask(page, 'Bread')
	const field = page.getByRole('combobox', { name: 'Add a tag' })
	await field.fill('# Shop# ')
	await field.press('Enter')
	await page.getByRole('button', { name: 'Remove the tag shop' }).waitFor()
	await field.fill('SHO')
	const offers = page.getByRole('option')
	await expect.poll(() => offers.allTextContents()).toEqual(['shoes', 'New tag: sho'])
	await field.press('ArrowDown')
	await field.press('Enter')
	await page.getByRole('button', { name: 'Remove the tag shoes' }).waitFor()
	await field.press('Escape')
	await row(page, 'Bread').getByText('shoes').waitFor()
	await expect.poll(() => readTags(page)).toEqual(['shoes', 'shop'])
})

test('a tag is renamed, coloured and deleted from the sidebar, and comes back', async () => {
	const page = await come()
	await saveTask(page, 'Milk #shop')
	await page.getByRole('button', { name: 'More for #shop' }).click()
	await choose(page, 'Edit tag')
	await page.getByRole('textbox', { name: 'Name' }).fill('#Errands')
	await page
		.locator('label')
		.filter({ has: page.getByRole('radio', { name: 'Green' }) })
		.click()
	await page.getByRole('button', { name: 'Save' }).click()
	await views(page).getByRole('link', { name: 'errands 1' }).waitFor()
	await row(page, 'Milk').getByText('errands').waitFor()
	expect(await read(page, '/api/tags')).toEqual([{ name: 'errands', colour: 'green', pending: 1 }])
	await views(page).getByRole('link', { name: 'errands 1' }).click()
	await page.locator('main header').getByRole('button', { name: 'More' }).click()
	await choose(page, 'Delete tag')
	await toast(page).getByText('#errands deleted').waitFor()
	await page.waitForURL(/\/inbox$/)
	await views(page).getByRole('link', { name: 'errands' }).waitFor({ state: 'detached' })
	expect(await read(page, '/api/tags')).toEqual([])
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await views(page).getByRole('link', { name: 'errands 1' }).waitFor()
	await row(page, 'Milk').getByText('errands').waitFor()
})

test('a tag renamed where one looks at it stays in view under its new name', async () => {
	const page = await come('/')
	await saveTask(page, 'Milk #shop')
	await page.goto(`${url}/tag/shop`)
	await page.locator('main header').getByRole('button', { name: 'More' }).click()
	await choose(page, 'Edit tag')
	await page.getByRole('textbox', { name: 'Name' }).fill('market')
	await page.getByRole('button', { name: 'Save' }).click()
	await page.getByRole('heading', { level: 1, name: '#market' }).waitFor()
	await row(page, 'Milk').waitFor()
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await views(page).getByRole('link', { name: 'shop 1' }).waitFor()
})

test('a list is edited and deleted from the sidebar too, on the phone in Browse', async () => {
	const page = await come('/', phone)
	await write(page, 'POST', '/api/auth/guest')
	await write(page, 'POST', '/api/lists', { name: 'Garden' })
	await page.reload()
	await page.getByRole('button', { name: 'Browse' }).click()
	await page.getByRole('button', { name: 'More for Garden' }).click()
	await choose(page, 'Edit list')
	await page.getByRole('textbox', { name: 'Name' }).fill('Balcony')
	await page.getByRole('button', { name: 'Save' }).click()
	await page.getByRole('button', { name: 'More for Balcony' }).click()
	await choose(page, 'Delete list')
	await toast(page).getByText('“Balcony”').waitFor()
	expect(await read(page, '/api/lists')).toEqual([])
})

/** A list "Trip" with the sections Before and Packing, made in the other order. */
async function comeToTrip(options = {}): Promise<Page> {
	const page = await come('/', options)
	await write(page, 'POST', '/api/auth/guest')
	await write(page, 'POST', '/api/lists', { name: 'Trip' })
	await write(page, 'POST', '/api/sections', { list_id: 1, name: 'Packing', position: 2 })
	await write(page, 'POST', '/api/sections', { list_id: 1, name: 'Before', position: 1 })
	await write(page, 'POST', '/api/tasks', { title: 'Socks', list_id: 1, section_id: 1 })
	await write(page, 'POST', '/api/tasks', { title: 'Call Ada', list_id: 1 })
	await page.goto(`${url}/list/1`)
	await row(page, 'Socks').waitFor()
	return page
}

test('the tasks of a list stand under its sections, in their order, which fold and stay folded', async () => {
	const page = await comeToTrip()
	expect(await page.locator('main h2').allTextContents()).toEqual(['Before', 'Packing'])
	expect(await page.locator('main [data-row]').allTextContents()).toEqual(['Call Ada', 'Socks'])
	await section(page, 'Packing').getByText('Socks').waitFor()
	await section(page, 'Packing').getByText('1', { exact: true }).waitFor()
	const heading = page.getByRole('button', { name: 'Packing', exact: true })
	await heading.click()
	await row(page, 'Socks').waitFor({ state: 'detached' })
	await page.reload()
	await row(page, 'Call Ada').waitFor()
	expect(await row(page, 'Socks').count()).toBe(0)
	await heading.click()
	await row(page, 'Socks').waitFor()
})

test('a section is added, renamed and deleted, its tasks stay, and undo brings it back', async () => {
	const page = await comeToTrip()
	await page.locator('main header').getByRole('button', { name: 'More' }).click()
	await choose(page, 'Add section')
	await page.getByRole('textbox', { name: 'Name' }).fill('There')
	await page.getByRole('button', { name: 'Create' }).click()
	await page.getByRole('heading', { level: 2, name: 'There' }).waitFor()
	await page.getByRole('button', { name: 'More for Packing' }).click()
	await choose(page, 'Rename section')
	await page.getByRole('textbox', { name: 'Name' }).fill('Suitcase')
	await page.getByRole('button', { name: 'Save' }).click()
	await section(page, 'Suitcase').getByText('Socks').waitFor()
	await page.getByRole('button', { name: 'More for Suitcase' }).click()
	await choose(page, 'Delete section')
	await toast(page).getByText('“Suitcase” deleted').waitFor()
	await page.getByRole('heading', { level: 2, name: 'Suitcase' }).waitFor({ state: 'detached' })
	await row(page, 'Socks').waitFor()
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await section(page, 'Suitcase').getByText('Socks').waitFor()
})

test('a task moves between sections by its menu and in its details', async () => {
	const page = await comeToTrip()
	await row(page, 'Call Ada').hover()
	await row(page, 'Call Ada').getByRole('button', { name: 'More for “Call Ada”' }).click()
	await choose(page, 'Move to Before')
	await section(page, 'Before').getByText('Call Ada').waitFor()
	await openTask(page, 'Call Ada')
	await page.getByRole('button', { name: 'Section: Before' }).click()
	await choose(page, 'Packing')
	await page.getByRole('button', { name: 'Section: Packing' }).waitFor()
	await page.getByRole('textbox', { name: 'Title' }).press('Escape')
	await section(page, 'Packing').getByText('Call Ada').waitFor()
	await openTask(page, 'Socks')
	await page.getByRole('button', { name: 'Section: Packing' }).click()
	await choose(page, 'No section')
	await page.getByRole('textbox', { name: 'Title' }).press('Escape')
	await section(page, 'Packing').getByText('Socks').waitFor({ state: 'detached' })
	await row(page, 'Socks').waitFor()
})

test('a section made elsewhere appears by itself', async () => {
	const page = await comeToTrip()
	await write(page, 'POST', '/api/sections', { list_id: 1, name: 'There' })
	await page.getByRole('heading', { level: 2, name: 'There' }).waitFor()
})

const entry = (page: Page, name: string) => page.locator('main li').filter({ hasText: name }).first()
const toDay = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('the history says in words what was changed, from what to what, and by whom', async () => {
	const page = await come('/', { timezoneId: 'UTC' })
	await write(page, 'POST', '/api/auth/guest', { time_zone: 'UTC' })
	await write(page, 'POST', '/api/lists', { name: 'Groceries' })
	for (const title of ['Call mum', 'Rent', 'Bread', 'Milk', 'Eggs'])
		await write(page, 'POST', '/api/tasks', { title, due_date: toDay(1) })
	await write(page, 'PATCH', '/api/tasks/1', { due_date: toDay(0), priority: 'high' })
	await write(page, 'PATCH', '/api/tasks/2', { title: 'Pay the rent' })
	await write(page, 'PATCH', '/api/tasks/3', { list_id: 1, tags: ['shop'] })
	await write(page, 'PATCH', '/api/tasks/4/complete')
	await write(page, 'DELETE', '/api/tasks/5')
	await write(page, 'POST', '/api/import', [{ title: 'From a file' }])
	await write(page, 'POST', '/api/chat', { message: 'add buy stamps' })
	await page.goto(`${url}/history`)
	await page.getByRole('heading', { level: 1, name: 'History' }).waitFor()
	await entry(page, 'Call mum').getByText('Due: Tomorrow → Today').waitFor()
	await entry(page, 'Call mum').getByText('Priority: None → High').waitFor()
	await entry(page, 'Pay the rent').getByText('Renamed from “Rent” to “Pay the rent”').waitFor()
	await entry(page, 'Bread').getByText('Moved to Groceries · Tagged #shop').waitFor()
	await entry(page, 'Milk').getByText('Completed', { exact: true }).waitFor()
	await entry(page, 'Eggs').getByText('Moved to the trash').waitFor()
	await entry(page, 'Eggs')
		.getByText(/^You · /)
		.waitFor()
	await entry(page, 'From a file')
		.getByText(/^An import · /)
		.waitFor()
	await entry(page, 'Buy stamps')
		.getByText(/^The assistant · /)
		.waitFor()
	expect(await page.locator('main li').filter({ hasText: 'add buy stamps' }).count()).toBe(0)
	await entry(page, 'Eggs').getByRole('button', { name: 'Undo' }).click()
	await entry(page, 'Eggs').getByText('Restored').waitFor()
})

test.each([
	['wide', {}],
	['on the phone', phone],
])('history, trash and settings are one look away, %s', async (_, options) => {
	const page = await come('/', options)
	for (const name of ['History', 'Trash', 'Settings']) {
		if ('hasTouch' in options) await page.getByRole('button', { name: 'Browse' }).click()
		const link = page.getByRole('link', { name, exact: true })
		await link.waitFor()
		const box = await link.boundingBox()
		expect(box && box.y + box.height).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
		await link.click()
		await page.getByRole('heading', { level: 1, name }).waitFor()
		if ('hasTouch' in options) await page.getByRole('dialog').waitFor({ state: 'detached' })
	}
})

test('the calendar’s address is copied by a button, which says so', async () => {
	const page = await come('/')
	await saveTask(page, 'Milk')
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.goto(`${url}/settings`)
	await page.getByRole('button', { name: 'Make an address' }).click()
	await page.getByRole('button', { name: 'Copy' }).click()
	await page.getByRole('button', { name: 'Copied' }).waitFor()
	const address = await page.getByRole('textbox', { name: 'Address' }).inputValue()
	expect(await page.evaluate('navigator.clipboard.readText()')).toBe(address)
	expect((await page.request.get(address)).status()).toBe(200)
})

test('one’s own session is marked, and the others can be ended', async () => {
	const page = await come('/')
	const person = { email: 'grace@example.com', password: 'correct horse battery' }
	await write(page, 'POST', '/api/auth/signup', { ...person, name: 'Grace' })
	const other = await come('/')
	await write(other, 'POST', '/api/auth/login', person)
	await page.goto(`${url}/settings`)
	const sessions = page.getByRole('region', { name: 'Signed in' }).getByRole('listitem')
	await expect.poll(() => sessions.count()).toBe(2)
	expect(await sessions.filter({ hasText: 'This device' }).count()).toBe(1)
	expect(await sessions.filter({ hasText: 'This device' }).getByRole('button').count()).toBe(0)
	await sessions.getByRole('button', { name: 'End' }).click()
	await expect.poll(() => sessions.count()).toBe(1)
	expect((await other.request.get(`${url}/api/auth/me`)).status()).toBe(401)
	expect((await page.request.get(`${url}/api/auth/me`)).status()).toBe(200)
})

test('what repeats stands under Completed each time it was done, and the last time can be reopened', async () => {
	const page = await come('/', { timezoneId: 'UTC' })
	await write(page, 'POST', '/api/auth/guest', { time_zone: 'UTC' })
	await write(page, 'POST', '/api/tasks', { title: 'Water', due_date: toDay(-1), recurrence: 'FREQ=DAILY' })
	await write(page, 'POST', '/api/tasks', { title: 'Milk' })
	await write(page, 'PATCH', '/api/tasks/1/complete')
	await write(page, 'PATCH', '/api/tasks/2/complete')
	await write(page, 'PATCH', '/api/tasks/1/complete')
	await page.goto(`${url}/completed`)
	const done = section(page, 'Today').getByRole('listitem')
	await expect.poll(() => done.count()).toBe(3)
	expect((await done.allTextContents()).map((text) => text.slice(0, 4))).toEqual(['Wate', 'Milk', 'Wate'])
	await page.getByText('3 tasks').first().waitFor()
	await page.getByRole('checkbox', { name: 'Reopen “Water”' }).click()
	await expect.poll(() => done.count()).toBe(2)
	await toast(page).getByText('“Water” is open again').waitFor()
	await page.goto(`${url}/upcoming`)
	await section(page, /^Tomorrow/)
		.getByText('Water')
		.waitFor()
})

test.each([
	['en-US', '4:05 PM'],
	['en-GB', '16:05'],
])('for %s a row and the assistant both say %s', async (locale, said) => {
	const page = await come('/', { locale, timezoneId: 'UTC' })
	await saveTask(page, 'Call Ada today 16:05')
	await row(page, 'Call Ada').getByText(said, { exact: true }).waitFor()
	const reply = await write(page, 'POST', '/api/chat', { message: 'when is call ada?' })
	expect(JSON.stringify(reply)).toContain(`today, ${said}`)
})
