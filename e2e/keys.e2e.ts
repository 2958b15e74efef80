import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { addTask, quickAdd, row, saveTask } from './open-product.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()
const { come } = open

/** A page on which a task is next, and nothing is being written. */
async function comeWith(...titles: string[]): Promise<Page> {
	const page = await come()
	for (const title of titles) await saveTask(page, title)
	await page.reload()
	await row(page, titles[0] ?? '').waitFor()
	return page
}

const focused = (page: Page) => () => page.evaluate('document.activeElement.textContent')
const hasFocus = (page: Page) => page.evaluate(`document.activeElement.matches('main [data-quick-add]')`)
const say = (page: Page) => page.getByRole('textbox', { name: 'Ask, or tell me what to do…' })

test('the keys: go, move, complete, schedule, open, close, help', async () => {
	const page = await comeWith('One', 'Two', 'Three')
	await page.keyboard.press('j')
	await expect.poll(focused(page)).toBe('One')
	await page.keyboard.press('j')
	await expect.poll(focused(page)).toBe('Two')
	await page.keyboard.press('x')
	await row(page, 'Two').waitFor({ state: 'detached' })
	await expect.poll(focused(page)).toBe('Three')
	await page.keyboard.press('s')
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /^Tomorrow/ })
		.click()
	await row(page, 'Three').waitFor({ state: 'detached' })
	await page.keyboard.press('g')
	await page.keyboard.press('u')
	await page.waitForURL(/\/upcoming$/)
	await row(page, 'Three').waitFor()
	await page.keyboard.press('j')
	await page.keyboard.press('Enter')
	await page.getByRole('textbox', { name: 'Title' }).waitFor()
	await page.keyboard.press('Escape')
	await page.getByRole('textbox', { name: 'Title' }).waitFor({ state: 'detached' })
	await page.keyboard.press('?')
	await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
	await page.keyboard.press('Escape')
	await page.keyboard.press('q')
	expect(await hasFocus(page)).toBe(true)
	await page.keyboard.press('Control+j')
	await say(page).waitFor({ state: 'hidden' })
})

test('where tasks are, the keys work from the start and q writes a task', async () => {
	const page = await comeWith('Already here')
	expect(await hasFocus(page)).toBe(false)
	await page.keyboard.press('j')
	await expect.poll(focused(page)).toBe('Already here')
	await page.keyboard.press('q')
	expect(await hasFocus(page)).toBe(true)
})

test('where nothing is to be done, a task can be written at once', async () => {
	const page = await comeWith('The only one')
	await row(page, 'The only one').getByRole('checkbox').click()
	await row(page, 'The only one').waitFor({ state: 'detached' })
	await page.reload()
	await page.getByText('Nothing left for today.').waitFor()
	await expect.poll(() => hasFocus(page)).toBe(true)
})

test('keys pressed one upon the other all count', async () => {
	const titles = ['One', 'Two', 'Three', 'Four', 'Five', 'Six']
	const page = await comeWith(...titles)
	const session = await page.context().newCDPSession(page)
	await session.send('Emulation.setCPUThrottlingRate', { rate: 6 })
	await Promise.all(['j', 'j', 'j', 'j', 'j'].map((key) => page.keyboard.press(key)))
	await expect.poll(focused(page)).toBe('Five')
	await Promise.all(['k', 'k', 'j', 'k'].map((key) => page.keyboard.press(key)))
	await expect.poll(focused(page)).toBe('Three')
	await Promise.all(['x', 'j', 'x'].map((key) => page.keyboard.press(key)))
	await row(page, 'Three').waitFor({ state: 'detached' })
	await row(page, 'Five').waitFor({ state: 'detached' })
	await expect.poll(focused(page)).toBe('Six')
})

test('keys that the browser hands over in one go all count', async () => {
	const page = await comeWith('One', 'Two', 'Three', 'Four')
	await page.getByRole('heading', { level: 1 }).click()
	await page.evaluate(`for (const key of 'jjj')
		document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`)
	await expect.poll(focused(page)).toBe('Three')
})

test('what is typed while search opens stands in its field', async () => {
	const page = await comeWith('Paint the fence', 'Call Ada')
	let opened = () => undefined as void
	const gate = new Promise<void>((resolve) => (opened = resolve))
	await page.route(/\/search/, async (route) => {
		await gate
		await route.continue()
	})
	await page.keyboard.press('/')
	await page.keyboard.type('pent')
	await page.keyboard.press('Backspace')
	await page.keyboard.press('ArrowLeft')
	opened()
	await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('pen')
	await page.keyboard.press('End')
	await page.keyboard.type('ce')
	expect(await page.getByRole('searchbox').inputValue()).toBe('pence')
	await page.getByRole('searchbox').fill('fence')
	await row(page, 'Paint the fence').waitFor()
	expect(new URL(page.url()).searchParams.get('q')).toBe('fence')
	await page.getByRole('heading', { level: 1 }).click()
	await page.keyboard.press('/')
	await page.keyboard.type('ada')
	expect(await page.getByRole('searchbox').inputValue()).toBe('ada')
})

test('tasks are stored in the order they were written, and nothing else waits for them', async () => {
	const page = await comeWith('Here before')
	let release = () => undefined as void
	const gate = new Promise<void>((resolve) => (release = resolve))
	await page.route('**/api/tasks/bulk', async (route) => {
		if (route.request().postData()?.includes('Written first')) await gate
		await route.continue()
	})
	const second = page.waitForResponse((reply) => Boolean(reply.request().postData()?.includes('Written second')))
	await addTask(page, 'Written first')
	await addTask(page, 'Written second')
	await row(page, 'Written second').waitFor()
	const completed = page.waitForResponse((reply) => Boolean(reply.request().postData()?.includes('"complete"')))
	await row(page, 'Here before').getByRole('checkbox').click()
	expect((await completed).ok()).toBe(true)
	release()
	expect((await second).ok()).toBe(true)
	await page.unroute('**/api/tasks/bulk')
	await page.reload()
	await row(page, 'Written first').waitFor()
	expect(await page.locator('main [data-row]').allTextContents()).toEqual(['Written first', 'Written second'])
	expect(await quickAdd(page).inputValue()).toBe('')
})
