import type { Span } from './types.ts'

const leadingWaste = /^(?:[\s,;:–—-]+(?=\s|$)|[,;:]+)+\s*/u
const trailingWaste = /[\s,;:–—-]+$/u
const dangling =
	/\s(?:on|at|by|due|due on|due by|due date|from|until|till|for|in|every|and|(?:on |at |by |for |from |in |until )?the|@)$/i

/** The typed text without these spans, joined and trimmed so that it reads as a title. */
export function cutTitle(text: string, spans: readonly Span[]): string {
	const pieces: string[] = []
	let at = 0
	for (const span of spans.toSorted((a, b) => a.start - b.start)) {
		if (span.start > at) pieces.push(text.slice(at, span.start))
		at = Math.max(at, span.end)
	}
	pieces.push(text.slice(at))
	const removed = spans.length > 0
	const joined = pieces
		.map((piece) => piece.trim())
		.filter((piece) => piece !== '')
		.reduce(joinPieces, '')
	return removed ? trimTitle(joined.replaceAll(/\s+/g, ' ')) : unquote(joined)
}

/** Of the punctuation on both sides of what was cut out, one mark is enough. */
function joinPieces(left: string, right: string): string {
	if (left === '') return right
	const rest = /[,;:–—-]$/.test(left) ? right.replace(/^[\s,;:–—-]+(?=\s|$)/u, '').trimStart() : right
	return rest === '' || /^[,.;:!?)]/.test(rest) ? left + rest : `${left} ${rest}`
}

function trimTitle(text: string): string {
	let title = text
		.replace(/\([\s,;]*\)/g, '')
		.replace(leadingWaste, '')
		.replace(trailingWaste, '')
		.trim()
	const shorter = title.replace(dangling, '')
	if (shorter !== title) title = shorter.replace(trailingWaste, '')
	if (/^(?:on|at|by|due|@|\.|,|and)$/i.test(title)) return ''
	return unquote(
		title
			.replace(/\s+([,.;!?])/g, '$1')
			.replace(/,\s*([.!?])$/, '$1')
			.replace(/^[.,;]\s*/, ''),
	)
}

/** A title that is nothing but one quotation stands without its marks. */
export function unquote(text: string): string {
	const pairs = ['""', "''", '“”', '‘’', '«»', '``']
	const inner = text.slice(1, -1)
	const quoted = pairs.some(
		(pair) => text.startsWith(pair.charAt(0)) && text.endsWith(pair.charAt(1)) && text.length > 2,
	)
	return quoted && !/["“”«»`]/.test(inner) ? inner.trim() : text
}
