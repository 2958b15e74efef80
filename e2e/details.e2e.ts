import { expect, test } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { quickAdd, row, saveTask } from './open-product.ts'
import { choose, read, write } from './page-parts.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()

async function come(path = '/', options: BrowserContextOptions = {}): Promise<Page> {
	const page = await open.newcomer(options)
	await page.goto(open.url + path)
	return page
}

const toast = (page: Page) => page.locator('[data-toast]')

async function paste(page: Page, text: string): Promise<void> {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
	await quickAdd(page).focus()
	await quickAdd(page).press('Control+V')
}

test('the week of the date picker starts as the settings say, whatever the browser’s language', async () => {
	const page = await come('/', { locale: 'en-US' })
	await saveTask(page, 'Any task')
	const firstDay = async () => {
		await row(page, 'Any task').hover()
		await row(page, 'Any task').getByRole('button', { name: 'Schedule' }).click()
		const heads = page.getByRole('dialog', { name: 'Schedule' }).locator('th')
		await heads.first().waitFor()
		const days = await heads.allTextContents()
		await page.keyboard.press('Escape')
		return days.join('')
	}
	expect(await firstDay()).toBe('MTWTFSS')
	await page.goto(`${open.url}/settings`)
	const saved = page.waitForResponse(
		(reply) => reply.url().endsWith('/api/settings') && reply.request().method() !== 'GET',
	)
	await page.getByLabel('The week starts on').selectOption('sunday')
	await saved
	await page.goto(open.url)
	expect(await firstDay()).toBe('SMTWTFS')
})

test('an import is taken back by the message’s Undo', async () => {
	const page = await come()
	await saveTask(page, 'Here before')
	await page.goto(`${open.url}/settings`)
	const buffer = Buffer.from('title,list\nFrom the file,Moved in\nAnother one,Moved in\n')
	await page.locator('input[type="file"]').setInputFiles({ name: 'tasks.csv', mimeType: 'text/csv', buffer })
	await page.getByRole('button', { name: 'Import', exact: true }).click()
	await toast(page).getByText('2 tasks imported').waitFor()
	await page.getByRole('link', { name: /^Moved in 2/ }).waitFor()
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await toast(page).getByText('Undone: imported 2 tasks').waitFor()
	await page.getByRole('link', { name: /^Moved in/ }).waitFor({ state: 'detached' })
})

test('the sidebar counts what the list shows: subtasks stand within their task', async () => {
	const page = await come()
	await page.getByRole('button', { name: 'New list' }).first().click()
	await page.getByRole('textbox', { name: 'Name' }).fill('Garden')
	await page.getByRole('button', { name: 'Create' }).click()
	await page.waitForURL(/\/list\/\d+$/)
	await saveTask(page, 'Plant the tulips')
	await row(page, 'Plant the tulips').getByRole('button', { name: 'Plant the tulips', exact: true }).click()
	for (const step of ['Buy bulbs', 'Dig']) {
		await page.getByRole('textbox', { name: 'Add a subtask' }).fill(step)
		await page.getByRole('textbox', { name: 'Add a subtask' }).press('Enter')
		await page.getByRole('checkbox', { name: `Complete “${step}”` }).waitFor()
	}
	await page.keyboard.press('Escape')
	await row(page, 'Plant the tulips').getByText('0/2').waitFor()
	expect(await page.getByRole('link', { name: /^Garden/ }).textContent()).toBe('Garden1')
})

test('several pasted lines are shown before they are added, and ticked ones come in as done', async () => {
	const page = await come()
	await paste(page, '- Flour\n- [x] Sugar\n- [ ] Yeast tomorrow\n* [X] Salt\n')
	const preview = page.getByRole('list', { name: 'Tasks to add' })
	const shown = ['Flour', 'Sugardone', 'YeastTomorrow', 'Saltdone']
	await expect.poll(() => preview.getByRole('listitem').allTextContents()).toEqual(shown)
	await page.getByRole('button', { name: 'Add 4 tasks' }).click()
	await toast(page).getByText('4 tasks added').waitFor()
	await row(page, 'Flour').waitFor()
	await page.getByRole('button', { name: 'Completed · 2' }).click()
	await row(page, 'Sugar').getByRole('checkbox', { checked: true }).waitFor()
	await row(page, 'Salt').getByRole('checkbox', { checked: true }).waitFor()
	await page.reload()
	await row(page, 'Flour').waitFor()
	await page.getByRole('button', { name: 'Completed · 2' }).waitFor()
})

test('an address where nothing is shows the page around it and a way back', async () => {
	const page = await come('/nowhere')
	await page.getByRole('heading', { level: 1, name: 'There is nothing at this address' }).waitFor()
	expect(open.complaints.splice(0).filter((text) => !text.includes('status of 404'))).toEqual([])
	await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Inbox' }).waitFor()
	await page.getByRole('link', { name: 'Go to Today' }).click()
	await page.getByText('Nothing due today.').waitFor()
})

test('a copy of a task has what it says, and is open', async () => {
	const page = await come()
	await saveTask(page, 'Pay rent on the 1st every month p1 #home')
	await write(page, 'PATCH', '/api/tasks/1', { description: 'By standing order', reminders: [{ minutes_before: 60 }] })
	await page.goto(`${open.url}/inbox`)
	await row(page, 'Pay rent').hover()
	await row(page, 'Pay rent').getByRole('button', { name: 'More for “Pay rent”' }).click()
	await choose(page, 'Duplicate')
	await expect.poll(() => row(page, 'Pay rent').count()).toBe(2)
	const said = {
		title: 'Pay rent',
		description: 'By standing order',
		priority: 'high',
		due_date: expect.stringMatching(/-01$/),
		recurrence: expect.stringContaining('FREQ=MONTHLY'),
		reminders: [{ minutes_before: 60 }],
		tags: ['home'],
		completed: false,
	}
	await expect.poll(() => read(page, '/api/tasks')).toMatchObject([said, said])
})
