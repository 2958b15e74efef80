import { expect, test } from 'vitest'
import { toLocale } from './place.ts'

test.each([
	['de-AT', 'de-AT'],
	['en-US@posix', 'en-US'],
	['', 'en'],
	[undefined, 'en'],
	['not a language', 'en'],
])('a browser that calls its language %j is formatted as %s', (language, locale) => {
	expect(toLocale(language)).toBe(locale)
})
