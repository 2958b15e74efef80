import type { Scan } from './scan.ts'
import { opensWithVerb } from './verbs.ts'

const continues = new Set(
	'at on by about with for to from in and or of tomorrow today tonight every each re so then because if until till the this next sharp before after daily weekly when while since but each starting beginning ending except due remind p mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday'.split(
		' ',
	),
)

/** Whether what follows a bare number leaves it a time: a sign, an end, or a word that goes on with the sentence. */
export function isClosed(scan: Scan, end: number): boolean {
	const next = scan.tokens[end]
	if (next === undefined) return scan.tokens.length === end
	if (next.kind === 'sign') return next.word !== '-' && next.word !== '/' && next.word !== '%'
	return next.kind === 'date' || continues.has(next.word)
}

/** "tomorrow at 9 call Bob": behind the hour comes what there is to do. */
export function isChoreAt(scan: Scan, at: number): boolean {
	const next = scan.tokens[at]
	return next?.kind === 'word' && opensWithVerb(scan.text.slice(next.start, next.start + 80))
}
