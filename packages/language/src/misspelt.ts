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
