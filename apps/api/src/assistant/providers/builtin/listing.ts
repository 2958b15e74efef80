import type { Task } from '@todo/contract'
import type { Intent, TaskFilter } from '@todo/language'
import { capitalise, count, join, quote, quoteAll, sayDetails, sayDue } from '../../words.ts'
import { toListArguments } from './finding.ts'
import { findNamedList } from './named-list.ts'
import { findNumbered } from './numbering.ts'
import { act, numberOf, read, rowsOf, tasksOf } from './script.ts'
import type { Exchange, Script } from './script.ts'
import { sayFailure, sayNothing } from './sentences.ts'

/** Shown at once; the rest is counted. */
const mostShown = 50

/** Labels that stand before the noun: "3 overdue tasks"; all others stand behind it. */
const before = /^(?:open|completed|overdue|recurring|unfinished|pending)$/

const sayCount = (number: number, label: string): string =>
	before.test(label)
		? `${number === 0 ? 'no' : number} ${label} task${number === 1 ? '' : 's'}`
		: `${count(number)}${label && ` ${label.replace(/^left /, '')}`}`

type Asked = Omit<Intent & { kind: 'list' }, 'kind' | 'filter'>

/** Answers a question about tasks with the tasks themselves. */
export function* list(exchange: Exchange, asked: TaskFilter, { asks, sort }: Asked = {}): Script {
	const { mentioned } = exchange.memory
	if (asked.spoken && mentioned.length === 0) {
		exchange.lines.push('Which task do you mean? Say its title or its number.')
		return
	}
	if (asked.numbers) return yield* showNumbered(exchange, asked.numbers, asks)
	const status = asked.status ?? (asked.spoken ? 'all' : 'pending')
	const extra = { ...(asked.spoken && { task_ids: mentioned }), ...(!isOfDays(asked) && { sort: 'place' }) }
	const outcome = yield* read(exchange, 'list_tasks', { ...toListArguments(asked, status, mostShown), ...extra })
	if (outcome.status === 'failed') {
		exchange.lines.push(sayNoList(exchange, asked.list) ?? sayFailure(outcome.error))
		return
	}
	let tasks = tasksOf(outcome)
	if (tasks.length === 0 && asked.text !== undefined)
		tasks = tasksOf(yield* act('find_tasks', { query: asked.text, status, limit: 10 }))
	// "Did I buy the milk?" may be about "milk".
	const thing = asks && tasks.length === 0 ? asked.text?.replace(/^\S+\s+(?=\S)/, '') : undefined
	if (thing !== undefined && thing !== asked.text)
		tasks = tasksOf(yield* act('find_tasks', { query: thing, status, limit: 10 }))
	// "My next dentist appointment" may be called just "dentist".
	const plain = tasks.length === 0 ? withoutKind(asked.text) : undefined
	if (plain !== undefined) tasks = tasksOf(yield* act('find_tasks', { query: plain, status, limit: 10 }))
	const { limit: _limit, ...all } = toListArguments(asked, status)
	const total = tasks.length < mostShown ? tasks.length : numberOf(yield* act('count_tasks', all), 'count')
	tasks = sortAs(tasks, sort)
	const [only, ...more] = tasks
	if (only && more.length === 0 && (asked.spoken || asked.text !== undefined)) showOne(exchange, only)
	else show(exchange, tasks)
	if (only && more.length === 0 && asks) exchange.lines.push(sayWhetherDone(exchange, only))
	else exchange.lines.push(sayFound(exchange, tasks, total, asked))
	if (!only && asked.text !== undefined && /^(?:find|search|look)\b/i.test(exchange.said))
		exchange.suggestions = [{ label: 'Add it as a task', message: `Add a task: ${exchange.said.slice(0, 200)}` }]
}

/** A list that isn't there is said with those that are. */
function sayNoList(exchange: Exchange, name: string | undefined): string | undefined {
	if (name === undefined || findNamedList(exchange, name) !== undefined) return undefined
	const { lists: known } = exchange
	const others =
		known.length === 0
			? 'There are no lists yet.'
			: `There ${known.length === 1 ? 'is' : 'are'} ${join(known.map(quote), 8)}.`
	return `There is no list ${quote(name)}. ${others}`
}

