import { expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'

const isPackaged = process.platform === 'linux' && process.arch === 'x64'

test.for([{ packaged: false }, { packaged: true }].filter(({ packaged }) => isPackaged || !packaged))(
	'a real browser runs a page, packaged: $packaged',
	async (options) => {
		const browser = await launchChromium(options)
		try {
			const page = await browser.newPage()
			await page.setContent('<button onclick="document.title = navigator.userAgent">say</button>')
			await page.getByRole('button').click()
			expect(await page.title()).toContain('Chrome')
		} finally {
			await browser.close()
		}
	},
)
