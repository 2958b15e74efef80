import type { Scan } from './scan.ts'
import { isSpaced, wordAt } from './scan.ts'
import { ordinalWords, smallNumbers, tens } from './words.ts'

export interface NumberPhrase {
	end: number
	value: number
}

/** Digits or number words up to 99: "3", "two", "twenty-one", "a couple of", "half a". */
export function readNumber(scan: Scan, at: number): NumberPhrase | null {
	const token = scan.tokens[at]
	if (token?.kind === 'number') return { end: at + 1, value: token.value }
	const word = wordAt(scan, at)
	if (word === 'a' || word === 'an') return readArticle(scan, at)
	if (word === 'half') return readHalf(scan, at)
	if (word === 'couple') return { end: wordAt(scan, at + 1) === 'of' ? at + 2 : at + 1, value: 2 }
	if (word === 'few' || word === 'several') return { end: at + 1, value: 3 }
	if (word === 'dozen') return { end: at + 1, value: 12 }
	return readNumberWord(scan, at)
}

function readArticle(scan: Scan, at: number): NumberPhrase {
	const word = wordAt(scan, at + 1)
	if (['couple', 'few', 'half', 'dozen'].includes(word)) return readNumber(scan, at + 1) ?? { end: at + 1, value: 1 }
	return { end: at + 1, value: 1 }
}

function readHalf(scan: Scan, at: number): NumberPhrase {
	const article = ['a', 'an'].includes(wordAt(scan, at + 1))
	return { end: article ? at + 2 : at + 1, value: 0.5 }
}

export function readNumberWord(scan: Scan, at: number): NumberPhrase | null {
	const word = wordAt(scan, at)
	const small = smallNumbers.get(word)
	if (small !== undefined) return { end: at + 1, value: small }
	const ten = tens.get(word)
	if (ten === undefined) return null
	const next = wordAt(scan, at + 1) === '-' ? at + 2 : at + 1
	const one = smallNumbers.get(wordAt(scan, next))
	return one !== undefined && one > 0 && one < 10 ? { end: next + 1, value: ten + one } : { end: at + 1, value: ten }
}

/** "3rd", "third", "twenty-first"; not "last". */
export function readOrdinal(scan: Scan, at: number): NumberPhrase | null {
	const token = scan.tokens[at]
	if (token?.kind === 'ordinal') return { end: at + 1, value: token.value }
	const word = wordAt(scan, at)
	const small = ordinalWords.get(word)
	if (small !== undefined) return { end: at + 1, value: small }
	if (word === 'thirtieth') return { end: at + 1, value: 30 }
	const ten = tens.get(word)
	if (ten === undefined) return null
	const next = wordAt(scan, at + 1) === '-' ? at + 2 : at + 1
	const one = ordinalWords.get(wordAt(scan, next))
	return one !== undefined && one < 10 ? { end: next + 1, value: ten + one } : null
}

/** Counts from the end are negative: "last" −1, "2nd to last" and "2nd last" −2, "penultimate" −2. */
export function readPosition(scan: Scan, at: number): NumberPhrase | null {
	const word = wordAt(scan, at)
	if (word === 'last' || word === 'final') return { end: at + 1, value: -1 }
	if (word === 'penultimate') return { end: at + 1, value: -2 }
	const ordinal = readOrdinal(scan, at)
	if (!ordinal) return null
	let next = ordinal.end
	if (wordAt(scan, next) === '-') next += 1
	if (wordAt(scan, next) === 'to') next += 1
	if (wordAt(scan, next) === '-') next += 1
	if (wordAt(scan, next) === 'the') next += 1
	return wordAt(scan, next) === 'last' ? { end: next + 1, value: -ordinal.value } : ordinal
}

/** A year in digits or words: "2027", "'27", "two thousand and thirty two", "twenty twenty-seven". */
export function readYear(scan: Scan, at: number): NumberPhrase | null {
	const token = scan.tokens[at]
	if (token?.kind === 'number' && Number.isInteger(token.value)) {
		const digits = token.end - token.start
		if (digits === 4 && token.value >= 1900 && token.value < 2200) return { end: at + 1, value: token.value }
		return null
	}
	if (wordAt(scan, at) === 'two' && wordAt(scan, at + 1) === 'thousand') {
		const next = wordAt(scan, at + 2) === 'and' ? at + 3 : at + 2
		const rest = readNumberWord(scan, next)
		return rest ? { end: rest.end, value: 2000 + rest.value } : { end: at + 2, value: 2000 }
	}
	if (wordAt(scan, at) === 'twenty') {
		const rest = readNumberWord(scan, at + 1)
		if (rest && rest.value >= 10) return { end: rest.end, value: 2000 + rest.value }
	}
	return null
}

/** A year of two digits, only where a day and a month stand before it: "Aug 9 96", "1 May '27". */
export function readShortYear(scan: Scan, at: number): NumberPhrase | null {
	const marked = wordAt(scan, at) === "'"
	const token = scan.tokens[marked ? at + 1 : at]
	if (token?.kind !== 'number' || token.end - token.start !== 2) return null
	if (marked && isSpaced(scan, at + 1)) return null
	return { end: marked ? at + 2 : at + 1, value: toFullYear(token.value) }
}

export function toFullYear(value: number): number {
	if (value >= 100) return value
	return value < 70 ? 2000 + value : 1900 + value
}
