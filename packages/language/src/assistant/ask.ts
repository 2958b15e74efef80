import { formatDay, startOfMonth, startOfWeek, toDay, toParts } from '../calendar.ts'
import type { Intent, TaskFilter } from '../intent.ts'
import { createScan } from '../scan.ts'
import type { ParseContext } from '../types.ts'
import { readAskedAbout } from './ask-about.ts'
import { readFilter } from './filter.ts'

const asksCount =
	/^(?:how many|how much (?=(?:is|are|do|have|did)\b)|count|what'?s the (?:number|count)|number of|do i have (?:many|a lot))\b/i
const asksList =
	/^(?:show|list|display|view|see|see all|print|read|get(?= (?:me )?(?:my|all|the|a list))|fetch|pull up|bring up|give me(?= (?:my|all|the|a list|everything|an? (?:quick |short )?(?:overview|summary|rundown|recap)))|tell me(?= (?:my|all|the|what|about|more about))|check my|look at|go through|what|what'?s|whats|which|whats|do i have|have i got|is there|are there|did i|have i|anything|any|am i|are any|when is|when'?s|when do i|find|search|look for|look up|filter|where is|where'?s|my tasks|my list|my to-?dos|all tasks|all my tasks|everything|tasks|to-?dos|todos|overdue|today|tomorrow|this week|next week|pending|completed|agenda|upcoming|schedule|today'?s (?:tasks|agenda|list|schedule)|tomorrow'?s)\b/i

/** Questions about tasks: lists, counts, "how was my week?", names of lists and tags. */
export function readQuestion(clause: string, context: ParseContext): Intent | null {
	const plain = clause
		.replace(/[\s?.!]{1,10}$/, '')
		.replaceAll('’', "'")
		.replace(/\bmy day\b(?: (?:look(?:s|ing)? like|going to be))?/i, 'due today')
	if (/^(?:what|why|how|when|where|who|huh)$/i.test(plain)) return null
	if (/^(?:summari[sz]e|recap|sum up|go over) (?:my |the |all my |all )?(?:tasks|to-?dos|list)$/i.test(plain))
		return { kind: 'list', filter: toFilter('my tasks', context) }
	if (/^(?:my day|(?:my )?to-?dos?|to do|due today)$/i.test(clause.replace(/[\s?.!]+$/, '')))
		return { kind: 'list', filter: toFilter(/day/i.test(clause) ? 'due today' : 'my tasks', context) }
	if (/^(?:sort|order|group|list|show) (?:(?:them|it|everything|my tasks|my list|the list|tasks) )?by\b/i.test(plain))
		return { kind: 'list', filter: { status: 'pending', label: '' }, ...toSorting(plain) }
	const review = readReview(plain, context)
	if (review) return review
	if (
		/^(?:show|list|what|which|see|display|view|do i have|give me)\b.{0,30}\blists(?: do i have| are there| have i got)?$/i.test(
			plain,
		) &&
		!/\btasks?\b/i.test(plain)
	)
		return { kind: 'lists' }
	if (
		/^(?:show|list|what|which|see|display|view|do i have)\b.{0,30}\b(?:tags|labels)(?: do i (?:have|use)| are there)?$/i.test(
			plain,
		)
	)
		return { kind: 'tags' }
	if (asksCount.test(plain)) return { kind: 'count', filter: toFilter(plain.replace(asksCount, ''), context) }
	const one = readNumbered(plain, clause)
	if (one) return one
	const about = readAskedAbout(plain, clause, context)
	if (about) return about
	const emptied = /^(?:is|are)\s+(.+?)\s+(?:still |now |all |already )*(?:empty|clear|free)$/i.exec(plain)?.[1]
	if (emptied !== undefined && readFilter(emptied, context).rest === '')
		return { kind: 'count', filter: toFilter(emptied, context) }
	if (isAboutWorld(plain)) return { kind: 'unsupported', what: nameWorld(plain) }
	const day = clause.trim().endsWith('?') && !asksList.test(plain) ? readFilter(plain, context) : null
	if (day?.narrowed && day.rest === '' && plain.split(' ').length <= 5)
		return { kind: 'list', filter: toFilter(plain, context) }
	if (!asksList.test(plain) || isChore(plain, context)) return null
	if (
		/^(?:my tasks|my list|my to-?dos|all tasks|all my tasks|everything|tasks|to-?dos|todos|overdue|pending|completed|today|tomorrow|this week|next week|upcoming|agenda|schedule|anything|any|find|search)\b/i.test(
			plain,
		) &&
		isLikelyTask(plain, context)
	)
		return null
	return {
		kind: 'list',
		filter: toFilter(
			plain.replace(
				/^(?:show|list|display|view|see|find|search|look|get|read|print|give|tell|check|filter)\b\s*(?:me\b|up\b|for\b|at\b|through\b)?/i,
				'',
			),
			context,
		),
	}
}

const numbered =
	/^(?:(?:and|so|ok|okay) )?(?:(?:show(?: me)?|what(?:'s| is| about)|how about|when(?:'s| is)|is|open|view|display|tell me about|details (?:of|for)|where is) )?(?:the )?(?:tasks? |#)(?:number )?#?(\d{1,6})(?: (?:due|done|about|complete|completed|finished|overdue|called))?$/i

/** "when is task 3 due?", "and #2?", "show 2": one task by its number. */
function readNumbered(plain: string, typed: string): Intent | null {
	const bare = /^(?:show(?: me)?|open|view|display|what(?:'s| is)) (?:number )?(\d{1,3})$/i.exec(plain)?.[1]
	const number = bare ?? numbered.exec(plain)?.[1]
	const asked = bare !== undefined || typed.trim().endsWith('?') || /^(?!task|#|the\b)/i.test(plain)
	if (number === undefined || !asked) return null
	const filter: TaskFilter = { numbers: [Number(number)], status: 'all', label: `task ${number}` }
	return /^is\b.*\b(?:done|complete|completed|finished)$/i.test(plain)
		? { kind: 'list', filter, asks: 'done' }
		: { kind: 'list', filter }
}

function toSorting(plain: string): { sort?: 'priority' | 'due' | 'title' } {
	if (/\b(?:priority|importance|urgency)\b/i.test(plain)) return { sort: 'priority' }
	if (/\b(?:date|due|deadline|day|time)\b/i.test(plain)) return { sort: 'due' }
	return /\b(?:name|title|alphabet\w*)\b/i.test(plain) ? { sort: 'title' } : {}
}

const chores =
	/^(?:(?:find|search for|look for|get|fetch) (?:an?|some|another|new)\b|(?:see|view|read|print|look (?:at|for|up)|go through|pull up|bring up|fetch|filter|display|check my)\b)\s*/i
const aboutList =
	/\b(?:tasks?|to-?dos?|lists?|reminders?|items?|ones|everything|due|overdue|pending|agenda|schedule|completed|tags?|tagged)\b/i

/** "read the book", "see the doctor tomorrow", "find a plumber" are things to do; "see my tasks" is a question. */
function isChore(plain: string, context: ParseContext): boolean {
	const said = chores.exec(plain)
	return said !== null && !aboutList.test(plain) && readFilter(plain.slice(said[0].length), context).rest !== ''
}

/** "everything bagels" is a title, "everything overdue" a question: what has words left over and narrows nothing. */
function isLikelyTask(plain: string, context: ParseContext): boolean {
	if (/^(?:find|search|any|anything)\b/i.test(plain)) return false
	return readFilter(plain, context).rest !== ''
}

function toFilter(text: string, context: ParseContext): TaskFilter {
	const { filter, rest } = readFilter(
		text
			.replace(
				/^\s*(?:am|are)\s+(?:i|we)\s+(?:free|busy|available)\b|\b(?:do|have)\s+(?:i|we)\s+(?:have\s+|got\s+)?(?:any\s?thing\s+|any\s+)?(?:free|time)\b/i,
				'',
			)
			.replace(/^\s*(?:do|did|have|are|is|can|should)\s+(?:i|we|there)\s+(?=\S)/i, '')
			.replace(/^\s*(?:what'?s\s+)?(?:my\s+|the\s+)?inbox(?:\s+tasks)?\s*$/i, 'in my inbox'),
		context,
	)
	const said =
		/\bdid i\b.{0,20}\b(?:done|do|finish|finished|complete|completed|accomplish|accomplished|get done|got done)\b|\b(?:have i|i(?:'ve)?)\b.{0,20}\b(?:done|finished|completed|accomplished|got done)\b/i.test(
			text,
		)
	const asked = { ...filter }
	const total = /\b(?:in total|altogether|all together|overall|total)\b/i
	if (total.test(text) && asked.status === undefined) asked.status = 'all'
	const soonest = /(?:\b(?:the|my|our|is)|'s)\s+next\s+\S/i.test(text)
	if (
		said &&
		asked.status === undefined &&
		!/\b(?:need|have|has|should|must|supposed|want|got) to\b|\bto (?:do|finish|complete|get done)\b/i.test(text)
	) {
		asked.status = 'completed'
		if (asked.due_from !== undefined) asked.completed_from = asked.due_from
		if (asked.due_to !== undefined) asked.completed_to = asked.due_to
		asked.label = asked.label.replace(/^due\b/, 'completed')
		delete asked.due_from
		delete asked.due_to
	}
	const words = rest
		.replaceAll(
			/^one$|\bto (?:buy|get|do|finish|complete)$|\b(?:rundown|agenda|schedule|plans?|plate|calendar|day|overview|summary|happening|going|total|altogether|overall|priority|priorities|prioritised|prioritized)\b/gi,
			'',
		)
		.replaceAll(/\s+/g, ' ')
		.trim()
		// "the next standup": the answer says when, soonest first.
		.replace(/^next\s+(?=\S)/i, (next) => (soonest ? '' : next))
	if (words !== '') asked.text = words
	if (
		/\b(?:all|everything|every)\b/i.test(text) &&
		asked.status === undefined &&
		words === '' &&
		Object.keys(filter).length === 1 &&
		/\b(?:tasks|todos|to-?dos)\b/i.test(text)
	)
		asked.status = 'all'
	if (asked.overdue) asked.status = 'pending'
	if (soonest) asked.status ??= 'pending'
	if (asked.status === undefined) asked.status = asked.text !== undefined || /\ball\b/i.test(text) ? 'all' : 'pending'
	return { ...asked, label: toLabel(asked) }
}

function toLabel(filter: TaskFilter): string {
	const words = filter.label.trim()
	return filter.text === undefined ? words : `${words} about “${filter.text}”`.trim()
}

const reviewed =
	/^(?:tell me about my (?:day|week|month)|how (?:was|did|is|are|am|has)\b.{0,30}\b(?:my )?(day|week|month|year|progress|doing|today|yesterday)\b|(?:weekly|daily|monthly) (?:review|summary|recap)|(?:give me |show me )?(?:a |my )?(?:summary|recap|review|overview|report) (?:of|for) (?:my |the |this |last )?(?:last |past )?(?:day|week|month|year|today|yesterday)|(?:review|summari[sz]e|recap) (?:my |the |this |last )?(?:last |past )?(?:day|week|month|year)|how productive (?:was|am|have) i.{0,40}|how much (?:did|have) i (?:get|got|gotten) done.{0,30})/i

function readReview(plain: string, context: ParseContext): Intent | null {
	if (!reviewed.test(plain) || /^how (?:are you|do)/i.test(plain)) return null
	const scan = createScan('', context)
	const last = /\b(?:last|past|previous)\b/i.test(plain)
	if (/\byesterday\b/i.test(plain)) return toReview(scan.today - 1, scan.today - 1, 'yesterday')
	if (/\b(?:day|today|daily)\b/i.test(plain)) return toReview(scan.today, scan.today, 'today')
	if (/\b(?:month|monthly)\b/i.test(plain)) {
		const first = startOfMonth(scan.today)
		return last ? toReview(startOfMonth(first - 1), first - 1, 'last month') : toReview(first, scan.today, 'this month')
	}
	if (/\byear\b/i.test(plain)) return toReview(toDay(toParts(scan.today).year, 1, 1), scan.today, 'this year')
	const first = startOfWeek(scan.today, scan.weekStart)
	return last ? toReview(first - 7, first - 1, 'last week') : toReview(first, scan.today, 'this week')
}

function toReview(from: number, to: number, label: string): Intent {
	return { kind: 'review', from: formatDay(from), to: formatDay(to), label }
}

const world: readonly [RegExp, string][] = [
	[/\bweather|\b(?:rain|temperature|forecast)\b/i, 'the weather'],
	[/\bjokes?\b|\bsing\b|\bpoem\b|\bstory\b/i, 'jokes and stories'],
	[/^(?:what(?:'s| is) the )?(?:time|date)(?: is it| now)?$|^what time is it|^what day is (?:it|today)/i, 'the clock'],
	[/\bnews\b|\bstocks?\b|\bbitcoin\b|\bscore of\b/i, 'the news'],
	[/^translate\b/i, 'translating'],
	[/^(?:play|stream)\b.{0,40}\b(?:music|song|video|playlist)\b/i, 'playing music'],
	[/^(?:who|why)\b(?!.*\b(?:task|tasks|todo|overdue)\b)/i, 'questions about the world'],
	[
		/^what(?:'s| is) (?:the )?(?:capital|meaning|population|president|square root|answer|\d+\s*[-+*/x]\s*\d+)\b/i,
		'questions about the world',
	],
	[/^(?:can|will) you (?:send|email|call|text|book|order|buy|pay)\b/i, 'acting outside your list'],
]

function isAboutWorld(plain: string): boolean {
	const question =
		/^(?:what|who|why|tell|sing|play|translate|can you|will you|is it|will it|how'?s|how is|do you know)\b/i.test(plain)
	return (
		question &&
		!/\btasks?\b|\bto-?dos?\b|\bmy list\b|\bdue\b/i.test(plain) &&
		world.some(([pattern]) => pattern.test(plain))
	)
}

function nameWorld(plain: string): string {
	return world.find(([pattern]) => pattern.test(plain))?.[1] ?? 'that'
}
