import { useCallback, useState } from 'react'
import type { Span } from '@todo/language'

/** The parts of a text that the person wants to stand as written; they move along as the text around them changes. */
export function usePlainSpans() {
	const [spans, setSpans] = useState<readonly Span[]>([])
	const add = useCallback((span: Span) => setSpans((now) => [...now, { start: span.start, end: span.end }]), [])
	const clear = useCallback(() => setSpans([]), [])
	const follow = useCallback((before: string, after: string) => setSpans((now) => shiftSpans(now, before, after)), [])
	return { spans, add, clear, follow }
}

/** A span that is itself edited is no longer plain. */
export function shiftSpans(spans: readonly Span[], before: string, after: string): readonly Span[] {
	if (spans.length === 0) return spans
	const shorter = Math.min(before.length, after.length)
	let head = 0
	while (head < shorter && before[head] === after[head]) head++
	let tail = 0
	while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
	const grown = after.length - before.length
	return spans.flatMap(({ start, end }) => {
		if (end <= head) return [{ start, end }]
		return start >= before.length - tail ? [{ start: start + grown, end: end + grown }] : []
	})
}
