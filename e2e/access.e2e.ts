import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { seedDemo } from '../scripts/demo.ts'
import { openProduct, row, type OpenProduct } from './open-product.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const views = [
	'/',
	'/inbox',
	'/upcoming',
	'/completed',
	'/search?q=the',
	'/history',
	'/trash',
	'/settings',
	'/reset-password',
	'/reset-password#token=unknown',
	'/list/1',
	'/tag/errands',
	'/nowhere',
]
const themes = ['light', 'dark'] as const

let open: OpenProduct
let context: BrowserContext

beforeAll(async () => {
	open = await openProduct()
	const page = await open.newcomer({ reducedMotion: 'reduce' })
	context = page.context()
	await seedDemo(context, open.product.pageUrl)
	await page.close()
})
afterAll(() => open.close())

/** What axe finds wrong, as `rule: element`. */
async function check(page: Page): Promise<string[]> {
	// The policy forbids foreign scripts on the page; the debugger's own evaluation is exempt from it.
	await page.evaluate(axe)
	const found: unknown = await page.evaluate(
		`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
			violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 160) + ' ' + failureSummary)))`,
	)
	return Array.isArray(found) ? found.map(String) : ['axe did not answer']
}

async function visit(path: string, theme: 'light' | 'dark', width = 1280): Promise<Page> {
	const page = await context.newPage()
	await page.setViewportSize({ width, height: 800 })
	await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
	await page.goto(open.product.pageUrl + path, { waitUntil: 'networkidle' })
	await page.getByRole('heading', { level: 1 }).waitFor()
	return page
}

test.each(themes)(
	'APP-2: axe finds nothing on any view, %s, wide and on the phone',
	async (theme) => {
		const found: string[] = []
		for (const width of [1280, 390])
			for (const path of views) {
				const page = await visit(path, theme, width)
				found.push(...(await check(page)).map((text) => `${path} ${width} ${text}`))
				await page.close()
			}
		expect(found).toEqual([])
	},
	180_000,
)

test.each(themes)(
	'axe finds nothing in what opens over the list, %s',
	async (theme) => {
		const page = await visit('/', theme)
		const title = 'Prepare the slides for Monday'
		await row(page, title).getByRole('button', { name: title, exact: true }).click()
		await page.getByRole('textbox', { name: 'Description' }).waitFor()
		expect(await check(page)).toEqual([])
		await page
			.getByRole('button', { name: /^Schedule/ })
			.last()
			.click()
		await page.getByRole('dialog').waitFor()
		expect(await check(page)).toEqual([])
		await page.keyboard.press('Escape')
		await page.getByRole('button', { name: /^Repeat/ }).click()
		await page.getByRole('menu').waitFor()
		expect(await check(page)).toEqual([])
		await page.keyboard.press('Escape')
		await page.keyboard.press('Escape')
		await page.keyboard.press('?')
		await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
		expect(await check(page)).toEqual([])
		await page.close()
		const phone = await visit('/', theme, 390)
		for (const name of ['Add task', 'Assistant', 'Browse']) {
			await phone.getByRole('navigation').getByRole('button', { name }).click()
			await phone.getByRole('dialog').waitFor()
			expect(await check(phone)).toEqual([])
			await phone.keyboard.press('Escape')
			await phone.getByRole('dialog').waitFor({ state: 'detached' })
		}
		await phone.close()
	},
	120_000,
)

test('nothing is cut off at 320 pixels, nor at 200 % zoom of 1280', async () => {
	for (const width of [320, 640])
		for (const path of views) {
			const page = await visit(path, 'light', width)
			const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
			const cut: unknown = await page.evaluate(
				`[...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() && !e.closest('.sr-only') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 120))`,
			)
			expect({ path, width, overflow, cut }).toEqual({ path, width, overflow: 0, cut: [] })
			await page.close()
		}
}, 120_000)

test('every view of the seeded list came up without a complaint', () => {
	expect(open.complaints.filter((text) => !/nowhere|404/.test(text))).toEqual([])
})
