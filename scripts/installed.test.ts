import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isComplete, isInstalled, nodeProgram } from './installed.mjs'

const wanted = {
	'': { name: 'x' },
	'packages/a': { version: '1.0.0' },
	'node_modules/kysely': { version: '1.0.0', integrity: 'sha512-a' },
	'node_modules/only-on-mac': { version: '1.0.0', integrity: 'sha512-b', optional: true },
}
const { 'node_modules/kysely': kysely, 'packages/a': own } = wanted
let root = ''

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'todo-installed-'))
	write('package-lock.json', { packages: wanted })
	mkdirSync(dirname(nodeProgram(root)), { recursive: true })
	writeFileSync(nodeProgram(root), '')
})
afterEach(() => rmSync(root, { recursive: true }))

test('a clone without node_modules is not installed', () => {
	expect(isInstalled(root)).toBe(false)
})

test('what the lock asks for, less what is for other platforms, is installed', () => {
	write('node_modules/.package-lock.json', { packages: { 'node_modules/kysely': kysely, 'packages/a': own } })
	expect(isInstalled(root)).toBe(true)
	rmSync(nodeProgram(root))
	expect(isInstalled(root)).toBe(false)
})

test.for([
	['another version', { 'node_modules/kysely': { ...kysely, version: '0.9.0' } }],
	['another content', { 'node_modules/kysely': { ...kysely, integrity: 'sha512-z' } }],
	['a package less', {}],
] as const)('%s than the lock asks for is not installed', ([, packages]) => {
	write('node_modules/.package-lock.json', { packages })
	expect(isInstalled(root)).toBe(false)
})

test('a package made for this platform must be there, one for another need not', () => {
	const here = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] }
	const packages = {
		'node_modules/native-here': here,
		'node_modules/native-there': { ...here, os: ['plan9'] },
		'node_modules/native-musl-or-not': { ...here, libc: ['another'] },
		'node_modules/of-another': { version: '1.0.0', optional: true },
	}
	write('package-lock.json', { packages })
	write('node_modules/.package-lock.json', { packages: {} })
	expect(isInstalled(root)).toBe(true)
	expect(isComplete(root)).toBe(false)
	write('node_modules/.package-lock.json', { packages: { 'node_modules/native-here': here } })
	expect(isComplete(root)).toBe(true)
})

function write(path: string, content: unknown): void {
	mkdirSync(dirname(join(root, path)), { recursive: true })
	writeFileSync(join(root, path), JSON.stringify(content))
}
