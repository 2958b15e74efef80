import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openProduct, type OpenProduct } from './open-product.ts'

/** The product for the tests of one file. */
export interface ProvidedProduct extends Pick<OpenProduct, 'product' | 'newcomer' | 'complaints'> {
	/** Where its page is. */
	readonly url: string
	/** Somebody who was never here opens a path of the page. */
	come: (path?: string, options?: BrowserContextOptions) => Promise<Page>
}

/** Opens the product before a file's tests and closes it after them; each test fails where the browser complained of anything. */
export function provideProduct(): ProvidedProduct {
	let opened: OpenProduct | undefined
	const requireOpen = (): OpenProduct => {
		if (!opened) throw new Error('the product is open while tests run')
		return opened
	}
	beforeAll(async () => void (opened = await openProduct()))
	afterAll(() => opened?.close())
	afterEach(() => expect(requireOpen().complaints.splice(0)).toEqual([]))
	return {
		get product() {
			return requireOpen().product
		},
		get url() {
			return requireOpen().product.pageUrl
		},
		get complaints() {
			return requireOpen().complaints
		},
		newcomer: (options) => requireOpen().newcomer(options),
		async come(path = '/', options = {}) {
			const page = await requireOpen().newcomer(options)
			await page.goto(requireOpen().product.pageUrl + path)
			return page
		},
	}
}
