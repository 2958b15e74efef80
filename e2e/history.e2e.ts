import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { noonZone, phone, toDay, write } from './page-parts.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()
const { come } = open

const entry = (page: Page, name: string) => page.locator('main li').filter({ hasText: name }).first()

test('the history says in words what was changed, from what to what, and by whom', async () => {
	const zone = noonZone()
	const page = await come('/', { timezoneId: zone })
	await write(page, 'POST', '/api/auth/guest', { time_zone: zone })
	await write(page, 'POST', '/api/lists', { name: 'Groceries' })
	for (const title of ['Call mum', 'Rent', 'Bread', 'Milk', 'Eggs'])
		await write(page, 'POST', '/api/tasks', { title, due_date: toDay(1, zone) })
	await write(page, 'PATCH', '/api/tasks/1', { due_date: toDay(0, zone), priority: 'high' })
	await write(page, 'PATCH', '/api/tasks/2', { title: 'Pay the rent' })
	await write(page, 'PATCH', '/api/tasks/3', { list_id: 1, tags: ['shop'] })
	await write(page, 'PATCH', '/api/tasks/4/complete')
	await write(page, 'DELETE', '/api/tasks/5')
	await write(page, 'POST', '/api/import', [{ title: 'From a file' }])
	await write(page, 'POST', '/api/chat', { message: 'add buy stamps' })
	await page.goto(`${open.url}/history`)
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

test('an import of a thousand tasks is one entry with its count, and what came before it can be read', async () => {
	const page = await come()
	await write(page, 'POST', '/api/auth/guest')
	await write(page, 'POST', '/api/tasks', { title: 'The oldest' })
	const rows = Array.from({ length: 1000 }, (_, at) => ({ title: `Row ${at + 1}` }))
	await write(page, 'POST', '/api/import', rows)
	await page.goto(`${open.url}/history`)
	await entry(page, 'Row').getByText('and 997 more', { exact: false }).waitFor()
	expect(await page.locator('main li').count()).toBe(1)
	const more = page.getByRole('button', { name: 'Show more' })
	await more.click()
	await entry(page, 'The oldest').getByText('Added').waitFor()
	expect(await page.locator('main li').count()).toBe(2)
	await more.waitFor({ state: 'detached' })
	await write(page, 'PATCH', '/api/tasks/1', { title: 'The first' })
	await entry(page, 'The first').getByText('Renamed from “The oldest” to “The first”').waitFor()
	expect(await page.locator('main li').count()).toBe(3)
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
