import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashSources, isFresh, writeStamp } from './stamp.ts'

let root = ''
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'todo-stamp-'))
	write('src/a.ts', 'one')
	write('src/deep/b.ts', 'two')
	write('lock.json', '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

const hash = () => hashSources(root, ['src', 'lock.json', 'not-there'])

test('a build is fresh until a source, its name or the lock changes', () => {
	const stamp = join(root, 'dist/stamp')
	expect(isFresh(stamp, hash())).toBe(false)
	writeStamp(stamp, hash())
	expect(isFresh(stamp, hash())).toBe(true)
	write('src/deep/b.ts', 'two!')
	expect(isFresh(stamp, hash())).toBe(false)
	write('src/deep/b.ts', 'two')
	expect(isFresh(stamp, hash())).toBe(true)
	renameSync(join(root, 'src/a.ts'), join(root, 'src/c.ts'))
	expect(isFresh(stamp, hash())).toBe(false)
	renameSync(join(root, 'src/c.ts'), join(root, 'src/a.ts'))
	write('lock.json', '{"a":1}')
	expect(isFresh(stamp, hash())).toBe(false)
})

test('what a build writes and what only tests read leave it fresh', () => {
	const before = hash()
	write('src/dist/out.js', 'x')
	write('src/.next/x', 'x')
	write('src/node_modules/x/index.js', 'x')
	write('src/a.test.ts', 'x')
	expect(hash()).toBe(before)
})

test('content moved from one file to the next is a change', () => {
	write('src/a.ts', 'onetwo')
	write('src/deep/b.ts', '')
	const before = hash()
	write('src/a.ts', 'one')
	write('src/deep/b.ts', 'two')
	expect(hash()).not.toBe(before)
})

function write(path: string, content: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true })
	writeFileSync(join(root, path), content)
}
