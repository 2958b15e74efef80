import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openSqlite } from './sqlite.ts'

let folder: string
let file: string

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'todo-file-'))
	file = join(folder, 'todo.db')
	const database = openSqlite(file)
	await migrate(database)
	await database.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a second opening of the same file is refused, in words', async () => {
	const first = openSqlite(file)
	expect(() => openSqlite(file)).toThrow(/another process has this database open/)
	await first.close()
	await openSqlite(file).close()
})

test.each([
	[
		'a page of noise',
		() => {
			const handle = openSync(file, 'r+')
			writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, 4096)
			closeSync(handle)
		},
	],
	['a file cut short', () => truncateSync(file, 6000)],
	['an emptied file', () => truncateSync(file, 0)],
	['noise from its first byte', () => writeFileSync(file, Buffer.alloc(20_000, 0x21))],
])('%s is told as damage with the way out, and left as it is', (_, damage) => {
	damage()
	const before = readFileSync(file)
	expect(() => openSqlite(file)).toThrow(/damaged|empty although|not a database of this product/)
	expect(() => openSqlite(file)).toThrow(/backup|DATABASE_URL/)
	expect(readFileSync(file).equals(before)).toBe(true)
})

test('a database of another program is refused', () => {
	const other = join(folder, 'other.db')
	writeFileSync(other, readFileSync(file))
	const handle = openSync(other, 'r+')
	writeSync(handle, Buffer.from([0, 0, 0, 7]), 0, 4, 68)
	closeSync(handle)
	expect(() => openSqlite(other)).toThrow('not a database of this product')
})
