import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { addTask, openProduct, quickAdd, row, type OpenProduct } from './open-product.ts'

let open: OpenProduct
let url = ''

beforeAll(async () => {
	open = await openProduct()
	url = open.product.pageUrl
})
afterAll(() => open.close())
afterEach(() => expect(open.complaints.splice(0)).toEqual([]))

async function come(path = '/'): Promise<Page> {
	const page = await open.newcomer()
	await page.goto(url + path)
	return page
}

const hasFocus = (page: Page) => page.evaluate(`document.activeElement.matches('main [data-quick-add]')`)
const toast = (page: Page) => page.locator('[data-toast]')

test('APP-2: a first visit opens on Today with the cursor where a task is written, and makes no guest', async () => {
	const page = await come()
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Today')
	await page.getByText('Nothing due today.').waitFor()
	expect(await hasFocus(page)).toBe(true)
	expect(await page.context().cookies()).toEqual([])
})

test('APP-1: the first task is one action away: press an example', async () => {
	const page = await come()
	const saved = page.waitForResponse((response) => response.url().endsWith('/api/tasks/bulk') && response.ok())
	await page.getByRole('button', { name: 'Buy milk, eggs and bread' }).click()
	await row(page, 'Buy milk, eggs and bread').waitFor()
	await saved
	await page.reload()
	await row(page, 'Buy milk, eggs and bread').waitFor()
})

test('quick add shows what it understood, and takes it back as plain text', async () => {
	const page = await come()
	await quickAdd(page).pressSequentially('Call mum tomorrow 9am p1 #family')
	const removeTag = page.getByRole('button', { name: 'Take “family” as plain text' })
	await removeTag.waitFor()
	expect(await page.locator('main mark').allTextContents()).toEqual(['tomorrow 9am', 'p1', '#family'])
	await page.getByRole('button', { name: 'Take “High” as plain text' }).click()
	expect(await page.locator('main mark').allTextContents()).toEqual(['tomorrow 9am', '#family'])
	await quickAdd(page).press('End')
	await quickAdd(page).press('Backspace')
	await removeTag.waitFor({ state: 'detached' })
	await quickAdd(page).press('Enter')
	await toast(page).getByText('“Call mum p1 #family” added: Tomorrow, 09:00').waitFor()
	await page.getByRole('link', { name: 'Upcoming' }).first().click()
	await row(page, 'Call mum p1 #family').getByText('09:00').waitFor()
})

test('a link goes without loading the page anew, and leaves the browser’s own ways to open it elsewhere', async () => {
	const page = await come()
	const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
	const link = (name: string) => page.getByRole('link', { name }).first()
	await page.evaluate('window.stayed = true')
	await link('Upcoming').click()
	await heading('Upcoming')
	await link('Inbox').focus()
	await page.keyboard.press('Enter')
	await heading('Inbox')
	await page.goBack()
	await heading('Upcoming')
	expect(await page.evaluate('window.stayed')).toBe(true)

	// What is asked is whether the click is left to the browser; tabs and windows are its own matter.
	await page.evaluate(
		`addEventListener('click', (event) => { window.left = !event.defaultPrevented; event.preventDefault() })`,
	)
	for (const modifier of ['Control', 'Meta', 'Shift', 'Alt'] as const) {
		await link('Inbox').click({ modifiers: [modifier] })
		expect(await page.evaluate('window.left')).toBe(true)
	}
	expect(page.url()).toBe(`${url}/upcoming`)
	await link('Inbox').click()
	await heading('Inbox')
	expect(await page.evaluate('window.left')).toBe(false)
})

test('pasting several lines offers several tasks', async () => {
	const page = await come()
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.evaluate(`navigator.clipboard.writeText('- Flour\\n- Sugar tomorrow\\n- [ ] Yeast')`)
	await quickAdd(page).press('Control+V')
	await page.getByRole('button', { name: 'Add 3 tasks' }).click()
	await row(page, 'Flour').waitFor()
	await row(page, 'Yeast').waitFor()
	expect(await row(page, 'Sugar').count()).toBe(0)
})

test('APP-3: a second tab shows a change within a second, and undoing it too', async () => {
	const page = await come()
	await addTask(page, 'Seen by both')
	await row(page, 'Seen by both').waitFor()
	const second = await page.context().newPage()
	await second.goto(url)
	await row(second, 'Seen by both').waitFor()
	await addTask(page, 'Comes by itself')
	await row(second, 'Comes by itself').waitFor({ timeout: 1000 })
	await row(page, 'Seen by both').getByRole('checkbox').click()
	await row(second, 'Seen by both').waitFor({ state: 'detached', timeout: 1000 })
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await row(second, 'Seen by both').waitFor({ timeout: 1000 })
})

test('a task is edited where it stands and saves itself', async () => {
	const page = await come()
	await addTask(page, 'Prepare the talk')
	await row(page, 'Prepare the talk').getByRole('button', { name: 'Prepare the talk', exact: true }).click()
	await page.getByRole('textbox', { name: 'Title' }).fill('Prepare the long talk')
	await page.getByRole('textbox', { name: 'Description' }).fill('Forty minutes, **ten** slides')
	await page.getByRole('textbox', { name: 'Add a subtask' }).fill('Find a picture')
	await page.getByRole('textbox', { name: 'Add a subtask' }).press('Enter')
	await page.getByRole('checkbox', { name: 'Complete “Find a picture”' }).waitFor()
	await page.getByRole('button', { name: 'Priority: None' }).click()
	await page.getByRole('menuitem', { name: /High/ }).click()
	// The menu gives the focus back once it has closed; a key before that is for nobody.
	await page.getByRole('button', { name: 'Priority: High' }).and(page.locator(':focus')).waitFor()
	await page.keyboard.press('Escape')
	await row(page, 'Prepare the long talk').getByText('0/1').waitFor()
	await page.reload()
	await row(page, 'Prepare the long talk').getByRole('button', { name: 'Prepare the long talk', exact: true }).click()
	await page.getByRole('button', { name: 'Priority: High' }).waitFor()
	expect(await page.getByRole('textbox', { name: 'Description' }).inputValue()).toBe('Forty minutes, **ten** slides')
})

