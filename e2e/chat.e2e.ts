import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { row, saveTask } from './open-product.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()
const { come } = open

const say = (page: Page) => page.getByRole('textbox', { name: 'Ask, or tell me what to do…' })

async function tell(page: Page, text: string): Promise<void> {
	const answered = page.waitForResponse((response) => response.url().endsWith('/api/chat') && response.ok())
	await say(page).fill(text)
	await say(page).press('Enter')
	await answered
	await page.locator('[role=log][aria-busy=false]').waitFor()
}

test('APP-1: the assistant adds a task that shows up in the list, with the way back', async () => {
	const page = await come()
	await say(page).fill('Add a task to buy groceries today')
	await say(page).press('Enter')
	await page.getByRole('log').getByRole('button', { name: 'Undo' }).waitFor()
	await page
		.getByRole('link', { name: /^Inbox/ })
		.first()
		.click()
	await row(page, 'buy groceries').or(row(page, 'Buy groceries')).waitFor()
	await page.getByRole('log').getByRole('button', { name: 'Undo' }).click()
	await page.getByText('The inbox takes what has no list yet.').waitFor()
	await page.reload()
	await page.getByRole('log').getByText('Add a task to buy groceries today').waitFor()
})

test('tasks in an answer are real: they can be checked right there', async () => {
	const page = await come()
	await saveTask(page, 'Water the herbs')
	await tell(page, "What's due today?")
	await page.getByRole('log').getByRole('checkbox', { name: 'Complete “Water the herbs”' }).click()
	await row(page, 'Water the herbs').waitFor({ state: 'detached' })
	await page.getByRole('log').getByRole('checkbox', { name: 'Reopen “Water the herbs”' }).waitFor()
})

test('a question waits for its buttons, over a reload, and is answered once', async () => {
	const page = await come()
	for (const title of ['One', 'Two', 'Three']) await saveTask(page, title)
	await tell(page, 'delete all my tasks')
	const question = page.getByRole('log').getByRole('region', { name: /3 tasks/ })
	await question.waitFor()
	await page.reload()
	await question.getByRole('button').first().click()
	await row(page, 'One').waitFor({ state: 'detached' })
	await question.getByText('You said yes').waitFor()
	expect(await question.getByRole('button').count()).toBe(0)
	await page.getByRole('log').getByRole('button', { name: 'Undo' }).click()
	await row(page, 'Three').waitFor()
})

test('a line of the assistant says what is true of it: undone, wherever it was undone, and done again', async () => {
	const page = await come()
	await tell(page, 'Add a task to buy groceries today')
	const log = page.getByRole('log')
	await log.getByRole('button', { name: 'Undo' }).waitFor()
	await page.getByRole('heading', { level: 1 }).click()
	await page.keyboard.press('Control+z')
	await log.getByText('Undone').waitFor()
	expect(await log.getByRole('button', { name: 'Undo' }).count()).toBe(0)
	await page.reload()
	await log.getByText('Undone').waitFor()
	await log.getByRole('button', { name: 'Redo' }).click()
	await page.locator('[data-toast]').getByText('Redone').waitFor()
	await log.getByRole('button', { name: 'Undo' }).waitFor()
	expect(await log.getByText('Undone').count()).toBe(0)
	const second = await page.context().newPage()
	await second.goto(open.url)
	await second.getByRole('log').getByRole('button', { name: 'Undo' }).click()
	await log.getByText('Undone').waitFor()
	await page.reload()
	await log.getByText('Undone').waitFor()
})

test('an error stands in the conversation in plain words, with a way to try again', async () => {
	const page = await come()
	await saveTask(page, 'Here already')
	await page.route('**/api/chat', (route) => route.abort())
	await say(page).fill('Show me all my tasks')
	await say(page).press('Enter')
	await page.getByRole('log').getByRole('alert').getByText('can’t be reached').waitFor()
	await page.unroute('**/api/chat')
	await page.getByRole('log').getByRole('button', { name: 'Try again' }).click()
	await page.getByRole('log').getByRole('checkbox', { name: 'Complete “Here already”' }).waitFor()
	expect(open.complaints.splice(0).filter((text) => !text.includes('ERR_FAILED'))).toEqual([])
})

test('what was said too fast is kept, whatever is said next, and can be said again', async () => {
	const page = await come()
	const log = page.getByRole('log')
	const problem = { type: 'about:blank', title: 'x', status: 429, code: 'RATE_LIMITED', detail: 'x' }
	await page.route('**/api/chat', (route) =>
		route.fulfill({ status: 429, headers: { 'retry-after': '7' }, json: problem }),
	)
	await say(page).fill('Add a task to sweep the yard today')
	await say(page).press('Enter')
	await log.getByRole('alert').getByText('Try again in 7 seconds').waitFor()
	await page.unroute('**/api/chat')
	await tell(page, 'Add a task to buy groceries today')
	await row(page, 'Buy groceries').waitFor()
	await log.getByRole('alert').getByText('Add a task to sweep the yard today').waitFor()
	await log.getByRole('button', { name: 'Try again' }).click()
	await row(page, 'Sweep the yard').waitFor()
	expect(await log.getByRole('alert').count()).toBe(0)
	expect(open.complaints.splice(0).filter((text) => !text.includes('status of 429'))).toEqual([])
})

test('conversations are listed, reopened and deleted', async () => {
	const page = await come()
	await tell(page, 'Add a task to sweep the yard')
	await page.getByRole('button', { name: 'New conversation' }).click()
	await tell(page, 'Show me all my tasks')
	await page.getByRole('button', { name: 'Earlier conversations' }).click()
	await page.getByRole('button', { name: /^Add a task to sweep the yard/ }).click()
	await page.getByRole('log').getByText('Add a task to sweep the yard').waitFor()
	await page.getByRole('button', { name: 'Earlier conversations' }).click()
	await page.getByRole('button', { name: 'Delete “Add a task to sweep the yard”' }).click()
	await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
	await page.getByRole('button', { name: /^Add a task to sweep/ }).waitFor({ state: 'detached' })
	await page.getByRole('button', { name: /^Show me all my tasks/ }).waitFor()
})
