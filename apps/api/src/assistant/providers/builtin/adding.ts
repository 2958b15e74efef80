import type { Task } from '@todo/contract'
import type { ParsedTask } from '@todo/language'
import { describeRecurrence } from '@todo/language'
import { count, join, quote, sayDue } from '../../words.ts'
import { findNamedList, requireNamedList } from './named-list.ts'
import { tasksOf } from './script.ts'
import type { Exchange, Script, Wanted } from './script.ts'
import { sayFailure } from './sentences.ts'

/** Added one by one up to here, at once beyond. */
const mostSingle = 5
const longestTitle = 200

/** Adds what was said and says so. */
export function* add(exchange: Exchange, wanted: readonly ParsedTask[]): Script {
	const parsed = wanted.filter(({ title }) => title.trim() !== '')
	if (parsed.length === 0) {
		exchange.lines.push('What should I add?')
		exchange.memory.question = { kind: 'title' }
		return
	}
	for (const name of new Set(parsed.flatMap(({ list }) => list ?? []))) yield* requireNamedList(exchange, name)
	const outcomes = yield toCalls(exchange, parsed)
	const refused = outcomes.find((outcome) => outcome.status === 'failed')
	if (refused?.status === 'failed') exchange.lines.push(sayFailure(refused.error))
	const made = outcomes.flatMap((outcome) => [...tasksOf(outcome)])
	if (made.length === 0) return
	exchange.lines.push(sayAdded(exchange, made, toCommonList(exchange, parsed)))
	yield* addParts(exchange, parsed, made)
	exchange.tasks.push(...made)
	exchange.memory.mentioned = made.map(({ id }) => id)
	// What is added stands behind what was listed, and is counted on.
	if (exchange.memory.shown.length > 0) exchange.memory.shown.push(...exchange.memory.mentioned)
	exchange.memory.last = {
		action: null,
		ids: exchange.memory.mentioned,
		titles: [],
		others: [],
		operation: exchange.context.operationId,
	}
}

function toCalls(exchange: Exchange, parsed: readonly ParsedTask[]): Wanted[] {
	const all = parsed.map((task) => toArguments(exchange, task))
	if (all.length <= mostSingle) return all.map((args) => ({ name: 'add_task', arguments: args }))
	return [{ name: 'add_tasks', arguments: { tasks: all.slice(0, 50) } }]
}

function toArguments({ lists }: Exchange, task: ParsedTask): Record<string, unknown> {
	const args: Record<string, unknown> = { title: task.title.slice(0, longestTitle) }
	const notes = [task.title.length > longestTitle ? task.title : '', task.notes ?? ''].filter(Boolean).join('\n\n')
	if (notes) args['description'] = notes
	if (task.due_date !== null) args['due_date'] = task.due_date
	if (task.recurrence !== null) Object.assign(args, { recurrence: task.recurrence, repeat_from: task.repeat_from })
	if (task.priority !== 'none') args['priority'] = task.priority
	if (task.tags.length > 0) args['tags'] = task.tags
	const list = lists.find((name) => name.toLowerCase() === task.list?.toLowerCase())
	if (list !== undefined) args['list'] = list
	if (task.reminders.length > 0) args['reminders'] = task.reminders
	return args
}

/** Subtasks need their parent's number, so they come after it. */
function* addParts(exchange: Exchange, parsed: readonly ParsedTask[], made: readonly Task[]): Script {
	const parts = parsed.flatMap(({ subtasks = [] }, index) => {
		const parent = made[index]
		return parent ? subtasks.map((title) => ({ title: title.slice(0, longestTitle), parent_id: parent.id })) : []
	})
	if (parts.length === 0) return
	const [outcome] = yield [{ name: 'add_tasks', arguments: { tasks: parts.slice(0, 50) } }]
	if (outcome?.status === 'failed') exchange.lines.push(sayFailure(outcome.error))
	else exchange.lines.push(`Its ${parts.length === 1 ? 'subtask is' : `${parts.length} subtasks are`} in as well.`)
}

/** The list that all of them went into, where it is one. */
function toCommonList(exchange: Exchange, parsed: readonly ParsedTask[]): string {
	const [name, ...more] = new Set(parsed.map(({ list }) => list))
	const known = name == null || more.length > 0 ? undefined : findNamedList(exchange, name)
	return known === undefined ? '' : ` to ${quote(known)}`
}

function sayAdded(exchange: Exchange, made: readonly Task[], into: string): string {
	const [only, ...more] = made
	if (only && more.length === 0) return `Added ${sayNew(exchange, only, into)}.`
	return `Added ${count(made.length)}${into}: ${join(
		made.map((task) => sayShort(exchange, task)),
		6,
	)}.`
}

const sayShort = ({ context }: Exchange, task: Task) =>
	task.due_date === null ? quote(task.title) : `${quote(task.title)} (${sayDue(task.due_date, context)})`

function sayNew({ context }: Exchange, task: Task, into: string): string {
	const [reminder] = task.reminders
	return [
		quote(task.title),
		into,
		task.due_date === null ? '' : ` for ${sayDue(task.due_date, context)}`,
		task.recurrence === null ? '' : `, ${describeRecurrence(task.recurrence)}`,
		task.priority === 'none' ? '' : `, ${task.priority} priority`,
		task.tags.map((tag) => `, #${tag}`).join(''),
		task.reminders.length > 0 && reminder && 'minutes_before' in reminder ? sayReminder(reminder.minutes_before) : '',
	].join('')
}

function sayReminder(minutes: number): string {
	if (minutes === 0) return ', with a reminder'
	if (minutes % 1440 === 0) return `, with a reminder ${count(minutes / 1440, 'day')} before`
	if (minutes % 60 === 0) return `, with a reminder ${count(minutes / 60, 'hour')} before`
	return `, with a reminder ${count(minutes, 'minute')} before`
}
