import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { compatible } from '../apps/api/src/testing/vendors/compatible.ts'
import { startVendor } from '../apps/api/src/testing/vendors/vendor-server.ts'
import type { VendorServer } from '../apps/api/src/testing/vendors/vendor-server.ts'
import { openProduct, row, saveTask, type OpenProduct } from './open-product.ts'

const story = 'Once upon a time there was a list, and everything on it was done by Friday.'
const firstWords = 'Once up'

let vendor: VendorServer
let open: OpenProduct
let goOn = () => undefined as void

beforeAll(async () => {
	vendor = await startVendor(compatible)
	open = await openProduct({
		OPENAI_BASE_URL: vendor.url,
		COMPATIBLE_API_KEY: compatible.key,
		GUEST_MODELS: 'on',
	})
})
afterEach(() => {
	goOn()
	vendor.gate = undefined
	vendor.faults = []
	vendor.sayings = []
	expect(open.complaints.splice(0)).toEqual([])
})
afterAll(async () => {
	await open.close()
	await vendor.close()
})

/** The model falls silent after a few words, until it is let go on. */
function pauseModel(): void {
	const { promise, resolve } = Promise.withResolvers<void>()
	goOn = resolve
	vendor.gate = { after: 2, until: promise }
	vendor.sayings = [() => ({ text: story })]
}

async function come(): Promise<Page> {
	const page = await open.newcomer()
	await page.goto(open.product.pageUrl)
	await saveTask(page, 'Water the herbs today')
	return page
}

const log = (page: Page) => page.getByRole('log')

async function say(page: Page, text: string): Promise<void> {
	const field = page.getByRole('textbox', { name: 'Ask, or tell me what to do…' })
	await field.fill(text)
	await field.press('Enter')
}

test('an answer is shown while it comes; a reload and a second tab go on in mid-sentence', async () => {
	const page = await come()
	pauseModel()
	await say(page, 'Tell me a story')
	await log(page).getByText(firstWords, { exact: true }).waitFor()
	expect(await log(page).getAttribute('aria-busy')).toBe('true')
	await page.reload()
	await log(page).getByText(firstWords, { exact: true }).waitFor()
	const second = await page.context().newPage()
	await second.goto(open.product.pageUrl)
	await log(second).getByText(firstWords, { exact: true }).waitFor()
	goOn()
	await log(page).getByText(story).waitFor()
	await log(second).getByText(story).waitFor()
	await page.locator('[role=log][aria-busy=false]').waitFor()
	expect(await log(page).getByText('Tell me a story').count()).toBe(1)
	await page.getByText('Own model', { exact: true }).waitFor()
})

test('stop stops, the answer says so, and it can be had whole', async () => {
	const page = await come()
	pauseModel()
	await say(page, 'Tell me a story')
	await log(page).getByText(firstWords, { exact: true }).waitFor()
	await page.getByRole('button', { name: 'Stop', exact: true }).click()
	await log(page).getByText('Stopped. Nothing was changed.').waitFor()
	goOn()
	vendor.gate = undefined
	await log(page).getByRole('button', { name: 'Try again' }).click()
	await log(page).getByText(story).waitFor()
	expect(await log(page).getByText('Stopped.').count()).toBe(0)
	expect(await log(page).getByText('Tell me a story').count()).toBe(1)
})

test('the last message can be said otherwise: what its answer did is taken back', async () => {
	const page = await come()
	vendor.sayings = [
		() => ({ calls: [{ name: 'complete_task', args: { task_id: 1 } }] }),
		() => ({ text: 'Done with the herbs.' }),
		() => ({ text: 'All right, they wait.' }),
	]
	await say(page, 'I have watered the herbs')
	await log(page).getByText('Done with the herbs.').waitFor()
	await row(page, 'Water the herbs').waitFor({ state: 'detached' })
	await log(page).getByText('I have watered the herbs').hover()
	await log(page).getByRole('button', { name: 'Say it otherwise' }).click()
	await say(page, 'I have not watered the herbs')
	await log(page).getByText('All right, they wait.').waitFor()
	await row(page, 'Water the herbs').waitFor()
	expect(await log(page).getByText('I have watered the herbs').count()).toBe(0)
})

test('APP-6: where the model can’t answer the built-in assistant does, and the page says so', async () => {
	const page = await come()
	vendor.faults = [(response) => void response.writeHead(401).end('{}')]
	await say(page, 'Add a task to buy groceries today')
	await log(page).getByText('The model does not accept its key: the built-in assistant answered.').waitFor()
	await page.getByText('Built-in', { exact: true }).waitFor()
	await row(page, 'Buy groceries').waitFor()
})
