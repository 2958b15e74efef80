import type { ParseContext } from '../types.ts'
import { parseDue } from '../phrases.ts'
import { opensWithVerb } from '../verbs.ts'
import { capitalise } from './clean.ts'

const listEnds = [
	/\s+(?:to|on|onto|in|into|under)\s+(?:my|the|our|a)\s+(?:(?:to-?do|to do|task|tasks?)\s+)?(?:list|tasks|todos|to-?dos|inbox)$/i,
	/\s+(?:as a|as an?)\s+(?:new\s+)?(?:task|to-?do|reminder|item)$/i,
]
const name = "[\"'“‘]?([\\p{L}\\p{N}][\\p{L}\\p{N} &'-]{0,40}?)[\"'”’]?"
const namedList = new RegExp(
	`\\s+(?:to|on|onto|in|into|under)\\s+(?:my|the|our)?\\s*${name}\\s+(?:list|project)$`,
	'iu',
)
const listEnd = new RegExp(
	`\\s+(?:to|on|onto|in|into|under)\\s+(?:(?:my|the|our)\\s+)?(?:list\\s+|project\\s+)?${name}$`,
	'iu',
)
const intoList = new RegExp(
	`^(?:to|on|onto|in|into|under|for)\\s+(?:my\\s+|the\\s+|our\\s+)?(?:(list|project)\\s+)?${name}(?:\\s+(list|project))?\\s*(?::\\s*|,?\\s+(?:please\\s+)?(?:add|put)\\s+)(?=\\S)`,
	'iu',
)
const heading = new RegExp(`^(?:my\\s+|the\\s+|our\\s+)?${name}(?:\\s+(list))?\\s*:\\s*(?=\\S)`, 'iu')

/** Names that mean a list even before there is one. */
const usualLists = new Set(
	'groceries grocery shopping errands chores wishlist wish packing housework household supermarket'.split(' '),
)

export interface InList {
	text: string
	list: string | null
}

function findKnown(said: string, context: ParseContext): string | undefined {
	const plain = said.toLowerCase()
	return context.lists?.find((list) => list.toLowerCase() === plain || list.toLowerCase() === `${plain} list`)
}

/** The list that a name said as one means; a new one where there is none yet. */
function toList(said: string, context: ParseContext): string {
	return findKnown(said, context) ?? capitalise(said)
}

/** "milk on the shopping list": a list that exists, or one named as such. */
export function takeList(text: string, context: ParseContext): InList {
	const plain = listEnds.reduce((current, pattern) => current.replace(pattern, ''), text)
	if (plain !== text) return { text: plain, list: null }
	const named = namedList.exec(text)
	if (named?.[1]) return { text: text.slice(0, named.index), list: toList(named[1], context) }
	const ended = listEnd.exec(text)
	const said = ended?.[1]
	if (
		ended &&
		said !== undefined &&
		/^\s+(?:to|on|onto|in|into|under)\s+(?:(?:my|the|our)\s+)?(?:list|project)\s/i.test(ended[0]) &&
		!/^(?:list|project|of|for)\b/i.test(said)
	)
		return { text: text.slice(0, ended.index), list: toList(said, context) }
	if (!ended || said === undefined) return { text, list: null }
	const known = findKnown(said, context)
	const before = text.slice(0, ended.index)
	// "go to work" is on the way there, whatever lists there are.
	if (/^(?:go|come|drive|walk|ride|run|travel|cycle|head|commute|get)$/i.test(before.trim()))
		return { text, list: null }
	if (known !== undefined) return { text: before, list: known }
	// "eggs to groceries" puts them there; "go to shopping" goes somewhere.
	return usualLists.has(said.toLowerCase()) && !opensWithVerb(before)
		? { text: before, list: capitalise(said) }
		: { text, list: null }
}

/** "eggs, milk and butter to Party": after several things a name is a list, even a new one. */
export function takeNewList(text: string): InList | null {
	const ended = listEnd.exec(text)
	return ended?.[1] !== undefined && /^\p{Lu}/u.test(ended[1]) && /\s(?:to|onto|into)\s/i.test(ended[0])
		? { text: text.slice(0, ended.index), list: ended[1] }
		: null
}

/** "to Groceries: eggs, milk", "on my shopping list put eggs", "groceries: eggs": the list comes first. */
export function takeListBefore(text: string, context: ParseContext): InList | null {
	const said = intoList.exec(text)
	if (said?.[2] !== undefined) {
		const rest = text.slice(said[0].length)
		if (/^(?:to-?do|task|tasks|todos|to-?dos|list)$/i.test(said[2])) return { text: rest, list: null }
		const named = said[1] !== undefined || said[3] !== undefined || findKnown(said[2], context) !== undefined
		const meant =
			/^(?:to|onto|into)\s/i.test(said[0]) && (/^\p{Lu}/u.test(said[2]) || usualLists.has(said[2].toLowerCase()))
		if (named || (meant && parseDue(said[2], context) === null)) return { text: rest, list: toList(said[2], context) }
	}
	const headed = heading.exec(text)
	if (headed?.[1] === undefined) return null
	const known = findKnown(headed[1], context)
	return known !== undefined || (headed[2] !== undefined && !/^(?:to-?do|task|my)$/i.test(headed[1]))
		? { text: text.slice(headed[0].length), list: known ?? capitalise(headed[1]) }
		: null
}
