import { mkdir, stat } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { openProduct } from '../e2e/open-product.ts'
import { seedDemo } from './demo.ts'
import { fromRoot } from './root.ts'

const folder = fromRoot('docs/pictures')
const screens = {
	desktop: { width: 1280, height: 800 },
	phone: { width: 390, height: 844 },
} as const
const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]
const talk = ['What’s due this week?', 'remind me to book the train to Porto on Thursday at noon']

/** Takes the pictures of the README from the real product with an ordinary week in it (docs/pictures). */
async function main(): Promise<void> {
	await mkdir(folder, { recursive: true })
	const open = await openProduct()
	for (const [screen, viewport] of Object.entries(screens)) {
		const phone = screen === 'phone'
		const first = await open.newcomer({
			viewport,
			timezoneId: 'UTC',
			reducedMotion: 'reduce',
			hasTouch: phone,
			deviceScaleFactor: phone ? 2 : 1,
		})
		const context = first.context()
		await seedDemo(context, open.product.pageUrl)
		for (const theme of themes) {
			const come = () => openToday(context, open.product.pageUrl, theme)
			if (phone) await takePhone(come, theme)
			else await takeDesktop(come, theme)
		}
		await context.close()
	}
	await open.close()
}

/** A page of its own for each picture: a second one of the same page may show the first again. */
async function openToday(context: BrowserContext, url: string, theme: Theme): Promise<Page> {
	const page = await context.newPage()
	await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
	// It is ten in the morning, whenever the pictures are taken.
	await page.clock.setFixedTime(`${new Date().toISOString().slice(0, 10)}T10:00:00Z`)
	await page.goto(url)
	await page.getByText('Water the plants').first().waitFor()
	return page
}

async function takeDesktop(come: () => Promise<Page>, theme: Theme): Promise<void> {
	const page = await come()
	if (theme === 'light') await converse(page)
	const title = 'Prepare the slides for Monday'
	await page.locator('main').getByRole('button', { name: title, exact: true }).click()
	await page.getByRole('textbox', { name: 'Description' }).waitFor()
	await page.locator('main [data-quick-add]').fill('Call mum tomorrow 9am p1 #family')
	await page.getByRole('button', { name: 'Take “family” as plain text' }).waitFor()
	await page.locator('main').getByText('Send the invoice to Northwind').hover()
	await take(page, `desktop-${theme}`)
}

async function takePhone(come: () => Promise<Page>, theme: Theme): Promise<void> {
	await take(await come(), `phone-${theme}`)
	const page = await come()
	await page.getByRole('navigation').getByRole('button', { name: 'Assistant' }).click()
	await page.getByRole('dialog').waitFor()
	if (theme === 'light') await converse(page)
	await page.getByRole('dialog').getByText('book the train').first().waitFor()
	await take(page, `assistant-${theme}`)
}

/** The conversation is kept, so the other theme shows the same one. */
async function converse(page: Page): Promise<void> {
	for (const sentence of talk) {
		const field = page.getByRole('textbox', { name: 'Ask, or tell me what to do…' })
		const answered = page.waitForResponse((response) => response.url().endsWith('/api/chat'))
		await field.fill(sentence)
		await field.press('Enter')
		await answered
	}
	await page.getByRole('log').getByRole('button', { name: 'Undo' }).waitFor()
}

async function take(page: Page, name: string): Promise<void> {
	await page.evaluate('document.fonts.ready')
	const path = `${folder}/${name}.png`
	await page.screenshot({ path, caret: 'hide' })
	const { size } = await stat(path)
	process.stdout.write(`${name}.png ${Math.round(size / 1000)} kB\n`)
	await page.close()
	if (size > 300_000) throw new Error(`${name}.png is larger than 300 kB.`)
}

await main()
