import { expect, test } from 'vitest'
import { isDayFirst } from './date-order.ts'

test.each([
	['en', false],
	['en-US', false],
	['en-GB', true],
	['en_AU', true],
	['de', true],
	['fr-CA', true],
	['zh-Hant-TW', false],
	['ja', false],
])('somebody who speaks %s writes the day first: %s', (locale, dayFirst) => {
	expect(isDayFirst(locale)).toBe(dayFirst)
})