/** Answers about days go by time, and so do finds; all others stand as on the page. */
const isOfDays = ({ due_from, due_to, overdue, time_from, time_to, text }: TaskFilter): boolean =>
	[due_from, due_to, overdue, time_from, time_to, text].some((value) => value !== undefined)

const weight = { high: 0, medium: 1, low: 2, none: 3 } as const

/** Equals stay as they stood. */
function sortAs(tasks: readonly Task[], sort: Asked['sort']): readonly Task[] {
	if (sort === 'priority') return tasks.toSorted((a, b) => weight[a.priority] - weight[b.priority])
	if (sort === 'title') return tasks.toSorted((a, b) => a.title.localeCompare(b.title))
	return sort === 'due' ? tasks.toSorted((a, b) => (a.due_date ?? '9').localeCompare(b.due_date ?? '9')) : tasks
}

const kindWords = /(?<![\p{L}\p{N}])(?:next|upcoming|appointments?|appts?|meetings?|visits?|events?)(?![\p{L}\p{N}])/giu

/** The words without those that say what kind of thing it is; undefined where that leaves none or all of them. */
function withoutKind(text = ''): string | undefined {
	const rest = text.replaceAll(kindWords, ' ').replaceAll(/\s+/g, ' ').trim()
	return rest === '' || rest === text ? undefined : rest
}

/** "When is task 2 due?" */
function* showNumbered(exchange: Exchange, numbers: readonly number[], asks: 'done' | undefined): Script {
	const found = yield* findNumbered(exchange, numbers, 'update')
	const [first, ...more] = found.kind === 'found' ? found.tasks : found.kind === 'unsure' ? found.options : []
	const task = found.kind === 'meant' ? found.task : first
	if (!task) {
		exchange.lines.push(found.kind === 'none' ? found.reply : 'Which task do you mean? Say its title or its number.')
		return
	}
	if (more.length > 0 && found.kind === 'found') return show(exchange, found.tasks)
	showOne(exchange, task)
	exchange.lines.push(asks ? sayWhetherDone(exchange, task) : sayOne(exchange, task))
}

/** One task that was asked about: "it" from now on, but no list to count in. */
function showOne(exchange: Exchange, task: Task): void {
	exchange.tasks.push(task)
	exchange.memory.mentioned = [task.id]
}

function sayOne({ context }: Exchange, task: Task): string {
	const details = sayDetails(task, context)
	return `${quote(task.title)}${task.completed ? ' is done' : details ? `: ${details}` : ' has no date'}.`
}

/** "Is the rent paid?" */
function sayWhetherDone({ context }: Exchange, task: Task): string {
	const what = quote(task.title)
	if (task.completed) return `Yes, ${what} is done.`
	return `Not yet: ${what} is ${task.due_date === null ? 'still open' : `due ${sayDue(task.due_date, context)}`}.`
}

function show(exchange: Exchange, tasks: readonly Task[]): void {
	exchange.tasks.push(...tasks)
	if (tasks.length === 0) return
	exchange.memory.shown = tasks.map(({ id }) => id)
	exchange.memory.mentioned = exchange.memory.shown
}

function sayFound(exchange: Exchange, tasks: readonly Task[], total: number, filter: TaskFilter): string {
	const { label, status } = filter
	const [only] = tasks
	if (!only) return label === '' ? sayEmpty(status) : sayNothing(label.replace(/^left /, ''))
	if (total === 1 && (filter.text !== undefined || filter.spoken)) return sayOne(exchange, only)
	const shown = total > tasks.length ? ` Here are the first ${tasks.length}.` : ''
	const open = status === 'all' ? tasks.filter((task) => !task.completed).length : total
	const split =
		status === 'all' && label === '' && shown === '' && open < total ? `: ${open} open, ${total - open} completed` : ''
	return `You have ${sayCount(total, label)}${split}.${shown}`
}

