import { test } from 'vitest'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()

test('APP-3: the readable description of the API opens, with all that it loads', async () => {
	const page = await open.come('/api/docs')
	await page.getByRole('button', { name: 'GET /api/tasks', exact: false }).first().waitFor()
})
