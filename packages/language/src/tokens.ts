import type { Span } from './types.ts'

interface Place extends Span {
	/** Lower case, typographic apostrophes made plain. */
	word: string
	/** Whether white space or the text's beginning comes before. */
	spaced: boolean
}
export type Half = 'am' | 'pm' | null
export type Token = Place &
	(
		| { kind: 'word' }
		| { kind: 'number'; value: number }
		| { kind: 'ordinal'; value: number }
		/** Numbers with separators: 2027-01-31, 31.1.2027, 1/31. */
		| { kind: 'date'; numbers: number[]; widths: number[]; separator: string }
		/** `offset` is minutes ahead of UTC, where one was written: 10:00Z, 10:00+05:30. */
		| { kind: 'clock'; hour: number; minute: number; half: Half; padded: boolean; offset?: number }
		| { kind: 'sign' }
		/** Quoted text, addresses, code: never read. */
		| { kind: 'literal' }
	)

/** Beyond this a text is no sentence; the rest is kept as it is and not read. */
export const readableLength = 1_200

const patterns = {
	space: /\s+/y,
	literal:
		/(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.)[^\s]{1,1999}|\[[^\]\n]{0,300}\]\([^)\n]{0,900}\)|`[^`\n]{1,300}`|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/iy,
	quoted: /"[^"\n]{1,500}"|“[^”\n]{1,500}”|«[^»\n]{1,500}»/y,
	apostrophed: /'[^'\n]{1,500}'(?![\p{L}\p{N}])|‘[^’\n]{1,500}’(?![\p{L}\p{N}])/uy,
	iso: /\d{4}-\d{1,2}-\d{1,2}(?=[T ]\d{1,2}:\d{2})/y,
	isoTime: /T(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?(?![\p{L}\p{N}])/uy,
	date: /(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\p{L}\p{N}]|[/.]\d|-\d(?!\d?:\d))/uy,
	monthYear: /(\d{1,2})\/((?:19|20|21)\d{2})(?![\p{L}\p{N}]|[/.:]\d)/uy,
	dotted: /(\d{1,2})(\.)(\d{1,2})\.(?=\s|$)/y,
	slash: /(\d{1,2})(\/)(\d{1,2})(?![\p{L}\p{N}]|[/.:]\d)/uy,
	clock: /(\d{1,2})(?::(\d{2})(?::\d{2})?|h(\d{2})|\.(\d{2})(?=\s?[ap]\.?m))(?![\p{N}:])/iuy,
	zone: /(Z|\+\d{2}(?::?\d{2})?)(?![\p{L}\p{N}:])/uy,
	half: /\s?([ap])\.?m(?![\p{L}\p{N}])\.?|([ap])(?![\p{L}\p{N}])/iuy,
	ordinal: /(\d{1,3})(?:st|nd|rd|th)(?![\p{L}\p{N}])/iuy,
	number: /\d{1,9}(?:\.\d{1,3}(?![\d.]))?/y,
	word: /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/uy,
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at
	return pattern.exec(text)
}

/** Splits a text into words, numbers, dates and clock times in one pass; `literal` spans become one opaque token each. */
export function readTokens(text: string, literal: readonly Span[] = []): Token[] {
	const tokens: Token[] = []
	const limit = Math.min(text.length, readableLength)
	let at = 0
	let spaced = true
	while (at < limit) {
		const space = matchAt(patterns.space, text, at)
		if (space) {
			at += space[0].length
			spaced = true
			continue
		}
		const token = readToken(text, at, spaced, literal)
		tokens.push(token)
		at = token.end
		spaced = false
	}
	return tokens
}

function readToken(text: string, start: number, spaced: boolean, literal: readonly Span[]): Token {
	const place = (end: number): Place => ({
		start,
		end,
		spaced,
		word: text.slice(start, end).toLowerCase().replaceAll('’', "'"),
	})
	const kept = literal.find((span) => start >= span.start && start < span.end)
	if (kept) return { ...place(Math.min(kept.end, text.length)), kind: 'literal' }
	const opaque = matchAt(patterns.quoted, text, start) ?? (spaced ? matchAt(patterns.apostrophed, text, start) : null)
	const address = opaque ?? matchAt(patterns.literal, text, start)
	if (address) return { ...place(start + address[0].length), kind: 'literal' }
	return readNumeric(text, start, place) ?? readWord(text, start, place)
}

function readWord(text: string, start: number, place: (end: number) => Place): Token {
	const time = matchAt(patterns.isoTime, text, start)
	if (time && start > 0 && /\d/.test(text.charAt(start - 1)))
		return {
			...place(start + time[0].length),
			kind: 'clock',
			hour: Number(time[1]),
			minute: Number(time[2]),
			half: null,
			padded: true,
			...readZoneOffset(time[3]),
		}
	const word = matchAt(patterns.word, text, start)
	if (word) return { ...place(start + word[0].length), kind: 'word' }
	const size = (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1
	return { ...place(start + size), kind: 'sign' }
}

/** "Z" is 0, "+05:30" is 330. */
function readZoneOffset(text: string | undefined): { offset?: number } {
	if (text === undefined) return {}
	const digits = text.replaceAll(/\D/g, '')
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
	return { offset: text.startsWith('-') ? -minutes : minutes }
}

function readNumeric(text: string, start: number, place: (end: number) => Place): Token | null {
	if (!/\d/.test(text.charAt(start))) return null
	const iso = matchAt(patterns.iso, text, start)
	if (iso) return toDateToken(place(start + iso[0].length), iso[0].split('-'), '-')
	const date = matchAt(patterns.date, text, start)
	if (date)
		return toDateToken(place(start + date[0].length), [date[1] ?? '', date[3] ?? '', date[4] ?? ''], date[2] ?? '-')
	const monthYear = matchAt(patterns.monthYear, text, start)
	if (monthYear && Number(monthYear[1]) >= 1 && Number(monthYear[1]) <= 12)
		return toDateToken(place(start + monthYear[0].length), [monthYear[2] ?? '', monthYear[1] ?? '', '1'], '/')
	const slash = matchAt(patterns.slash, text, start) ?? matchAt(patterns.dotted, text, start)
	if (slash) return toDateToken(place(start + slash[0].length), [slash[1] ?? '', slash[3] ?? ''], slash[2] ?? '/')
	const ordinal = matchAt(patterns.ordinal, text, start)
	if (ordinal) return { ...place(start + ordinal[0].length), kind: 'ordinal', value: Number(ordinal[1]) }
	return readClockToken(text, start, place) ?? readPlainNumber(text, start, place)
}

function toDateToken(place: Place, parts: string[], separator: string): Token {
	return { ...place, kind: 'date', numbers: parts.map(Number), widths: parts.map((part) => part.length), separator }
}

function readClockToken(text: string, start: number, place: (end: number) => Place): Token | null {
	const clock = matchAt(patterns.clock, text, start)
	const hours = clock ? null : matchAt(/\d{1,2}(?!\d)/y, text, start)
	const end = start + (clock?.[0] ?? hours?.[0] ?? '').length
	const half = end > start ? matchAt(patterns.half, text, end) : null
	// "3p" alone may be a flat or a version; "3:15p" is a time.
	if (!clock && !half?.[1]) return null
	const hour = Number(clock ? clock[1] : hours?.[0])
	const minute = Number(clock?.[2] ?? clock?.[3] ?? clock?.[4] ?? 0)
	if (hour > 24 || minute > 59) return null
	const zone = clock && !half ? matchAt(patterns.zone, text, end) : null
	const letter = (half?.[1] ?? half?.[2] ?? '').toLowerCase()
	return {
		...place(end + (half ?? zone ?? [''])[0].length),
		kind: 'clock',
		hour,
		minute,
		half: letter === 'a' ? 'am' : letter === 'p' ? 'pm' : null,
		padded: text.charAt(start) === '0' || clock?.[3] !== undefined || zone !== null,
		...readZoneOffset(zone?.[1]),
	}
}

function readPlainNumber(text: string, start: number, place: (end: number) => Place): Token | null {
	const number = matchAt(patterns.number, text, start)
	return number ? { ...place(start + number[0].length), kind: 'number', value: Number(number[0]) } : null
}
