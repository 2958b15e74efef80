import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { buildChanged } from '../scripts/build.ts'
import { launchChromium } from '../scripts/chromium.ts'
import { takeAnyPort } from '../scripts/ports.ts'
import { startProduct, type Product } from '../scripts/product.ts'

export interface OpenProduct {
	product: Product
	browser: Browser
	/** What the browser complained about on any page: scripts that threw, refused by policy, or failed to hydrate. */
	complaints: string[]
	/** Every origin that was asked for anything. */
	origins: Set<string>
	/** A page in a browser of its own: somebody who was never here. */
	newcomer: (options?: BrowserContextOptions) => Promise<Page>
	close: () => Promise<void>
}

/** The built product on free ports and an empty database, as production runs it, and a browser in front of it. */
export async function openProduct(
	settings: Record<string, string> = {},
	browserArgs: string[] = [],
): Promise<OpenProduct> {
	await buildChanged()
	const folder = await mkdtemp(join(tmpdir(), 'todo-e2e-'))
	const product = await startProduct({
		NODE_ENV: 'production',
		GUESTS: 'on',
		SHUTDOWN_DELAY: '0',
		TRUSTED_PROXY_HOPS: '2',
		BETTER_AUTH_SECRET: randomBytes(32).toString('base64'),
		DATABASE_URL: join(folder, 'todo.db'),
		PORT: String(await takeAnyPort()),
		WEB_PORT: String(await takeAnyPort()),
		METRICS_PORT: String(await takeAnyPort()),
		...settings,
	})
	const browser = await launchChromium({ args: browserArgs })
	const complaints: string[] = []
	const origins = new Set<string>()
	let newcomers = 0

	return {
		product,
		browser,
		complaints,
		origins,
		async newcomer(options) {
			// Each comes from an address of their own: one address may not make guests without end.
			const extraHTTPHeaders = { 'x-forwarded-for': `10.0.0.${++newcomers}` }
			const context = await browser.newContext({
				viewport: { width: 1280, height: 800 },
				locale: 'en-GB',
				timezoneId: 'Europe/Vienna',
				extraHTTPHeaders,
				...options,
			})
			context.on('page', (page) => watch(page, complaints))
			context.on('request', (request) => origins.add(new URL(request.url()).origin))
			return context.newPage()
		},
		async close() {
			await browser.close()
			await product.stop()
			await rm(folder, { recursive: true, force: true })
		},
	}
}

/** That nobody is signed in, or no longer by this session, is answered by 401, which the browser reports; all else must be silent. */
const expected = /status of 401|WebSocket.*HTTP Authentication failed/

function watch(page: Page, complaints: string[]): void {
	page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
	page.on('console', (message) => {
		if (message.type() !== 'error' && message.type() !== 'warning') return
		if (!expected.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`)
	})
}

/** The line where a new task is written. */
export const quickAdd = (page: Page) => page.locator('main [data-quick-add]')

/** A row of the list by its title. */
export const row = (page: Page, title: string) =>
	page.locator('main [data-row-item]').filter({ has: page.getByRole('button', { name: title, exact: true }) })

/** As `addTask`, and waits until the server has it. */
export async function saveTask(page: Page, text: string): Promise<void> {
	const saved = page.waitForResponse((response) => response.url().endsWith('/api/tasks/bulk') && response.ok())
	await addTask(page, text)
	await saved
}

export async function addTask(page: Page, text: string): Promise<void> {
	await quickAdd(page).fill(text)
	await quickAdd(page).press('Enter')
}
