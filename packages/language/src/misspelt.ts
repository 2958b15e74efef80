import { weekdays } from './words.ts'

const names = [...weekdays].filter(([word]) => word.endsWith('day'))

/** The weekday a word names, one slip of the finger in its long form forgiven: "tusday", "thurday", "wenesday". */
export function findWeekday(word: string): number | undefined {
	const known = weekdays.get(word)
	if (known !== undefined || word.length < 5 || word.length > 11 || !/^[mtwfs].*d[ay]+[ya]?$/.test(word)) return known
	return names.find(([name]) => name.length > 5 && isOneSlip(word, name))?.[1]
}

/** "tommorow", "tomorrw", "tomarrow": one or two slips forgiven. */
export function isTomorrow(word: string): boolean {
	if (word.length < 6 || word.length > 10 || !word.startsWith('to') || word.endsWith('s')) return false
	return (
		word.startsWith('tom') && /^tom+[ao]?r*[ao]?r*[ao]?w?$/.test(word) && /r/.test(word) && /(?:ow|rw|ro)$/.test(word)
	)
}

/** Whether one letter is missing, added, another one, or swapped with its neighbour. */
function isOneSlip(word: string, name: string): boolean {
	if (Math.abs(word.length - name.length) > 1) return false
	let start = 0
	while (start < word.length && word[start] === name[start]) start += 1
	const [rest, wanted] = [word.slice(start), name.slice(start)]
	if (rest.slice(1) === wanted || rest === wanted.slice(1) || rest.slice(1) === wanted.slice(1)) return true
	return rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2)
}

const commands = [
	'delete',
	'remove',
	'complete',
	'rename',
	'reschedule',
	'postpone',
	'reopen',
	'cancel',
	'remind',
	'create',
]
const questions = ['show', 'what', 'list', 'what’s', "what's"]
/** Words of their own, one letter away from a command. */
const ownWords = new Set(['compete', 'crate', 'remade', 'rename'])

/** The command that a message begins with, where its first word is one with a letter lost, doubled or swapped. */
export function mendCommand(text: string): string {
	const short = /^(?:rmnd|rmd|remnd|remin) me (?:2|to)\s+/i.exec(text)
	if (short) return `remind me to ${text.slice(short[0].length)}`
	const word = /^[a-z’']{4,11}(?=\s)/i.exec(text)?.[0].toLowerCase()
	if (word === undefined || ownWords.has(word)) return text
	const meant =
		commands.find((name) => word !== name && isDropped(word, name)) ??
		questions.find((name) => word !== name && isSwapped(word, name))
	return meant === undefined ? text : meant + text.slice(word.length)
}

/** A letter missing inside, one twice, or two swapped: not another letter, which makes other words. */
function isDropped(word: string, name: string): boolean {
	if (isSwapped(word, name)) return true
	const [longer, shorter] = word.length > name.length ? [word, name] : [name, word]
	if (longer.length - shorter.length !== 1 || word[0] !== name[0]) return false
	let at = 0
	while (at < shorter.length && longer[at] === shorter[at]) at += 1
	const same = longer.slice(at + 1) === shorter.slice(at)
	return same && (word.length < name.length ? true : longer[at] === longer[at - 1])
}

function isSwapped(word: string, name: string): boolean {
	if (word.length !== name.length) return false
	let at = 0
	while (at < word.length && word[at] === name[at]) at += 1
	return word[at] === name[at + 1] && word[at + 1] === name[at] && word.slice(at + 2) === name.slice(at + 2)
}
