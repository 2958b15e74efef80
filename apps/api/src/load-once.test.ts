import { expect, test } from 'vitest'
import { loadOnce } from './load-once.ts'

test('what is loaded is loaded once, by many callers at a time too', async () => {
	let loads = 0
	const get = loadOnce(async () => (loads += 1))
	expect(await Promise.all([get(), get()])).toEqual([1, 1])
	expect(await get()).toBe(1)
})

test('what failed is loaded again by the next caller', async () => {
	let loads = 0
	const get = loadOnce(async () => {
		loads += 1
		if (loads === 1) throw new Error('no file handle is free')
		return loads
	})
	const first = await Promise.allSettled([get(), get()])
	expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
	expect([await get(), await get()]).toEqual([2, 2])
})
