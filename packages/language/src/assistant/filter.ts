import type { TaskFilter } from '../intent.ts'
import { readPriority } from '../markers.ts'
import { toStem } from '../match.ts'
import { createScan, isTextEnd, wordAt, type Scan } from '../scan.ts'
import type { ParseContext, Priority } from '../types.ts'
import { matchName, readAtTime, readDays } from './filter-days.ts'

export interface FilterPhrase {
	filter: TaskFilter
	/** Words that narrow nothing by themselves: what the title should hold. */
	rest: string
	/** Whether any word narrowed the filter. */
	narrowed: boolean
}

export interface Reading {
	scan: Scan
	context: ParseContext
	filter: TaskFilter
	labels: string[]
	rest: string[]
	narrowed: boolean
	doneAsked: boolean
}

const pending = new Set(
	'pending open incomplete outstanding remaining unfinished left active uncompleted undone current'.split(' '),
)
const done = new Set('completed complete done finished closed checked ticked accomplished'.split(' '))
const overdueWords = new Set(['overdue', 'late', 'missed', 'behind', 'delayed'])

/** Words that carry no meaning when asking for tasks. */
const filler = new Set(
	"a an the my our me i i've i'd we we've all that's they're am something somewhere they've it'd already since any every everything anything each ones of to do that which are is were be been have has had got there in on for with due task tasks todo todos to-do to-dos item items thing things stuff list lists still yet so far currently right now please and only just them those these some what's whats what show it's its as scheduled planned coming up soon reminder reminders marked named called labelled labeled about containing mentioning matching like related regarding at by from when when's where where's need needs must should can could you see look you tell give find search get much more else status know doing".split(
		' ',
	),
)

/** Reads "overdue work tasks", "high priority things due this week", "everything tagged home". */
export function readFilter(text: string, context: ParseContext): FilterPhrase {
	const scan = createScan(text, context)
	const reading: Reading = {
		scan,
		context,
		filter: { label: '' },
		labels: [],
		rest: [],
		narrowed: false,
		doneAsked: scan.tokens.some(
			(token) => token.kind === 'word' && /^(?:completed?|finished?|accomplished|did|done|finish)$/.test(token.word),
		),
	}
	for (let at = 0; at < scan.tokens.length;) {
		const next = readPiece(reading, at)
		if (next === null) {
			keepWord(reading, at)
			at += 1
		} else {
			reading.narrowed = true
			at = next
		}
	}
	reading.filter.label = [...new Set(reading.labels)].join(' ')
	return { filter: reading.filter, rest: reading.rest.join(' '), narrowed: reading.narrowed }
}

