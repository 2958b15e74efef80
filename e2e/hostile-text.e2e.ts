import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { compatible } from '../apps/api/src/testing/vendors/compatible.ts'
import { startVendor } from '../apps/api/src/testing/vendors/vendor-server.ts'
import type { VendorServer } from '../apps/api/src/testing/vendors/vendor-server.ts'
import { openProduct, saveTask, type OpenProduct } from './open-product.ts'
import { write } from './page-parts.ts'

/** What sets this has run; what asks for this address has got out. */
const run = 'top.hasRun=1'
const leak = 'http://leak.invalid/x'

const payloads = [
	`<script>${run}</script>`,
	`<img src=x onerror=${run}>`,
	`<img src="${leak}">`,
	`<svg onload=${run}>`,
	`<svg><script>${run}</script></svg>`,
	`<svg><animate onbegin=${run} attributeName=x dur=1s>`,
	`<iframe src="javascript:${run}"></iframe>`,
	`<iframe srcdoc="<script>${run}</script>"></iframe>`,
	`<a href="javascript:${run}">x</a>`,
	`<body onload=${run}>`,
	`<details open ontoggle=${run}>`,
	`<video><source onerror=${run}></video>`,
	`<link rel=stylesheet href="${leak}">`,
	`<style>@import "${leak}";</style>`,
	`<meta http-equiv=refresh content="0;url=${leak}">`,
	`<object data="javascript:${run}"></object>`,
	`<form action="javascript:${run}"><input type=submit autofocus></form>`,
	`<input autofocus onfocus=${run}>`,
	`<base href="${leak}">`,
	`<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
	`![x](${leak}.png)`,
	`[x](javascript:${run})`,
	`[x](data:text/html,<script>${run}</script>)`,
	`![x](x"onerror="${run})`,
	`<${leak}>`,
	`[x]: javascript:${run}`,
	'```mermaid\ngraph TD; A[<img src=x onerror=top.hasRun=1>]\n```',
	`$\\href{javascript:${run}}{x}$`,
	`{{constructor.constructor('${run}')()}}`,
	`\${${run}}`,
	`javascript:${run}`,
	`"><script>${run}</script>`,
	`'-${run}-'`,
	`</title><script>${run}</script>`,
]
const wrappers = [
	(text: string) => text,
	(text: string) => `Buy ${text} today`,
	(text: string) => text.toUpperCase().replaceAll('TOP.HASRUN', 'top.hasRun'),
	(text: string) => `\u0000${text}`.replaceAll('\u0000', '\u200b'),
	(text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
	(text: string) => text.replaceAll('<', '\uff1c'),
	(text: string) => `<!--${text}-->`,
]
const corpus = payloads.flatMap((payload) => wrappers.map((wrap) => wrap(payload).slice(0, 200)))

let vendor: VendorServer
let open: OpenProduct
beforeAll(async () => {
	vendor = await startVendor(compatible)
	open = await openProduct({
		OPENAI_BASE_URL: vendor.url,
		COMPATIBLE_API_KEY: compatible.key,
		GUEST_MODELS: 'on',
		RATE_LIMIT: '0',
	})
})
afterAll(async () => {
	await open.close()
	await vendor.close()
})

/** Nothing ran, nothing was asked for elsewhere, no policy had to step in, and the page is where it was. */
async function expectCalm(page: Page, path: string): Promise<void> {
	expect(await page.evaluate('top.hasRun')).toBeUndefined()
	expect([...open.origins].filter((origin) => origin !== new URL(open.product.pageUrl).origin)).toEqual([])
	expect(open.complaints.splice(0)).toEqual([])
	expect(new URL(page.url()).pathname).toBe(path)
	expect(await page.locator('main img, main iframe, main script, [role=log] img, [role=log] a').count()).toBe(0)
}

test('B6: what titles, notes and answers say is text and nothing else', async () => {
	expect(corpus.length).toBeGreaterThanOrEqual(200)
	const page = await open.newcomer()
	page.on('dialog', (dialog) => void dialog.dismiss().then(() => expect.unreachable('a dialog was opened')))
	await page.goto(open.product.pageUrl)
	await saveTask(page, 'Water the herbs')
	for (let n = 0; n < corpus.length; n += 50) {
		const tasks = corpus.slice(n, n + 50).map((title) => ({ title, description: title }))
		await write(page, 'POST', '/api/tasks/bulk', { action: 'create', tasks })
	}
	await page.goto(`${open.product.pageUrl}/inbox`)
	await page.locator('main [data-row-item]').filter({ hasText: 'mglyph' }).first().waitFor()
	await expectCalm(page, '/inbox')
	// The notes are shown where a task stands open.
	await page.locator('main [data-row-item]').filter({ hasText: 'mglyph' }).first().getByRole('button').first().click()
	await page.locator('main textarea').first().waitFor()
	await expectCalm(page, '/inbox')

	const field = page.getByRole('textbox', { name: 'Ask, or tell me what to do…' })
	for (let n = 0; n < corpus.length; n += 30) {
		const text = `${corpus.slice(n, n + 30).join('\n')}\nThat is part ${n}.`
		vendor.sayings = [() => ({ text })]
		await field.fill(`Read part ${n} to me`)
		await field.press('Enter')
		await page.getByRole('log').getByText(`That is part ${n}.`).waitFor()
		await page.locator('[role=log][aria-busy=false]').waitFor()
	}
	await expectCalm(page, '/inbox')
	// The list itself, shown as rows under an answer.
	vendor.sayings = [() => ({ calls: [{ name: 'list_tasks', args: { limit: 100 } }] }), () => ({ text: 'All of them.' })]
	await field.fill('What do I have?')
	await field.press('Enter')
	await page.getByRole('log').getByText('All of them.').waitFor()
	await page.reload()
	await page.getByRole('log').getByText('All of them.').waitFor()
	await expectCalm(page, '/inbox')
}, 180_000)
