import type { Task } from '@todo/contract'
import type { Intent, ParsedTask } from '@todo/language'
import { capitalise, join, quote, sayDetails, sayDue } from '../../words.ts'
import { perform } from './actions.ts'
import { add } from './adding.ts'
import { pickTasks } from './match.rules.ts'
import type { Action, Question } from './memory.ts'
import { read, tasksOf } from './script.ts'
import type { Exchange, Script } from './script.ts'

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

/** Asks which of several was meant; each has a button whose message settles it. */
export function askWhich(exchange: Exchange, action: Action, options: readonly Task[], chosen: readonly Task[]): void {
	const named = options.map((task) => {
		const details = sayDetails(task, exchange.context)
		return `${quote(task.title)} (${details || `task ${task.id}`})`
	})
	exchange.lines.push(`Which one do you mean: ${join(named, named.length, 'or')}?`)
	exchange.suggestions = [
		...options.map((task, index) => ({ label: task.title, message: toMessage(action, task, index) })),
		{ label: options.length === 2 ? 'Both' : 'All of them', message: options.length === 2 ? 'both' : 'all of them' },
	]
	exchange.memory.question = {
		kind: 'which',
		action,
		options: options.map(({ id }) => id),
		chosen: chosen.map(({ id }) => id),
	}
	exchange.memory.shown = exchange.memory.question.options
}

const toMessage = (action: Action, task: Task, index: number): string =>
	action.kind === 'update' ? `the ${places[index] ?? 'last'} one` : `${capitalise(action.kind)} task ${task.id}`

/** Only one fits, and not well: better to ask. */
export function askWhetherMeant(exchange: Exchange, action: Action, task: Task): void {
	exchange.lines.push(`Do you mean ${quote(task.title)}?`)
	exchange.tasks.push(task)
	exchange.suggestions = [
		{ label: 'Yes', message: 'yes' },
		{ label: 'No', message: 'no' },
	]
	exchange.memory.question = { kind: 'meant', action, options: [task.id] }
}

export function askWhom(exchange: Exchange, action: Action): void {
	const verb = action.kind === 'update' ? 'change' : action.kind
	exchange.lines.push(`Which task should I ${verb}? Say its title or its number.`)
	exchange.memory.question = { kind: 'whom', action }
}

/** There is nothing like it; what was to be moved may be new. */
export function offerToAdd(exchange: Exchange, words: string, due: string): void {
	const title = capitalise(words)
	exchange.lines.push(`Shall I add ${quote(title)} for ${sayDue(due, exchange.context)}?`)
	exchange.suggestions = [
		{ label: 'Add it', message: 'yes' },
		{ label: 'No', message: 'no' },
	]
	exchange.memory.question = { kind: 'add', title, due }
}

/** Whether the message answers the question that was asked; if it did, it has been dealt with. */
export function* answer(exchange: Exchange, question: Question, intents: readonly Intent[]): Script<boolean> {
	const [intent, ...more] = intents
	if (!intent || more.length > 0) return false
	if (intent.kind === 'no') {
		exchange.lines.push('All right, I’ll leave it.')
		return true
	}
	switch (question.kind) {
		case 'which':
		case 'meant':
			return yield* answerWhich(exchange, question, intent)
		case 'whom':
			return yield* answerWhom(exchange, question.action, intent)
		case 'title':
			if (intent.kind !== 'unknown' && intent.kind !== 'choose' && !isByTitle(intent)) return false
			yield* add(exchange, [toPlainTask(capitalise(exchange.said.trim()))])
			return true
		case 'add':
			if (intent.kind !== 'yes') return false
			yield* add(exchange, [{ ...toPlainTask(question.title), due_date: question.due }])
			return true
	}
}

/** "Delete old photos" may be a title; "delete task 3" is none. */
const isByTitle = (intent: Intent): boolean =>
	'target' in intent && intent.target?.query !== undefined && intent.target.filter === undefined

function* answerWhich(
	exchange: Exchange,
	{ action, options, ...question }: Question & { kind: 'which' | 'meant' },
	intent: Intent,
): Script<boolean> {
	const tasks = tasksOf(yield* read(exchange, 'get_tasks', { task_ids: options }))
	const picked = pick(exchange, intent, tasks, options)
	if (!picked) return false
	const chosen = 'chosen' in question ? question.chosen : []
	const before = chosen.length > 0 ? tasksOf(yield* read(exchange, 'get_tasks', { task_ids: chosen })) : []
	const all = [...before, ...picked]
	if (all.length === 0) exchange.lines.push('Those aren’t on the list any more.')
	else {
		const others = tasks.filter((task) => !picked.includes(task))
		yield* perform(exchange, action, all, { wide: false, others })
	}
	return true
}

/** The options that an answer names; undefined where it is no answer. */
function pick(
	exchange: Exchange,
	intent: Intent,
	tasks: readonly Task[],
	options: readonly number[],
): Task[] | undefined {
	if (intent.kind === 'yes') return options.length === 1 ? [...tasks] : undefined
	if (intent.kind === 'choose') {
		if (intent.all) return [...tasks]
		const ids = intent.ordinals.flatMap((n) => {
			const position = options.at(n < 0 ? n : n - 1)
			return position ?? (options.includes(n) ? n : [])
		})
		return ids.length > 0 ? tasks.filter(({ id }) => ids.includes(id)) : undefined
	}
	if (intent.kind === 'correct' && intent.target?.ordinals)
		return pick(exchange, { kind: 'choose', ordinals: intent.target.ordinals }, tasks, options)
	if (intent.kind !== 'unknown' && intent.kind !== 'add') return undefined
	// "task 4", "#4", or a title in other words.
	const number = /^(?:the )?(?:task|number|no\.?|#)?\s*#?(\d{1,9})$/i.exec(exchange.said.trim())
	const named = tasks.filter(({ id }) => id === Number(number?.[1]))
	if (named.length > 0) return named
	const words = exchange.said.trim().replace(/^(?:the|my) | ones?$/gi, '')
	const match = pickTasks(words, tasks, { plural: false, preferred: undefined })
	return match.kind === 'one' && match.sure ? [match.task] : undefined
}

function* answerWhom(exchange: Exchange, action: Action, intent: Intent): Script<boolean> {
	const number = /^(?:task|number|#)?\s*#?(\d{1,9})$/i.exec(exchange.said.trim())
	if (number) {
		const tasks = tasksOf(yield* read(exchange, 'get_tasks', { task_ids: [Number(number[1])] }))
		if (tasks.length > 0) yield* perform(exchange, action, tasks, { wide: false })
		else exchange.lines.push(`There is no task ${number[1]}.`)
		return true
	}
	if (intent.kind !== 'unknown' && intent.kind !== 'add') return false
	const found = tasksOf(
		yield* read(exchange, 'find_tasks', { query: exchange.said.slice(0, 400), status: 'all', limit: 25 }),
	)
	const match = pickTasks(exchange.said, found, { plural: false, preferred: 'pending' })
	if (match.kind === 'one') yield* perform(exchange, action, [match.task], { wide: false })
	else if (match.kind === 'unsure') askWhich(exchange, action, match.options, [])
	else return false
	return true
}

const toPlainTask = (title: string): ParsedTask => ({
	title: title.trim(),
	due_date: null,
	recurrence: null,
	repeat_from: 'due',
	priority: 'none',
	tags: [],
	list: null,
	reminders: [],
	highlights: [],
})