function keepWord(reading: Reading, at: number): void {
	const token = reading.scan.tokens[at]
	if (!token || token.kind === 'sign') return
	const word = reading.scan.text.slice(token.start, token.end)
	if (token.kind === 'literal') reading.rest.push(word.replaceAll(/^["'“‘]|["'”’]$/g, ''))
	else if (!filler.has(token.word)) reading.rest.push(word)
}

function readPiece(reading: Reading, at: number): number | null {
	return (
		readState(reading, at) ??
		readNames(reading, at) ??
		readImportance(reading, at) ??
		readAtTime(reading, at) ??
		readDays(reading, at)
	)
}

function readState(reading: Reading, at: number): number | null {
	const { scan, filter, labels } = reading
	const word = wordAt(scan, at)
	const next = wordAt(scan, at + 1)
	const says = (end: number, label: string): number => {
		labels.push(label)
		return end
	}
	if (overdueWords.has(word) || (word === 'past' && next === 'due')) {
		filter.overdue = true
		return says(word === 'past' ? at + 2 : at + 1, 'overdue')
	}
	const negated =
		word === 'not' || word === "haven't" || word === "isn't" || word === "aren't" || word === "didn't" || word === 'un'
	if (negated && (done.has(next) || done.has(wordAt(scan, at + 2)) || next === 'finish' || next === 'do')) {
		filter.status = 'pending'
		return done.has(next) || next === 'finish' || next === 'do' ? at + 2 : at + 3
	}
	if (word === 'to' && next === '-' && wordAt(scan, at + 2) === 'do') return null
	if (pending.has(word)) {
		filter.status = 'pending'
		return says(at + 1, word === 'left' || word === 'remaining' ? 'left' : 'open')
	}
	if (done.has(word) || (word === 'did' && wordAt(scan, at + 1) === 'i') || (word === 'finish' && reading.doneAsked)) {
		filter.status = 'completed'
		return says(at + 1, 'completed')
	}
	if ((word === 'without' || word === 'no') && readDateWord(scan, at + 1) !== null) {
		filter.no_date = true
		return says(readDateWord(scan, at + 1) ?? at + 1, 'without a date')
	}
	if (word === 'undated' || word === 'unscheduled' || word === 'someday') {
		filter.no_date = true
		return says(at + 1, 'without a date')
	}
	if (['recurring', 'repeating', 'repeats', 'recurs', 'repeat'].includes(word)) {
		filter.recurring = true
		return says(at + 1, 'recurring')
	}
	return null
}

function readDateWord(scan: Scan, at: number): number | null {
	let next = at
	while (['a', 'any', 'due', 'the'].includes(wordAt(scan, next))) next += 1
	return ['date', 'dates', 'deadline', 'deadlines', 'day'].includes(wordAt(scan, next)) ? next + 1 : null
}

/** Tags and lists: "#home", "tagged home", "in the work list", "my shopping list", "at home". */
function readNames(reading: Reading, at: number): number | null {
	const { scan, filter, labels, context } = reading
	const word = wordAt(scan, at)
	const tagged =
		word === '#' && !scan.tokens[at + 1]?.spaced
			? at + 1
			: ['tagged', 'labelled', 'labeled', 'tag', 'label', 'tags'].includes(word)
				? skipTagWords(scan, at + 1)
				: null
	if (tagged !== null && scan.tokens[tagged] && scan.tokens[tagged]?.kind !== 'sign') {
		const { name, end } = readTagName(scan, tagged)
		filter.tags = [...(filter.tags ?? []), name]
		labels.push(`tagged ${name}`)
		return end
	}
	const sign = ['@', '+', '/'].includes(word) ? at + 1 : at
	for (const list of context.lists ?? []) {
		const end = matchName(scan, sign, list)
		if (end === null) continue
		filter.list = list
		labels.push(`in ${list}`)
		return wordAt(scan, end) === 'list' ? end + 1 : end
	}
	if (word === 'inbox' && ['in', 'from', 'on'].includes(wordAt(scan, skipBackArticle(scan, at - 1)))) {
		filter.list = word
		labels.push('in your inbox')
		return at + 1
	}
	const unknown =
		['in', 'on', 'from'].includes(wordAt(scan, at - 2)) || ['in', 'on', 'from'].includes(wordAt(scan, at - 1))
	const named = ['the', 'my', 'our'].includes(wordAt(scan, at - 1)) && isTextEnd(scan, at + 2)
	if (
		(unknown || named) &&
		wordAt(scan, at + 1) === 'list' &&
		!filler.has(word) &&
		!/^(?:todo|task|tasks|to-do|whole|entire|full|complete|current|last|other|same|new|long|short|first|next|checklist)$/.test(
			word,
		) &&
		scan.tokens[at]?.kind === 'word'
	) {
		const alike = (context.lists ?? []).find((list) => toStem(list.toLowerCase()) === toStem(word))
		filter.list = alike ?? word
		labels.push(`in ${alike ?? word}`)
		return at + 2
	}
	return null
}

const skipBackArticle = (scan: Scan, at: number): number => (['my', 'the'].includes(wordAt(scan, at)) ? at - 1 : at)

/** A tag may hold letters, digits and dashes, which are several tokens: "q4". */
function readTagName(scan: Scan, at: number): { name: string; end: number } {
	const start = scan.tokens[at]?.start ?? 0
	const name = /^[\p{L}\p{N}_-]+/u.exec(scan.text.slice(start, start + 60))?.[0] ?? wordAt(scan, at)
	let end = at + 1
	while ((scan.tokens[end]?.end ?? Number.POSITIVE_INFINITY) <= start + name.length) end += 1
	return { name: name.toLowerCase(), end }
}

function skipTagWords(scan: Scan, at: number): number {
	let next = at
	while (['with', 'as', 'the', 'tag', 'label', ':', '#', 'tags', 'by'].includes(wordAt(scan, next))) next += 1
	return next
}

function readImportance({ scan, filter, labels }: Reading, at: number): number | null {
	const marked = readPriority(scan, at)
	const set = (priority: Priority, end: number): number => {
		filter.priority = priority
		labels.push(priority === 'none' ? 'without priority' : `with ${priority} priority`)
		return end
	}
	if (marked) return set(marked.priority, marked.end)
	const word = wordAt(scan, at)
	if (['urgent', 'important', 'critical'].includes(word)) return set('high', at + 1)
	if (['unimportant'].includes(word)) return set('low', at + 1)
	return null
}
