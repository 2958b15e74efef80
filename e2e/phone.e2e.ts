import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { row } from './open-product.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()

async function come(): Promise<Page> {
	const page = await open.newcomer({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
	// Ten in the morning: what is said of today and tomorrow doesn't depend on when this runs.
	await page.clock.setFixedTime(`${new Date().toISOString().slice(0, 10)}T09:00:00Z`)
	await page.goto(open.url)
	await page.getByText('Nothing due today.').waitFor()
	return page
}

const toast = (page: Page) => page.locator('[data-toast]')

test('an example that is due another day says what was added and when, and Today says what comes next', async () => {
	const page = await come()
	await page.getByRole('button', { name: 'Call mum tomorrow at 9' }).tap()
	await toast(page).getByText('“Call mum” added: Tomorrow, 09:00').waitFor()
	await page.getByText('Nothing due today.').waitFor()
	await page.getByRole('link', { name: 'Next: Call mum · Tomorrow, 09:00' }).tap()
	await page.waitForURL(/\/upcoming$/)
	await row(page, 'Call mum').waitFor()
})

test('APP-1: what the assistant did is said over the list, too, once its sheet is closed', async () => {
	const page = await come()
	const navigation = page.getByRole('navigation')
	await navigation.getByRole('button', { name: 'Assistant' }).tap()
	await page.getByRole('button', { name: 'Remind me to stretch every day at 11' }).tap()
	await page.getByRole('log').getByRole('button', { name: 'Undo' }).waitFor()
	await page.getByRole('button', { name: 'Close the assistant' }).tap()
	await page.getByRole('dialog').waitFor({ state: 'detached' })
	await row(page, 'Stretch')
		.or(row(page, 'stretch'))
		.or(page.getByRole('link', { name: /^Next: stretch/i }))
		.waitFor()
	await toast(page)
		.getByText(/stretch/i)
		.waitFor()
	expect(await page.getByText('All done for today').count()).toBe(0)
})

test('what was taken back in the sheet is not offered to be taken back once more', async () => {
	const page = await come()
	await page.getByRole('navigation').getByRole('button', { name: 'Assistant' }).tap()
	await page.getByRole('button', { name: 'Remind me to stretch every day at 11' }).tap()
	await page.getByRole('log').getByRole('button', { name: 'Undo' }).tap()
	await page.getByRole('log').getByRole('button', { name: 'Redo' }).waitFor()
	await page.getByRole('button', { name: 'Close the assistant' }).tap()
	await page.getByRole('dialog').waitFor({ state: 'detached' })
	expect(
		await toast(page)
			.getByText(/stretch/i)
			.count(),
	).toBe(0)
})

test('an answer that arrives when the sheet is closed is said at once, and not at the next closing', async () => {
	const page = await come()
	const assistant = page.getByRole('navigation').getByRole('button', { name: 'Assistant' })
	const closing = page.getByRole('button', { name: 'Close the assistant' })
	const answered = Promise.withResolvers<void>()
	await page.route('**/api/chat', async (route) => {
		await answered.promise
		await route.continue()
	})
	await assistant.tap()
	const asked = page.waitForRequest('**/api/chat')
	await page.getByRole('button', { name: 'Remind me to stretch every day at 11' }).tap()
	await asked
	await closing.tap()
	await page.getByRole('dialog').waitFor({ state: 'detached' })
	answered.resolve()
	await toast(page)
		.getByText(/stretch/i)
		.waitFor()
	await toast(page).getByRole('button', { name: 'Close' }).tap()
	await toast(page).waitFor({ state: 'detached' })
	await assistant.tap()
	await closing.tap()
	await page.getByRole('dialog').waitFor({ state: 'detached' })
	expect(await toast(page).count()).toBe(0)
})

test('nobody is shown keys who has none, and what adds looks like a button', async () => {
	const page = await come()
	await page.getByRole('navigation').getByRole('button', { name: 'Add task' }).tap()
	const sheet = page.getByRole('dialog', { name: 'New task' })
	await sheet.getByRole('textbox').fill('Water the ferns')
	const add = sheet.getByRole('button', { name: 'Add', exact: true })
	expect((await add.boundingBox())?.height).toBeGreaterThanOrEqual(36)
	await add.tap()
	await row(page, 'Water the ferns').waitFor()
	await page.keyboard.press('Escape')
	await page.keyboard.press('Escape')
	await sheet.waitFor({ state: 'detached' })
	await page.getByRole('navigation').getByRole('button', { name: 'Browse' }).tap()
	await page.getByRole('dialog').getByRole('button', { name: 'Search' }).waitFor()
	expect(await page.locator('kbd').filter({ visible: true }).count()).toBe(0)
})

test('a date is chosen in a sheet at the bottom of the screen', async () => {
	const page = await come()
	await page.getByRole('button', { name: 'Buy milk, eggs and bread' }).tap()
	await row(page, 'Buy milk, eggs and bread')
		.getByRole('button', { name: 'Buy milk, eggs and bread', exact: true })
		.tap()
	const editor = page.getByRole('dialog', { name: 'Edit task' })
	await editor.getByRole('button', { name: 'Today' }).tap()
	const picker = page.getByRole('dialog', { name: 'Schedule' })
	const edges = async () => {
		const { x = NaN, y = NaN, width = NaN, height = NaN } = (await picker.boundingBox()) ?? {}
		return { x, width, bottom: Math.round(y + height) }
	}
	await expect.poll(edges).toEqual({ x: 0, width: 390, bottom: 844 })
	await picker.getByRole('button', { name: /^Tomorrow/ }).tap()
	await picker.waitFor({ state: 'detached' })
	await editor.getByRole('button', { name: 'Tomorrow' }).waitFor()
})
