import { expect, test } from 'vitest'
import { shiftSpans } from './use-plain-spans.ts'

test('what was made plain moves along with the text before it', () => {
	const before = 'Read tomorrow never dies'
	expect(shiftSpans([{ start: 5, end: 13 }], before, `Please ${before}`)).toEqual([{ start: 12, end: 20 }])
	expect(shiftSpans([{ start: 5, end: 13 }], before, `${before} today`)).toEqual([{ start: 5, end: 13 }])
})

test('what is edited itself is read again', () => {
	expect(shiftSpans([{ start: 5, end: 13 }], 'Read tomorrow', 'Read tomo')).toEqual([])
})