const sayEmpty = (status: TaskFilter['status']): string =>
	status === 'completed' ? 'Nothing is completed yet.' : 'Your list is empty. Tell me what you have to do.'

export function* countTasks(exchange: Exchange, filter: TaskFilter): Script {
	const { limit: _limit, ...args } = toListArguments(filter, filter.status ?? 'pending')
	const outcome = yield* read(exchange, 'count_tasks', args)
	if (outcome.status === 'failed') exchange.lines.push(sayFailure(outcome.error))
	else exchange.lines.push(`You have ${sayCount(numberOf(outcome, 'count'), filter.label)}.`)
}

/** What deserves attention first: overdue, then due soonest, then the most urgent. */
export function* suggest(exchange: Exchange): Script {
	const tasks = tasksOf(yield* read(exchange, 'list_tasks', { status: 'pending', limit: 500 }))
	const today = exchange.context.now.slice(0, 10)
	const rank = (task: Task) => (task.due_date !== null && task.due_date.slice(0, 10) <= today ? 0 : 1)
	const sorted = tasks.toSorted(
		(a, b) =>
			rank(a) - rank(b) ||
			weight[a.priority] - weight[b.priority] ||
			(a.due_date ?? '9').localeCompare(b.due_date ?? '9') ||
			a.id - b.id,
	)
	const [first, ...more] = sorted.slice(0, 3)
	if (!first) {
		exchange.lines.push('Your list is empty: enjoy it, or tell me what comes next.')
		return
	}
	const details = sayDetails(first, exchange.context)
	const then = more.length > 0 ? ` After that ${quoteAll(more)}.` : ''
	exchange.lines.push(`Start with ${quote(first.title)}${details && ` (${details})`}.${then}`)
	show(exchange, sorted.slice(0, 3))
	exchange.memory.mentioned = [first.id]
}

export function* review(exchange: Exchange, { from, to, label }: Intent & { kind: 'review' }): Script {
	const done = tasksOf(
		yield* read(exchange, 'list_tasks', { status: 'completed', completed_from: from, completed_to: to, limit: 500 }),
	)
	const overdue = tasksOf(yield* act('list_tasks', { status: 'pending', overdue: true, limit: 500 }))
	const finished = done.length === 0 ? `Nothing was completed ${label}` : `You completed ${count(done.length)} ${label}`
	const names = done.length > 0 && done.length <= 5 ? `: ${quoteAll(done)}` : ''
	const late =
		overdue.length === 0
			? 'nothing is overdue'
			: `${count(overdue.length)} ${overdue.length === 1 ? 'is' : 'are'} overdue`
	exchange.lines.push(`${finished}${names}; ${late}.`)
	show(exchange, done.slice(0, mostShown))
}

export function* lists(exchange: Exchange): Script {
	const names = exchange.lists
	const outcome = yield* read(exchange, 'list_lists', {})
	const rows = rowsOf(outcome)
	const said = rows.map((row) => sayRow(row, 'name'))
	exchange.lines.push(
		names.length === 0
			? 'You have no lists yet. Say “make a list called Groceries” for one.'
			: `You have ${count(names.length, 'list')}: ${join(said)}.`,
	)
}

export function* tags(exchange: Exchange): Script {
	const outcome = yield* read(exchange, 'list_tags', {})
	const rows = rowsOf(outcome)
	exchange.lines.push(
		rows.length === 0
			? 'No open task has a tag. Add one with a #, as in “buy milk #home”.'
			: `${capitalise(count(rows.length, 'tag'))}: ${join(
					rows.map((row) => sayRow(row, 'tag')),
					12,
				)}.`,
	)
}

function sayRow(row: Readonly<Record<string, unknown>>, name: 'name' | 'tag'): string {
	const text = textIn(row[name])
	const open = typeof row['pending'] === 'number' ? row['pending'] : 0
	return `${name === 'tag' ? `#${text}` : quote(text)} (${open} open)`
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
