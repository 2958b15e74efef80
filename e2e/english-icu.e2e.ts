import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toPageEnvironment } from '../scripts/environment.ts'
import { takeAnyPort } from '../scripts/ports.ts'
import { fromRoot, node } from '../scripts/root.ts'
import { startService, type Service } from '../scripts/service.ts'
import { writeEnglishIcu } from './english-icu.ts'
import { openProduct, row, saveTask, type OpenProduct } from './open-product.ts'

let open: OpenProduct
let english: Service
let env: Record<string, string>
let folder = ''
let url = ''

beforeAll(async () => {
	open = await openProduct()
	folder = await mkdtemp(join(tmpdir(), 'todo-icu-'))
	const port = await takeAnyPort()
	url = `http://localhost:${port}`
	await writeEnglishIcu(folder, process.versions.icu ?? '')
	env = {
		...toPageEnvironment({}, { port, host: '127.0.0.1', api: open.product.apiUrl }),
		NODE_ICU_DATA: folder,
	}
	english = await startService({
		name: 'The page’s server',
		program: node,
		args: [fromRoot('apps/web/dist/server.js')],
		env,
		ready: `http://127.0.0.1:${port}/healthz`,
		show: 'keep',
	})
})
afterAll(async () => {
	await english.stop()
	await open.close()
	await rm(folder, { recursive: true, force: true })
})

test('the server of these tests knows English alone', async () => {
	const said = `JSON.stringify([Intl.DateTimeFormat.supportedLocalesOf(['de', 'fr', 'en', 'ja']),
		new Intl.DateTimeFormat('de', { weekday: 'long', timeZone: 'UTC' }).format(0)])`
	const { stdout } = await promisify(execFile)(node, ['-p', said], { env })
	expect(JSON.parse(stdout)).toEqual([['en'], 'Thursday'])
})

test('a page served with English-only language data comes to life in a German browser', async () => {
	const page = await open.newcomer({ locale: 'de-AT' })
	await page.goto(url)
	await page.getByText('Nothing due today.').waitFor()
	await saveTask(page, 'Milch kaufen')
	const weekday = new Intl.DateTimeFormat('de', { weekday: 'long', timeZone: 'Europe/Vienna' }).format()
	await page.getByText(weekday).first().waitFor()
	for (const path of [
		'/',
		'/inbox',
		'/upcoming',
		'/completed',
		'/search',
		'/settings',
		'/trash',
		'/list/1',
		'/tag/x',
	]) {
		await page.goto(url + path)
		await page.getByRole('heading', { level: 1 }).waitFor()
		await page.getByRole('link', { name: 'keep these tasks' }).first().waitFor()
	}
	await page.goto(url)
	await row(page, 'Milch kaufen').waitFor()
	expect(open.complaints).toEqual([])
})