test('a deleted task comes back by the message’s Undo, by Ctrl+Z, and from the trash', async () => {
	const page = await come()
	await addTask(page, 'Not so important')
	const remove = async () => {
		await row(page, 'Not so important').getByRole('button', { name: 'Not so important', exact: true }).focus()
		await page.keyboard.press('Delete')
		await row(page, 'Not so important').waitFor({ state: 'detached' })
	}
	await row(page, 'Not so important').waitFor()
	await remove()
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await row(page, 'Not so important').waitFor()
	await remove()
	await page.getByRole('heading', { level: 1 }).click()
	await page.keyboard.press('Control+z')
	await row(page, 'Not so important').waitFor()
	await remove()
	await page.goto(`${url}/trash`)
	await page.getByRole('button', { name: 'Restore “Not so important”' }).click()
	await page.getByText('The trash is empty.').waitFor()
	await page.goto(url)
	await row(page, 'Not so important').waitFor()
})

test('lists are made, filled, renamed, deleted and brought back', async () => {
	const page = await come()
	await page.getByRole('button', { name: 'New list' }).first().click()
	await page.getByRole('textbox', { name: 'Name' }).fill('Garden')
	await page.getByRole('button', { name: 'Create' }).click()
	await page.waitForURL(/\/list\/\d+$/)
	await addTask(page, 'Plant the tulips')
	await row(page, 'Plant the tulips').waitFor()
	await page.getByRole('link', { name: /^Garden 1/ }).waitFor()
	await page.reload()
	await row(page, 'Plant the tulips').waitFor()
	await page.getByRole('banner').or(page.locator('main header')).getByRole('button', { name: 'More' }).click()
	await page.getByRole('menuitem', { name: 'Edit list' }).click()
	await page.getByRole('textbox', { name: 'Name' }).fill('Balcony')
	await page.getByRole('button', { name: 'Save' }).click()
	await page.getByRole('heading', { level: 1, name: 'Balcony' }).waitFor()
	await page.locator('main header').getByRole('button', { name: 'More' }).click()
	await page.getByRole('menuitem', { name: 'Delete list' }).click()
	await page.waitForURL(/\/inbox$/)
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await page.getByRole('link', { name: /^Balcony 1/ }).click()
	await row(page, 'Plant the tulips').waitFor()
})

test('search finds open and completed tasks as you type, and its words stand in the address', async () => {
	const page = await come()
	for (const title of ['Paint the fence', 'Buy paint', 'Call Ada']) await addTask(page, title)
	await row(page, 'Call Ada').waitFor()
	await row(page, 'Buy paint').getByRole('checkbox').click()
	await toast(page).getByText('“Buy paint” done').waitFor()
	await page.getByRole('heading', { level: 1 }).click()
	await page.keyboard.press('/')
	await page.getByRole('searchbox').fill('PAINT')
	await row(page, 'Paint the fence').waitFor()
	await row(page, 'Buy paint').waitFor()
	expect(await row(page, 'Call Ada').count()).toBe(0)
	expect(new URL(page.url()).searchParams.get('q')).toBe('PAINT')
})

test('APP-5: a guest becomes an account and keeps everything, signs out, and signs in again', async () => {
	const page = await come()
	await addTask(page, 'Kept through it all')
	await row(page, 'Kept through it all').waitFor()
	await page.getByRole('link', { name: 'keep these tasks' }).click()
	await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com')
	await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
	await page.getByRole('button', { name: 'Create account' }).click()
	await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
	await page.goto(url)
	await row(page, 'Kept through it all').waitFor()
	await page.goto(`${url}/settings`)
	await page.getByRole('button', { name: 'Sign out', exact: true }).click()
	await page.waitForURL(`${url}/`)
	await page.getByText('Nothing due today.').waitFor()
	expect(await row(page, 'Kept through it all').count()).toBe(0)
	await page.getByRole('link', { name: 'create an account' }).click()
	await page.getByRole('button', { name: 'I have an account' }).click()
	await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com')
	await page.getByRole('textbox', { name: 'Password' }).fill('wrong wrong wrong')
	await page.getByRole('button', { name: 'Sign in', exact: true }).click()
	await page.getByRole('alert').getByText('don’t fit together').waitFor()
	await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
	await page.getByRole('button', { name: 'Sign in', exact: true }).click()
	await row(page, 'Kept through it all').waitFor()
})

test('the API’s restart loses nothing, and the page finds back by itself', async () => {
	const page = await come()
	await addTask(page, 'Written before')
	await row(page, 'Written before').waitFor()
	const second = await page.context().newPage()
	await second.goto(url)
	await row(second, 'Written before').waitFor()
	await open.product.api.stop()
	await addTask(page, 'Written while it was away')
	await page.getByRole('alert').getByText('Nothing was saved').waitFor()
	expect(await quickAdd(page).inputValue()).toBe('Written while it was away')
	await open.product.restartApi()
	await quickAdd(page).press('Enter')
	await row(page, 'Written while it was away').waitFor()
	await row(second, 'Written while it was away').waitFor()
	await page.reload()
	await row(page, 'Written before').waitFor()
	expect(open.complaints.splice(0).filter((text) => !/50[0-9]|WebSocket/.test(text))).toEqual([])
})
