import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { settings, type Setting } from '../apps/api/src/config/settings.ts'
import { insertTable, toExample, toTable } from './docs.ts'

const list: Setting[] = [
	{ name: 'PORT', default: '8000', group: 'Server', description: 'Port | of the API.' },
	{ name: 'KEY', default: 'made by itself', group: 'Accounts', description: 'Signs.', secret: true },
	{ name: 'HOST', default: '', group: 'Server', description: 'Where.', example: '::1' },
]

test('the table has every setting under its group', () => {
	expect(toTable(list).split('\n').slice(2)).toEqual([
		'| **Server** | | |',
		'| `PORT` | 8000 | Port \\| of the API. |',
		'| `HOST` |  | Where. |',
		'| **Accounts** | | |',
		'| `KEY` | made by itself | Signs. |',
	])
})

test('the example sets nothing until a line is taken out of its comment', () => {
	const example = toExample(settings)
	expect(parseEnv(example)).toEqual({})
	const taken = parseEnv(example.replaceAll(/^#(?=[A-Z])/gm, ''))
	expect(Object.keys(taken).toSorted()).toEqual(settings.map(({ name }) => name).toSorted())
	expect(parseEnv(toExample(list).replaceAll(/^#(?=[A-Z])/gm, ''))).toEqual({ PORT: '8000', KEY: '', HOST: '::1' })
})

test('a README keeps all that stands outside the markers', () => {
	const readme = '# A\n<!-- settings: written by `npm run docs` -->\nold\n<!-- /settings -->\n## B\n'
	const once = insertTable(readme, 'TABLE')
	expect(once).toBe('# A\n<!-- settings: written by `npm run docs` -->\n\nTABLE\n\n<!-- /settings -->\n## B\n')
	expect(insertTable(once, 'TABLE')).toBe(once)
	expect(() => insertTable('# A', 'TABLE')).toThrow('lacks')
})
