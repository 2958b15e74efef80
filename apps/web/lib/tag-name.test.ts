import { expect, test } from 'vitest'
import { suggestTags, toTagName } from './tag-name.ts'

test.each([
	['Shop', 'shop'],
	['shop ', 'shop'],
	['#shop', 'shop'],
	['# Shop#', 'shop'],
	['to do, later', 'to-do-later'],
	['ＳＨＯＰ', 'shop'],
	[' # ', ''],
])('%j is the tag %j', (text, name) => {
	expect(toTagName(text)).toBe(name)
})

test('tags that begin as typed are offered before those that have it elsewhere', () => {
	const names = ['workshop', 'shopping', 'home', 'shop']
	expect(suggestTags('SHOP', names)).toEqual(['shop', 'shopping', 'workshop'])
	expect(suggestTags('', names)).toEqual(['home', 'shop', 'shopping', 'workshop'])
})
