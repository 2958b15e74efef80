import { expect, test } from 'vitest'
import { sayTime, usesTwelveHours } from './clock-time.ts'

test.each([
	['00:05', '12:05 AM'],
	['09:00', '9:00 AM'],
	['12:00', '12:00 PM'],
	['16:30', '4:30 PM'],
])('%s is %s where hours are counted to twelve', (time, said) => {
	expect(sayTime(time, 'en-US')).toBe(said)
	expect(sayTime(time, 'en-GB')).toBe(time)
	expect(sayTime(time, 'de')).toBe(time)
})

test('every locale counts its hours as CLDR has it', () => {
	const letters = Array.from({ length: 26 }, (_, n) => String.fromCharCode(97 + n))
	const pairs = letters.flatMap((a) => letters.map((b) => a + b))
	const languages = Intl.DateTimeFormat.supportedLocalesOf([
		...pairs,
		'fil',
		'ckb',
		'yue',
		'kok',
		'mai',
		'mni',
		'sat',
		'doi',
	])
	expect(languages.length).toBeGreaterThan(100)
	// Numbers have the same locales as dates, and are quicker to ask which of them are known.
	const isKnown = (locale: string) => new Intl.NumberFormat(locale).resolvedOptions().locale === locale
	const wrong = languages
		.flatMap((language) => [language, ...pairs.map((region) => `${language}-${region.toUpperCase()}`)])
		.filter(isKnown)
		.filter((locale) => {
			const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
			return hour12 !== usesTwelveHours(locale)
		})
	expect(wrong).toEqual([])
})
