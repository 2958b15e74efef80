import { mostTasks, refuseFile } from './batch.rules.ts'

const mostColumns = 100
/** Characters, in what names the columns. */
const longestHeader = 65_536

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Counts a table before a parser spends time and memory on it: one look at each character, stopping at the first thing that
 * is too much. Rows count whether or not anything stands in them. @throws {DomainError} naming what is too much.
 */
export function requireSmallTable(text: string, delimiter: string): void {
	const comma = delimiter.charCodeAt(0)
	const start = text.startsWith('\ufeff') ? 1 : 0
	let rows = 0
	let columns = 1
	let fieldStart = start
	let rowStart = start
	let hasHeader = false
	for (let at = start; at < text.length; at += 1) {
		if (!hasHeader && at - rowStart >= longestHeader) throw refuseHeader()
		const code = text.charCodeAt(at)
		if (code === quote && at === fieldStart) {
			at = findClosingQuote(text, at + 1)
			if (!hasHeader && at - rowStart >= longestHeader) throw refuseHeader()
		} else if (code === comma) {
			columns += 1
			fieldStart = at + 1
			if (columns > mostColumns) throw refuseFile(`holds more than ${mostColumns} columns`)
		} else if (code === lineFeed || code === carriageReturn) {
			hasHeader ||= at > rowStart
			if (code === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at += 1
			fieldStart = rowStart = at + 1
			columns = 1
			rows += 1
			// The header is a row, too; a line end after the last row begins none.
			if (rows > mostTasks && rowStart < text.length) throw refuseRows()
		}
	}
}

const refuseHeader = () => refuseFile(`has a first line of more than ${longestHeader.toLocaleString('en')} characters`)

const refuseRows = () => {
	const most = mostTasks.toLocaleString('en')
	return refuseFile(`holds more than ${most} rows, which is room for ${most} tasks: split it`)
}

/** Where a quoted cell ends; a quote written twice stands for one. */
function findClosingQuote(text: string, from: number): number {
	for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2))
		if (text.charCodeAt(at + 1) !== quote) return at
	return text.length
}
