import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { refuseFile } from './batch.rules.ts'
import { requireSmallTable } from './csv-size.rules.ts'

export interface CsvRow {
	/** As a spreadsheet counts: the header is row 1. */
	row: number
	cells: string[]
}

/** What a spreadsheet would take for a formula (OWASP, "CSV Injection"), and what was guarded already. */
const formula = /^'*[=+\-@\t\r]/
const guarded = /^'+[=+\-@\t\r]/

export const guardCell = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)
export const unguardCell = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell)

/** RFC 4180, with a byte order mark so that spreadsheets read UTF-8. */
export function writeCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
	const guardedRows = rows.map((row) => row.map(guardCell))
	return stringify([[...header], ...guardedRows], { record_delimiter: 'windows', bom: true, quoted_match: /[\r\n\t;]/ })
}

/** All rows that are not empty, the header first. @throws {DomainError} where it is no CSV, or too much of it. */
export function readCsv(text: string): CsvRow[] {
	const rows: CsvRow[] = []
	const delimiter = findDelimiter(text)
	requireSmallTable(text, delimiter)
	try {
		parse(text, {
			bom: true,
			delimiter,
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true,
			max_record_size: 200_000,
			on_record: (record: string[], { records, empty_lines }) => {
				const cells = record.map(unguardCell)
				if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: records + empty_lines, cells })
				return null
			},
		})
		return rows
	} catch (error) {
		if (error instanceof CsvError) throw refuseFile(`is no readable CSV: ${error.message}`)
		throw error
	}
}

/** Comma, semicolon (spreadsheets where the comma is decimal) or tab: whichever stands most in the header, outside quotes. */
export function findDelimiter(text: string): string {
	const counts = { ',': 0, ';': 0, '\t': 0 }
	let quoted = false
	for (const character of text.slice(0, 10_000)) {
		if (character === '"') quoted = !quoted
		else if (quoted) continue
		else if (character === '\n' || character === '\r') break
		else if (character === ',' || character === ';' || character === '\t') counts[character] += 1
	}
	const best = (['\t', ';'] as const).find((one) => counts[one] > counts[','])
	return best ?? ','
}
