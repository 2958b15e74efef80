import { parseTask } from '../task.ts'
import type { ParseContext, ParsedTask } from '../types.ts'
import { opensWithVerb } from '../verbs.ts'
import { readSpokenTask } from './add.ts'
import { findQuoted } from './clauses.ts'
import { takeNewList } from './into-list.ts'

/** Things that go by two names. */
const pairs =
	/\b(?:salt (?:and|&) pepper|bread (?:and|&) butter|fish (?:and|&) chips|mac(?:aroni)? (?:and|&) cheese|peanut butter (?:and|&) jelly|ham (?:and|&) (?:eggs|cheese)|gin (?:and|&) tonic|bed (?:and|&) breakfast|rock (?:and|&) roll|pros (?:and|&) cons|mum (?:and|&) dad|mom (?:and|&) dad|nuts (?:and|&) bolts|cream (?:and|&) sugar|oil (?:and|&) vinegar|wine (?:and|&) cheese|washing (?:and|&) ironing)\b/gi
const between = /\s*[,;\n]\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+(?:to\s+)?|\s*(?:^|\s)\d{1,2}[.)]\s+/gi
const longestItems = 600

/** The text between commas and "and", what goes by two names kept together. */
export function splitItems(text: string): string[] {
	// "milk, bread and butter": two things that are bought apart, where they end a list.
	const apart = ({ index, 0: pair }: RegExpExecArray): boolean =>
		/^(?:bread|ham|wine|cream)\b/i.test(pair) && /,\s*$/.test(text.slice(0, index))
	const kept = [...text.matchAll(pairs)]
		.filter((match) => !apart(match))
		.map((match) => [match.index, match.index + match[0].length] as const)
	const pieces: string[] = []
	let from = 0
	for (const match of text.matchAll(between)) {
		if (kept.some(([start, end]) => match.index >= start && match.index < end)) continue
		pieces.push(text.slice(from, match.index))
		from = match.index + match[0].length
	}
	return [...pieces, text.slice(from)]
		.map((piece) =>
			piece.trim().replace(/^(?:then|later(?: on)?|afterwards?|after that|finally|lastly|next)\s+(?=\S+\s)/i, ''),
		)
		.filter((piece) => piece !== '')
}

const wordsIn = (text: string): number => text.trim().split(/\s+/).length
const attached = /\s(?:with|for|from|about|between|to|at|before|after)\s/i

/**
 * "eggs, milk and butter to Groceries", "call Bob, email Ann and pay rent tomorrow": several tasks that share what is said
 * behind the last. Null where the words may as well be one title.
 */
export function readItems(text: string, asked: boolean, context: ParseContext): ParsedTask[] | null {
	if (text.length > longestItems || findQuoted(text).length > 0 || !/,|\sand\s|\s&\s/i.test(text)) return null
	const pieces = splitItems(text)
	if (pieces.length < 2) return null
	const read = pieces.map((piece) => readSpokenTask(piece, context))
	const shared: ParsedTask[] = []
	while (read.length > 1 && isDetail(pieces[read.length - 1] ?? '', context)) shared.unshift(...read.splice(-1))
	const items = pieces.slice(0, read.length)
	// "call the bank tomorrow, buy stamps and email Kate by friday": each says what to do, and when.
	if (shared.length === 0 && text.includes(',') && items.every((item) => opensWithVerb(item) && wordsIn(item) > 1))
		if (read.slice(0, -1).some((task) => task.due_date !== null)) return read
	const own = read
		.slice(0, -1)
		.some(({ highlights }, at) => highlights.length > 0 && !isDetail(items[at] ?? '', context))
	// "add stamps, ring Jo tomorrow and return books on the 1st": one of those before the last has its own day.
	if (asked && own && items.length > 2 && shared.length === 0 && text.includes(',') && areNames(read)) return read
	const last = read.at(-1)
	if (!last || items.length < 2 || read.slice(0, -1).some((task) => task.highlights.length > 0 || task.list !== null))
		return null
	const placed = last.list === null && items.length > 2 ? takeNewList(last.title) : null
	const titles = [...items.slice(0, -1), placed?.text ?? last.title]
	const list = placed?.list ?? [last, ...shared].find((task) => task.list !== null)?.list ?? null
	if (!areSeveral(titles, text.includes(','), list !== null, asked)) return null
	const common = [...shared, last].reduce(joinDetails, { ...last, list })
	return [...read.slice(0, -1), { ...last, title: placed?.text ?? last.title }].map((task) => ({
		...common,
		title: task.title,
		highlights: [],
	}))
}

const areNames = (tasks: readonly ParsedTask[]): boolean =>
	tasks.every(({ title }) => title !== '' && wordsIn(title) <= 4) && !attached.test(tasks[0]?.title ?? '')

/** "…, high priority", "…, monday at 9": no item but something of the items. */
const isDetail = (piece: string, context: ParseContext): boolean => parseTask(piece, context).title === ''

function joinDetails(task: ParsedTask, more: ParsedTask): ParsedTask {
	return {
		...task,
		due_date: task.due_date ?? more.due_date,
		recurrence: task.recurrence ?? more.recurrence,
		priority: task.priority === 'none' ? more.priority : task.priority,
		tags: [...new Set([...task.tags, ...more.tags])],
		reminders: task.reminders.length > 0 ? task.reminders : more.reminders,
	}
}

/** All say what to do, or all name things; one verb goes with all that follows it ("buy tea and rice"). */
function areSeveral(titles: readonly string[], listed: boolean, inList: boolean, asked: boolean): boolean {
	const [first = ''] = titles
	const verbs = titles.filter((title) => opensWithVerb(title)).length
	if (titles.some((title) => wordsIn(title) > 6)) return false
	if (verbs === titles.length) return (listed || inList) && titles.every((title) => wordsIn(title) > 1)
	if (verbs > 0 || !(asked || inList)) return false
	// "dinner with Ann, Bob and Carl", "a quick, easy lunch".
	if (attached.test(first) && !titles.slice(1).every((title) => attached.test(title))) return false
	if (titles.length === 2 && !inList && /^(?:an?|the|my|our)\s/i.test(first)) return false
	if (!listed) return inList && titles.every((title) => wordsIn(title) <= 2)
	return titles.every((title) => wordsIn(title) <= 4)
}
