import type { Day } from './calendar.ts'
import { readLocal, toDay } from './calendar.ts'
import type { Token } from './tokens.ts'
import { readTokens } from './tokens.ts'
import type { ParseContext, Span } from './types.ts'

/** A text being read, with all that its words' meaning depends on. */
export interface Scan {
	text: string
	tokens: readonly Token[]
	today: Day
	/** IANA name; only moments written with an offset need it. */
	timeZone: string
	/** Minutes since midnight, now. */
	minute: number
	dayFirst: boolean
	/** 0 is Sunday. */
	weekStart: number
}

const weekStarts = { sunday: 0, monday: 1, saturday: 6 }

export function createScan(text: string, context: ParseContext, literal: readonly Span[] = []): Scan {
	const now = readLocal(context.now) ?? { day: toDay(1970, 1, 1), minutes: 0 }
	return {
		text,
		tokens: readTokens(text, literal),
		today: now.day,
		timeZone: context.timeZone,
		minute: now.minutes ?? 0,
		dayFirst: context.dayFirst ?? false,
		weekStart: weekStarts[context.weekStart ?? 'monday'],
	}
}

/** The word (or sign, or number as typed) at a position; empty for literal text and beyond the ends. */
export function wordAt(scan: Scan, at: number): string {
	const token = scan.tokens[at]
	return token === undefined || token.kind === 'literal' ? '' : token.word
}

/** The token as typed, its capitals kept. */
export function textAt(scan: Scan, at: number): string {
	const token = scan.tokens[at]
	return token === undefined ? '' : scan.text.slice(token.start, token.end)
}

/** The position behind these words, or null when they do not stand there. */
export function skipWords(scan: Scan, at: number, ...words: readonly string[]): number | null {
	return words.every((word, offset) => wordAt(scan, at + offset) === word) ? at + words.length : null
}

/** The position behind the word there if it is one of these, else the same position. */
export function skipAny(scan: Scan, at: number, ...words: readonly string[]): number {
	return words.includes(wordAt(scan, at)) ? at + 1 : at
}

export function isSpaced(scan: Scan, at: number): boolean {
	return scan.tokens[at]?.spaced ?? true
}

const opening = new Set(['(', '[', '"', "'", ',', ';', ':', '–', '—', '@', '*', '•', '“', '>', '|', '…', '~'])
const closing = new Set(['.', ',', ';', ':', '!', '?', ')', ']', '"', "'", '”', '…', '–', '—', '*', '|', '+', '<'])

/** Whether a phrase may begin here: a word inside another word is never a date. */
export function canBegin(scan: Scan, at: number): boolean {
	if (isSpaced(scan, at) || at === 0) return true
	const before = scan.tokens[at - 1]
	if (before === undefined || before.kind !== 'sign') return false
	if (before.word === '@') return isSpaced(scan, at - 1)
	if (before.word === '-') return isSpaced(scan, at - 1)
	return opening.has(before.word)
}

/** Whether a phrase may end before this position. */
export function canEnd(scan: Scan, end: number): boolean {
	const next = scan.tokens[end]
	if (next === undefined) return scan.tokens.length === end
	if (next.spaced) return true
	if (next.kind !== 'sign' || !closing.has(next.word)) return false
	const after = scan.tokens[end + 1]
	const joins = next.word === '.' || next.word === ':' || next.word === '+' || next.word === '*' || next.word === "'"
	return !joins || after === undefined || after.spaced || after.kind === 'sign'
}

/** Whether nothing but signs is left from this position on. */
export function isTextEnd(scan: Scan, at: number): boolean {
	for (let next = at; next < scan.tokens.length && next < at + 8; next += 1)
		if (scan.tokens[next]?.kind !== 'sign') return false
	return scan.tokens.length < at + 8
}

/** Whether only signs stand before this position. */
export function isTextStart(scan: Scan, at: number): boolean {
	for (let before = at - 1; before >= 0; before -= 1) {
		if (scan.tokens[before]?.kind !== 'sign' || before < at - 8) return false
	}
	return true
}
