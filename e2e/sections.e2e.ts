import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { row } from './open-product.ts'
import { choose, openTask, phone, read, section, toast, write } from './page-parts.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()
const { come } = open

/** A list "Trip" with the sections Before and Packing, made in the other order. */
async function comeToTrip(options = {}): Promise<Page> {
	const page = await come('/', options)
	await write(page, 'POST', '/api/auth/guest')
	await write(page, 'POST', '/api/lists', { name: 'Trip' })
	await write(page, 'POST', '/api/sections', { list_id: 1, name: 'Packing', position: 2 })
	await write(page, 'POST', '/api/sections', { list_id: 1, name: 'Before', position: 1 })
	await write(page, 'POST', '/api/tasks', { title: 'Socks', list_id: 1, section_id: 1 })
	await write(page, 'POST', '/api/tasks', { title: 'Call Ada', list_id: 1 })
	await page.goto(`${open.url}/list/1`)
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
	await heading.waitFor()
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

test('an empty list shows the section added to it, and headings stay when the last task is done', async () => {
	const page = await come()
	await write(page, 'POST', '/api/auth/guest')
	await write(page, 'POST', '/api/lists', { name: 'Trip' })
	await page.goto(`${open.url}/list/1`)
	await page.getByText('Nothing here yet.').waitFor()
	await page.locator('main header').getByRole('button', { name: 'More' }).click()
	await choose(page, 'Add section')
	await page.getByRole('textbox', { name: 'Name' }).fill('Packing')
	await page.getByRole('button', { name: 'Create' }).click()
	await page.getByRole('heading', { level: 2, name: 'Packing' }).waitFor()
	await write(page, 'POST', '/api/tasks', { title: 'Socks', list_id: 1, section_id: 1 })
	await page.getByRole('checkbox', { name: 'Complete “Socks”' }).click()
	await row(page, 'Socks').waitFor({ state: 'detached' })
	await page.getByRole('button', { name: 'More for Packing' }).waitFor()
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
