import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSmokeTest } from '../apps/cli/src/smoke.ts'
import { standIn } from '../apps/cli/src/testing/stand-ins.ts'
import { buildChanged } from '../scripts/build.ts'
import { takeAnyPort } from '../scripts/ports.ts'
import { startProduct, type Product } from '../scripts/product.ts'

let product: Product
let folder = ''

beforeAll(async () => {
	await buildChanged()
	folder = mkdtempSync(join(tmpdir(), 'todo-deploy-'))
	product = await startProduct({
		NODE_ENV: 'production',
		BETTER_AUTH_SECRET: randomBytes(32).toString('base64'),
		DATABASE_URL: join(folder, 'todo.db'),
		PORT: String(await takeAnyPort()),
		WEB_PORT: String(await takeAnyPort()),
		METRICS_PORT: String(await takeAnyPort()),
	})
})
afterAll(async () => {
	await product.stop()
	rmSync(folder, { recursive: true })
})

const done = [
	'the page opens',
	'the API is well',
	'signing up',
	'asking for a socket',
	'opening the socket',
	'adding a task as the page does',
	'hearing of it on the socket',
	'adding a task by chat',
	'deleting the account again',
]

test('K8S-19: the smoke test does what a person does, through the page’s door', async () => {
	const reported: string[] = []
	const password = randomBytes(16).toString('hex')
	const report = (what: string) => reported.push(what)
	await runSmokeTest({ url: product.pageUrl, id: 'one', password, limitMs: 20_000, report })
	expect(reported).toEqual(done)
	// The account is gone: the same address may sign up again.
	await runSmokeTest({ url: product.pageUrl, id: 'one', password, limitMs: 20_000, report })
})

test.runIf(process.platform !== 'win32')(
	'K8S-19: up ends with an address that was tried, where no LoadBalancer has one',
	async () => {
		const { port } = new URL(product.pageUrl)
		const service = { spec: { type: 'LoadBalancer', ports: [{ port: 3000 }] } }
		const { todo, said, remove } = standIn({
			answers: [
				{ when: 'get service frontend', output: JSON.stringify(service) },
				{ when: 'port-forward', output: `Forwarding from 127.0.0.1:${port} -> 3000\n`, stays: true },
			],
		})
		expect([await todo('up in-cluster-postgres --no-build'), said()]).toEqual([0, expect.stringContaining('It is up:')])
		expect(said()).toContain('No LoadBalancer hands out an address here, and none is waited for.')
		for (const what of done) expect(said()).toContain(`  ${what}: `)
		expect(said()).toContain(`It is up: http://127.0.0.1:${port}`)
		expect(said()).toContain('kubectl --context here --namespace todo-app port-forward service/frontend 3000')
		remove()
	},
)

test('K8S-19: what doesn’t work is named', async () => {
	const options = { id: 'two', password: 'long enough', limitMs: 20_000, report: () => {} }
	await expect(runSmokeTest({ ...options, url: `http://127.0.0.1:${await takeAnyPort()}` })).rejects.toThrow(
		/^the page opens: it did not work\. .*ECONNREFUSED/,
	)
	await product.api.stop()
	await expect(runSmokeTest({ ...options, url: product.pageUrl })).rejects.toThrow('the API is well: it did not work. ')
	await product.restartApi()
})
