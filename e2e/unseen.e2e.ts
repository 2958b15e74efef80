import { expect, test } from 'vitest'
import { row, saveTask } from './open-product.ts'
import { toast, write } from './page-parts.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()

test('a task that lands below what is on the screen is said to be added, and can be undone; one in sight is not', async () => {
	const page = await open.newcomer()
	await page.goto(`${open.url}/inbox`)
	await saveTask(page, 'Milk')
	await row(page, 'Milk').waitFor()
	const tasks = Array.from({ length: 40 }, (_, n) => ({ title: `Chore ${n}` }))
	await write(page, 'POST', '/api/tasks/bulk', { action: 'create', tasks })
	await row(page, 'Chore 39').waitFor()
	expect(await toast(page).count()).toBe(0)
	await saveTask(page, 'Sharpen knives')
	await toast(page).getByText('“Sharpen knives” added').waitFor()
	await toast(page).getByRole('button', { name: 'Undo' }).click()
	await row(page, 'Sharpen knives').waitFor({ state: 'detached' })
})
