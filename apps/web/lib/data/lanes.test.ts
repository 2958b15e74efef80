import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'

/** Work that ends when it is told to, and what of it has begun. */
function createWork() {
	const begun: string[] = []
	const ends = new Map<string, { resolve: (value: string) => void; reject: (reason: Error) => void }>()
	const work = (name: string) => () => {
		begun.push(name)
		return new Promise<string>((resolve, reject) => ends.set(name, { resolve, reject }))
	}
	const end = async (name: string, running: Promise<string>) => {
		ends.get(name)?.resolve(name)
		expect(await running).toBe(name)
		await Promise.resolve()
	}
	return { begun, ends, work, end }
}

test('work of one name runs in order, work of another at once', async () => {
	const { run } = createLanes()
	const { begun, work, end } = createWork()
	const first = run(['create'], work('first'))
	const second = run(['create'], work('second'))
	const other = run(['task 7'], work('other'))
	expect(begun).toEqual(['first', 'other'])
	await end('other', other)
	expect(begun).toEqual(['first', 'other'])
	await end('first', first)
	await expect.poll(() => begun).toEqual(['first', 'other', 'second'])
	await end('second', second)
})

test('work of several names waits for each of them, and what fails holds nothing up', async () => {
	const { run } = createLanes()
	const { begun, ends, work, end } = createWork()
	const one = run(['task 1'], work('one'))
	const two = run(['task 2'], work('two'))
	const both = run(['task 1', 'task 2'], work('both'))
	await end('one', one)
	expect(begun).not.toContain('both')
	ends.get('two')?.reject(new Error('refused'))
	await expect(two).rejects.toThrow('refused')
	await expect.poll(() => begun).toContain('both')
	await end('both', both)
	const later = run(['task 1'], work('later'))
	expect(begun).toContain('later')
	await end('later', later)
})

test('where the page is about to go, what waits runs at once', async () => {
	const { run, hurry } = createLanes()
	const { begun, work, end } = createWork()
	const first = run(['create'], work('first'))
	const second = run(['create'], work('second'))
	hurry()
	await expect.poll(() => begun).toEqual(['first', 'second'])
	await end('second', second)
	await end('first', first)
})
