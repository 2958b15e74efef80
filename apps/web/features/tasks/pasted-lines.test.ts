import { expect, test } from 'vitest'
import { readPastedLines } from './pasted-lines.ts'

test('bullets, numbers and boxes go, and ticked boxes mean done', () => {
	const text = '- Flour\r\n\n* [x] Sugar\n  - [ ] Yeast\n[X] Salt\n3. Water\n☑ Oil\n☐ Rice\n[] Tea'
	expect(readPastedLines(text)).toEqual([
		{ text: 'Flour', done: false },
		{ text: 'Sugar', done: true },
		{ text: 'Yeast', done: false },
		{ text: 'Salt', done: true },
		{ text: 'Water', done: false },
		{ text: 'Oil', done: true },
		{ text: 'Rice', done: false },
		{ text: 'Tea', done: false },
	])
})

test('one line is no list, and a thousand are not all taken', () => {
	expect(readPastedLines('- [x] Sugar\n\n')).toEqual([])
	expect(readPastedLines('line\n'.repeat(1000))).toHaveLength(100)
})
