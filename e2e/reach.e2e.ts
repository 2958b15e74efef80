import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { addTask, openProduct, quickAdd, row, saveTask, type OpenProduct } from './open-product.ts'

let open: OpenProduct
let url = ''

beforeAll(async () => {
	open = await openProduct()
	url = open.product.pageUrl
})
afterAll(() => open.close())
afterEach(() => expect(open.complaints.splice(0).filter((text) => !/50[0-9]|WebSocket/.test(text))).toEqual([]))

const banner = (page: Page) => page.getByText('Can’t reach the server. Trying again…')
const alert = (page: Page) => page.locator('[data-toast][role="alert"]')

test('while the server is away a banner says so, and goes by itself when it is back, with what it failed', async () => {
	const page = await open.newcomer()
	await page.goto(url)
	await saveTask(page, 'Written before')
	await open.product.api.stop()
	await banner(page).waitFor()
	await row(page, 'Written before').waitFor()
	await addTask(page, 'Written while it was away')
	await alert(page).getByText('Nothing was saved').waitFor()
	await open.product.restartApi()
	await banner(page).waitFor({ state: 'detached' })
	expect(await alert(page).count()).toBe(0)
	expect(await quickAdd(page).inputValue()).toBe('Written while it was away')
	await quickAdd(page).press('Enter')
	await row(page, 'Written while it was away').waitFor()
})

test('who comes while the server is away sees why nothing is there, and then everything', async () => {
	const page = await open.newcomer()
	await page.goto(url)
	await saveTask(page, 'Kept on the server')
	await open.product.api.stop()
	await page.reload()
	await banner(page).waitFor()
	await open.product.restartApi()
	await row(page, 'Kept on the server').waitFor()
	await banner(page).waitFor({ state: 'detached' })
	expect(await page.getByText('can’t be loaded').count()).toBe(0)
})

test('one request that fails while the server answers others is no reason for a banner', async () => {
	const page = await open.newcomer()
	await page.goto(url)
	await saveTask(page, 'First')
	await page.route('**/api/tasks/bulk', (route) => route.abort())
	await addTask(page, 'Second')
	await alert(page).getByText('Nothing was saved').waitFor()
	await page.unroute('**/api/tasks/bulk')
	await quickAdd(page).press('Enter')
	await row(page, 'Second').waitFor()
	expect(await banner(page).count()).toBe(0)
	expect(open.complaints.splice(0).filter((text) => !text.includes('ERR_FAILED'))).toEqual([])
})

test('a write that the server leaves without an answer is given up, says so, and holds no later one', async () => {
	const page = await open.newcomer()
	// Half a second instead of a quarter of a minute.
	await page.addInitScript(
		'const limit = AbortSignal.timeout; AbortSignal.timeout = (ms) => limit.call(AbortSignal, ms / 30)',
	)
	await page.goto(url)
	await saveTask(page, 'First')
	const keys: (string | undefined)[] = []
	await page.route('**/api/tasks/bulk', (route, request) => {
		if (!request.postData()?.includes('Stalled')) return route.continue()
		keys.push(request.headers()['idempotency-key'])
	})
	await addTask(page, 'Stalled')
	await addTask(page, 'Next')
	await alert(page).getByText('The server did not answer in time').waitFor()
	await expect
		.poll(async () => JSON.stringify(await (await page.request.get(`${url}/api/tasks`)).json()))
		.toMatch(/"Next"/)
	expect(keys).toHaveLength(2)
	expect(new Set(keys).size).toBe(1)
	expect(await row(page, 'Stalled').count()).toBe(0)
})
