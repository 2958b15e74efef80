import type { Scan } from './scan.ts'
import { canEnd, isSpaced, skipAny, wordAt } from './scan.ts'
import type { Priority, Span } from './types.ts'

export interface Marker {
	/** First and last-but-one token. */
	start: number
	end: number
}

const signedPriorities: ReadonlyMap<string, Priority> = new Map([
	['1', 'high'],
	['2', 'medium'],
	['3', 'low'],
	['4', 'none'],
	['high', 'high'],
	['hi', 'high'],
	['urgent', 'high'],
	['medium', 'medium'],
	['med', 'medium'],
	['normal', 'medium'],
	['low', 'low'],
	['none', 'none'],
])

/** "!high", "!1", "p2", "!!", "high priority", "priority: low". */
export function readPriority(scan: Scan, at: number): (Marker & { priority: Priority }) | null {
	if (!isSpaced(scan, at)) return null
	const word = wordAt(scan, at)
	if (word === '!') return readBangs(scan, at)
	if (word === 'p' && !isSpaced(scan, at + 1)) {
		const priority = signedPriorities.get(wordAt(scan, at + 1))
		return priority && /^[1-4]$/.test(wordAt(scan, at + 1)) && canEnd(scan, at + 2)
			? { start: at, end: at + 2, priority }
			: null
	}
	return readSpokenPriority(scan, at)
}

function readBangs(scan: Scan, at: number): (Marker & { priority: Priority }) | null {
	let end = at + 1
	while (wordAt(scan, end) === '!' && !isSpaced(scan, end) && end < at + 3) end += 1
	if (end === at + 1) {
		const priority = isSpaced(scan, end) ? undefined : signedPriorities.get(wordAt(scan, end))
		return priority && canEnd(scan, end + 1) ? { start: at, end: end + 1, priority } : null
	}
	return canEnd(scan, end) && isSpaced(scan, end)
		? { start: at, end, priority: end - at === 3 ? 'high' : 'medium' }
		: null
}

const spokenPriorities: ReadonlyMap<string, Priority> = new Map([
	['high', 'high'],
	['highest', 'high'],
	['top', 'high'],
	['urgent', 'high'],
	['medium', 'medium'],
	['normal', 'medium'],
	['low', 'low'],
	['lowest', 'low'],
	['no', 'none'],
])

function readSpokenPriority(scan: Scan, at: number): (Marker & { priority: Priority }) | null {
	const intro = ['with', 'as', ','].includes(wordAt(scan, at)) ? at + 1 : at
	const article = ['a', 'the'].includes(wordAt(scan, intro)) && intro > at ? intro + 1 : intro
	if (wordAt(scan, article) === 'priority' || wordAt(scan, article) === 'prio') {
		const value = [':', 'is', '='].includes(wordAt(scan, article + 1)) ? article + 2 : article + 1
		const priority = signedPriorities.get(wordAt(scan, value))
		const spaced = value > article + 1 || isSpaced(scan, value)
		return priority && spaced && canEnd(scan, value + 1) ? { start: at, end: value + 1, priority } : null
	}
	const priority = spokenPriorities.get(wordAt(scan, article))
	const named = wordAt(scan, article + 1) === '-' ? article + 2 : article + 1
	if (!priority || !['priority', 'prio'].includes(wordAt(scan, named)) || !canEnd(scan, named + 1)) return null
	return { start: at, end: named + 1, priority }
}

const tagWords = new Set(['tag', 'tags', 'tagged', 'labelled', 'labeled'])
const noTags = new Set([
	'today',
	'tomorrow',
	'tonight',
	'it',
	'this',
	'that',
	'them',
	'these',
	'those',
	'the',
	'a',
	'an',
	'my',
	'all',
	'everyone',
])

/** ", tag finance" and ", tagged home and garden", set off by commas from the rest. */
export function readTagPhrase(scan: Scan, at: number): (Marker & { names: Marker[] }) | null {
	const bare = ['tagged', 'labelled', 'labeled'].includes(wordAt(scan, at)) && at > 0
	if (bare && scan.tokens[at - 1]?.kind !== 'sign')
		return readTagNames(scan, at, skipAny(scan, at + 1, 'with', 'as', ':'))
	const joined =
		['with', 'and'].includes(wordAt(scan, at)) && /^tag(?:s|ged)?$/.test(wordAt(scan, skipAny(scan, at + 1, 'the')))
	const word = joined ? skipAny(scan, at + 1, 'the') : at + 1
	if ((![',', ';'].includes(wordAt(scan, at)) && !joined) || !tagWords.has(wordAt(scan, word))) return null
	return readTagNames(scan, at, skipAny(scan, word + 1, 'with', 'as', ':'))
}

function readTagNames(scan: Scan, at: number, first: number): (Marker & { names: Marker[] }) | null {
	let end = first
	const names: Marker[] = []
	for (;;) {
		if (scan.tokens[end]?.kind !== 'word' || noTags.has(wordAt(scan, end))) return null
		names.push({ start: end, end: end + 1 })
		end += 1
		if (!['and', '&'].includes(wordAt(scan, end))) break
		end += 1
	}
	return end === scan.tokens.length || [',', ';', '.', ')'].includes(wordAt(scan, end))
		? { start: at, end, names }
		: null
}

const tagCharacters = /#([\p{L}\p{N}_][\p{L}\p{N}_/-]{0,49})(?![\p{L}\p{N}_])/uy

/** "#home", not "#42" (a reference) nor "word#part". */
export function readTag(text: string, at: number): (Span & { name: string }) | null {
	tagCharacters.lastIndex = at
	const match = tagCharacters.exec(text)
	const name = match?.[1]
	if (match === null || name === undefined || /^\d+$/.test(name)) return null
	if (at > 0 && !/[\s(,;]/.test(text.charAt(at - 1))) return null
	return { start: at, end: at + match[0].length, name: name.toLowerCase().replace(/[-/]+$/, '') }
}

/** "+work", "@shopping", "/home", "~errands": the list so named, or the only one that begins so. */
export function readList(text: string, at: number, lists: readonly string[]): (Span & { name: string }) | null {
	if (!'+@/~'.includes(text.charAt(at)) || (at > 0 && !/\s/.test(text.charAt(at - 1)))) return null
	const rest = text.slice(at + 1, at + 121).toLowerCase()
	const whole = lists
		.filter((list) => list !== '' && startsAsWord(rest, list.toLowerCase()))
		.toSorted((a, b) => b.length - a.length)[0]
	if (whole !== undefined) return { start: at, end: at + 1 + whole.length, name: whole }
	const word = /^[\p{L}\p{N}_-]{2,}/u.exec(rest)?.[0]
	if (word === undefined) return null
	const begun = lists.filter(
		(list) => list.toLowerCase().startsWith(word) || list.toLowerCase().replaceAll(' ', '') === word,
	)
	const only = begun[0]
	return only !== undefined && begun.length === 1 ? { start: at, end: at + 1 + word.length, name: only } : null
}

function startsAsWord(text: string, name: string): boolean {
	return text.startsWith(name) && !/[\p{L}\p{N}_]/u.test(text.charAt(name.length))
}
