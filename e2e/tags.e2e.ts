import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { row, saveTask } from './open-product.ts'
import { choose, openTask, read, toast, views } from './page-parts.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()
const { come } = open

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
	await page.goto(`${open.url}/tag/shop`)
	await page.locator('main header').getByRole('button', { name: 'More' }).click()
	await choose(page, 'Edit tag')
	await page.getByRole('textbox', { name: 'Name' }).fill('market')
	await page.getByRole('button', { name: 'Save' }).click()
	await page.getByRole('heading', { level: 1, name: '#market' }).waitFor()
	await row(page, 'Milk').waitFor()
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await views(page).getByRole('link', { name: 'shop 1' }).waitFor()
})
