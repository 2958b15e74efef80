import { expect, test } from 'vitest'
import { readJson } from './json.ts'
import { findLockHoles } from './lock.ts'

test('every package the lock file names is in it, for every platform', () => {
	expect(findLockHoles(readJson('package-lock.json'))).toEqual([])
})

test('a planted hole is found, wherever Node would look', () => {
	const lock = {
		packages: {
			'': { devDependencies: { oxfmt: '1.0.0' } },
			'apps/api': { dependencies: { pg: '1.0.0', gone: '1.0.0' } },
			'apps/api/node_modules/pg': { dependencies: { shared: '1.0.0', own: '1.0.0' } },
			'apps/api/node_modules/pg/node_modules/own': {},
			'node_modules/shared': {},
			'node_modules/oxfmt': { optionalDependencies: { '@oxfmt/linux': '1.0.0', '@oxfmt/windows': '1.0.0' } },
			'node_modules/@oxfmt/linux': { optional: true },
		},
	}
	expect(findLockHoles(lock)).toEqual([
		'apps/api depends on gone, which the lock file lacks',
		'node_modules/oxfmt depends on @oxfmt/windows, which the lock file lacks',
	])
})
