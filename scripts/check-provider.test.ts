import { execFile } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compatible } from '../apps/api/src/testing/vendors/compatible.ts'
import { startVendor } from '../apps/api/src/testing/vendors/vendor-server.ts'
import type { VendorServer } from '../apps/api/src/testing/vendors/vendor-server.ts'
import { fromRoot } from './root.ts'

let vendor: VendorServer
beforeAll(async () => void (vendor = await startVendor(compatible)))
afterAll(() => vendor.close())

function check(key: string): Promise<{ code: number; output: string }> {
	const env = { PATH: process.env['PATH'], OPENAI_BASE_URL: vendor.url, COMPATIBLE_API_KEY: key, OPENAI_API_KEY: 'x' }
	return new Promise((resolve) => {
		execFile(process.execPath, [fromRoot('scripts/check-provider.ts'), 'compatible'], { env }, (error, out, errors) =>
			resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: out + errors }),
		)
	})
}

test('one conversation with a provider, step by step, on a list of its own', async () => {
	vendor.sayings = [
		() => ({ calls: [{ name: 'add_task', args: { title: 'Buy milk' } }] }),
		() => ({ text: 'Added.' }),
		() => ({ text: 'Milk, by and by.' }),
	]
	const { code, output } = await check(compatible.key)
	expect(output).toContain('The model some-model: ready')
	expect(output).toContain('→ add_task {"title":"Buy milk"}')
	expect(output).toMatch(/compatible: Added\. \(\d+ ms\)/)
	expect(output).toContain('The list: [ ] Buy milk')
	expect(output).not.toContain(compatible.key)
	expect(code).toBe(0)
}, 60_000)

test('a wrong key is said, and the exit code is 1', async () => {
	const { code, output } = await check('a-wrong-key')
	expect(output).toContain('does not accept the key that is set: look at COMPATIBLE_API_KEY')
	expect(code).toBe(1)
}, 60_000)
