import type { Task } from '@todo/contract'
import { readFilter } from '@todo/language'
import type { Intent, ParsedTask } from '@todo/language'
import { capitalise } from '../../words.ts'
import { change } from './acting.ts'
import { perform } from './actions.ts'
import { add } from './adding.ts'
import { toListArguments } from './finding.ts'
import { pickTasks, withoutExceptions } from './match.rules.ts'
import type { Action, Question } from './memory.ts'
import { askWhich } from './questions.ts'
import { act, read, tasksOf } from './script.ts'
import type { Exchange, Script } from './script.ts'

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
	const picked = pick(exchange, intent, tasks, options) ?? (yield* pickByDetails(exchange, intent, tasks))
	if (!picked) return false
	if (picked.length === 0 && tasks.length > 0) {
		exchange.lines.push('None of these is that one.')
		yield* askWhich(exchange, action, tasks, [])
		return true
	}
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
		const ids = intent.ordinals.flatMap((n) => options.at(n < 0 ? n : n - 1) ?? [])
		return ids.length > 0 ? tasks.filter(({ id }) => ids.includes(id)) : undefined
	}
	if (intent.kind === 'correct' && intent.target?.ordinals)
		return pick(exchange, { kind: 'choose', ordinals: intent.target.ordinals }, tasks, options)
	const named = intent.kind === 'correct' && intent.target?.query !== undefined
	if (intent.kind !== 'unknown' && intent.kind !== 'add' && !named) return undefined
	// A title in other words.
	const left =
		/^(?:all|both|everything|all of (?:them|those))(?: of them)?,? (?:except|but|apart from)(?: for)? (.{1,80})$/i
	const except = left.exec(exchange.said.trim())?.[1]
	if (except !== undefined) return withoutExceptions(tasks, [except])
	const said = named ? (intent.target?.query ?? '') : exchange.said
	const words = said.trim().replace(/^(?:the|my) | ones?$/gi, '')
	const match = pickTasks(words, tasks, { plural: false, preferred: undefined })
	return match.kind === 'one' && match.sure ? [match.task] : undefined
}

const freshWish = /^(?:add|create|new|make|remind|buy|don'?t|show|list|what|which|how|when|is|are|do|can|please)\b/i

/** The option of that day, list, tag or note: "the one tomorrow", "the work one". */
function* pickByDetails(exchange: Exchange, intent: Intent, tasks: readonly Task[]): Script<Task[] | undefined> {
	const said = exchange.said.trim()
	const changes = intent.kind === 'correct' ? intent.changes : undefined
	const dated = changes !== undefined && (changes.due_date != null || changes.time != null)
	const plain = intent.kind === 'unknown' || intent.kind === 'add' || intent.kind === 'list'
	if ((!plain && !dated && changes?.add_tags === undefined) || freshWish.test(said)) return undefined
	const phrase = said.replace(/^(?:no,? )?(?:the )?(?:ones? )?(?=\S)/i, '').replace(/ ones?$/i, '')
	const { filter, rest, narrowed } = readFilter(phrase, { ...exchange.context, lists: exchange.lists })
	if (!narrowed && rest === '') return undefined
	const time = changes?.time
	const search = rest === '' ? {} : { search: rest.slice(0, 200) }
	const found =
		time === undefined
			? tasksOf(
					yield* act('list_tasks', {
						...toListArguments(filter, 'all'),
						...search,
						task_ids: tasks.map(({ id }) => id),
					}),
				)
			: tasks.filter(({ due_date }) => due_date?.endsWith(`T${time}`))
	// Words that only narrow are an answer, even one that fits none.
	if (found.length === 0) return narrowed && rest === '' ? [] : undefined
	return found.length < tasks.length ? [...found] : undefined
}

function* answerWhom(exchange: Exchange, action: Action, intent: Intent): Script<boolean> {
	const number = /^(?:the )?(?:task|number|no\.?|#)?\s*#?(\d{1,4})$/i.exec(exchange.said.trim())
	if (number) {
		yield* change(exchange, action, { numbers: [Number(number[1])] })
		return true
	}
	if (intent.kind !== 'unknown' && intent.kind !== 'add') return false
	const found = tasksOf(
		yield* read(exchange, 'find_tasks', { query: exchange.said.slice(0, 400), status: 'all', limit: 25 }),
	)
	const match = pickTasks(exchange.said, found, { plural: false, preferred: 'pending' })
	if (match.kind === 'one') yield* perform(exchange, action, [match.task], { wide: false })
	else if (match.kind === 'unsure') yield* askWhich(exchange, action, match.options, [])
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
