import type { Target } from '../intent.ts'
import { unquote } from '../title.ts'
import type { ParseContext } from '../types.ts'
import { readFilter } from './filter.ts'
import { toCardinal, toOrdinal } from './small-talk.ts'

const numberList =
	/^(?:(?:the\s+)?(?:tasks?|items?|todos?|to-dos?|numbers?|nos?\.?|ids?|nr\.?)\s*(?:number|no\.?|id|#)?\s*)?(#?\d{1,6}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+)(?:tasks?\s+)?#?\d{1,6}){0,30})$/i
const numberRange =
	/^(?:(?:the\s+)?(?:tasks?|items?|numbers?)\s*)?#?(\d{1,3})\s*(?:-|–|to|through|until)\s*#?(\d{1,3})$/i

/** One task by its name, even where a list is called the same. */
export function readTaskTarget(text: string, context: ParseContext): Target {
	const target = readTarget(text, context)
	const group = target.filter?.list !== undefined && !/\b(?:list|all|every|everything|in|on)\b/i.test(text)
	return group && target.query === undefined ? { query: stripFiller(text) } : target
}

/** What an action is about: numbers, positions, "it", a group, or words of a title. */
export function readTarget(text: string, context: ParseContext): Target {
	const exceptAt =
		/\s*,?\s*(?:\bexcept(?:ing)?(?: for)?|\bbut not|\bapart from|\bother than|\bexcluding|\bbut)\s+/i.exec(text)
	if (exceptAt && exceptAt.index > 0) {
		const kept = readTarget(text.slice(0, exceptAt.index), context)
		const except = splitNames(text.slice(exceptAt.index + exceptAt[0].length)).map((name) => stripFiller(name))
		if (kept.all || kept.pronoun || kept.filter || kept.plural) return { ...kept, except }
		if (/but not/i.test(exceptAt[0])) return kept
	}
	const phrase = text
		.trim()
		.replace(/[.!?]{1,5}$/, '')
		.trim()
	return (
		readNumbers(phrase) ??
		readPronoun(phrase) ??
		readPositionTarget(phrase) ??
		readGroup(phrase, context) ??
		readTitles(phrase, context)
	)
}

function readNumbers(phrase: string): Target | null {
	const range = numberRange.exec(phrase)
	if (range) {
		const [from, to] = [Number(range[1]), Number(range[2])]
		if (to > from && to - from < 100)
			return { numbers: Array.from({ length: to - from + 1 }, (_, offset) => from + offset) }
	}
	const list = numberList.exec(phrase)
	if (!list?.[1]) return readSpelledNumber(phrase)
	const numbers = [...list[1].matchAll(/\d{1,6}/g)].map((match) => Number(match[0]))
	return { numbers: [...new Set(numbers)] }
}

function readSpelledNumber(phrase: string): Target | null {
	const word = /^(?:task|item|number|todo)\s+(?:number\s+)?([a-z]{3,5})$/i.exec(phrase)?.[1]
	const number = word === undefined ? null : toCardinal(word)
	return number === null ? null : { numbers: [number] }
}

function readPronoun(phrase: string): Target | null {
	const plain = phrase.toLowerCase()
	if (/^(?:the )?other(?: one| task)?$/.test(plain)) return { pronoun: 'other' }
	if (/^(?:it|its|that|this|that one|this one|that task|this task|the same(?: one)?|the task)$/.test(plain))
		return { pronoun: 'it' }
	if (
		/^(?:them|their|those|these|both|both of (?:them|those)|all of (?:them|those|these)|them all|each(?: one| of (?:them|those|these))?|every one(?: of (?:them|those|these))?|those (?:tasks|ones|two)|these (?:tasks|ones)|the two)$/.test(
			plain,
		)
	)
		return { pronoun: 'them', plural: true }
	if (
		/^(?:(?:the|that|my) )?(?:last|latest|newest|most recent)(?: (?:one|task|thing|item))?(?: i (?:just )?(?:added|made|created))?$|^(?:the (?:one|task) )i (?:just )?(?:added|made|created)$|^what i just (?:added|made)$/.test(
			plain,
		)
	)
		return { pronoun: 'last' }
	return null
}

function readPositionTarget(phrase: string): Target | null {
	const plain = phrase.toLowerCase().replace(/^(?:the|my)\s+/, '')
	const several = /^(first|last|top)\s+(\w+)(?:\s+(?:tasks|ones|items))?$/.exec(plain)
	const amount = several ? toCardinal(several[2] ?? '') : null
	if (several && amount !== null && amount >= 2 && amount <= 20)
		return {
			ordinals: Array.from({ length: amount }, (_, at) => (several[1] === 'last' ? -1 - at : at + 1)),
			plural: true,
		}
	const words = plain
		.replace(/\b(?:ones?|tasks?|items?|the|in the list|on the list)\b/g, ' ')
		.split(/[\s,&]+/)
		.filter((word) => word !== '' && word !== 'and')
	if (words.length === 0 || words.length > 5) return null
	const found = words.map((word) => toOrdinal(word))
	const ordinals = found.filter((value) => value !== null)
	if (ordinals.length !== found.length) return null
	return ordinals.length > 1 ? { ordinals, plural: true } : { ordinals }
}

const groupWord =
	/\b(?:everything|all|every|each|any|anything|tasks|todos|to-?dos|items|things|ones|stuff|reminders)\b/i

/** "everything overdue", "all my work tasks", "today's tasks", "completed tasks", "my morning meetings". */
function readGroup(phrase: string, context: ParseContext): Target | null {
	if (
		/^(?:everything|all|all (?:of )?(?:my |the |of my )?(?:tasks|todos|to-?dos|items|things)|every task|the (?:whole|entire) list|my (?:whole|entire) list|all of it|the lot|every single (?:task|thing|one)|it all(?: out)?|my tasks|the list|my list|them all)$/i.test(
			phrase,
		)
	)
		return { all: true, plural: true }
	const { filter, rest, narrowed } = readFilter(phrase, context)
	const plural = groupWord.test(phrase) || isPluralTitle(rest, phrase)
	if (narrowed && (rest === '' || groupWord.test(phrase) || plural)) {
		const target: Target = { filter, plural: plural || rest === '' }
		if (rest !== '') target.query = rest
		if (rest !== '' && rest.toLowerCase() !== phrase.toLowerCase()) target.said = stripFiller(phrase)
		return target
	}
	if (!narrowed && rest !== '' && /\b(?:all|every|everything)\b/i.test(phrase)) return { query: rest, plural: true }
	return null
}

function isPluralTitle(rest: string, phrase: string): boolean {
	return (
		/^(?:all|my|the|those|these|both|\w+['’]s)\b/i.test(phrase) &&
		/[^s\W]s$/i.test(rest) &&
		!/(?:ss|us|is|'s)$/i.test(rest) &&
		!/\s.*\s.*\s/.test(rest)
	)
}

/** Words of one title, or of several: "milk and bread", "the dentist, the rent and the call". */
function readTitles(phrase: string, context: ParseContext): Target {
	const query = stripFiller(phrase)
	const target: Target = { query: query === '' ? phrase : query }
	const names = splitNames(phrase)
		.map((name) => stripFiller(name))
		.filter((name) => name !== '')
	if (names.length > 1) target.queries = names
	const { filter, rest, narrowed } = readFilter(phrase, context)
	if (narrowed && rest !== '' && filter.status === undefined) {
		target.filter = filter
		target.said = target.query ?? phrase
		target.query = stripFiller(rest)
	}
	if (isPluralTitle(query, phrase) && /^(?:all|my|those|these)\b/i.test(phrase)) target.plural = true
	return target
}

function splitNames(phrase: string): string[] {
	if (/^["'“‘]/.test(phrase)) return phrase.split(/["'”’]\s*(?:,|and|&)\s*(?=["'“‘])/).map((name) => name.trim())
	return phrase.split(/\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+(?:also\s+)?/).filter((name) => name.trim() !== '')
}

const leading =
	/^(?:the|my|our|a|an|this|that|one|task|todo|to-do|item|reminder|entry|called|named|titled|about|for|to|of|with|saying|all|everything|please|both)\s+(?=\S)/i
const trailing =
	/\s+(?:tasks?|todos?|to-?dos?|items?|reminders?|one|from (?:my|the)(?: to-?do)? (?:list|tasks)|(?:off|in|on) (?:my|the)(?: to-?do)? list|as well|too|now|already|please|for now)$/i

/** Title words without "the", "my", "task called" and the like; quotes removed. */
export function stripFiller(phrase: string): string {
	let rest = phrase.trim()
	for (let round = 0; round < 6; round += 1) {
		const shorter = rest.replace(trailing, '').replace(leading, '').trim()
		if (shorter === rest || shorter === '') break
		rest = shorter
	}
	return unquote(rest)
		.replace(/^["'“‘]|["'”’]$/g, '')
		.trim()
}
