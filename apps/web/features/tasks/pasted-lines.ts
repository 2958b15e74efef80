/** One line of a pasted list. */
export interface PastedLine {
	text: string
	/** It came with a ticked box. */
	done: boolean
}

/** The most lines that are taken at once. */
const most = 100

/** Reads lists as people paste them, with bullets, numbers and boxes; empty where it is no list. */
export function readPastedLines(text: string): PastedLine[] {
	const lines = text
		.split(/\r?\n/)
		.map(readLine)
		.filter((line) => line.text !== '')
	return lines.length < 2 ? [] : lines.slice(0, most)
}

function readLine(line: string): PastedLine {
	const [, box, text = ''] = /^\s*(?:[-*+•]\s+|\d{1,3}[.)]\s+)?(?:(\[[ xX]?\]|[☐☑☒✓✔])\s+)?(.*)$/u.exec(line) ?? []
	return { text: text.trim(), done: box !== undefined && /[xX☑☒✓✔]/u.test(box) }
}
