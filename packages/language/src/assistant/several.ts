import { parseTask } from '../task.ts'
import type { ParseContext, ParsedTask } from '../types.ts'
import { described, mostTasks, readSpokenTask } from './add.ts'
import { opensWithVerb } from '../verbs.ts'
import { capitalise } from './clean.ts'
import { findQuoted, isListLine, stripListMark } from './clauses.ts'
import { takeList, takeListBefore } from './into-list.ts'
import { readItems, splitItems } from './items.ts'

const colonList =
	/^(?:i|we)(?:'ve| have)? (?:need|have|must|should|want|got)(?: to)?(?: do| get| buy| remember)?(?: (?:the |these |some |\w+ )?(?:things|tasks|items|errands|chores|jobs))?\s*:\s*(.+)$/i
const severalSaid =
	/^(?:add|create|make|new|set up|i need|i have|put)\b[^:]{0,40}\b(?:tasks|to-?dos|items|reminders|things)\b[^:]{0,30}?(?::|\bfor\b|\bto\b)?\s/i

/** The tasks of one clause: one, unless the words say several or each part has its own day. */
export function readSpokenTasks(body: string, clause: string, context: ParseContext): ParsedTask[] {
	const listed = colonList.exec(clause)?.[1]
	if (listed !== undefined)
		return splitItems(listed)
			.slice(0, mostTasks)
			.map((piece) => readSpokenTask(piece, context))
	const unquoted = clause.replaceAll(/["“].{0,400}?["”]|(?<!\p{L})'.{0,400}?'(?!\p{L})/gu, '…')
	const before = takeListBefore(body, context)
	const said =
		before !== null ||
		severalSaid.test(unquoted) ||
		/^(?:add|create|put|buy)?\s*(?:the following|these|all of these)\b/i.test(unquoted)
	const inList = before ?? (said ? takeList(body, context) : null)
	const text = inList?.text ?? body
	const pieces = splitQuoted(text) ?? (said ? splitItems(text) : splitDated(text, context))
	const adjective = described.exec(clause)
	const extra = adjective?.[1]
		? ` ${adjective[1].replace(/^(?:urgent|important|top)$/i, 'high')} priority`
		: adjective?.[2]
			? ` ${adjective[2]}`
			: ''
	const steps = readSteps(body, context)
	if (steps && pieces.length > 0 && (body === clause || !said)) return [steps]
	const days = pieces.length === 1 ? (splitDays(body) ?? splitTimes(body)) : null
	if (days) return days.map((piece) => readSpokenTask(piece + extra, context))
	const items = pieces.length === 1 ? readItems(body + extra, body !== clause, context) : null
	if (items) return items.slice(0, mostTasks)
	return pieces.slice(0, mostTasks).map((piece) => {
		const task = readSpokenTask(piece + extra, context)
		return inList?.list == null ? task : { ...task, list: task.list ?? inList.list }
	})
}

/** `"Buy milk" and "Call Bob"`: each quotation is a task. */
function splitQuoted(text: string): string[] | null {
	const spans = findQuoted(text)
	const between = spans.slice(1).map((span, at) => text.slice(spans[at]?.end ?? 0, span.start))
	const first = spans[0]
	const listed = between.every((part) => /^\s*(?:,|and|&|\+|,\s*and)\s*$/i.test(part))
	if (!first || spans.length < 2 || !listed || text.slice(0, first.start).trim() !== '') return null
	const rest = text.slice(spans.at(-1)?.end ?? text.length)
	return spans.map((span) => text.slice(span.start, span.end) + rest)
}

/** "plan a party: invite friends, buy drinks": what comes behind the colon are its steps. */
function readSteps(text: string, context: ParseContext): ParsedTask | null {
	const [, head = '', list = ''] = /^([^:"“]{5,80}):\s+([^:"“]{3,300})$/.exec(text) ?? []
	const title = head.replace(/[\s,(–-]+(?:with )?(?:the |these )?(?:sub-?tasks|sub-?items|steps|parts|checklist)$/i, '')
	const steps = splitItems(list)
	if (!opensWithVerb(title) || !title.trim().includes(' ') || steps.length < 2) return null
	return { ...readSpokenTask(title, context), subtasks: steps.map((step) => capitalise(step)).slice(0, mostTasks) }
}

const dayName = '(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)'
const twoDays = new RegExp(
	`^(.{2,200}?)\\s+(?:on\\s+)?(${dayName})\\s+and\\s+(?:on\\s+)?(${dayName})((?:\\s+(?:at|from)\\s.{1,30}|\\s+(?:morning|afternoon|evening|night))?)$`,
	'i',
)

/** "gym on monday and wednesday at 7": once on each. */
function splitDays(text: string): string[] | null {
	const [, title = '', first = '', second = '', time = ''] = twoDays.exec(text) ?? []
	const more = /\b(?:mon|tues?|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?,?$/i.test(title)
	if (title === '' || more || /\b(?:every|each|between|from|both)\b/i.test(text) || findQuoted(text).length > 0)
		return null
	return [`${title} ${first}${time}`, `${title} ${second}${time}`]
}

const clock = '(?:\\d{1,2}(?::\\d\\d)?\\s*(?:am|pm)|\\d{1,2}:\\d\\d|noon|midnight)'
const twoTimes = new RegExp(
	`^(.{2,200}?)\\s+(?:at\\s+)?(${clock})((?:,\\s*${clock}){0,3}),?\\s+and\\s+(?:at\\s+)?(${clock})$`,
	'i',
)

/** "pills every day at 8am and 8pm": once at each. */
function splitTimes(text: string): string[] | null {
	const [, title = '', first = '', more = '', last = ''] = twoTimes.exec(text) ?? []
	if (title === '' || /\b(?:between|from)$/i.test(title) || findQuoted(text).length > 0) return null
	const times = [first, ...more.split(',').map((time) => time.trim()), last].filter((time) => time !== '')
	return times.map((time) => `${title} at ${time}`)
}

/** "milk #shop, call mum tomorrow and pay rent on friday": each part has its own day or tag, so each is a task. */
function splitDated(text: string, context: ParseContext): string[] {
	if (text.length > 400 || findQuoted(text).length > 0) return [text]
	const parts = text.split(/\s*,\s*(?:and\s+|then\s+)?|\s+and\s+(?:then\s+|also\s+)?(?:to\s+)?/)
	if (parts.length < 2 || parts.length > mostTasks) return [text]
	const day = readLeadingDay(parts[0] ?? '', context)
	if (day !== null) {
		const whole = parts.map((part, at) => (at > 0 && !namesDay(part, context) ? `${day} ${part}` : part))
		if (whole.every((part) => parseTask(part, context).title !== '')) return whole
	}
	const read = parts.map((part) => parseTask(part, context))
	return read.every((task) => standsAlone(task, text.includes(','))) ? parts : [text]
}

/** "tomorrow take the car to the garage at 8, …": the day that all that follows shares, unless it names its own. */
function readLeadingDay(part: string, context: ParseContext): string | null {
	const { highlights, due_date } = parseTask(part, context)
	const first = highlights.find(({ kind, start }) => kind === 'due' && start === 0)
	if (!first || first.end >= part.length) return null
	// "tomorrow at 8 …": the day is shared, its hour is not.
	return /\d|noon|midnight/i.test(first.text) ? (due_date?.slice(0, 10) ?? null) : first.text
}

function namesDay(part: string, context: ParseContext): boolean {
	const { due_date } = parseTask(part, { ...context, now: '2001-01-01T00:00:00' })
	return due_date !== null && (due_date.length === 10 || !due_date.startsWith('2001-01-01'))
}

/** One word and a day are enough between commas, but not beside "and": "plan monday and tuesday meetings". */
function standsAlone({ title, tags, due_date }: ParsedTask, listed: boolean): boolean {
	if (tags.length > 0) return title !== ''
	return due_date !== null && (title.includes(' ') || (listed && title !== '' && due_date.length === 10))
}

/** Several lines, each a task: "- milk\n- bread", or a heading that ends in a colon and its lines. */
export function readLines(text: string): string[] | null {
	const lines = text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
	if (lines.length < 2) return null
	const listed = lines.filter(isListLine)
	if (listed.length >= 2 && listed.length >= lines.length - 1) return listed.map(stripListMark)
	if (lines[0]?.endsWith(':')) return lines.slice(1).map(stripListMark)
	return null
}

/** Several tasks typed or pasted at once: lines, semicolons, numbered lists; otherwise one. */
export function parseTasks(text: string, context: ParseContext): ParsedTask[] {
	const lines = readLines(text) ?? text.split(/\r?\n|;/)
	const whole = lines.map((line) => stripListMark(line)).filter((line) => line !== '')
	const pieces = whole.flatMap((line) => line.split(/(?:,\s{0,9}|\s)(?:and\s{1,9}|then\s{1,9}){1,2}(?=add\s)/i))
	return pieces.slice(0, 100).map((piece) => parseTask(piece.replace(/^add\s+(?=\S)/i, ''), context))
}
