import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DomainError } from '../errors.ts'
import { findDelimiter, guardCell, readCsv, unguardCell, writeCsv } from './csv.rules.ts'
import { readTable } from './import-csv.rules.ts'
import { isTodoist, readTodoist } from './import-todoist.rules.ts'

const context = { now: '2026-11-20T10:00:00', timeZone: 'UTC' }

test('what is written is read again, whatever the cells hold', () => {
	const awkward = fc.constantFrom(
		'"',
		',',
		';',
		'\t',
		'\n',
		'\r',
		'\r\n',
		'=',
		'+',
		'-',
		'@',
		"'",
		' ',
		'\ufeff',
		'💥',
		'a',
	)
	const cell = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(awkward).map((parts) => parts.join('')),
	)
	const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 })
	fc.assert(
		fc.property(table, (rows) => {
			const kept = rows.filter((cells) => cells.some((one) => one.trim() !== ''))
			const [, ...read] = readCsv(writeCsv(['a', 'b', 'c'], rows))
			expect(read.map(({ cells }) => cells)).toEqual(kept)
		}),
		{ numRuns: 300 },
	)
})

test('no cell that is written begins a formula', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (cell) => {
			expect(guardCell(cell)).not.toMatch(/^[=+\-@\t\r]/)
			expect(unguardCell(guardCell(cell))).toBe(cell)
		}),
	)
	expect(['=1+1', '+1', '-1', '@a', '\tx', '\rx', "'=1", 'plain', "'plain"].map(guardCell)).toEqual([
		"'=1+1",
		"'+1",
		"'-1",
		"'@a",
		"'\tx",
		"'\rx",
		"''=1",
		'plain',
		"'plain",
	])
})

/** The titles that a text holds, or why it is refused. */
async function tryToRead(text: string, todoist: boolean): Promise<string[] | DomainError> {
	try {
		const rows = readCsv(text)
		const isProject = todoist || isTodoist(rows[0]?.cells ?? [])
		const batch = await (isProject ? readTodoist(rows, 'List', context) : readTable(rows, undefined, context))
		return batch.tasks.map((task) => task.fields.title)
	} catch (error) {
		if (error instanceof DomainError) return error
		throw error
	}
}

test('any text at all is read or refused in words, never a surprise', async () => {
	const piece = fc.constantFrom(
		'title',
		'due',
		'TYPE',
		'CONTENT',
		'INDENT',
		'task',
		'section',
		'note',
		'"',
		',',
		';',
		'\t',
		'\n',
		'\r\n',
		'every day',
		'-1',
		'9e99',
		'@x',
		'\u0000',
		'\ud800',
	)
	const anything = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
	)
	await fc.assert(
		fc.asyncProperty(anything, fc.boolean(), async (text, todoist) => {
			const outcome = await tryToRead(text, todoist)
			expect(outcome instanceof DomainError || outcome.every((title) => title !== '')).toBe(true)
		}),
		{ numRuns: 1000 },
	)
})

test('columns may be parted by commas, semicolons or tabs', () => {
	expect(findDelimiter('a,b;c,d\n;;;;')).toBe(',')
	expect(findDelimiter('"a,b,c";d')).toBe(';')
	expect(findDelimiter('a\tb\r\n')).toBe('\t')
	expect(findDelimiter('alone')).toBe(',')
})

test('rows are counted as a spreadsheet does, whatever ends the lines', () => {
	for (const end of ['\n', '\r\n', '\r'])
		expect(readCsv(['title', '', '"a', 'b"', ',,', 'c'].join(end)).map(({ row }) => row)).toEqual([1, 3, 5])
})

test.each([
	['columns in the header', `title${','.repeat(9_000_000)}`, 'holds more than 100 columns'],
	['columns below it', `title\na${','.repeat(9_000_000)}`, 'holds more than 100 columns'],
	['columns by semicolons', `title${';'.repeat(100)}`, 'holds more than 100 columns'],
	['a long first line', `title,${'x'.repeat(70_000)}\na`, 'has a first line of more than 65,536 characters'],
	['a long first cell', `"${'x\n'.repeat(40_000)}"\na`, 'has a first line of more than 65,536 characters'],
	['empty rows', `title\n${',,\n'.repeat(3_000_000)}`, 'holds more than 10,000 rows'],
	['empty lines', '\n'.repeat(9_000_000), 'holds more than 10,000 rows'],
	['one row', `title\n${'a\r\n'.repeat(10_001)}`, 'holds more than 10,000 rows'],
])('too much of a table is refused before it is parsed: %s', async (_, text, reason) => {
	const before = process.cpuUsage()
	const outcome = await tryToRead(text, false)
	const { user, system } = process.cpuUsage(before)
	expect(outcome).toMatchObject({ code: 'VALIDATION_ERROR', message: expect.stringContaining(reason) })
	expect((user + system) / 1000).toBeLessThan(1_000)
})

test('a table as large as may be is read: 10,000 rows, 100 columns, commas and lines in quotes', () => {
	const header = ['title', ...Array.from({ length: 99 }, (_, at) => `column ${at}`)].join(',')
	const cell = `"a ""b""${',\n'.repeat(200)}c"`
	expect(readCsv([header, cell, 'd "e, f'].join('\n'))).toHaveLength(3)
	expect(readCsv(`title\n${'a\n'.repeat(10_000)}`)).toHaveLength(10_001)
	expect(readCsv(`title\n${'a\r\n'.repeat(9_999)}a`)).toHaveLength(10_001)
})
