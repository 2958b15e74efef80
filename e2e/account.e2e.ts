import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { row, saveTask } from './open-product.ts'
import { read, toast, write } from './page-parts.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()
const { come } = open

const password = 'correct horse battery'
const next = 'staple of the horse'
const field = (page: Page, label: string) => page.getByRole('main').getByLabel(label, { exact: true })
const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()
const text = (page: Page, words: string | RegExp) => page.getByRole('main').getByText(words)
/** The address at which a calendar of whoever is here is read. */
const makeCalendar = async (page: Page) =>
	open.url + Object.values((await write(page, 'POST', '/api/calendar')) ?? {})[0]
const statusOf = async (page: Page, address: string) => (await page.request.get(address)).status()

async function signUp(page: Page, email: string): Promise<void> {
	await field(page, 'E-mail').fill(email)
	await field(page, 'Password').fill(password)
	await press(page, 'Create account')
	await toast(page).getByText('Your account is ready.').waitFor()
}

test('APP-5: a guest reads what ends with sign-up, where there is something that does', async () => {
	const page = await come()
	await saveTask(page, 'Kept')
	await page.goto(`${open.url}/settings`)
	await press(page, 'Make an address')
	await text(page, 'Your calendar address ends with this').waitFor()
	const address = await field(page, 'Address').inputValue()
	await write(page, 'POST', '/api/keys', { name: 'script' })
	await page.reload()
	await text(page, 'Your API keys and your calendar address end with this').waitFor()
	await press(page, 'I have an account')
	expect(await text(page, 'end with this').count()).toBe(0)
	await press(page, 'I am new here')
	await signUp(page, 'ada@example.com')
	await page.getByRole('button', { name: 'Make an address' }).waitFor()
	expect(await statusOf(page, address)).toBe(404)

	const other = await come()
	await saveTask(other, 'Nothing else')
	const asked = other.waitForResponse('**/api/calendar')
	await other.goto(`${open.url}/settings`)
	await asked
	await field(other, 'E-mail').waitFor()
	expect(await text(other, 'with this').count()).toBe(0)
})

test('APP-5: who changes the password keeps API keys and the calendar address, or ends them by one tick', async () => {
	const page = await come('/settings')
	await signUp(page, 'bea@example.com')
	await field(page, 'Current password').waitFor()
	expect(await page.getByRole('checkbox', { name: /^End my/ }).count()).toBe(0)
	const address = await makeCalendar(page)
	await page.reload()
	await text(page, 'Your calendar address goes on working.').waitFor()

	await field(page, 'Current password').fill('not this one')
	await field(page, 'New password').fill(next)
	await press(page, 'Change password')
	await text(page, 'The password is wrong.').waitFor()
	await field(page, 'Current password').fill(password)
	await press(page, 'Change password')
	await toast(page).getByText('Your password is changed.').waitFor()
	expect(await statusOf(page, address)).toBe(200)

	await field(page, 'Current password').fill(next)
	await field(page, 'New password').fill(password)
	await page.getByRole('checkbox', { name: 'End my calendar address too' }).check()
	await press(page, 'Change password')
	await page.getByRole('button', { name: 'Make an address' }).waitFor()
	expect(await statusOf(page, address)).toBe(404)
	expect(open.complaints.splice(0).filter((line) => !line.includes('status of 401'))).toEqual([])
})

test('APP-5: who signs out is told so, and where the tasks are', async () => {
	const page = await come()
	await saveTask(page, 'Safe')
	await page.goto(`${open.url}/settings`)
	await signUp(page, 'cleo@example.com')
	await press(page, 'Sign out')
	await page.waitForURL(`${open.url}/`)
	await text(page, 'You are signed out. Your tasks are kept in your account.').waitFor()
	await page.reload()
	await page.getByRole('link', { name: 'Sign in to see them' }).click()
	await field(page, 'E-mail').fill('cleo@example.com')
	await field(page, 'Password').fill(password)
	await press(page, 'Sign in')
	await page.waitForURL(`${open.url}/`)
	await row(page, 'Safe').waitFor()
	expect(await text(page, 'You are signed out').count()).toBe(0)

	await page.goto(`${open.url}/settings`)
	await press(page, 'Delete account')
	await page.getByRole('dialog').getByLabel('Password').fill(password)
	await page.getByRole('button', { name: 'Delete everything' }).click()
	await text(page, 'Your account is deleted, and everything in it.').waitFor()
	await saveTask(page, 'Somebody new')
	await text(page, 'Your account is deleted').waitFor({ state: 'detached' })
	expect(await read(page, '/api/auth/me')).toMatchObject({ guest: true })
	expect(open.complaints.splice(0).filter((line) => !/WebSocket connection/.test(line))).toEqual([])
})

test('APP-4: what was undone and done again is named', async () => {
	const page = await come()
	for (const title of ['Buy milk', 'Buy eggs']) await saveTask(page, title)
	await page.getByRole('checkbox', { name: 'Complete “Buy milk”' }).click()
	await toast(page).getByText('“Buy milk”').waitFor()
	await page.keyboard.press('Control+z')
	await toast(page).getByText('Undone: completed “Buy milk”', { exact: true }).waitFor()
	await page.keyboard.press('Control+Shift+z')
	await toast(page).getByText('Redone: completed “Buy milk”', { exact: true }).waitFor()
	await page.keyboard.press('Control+z')
	await toast(page).getByText('Undone: completed “Buy milk”', { exact: true }).waitFor()
	await page.keyboard.press('Control+z')
	await toast(page).getByText('Undone: added “Buy eggs”', { exact: true }).waitFor()
})
