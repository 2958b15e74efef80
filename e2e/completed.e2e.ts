import { expect, test } from 'vitest'
import { noonZone, section, toast, toDay, write } from './page-parts.ts'
import { provideProduct } from './provide-product.ts'

const open = provideProduct()
const { come } = open

test('what repeats stands under Completed each time it was done, and the last time can be reopened', async () => {
	const zone = noonZone()
	const page = await come('/', { timezoneId: zone })
	await write(page, 'POST', '/api/auth/guest', { time_zone: zone })
	await write(page, 'POST', '/api/tasks', { title: 'Water', due_date: toDay(-1, zone), recurrence: 'FREQ=DAILY' })
	await write(page, 'POST', '/api/tasks', { title: 'Milk' })
	await write(page, 'PATCH', '/api/tasks/1/complete')
	await write(page, 'PATCH', '/api/tasks/2/complete')
	await write(page, 'PATCH', '/api/tasks/1/complete')
	await page.goto(`${open.url}/completed`)
	const done = section(page, 'Today').getByRole('listitem')
	await expect.poll(() => done.count()).toBe(3)
	expect((await done.allTextContents()).map((text) => text.slice(0, 4))).toEqual(['Wate', 'Milk', 'Wate'])
	await page.getByText('3 tasks').first().waitFor()
	await page.getByRole('checkbox', { name: 'Reopen “Water”' }).click()
	await expect.poll(() => done.count()).toBe(2)
	await toast(page).getByText('“Water” is open again').waitFor()
	await page.goto(`${open.url}/upcoming`)
	await section(page, /^Tomorrow/)
		.getByText('Water')
		.waitFor()
})
