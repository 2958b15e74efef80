import type { Locator, Page } from 'playwright-core'
import { row } from './open-product.ts'

/** The settings of a browser on a phone. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }

/** A time zone in which it is noon now: what is said of today and tomorrow doesn't depend on when a test runs. */
export function noonZone(): string {
	const east = 12 - new Date().getUTCHours()
	// POSIX counts to the west.
	return `Etc/GMT${east > 0 ? `-${east}` : `+${-east}`}`
}

/** The date, so many days from today, in a time zone. */
export const toDay = (days: number, timeZone: string): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.now() + days * 86_400_000)

export const views = (page: Page): Locator => page.getByRole('navigation', { name: 'Views' }).first()
export const toast = (page: Page): Locator => page.locator('[data-toast]')
export const section = (page: Page, name: string | RegExp): Locator =>
	page.locator('main').getByRole('region', { name })

/** Opens the details of a task. */
export const openTask = (page: Page, title: string): Promise<void> =>
	row(page, title).getByRole('button', { name: title, exact: true }).click()

/** Takes an entry of the menu that stands open. */
export const choose = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('menuitem', { name }).click()

/** Writes by the API as the person of this browser. */
export async function write(
	page: Page,
	method: 'POST' | 'PATCH' | 'DELETE',
	path: string,
	data?: object,
): Promise<unknown> {
	const { origin } = new URL(page.url())
	const answer = await page.request.fetch(origin + path, { method, data, headers: { origin } })
	if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`)
	return answer.status() === 204 ? null : answer.json()
}

/** Reads from the API as the person of this browser. */
export const read = async (page: Page, path: string): Promise<unknown> =>
	(await page.request.get(new URL(page.url()).origin + path)).json()
