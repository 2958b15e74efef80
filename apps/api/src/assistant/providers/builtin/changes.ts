import type { Task } from '@todo/contract'
import type { TaskChanges } from '@todo/language'
import { describeRecurrence } from '@todo/language'
import type { ToolOutcome } from '../../model.ts'
import { capitalise, count, join, quote, quoteAll, sayDue } from '../../words.ts'
import { findNamedList, requireNamedList } from './named-list.ts'
import { tasksOf } from './script.ts'
import type { Exchange, Script, Wanted } from './script.ts'
import { askFirst, sayFailure, sayMoved } from './sentences.ts'
import { skip } from './skipping.ts'

type Fields = Record<string, unknown>

/** Makes the change to every one of these tasks and says so; answers whether the person was asked instead. */
export function* applyChanges(exchange: Exchange, wanted: TaskChanges, tasks: readonly Task[]): Script<boolean> {
	const [only, ...more] = tasks
	if (!only) return false
	if (wanted.skip) return yield* skip(exchange, tasks)
	const changes = beginSeries(endSeries(wanted, tasks), tasks, exchange.context.now.slice(0, 10))
	if (changes.title !== undefined && more.length > 0) {
		exchange.lines.push('I can rename one task at a time: say which, by its number.')
		return false
	}
	const list = changes.list ? yield* toListName(exchange, changes.list, changes.section != null) : undefined
	const calls = [
		...toReschedule(changes, tasks),
		...toDaysAlone(changes, tasks),
		...toUpdate(changes, tasks, changes.section === undefined ? list : undefined),
		...toSection(changes, tasks, list),
		...toSubtasks(changes, tasks),
	]
	if (calls.length === 0) {
		exchange.lines.push(
			`What should change about ${quoteAll(tasks)}? For instance “rename it to …” or “move it to Friday”.`,
		)
		exchange.tasks.push(...tasks)
		return false
	}
	const outcomes = yield calls
	const refused = outcomes.find((outcome) => outcome.status === 'failed')
	if (refused?.status === 'failed' && refused.error.code !== 'CONFIRMATION_PENDING') {
		exchange.lines.push(sayFailure(refused.error))
		return false
	}
	const waiting = outcomes.find((outcome) => outcome.status === 'held')
	if (waiting?.status === 'held') {
		askFirst(exchange, waiting.confirmation.text)
		return true
	}
	const after = toLatest(outcomes, tasks)
	exchange.lines.push(sayChanged(exchange, changes, tasks, after, list))
	exchange.tasks.push(...after)
	return false
}

/** A list that isn't there yet is made, but not for a section: that would not be in it. */
function* toListName(exchange: Exchange, name: string, ofSection: boolean): Script<string> {
	return ofSection ? (findNamedList(exchange, name) ?? name) : yield* requireNamedList(exchange, name)
}

/** Each task as the last call left it. */
function toLatest(outcomes: readonly ToolOutcome[], before: readonly Task[]): Task[] {
	const latest = new Map(outcomes.flatMap((outcome) => tasksOf(outcome).map((task) => [task.id, task] as const)))
	return before.map((task) => latest.get(task.id) ?? task)
}

/** "Until christmas" ends the series among the tasks; where there is none, they are due by then. */
function endSeries({ until, ...changes }: TaskChanges, tasks: readonly Task[]): TaskChanges {
	if (until === undefined) return changes
	return tasks.some(isRepeating) ? { ...changes, until } : { ...changes, due_date: until }
}

/** "Weekly" goes on from the date that a task has, while that is not over. */
function beginSeries({ start, ...changes }: TaskChanges, tasks: readonly Task[], today: string): TaskChanges {
	if (start === undefined || tasks.every(({ due_date }) => due_date !== null && due_date.slice(0, 10) >= today))
		return changes
	return { ...changes, due_date: start }
}

const isRepeating = ({ recurrence }: Task) => recurrence !== null

function toReschedule({ due_date, time, shift, recurrence }: TaskChanges, tasks: readonly Task[]): Wanted[] {
	const args: Fields = { task_ids: tasks.map(({ id }) => id) }
	// A new rule brings its first day along, which must come with it.
	if (due_date?.length === 10 && recurrence === undefined) args['day'] = due_date
	if (time != null) args['time'] = time
	if (shift?.minutes) args['shift_minutes'] = shift.minutes
	if (shift?.days) args['shift_days'] = shift.days
	if (shift?.months) args['shift_months'] = shift.months
	return Object.keys(args).length > 1 ? [{ name: 'reschedule_tasks', arguments: args }] : []
}

/** Without their time, those that have one keep their day. */
function toDaysAlone({ time }: TaskChanges, tasks: readonly Task[]): Wanted[] {
	if (time !== null) return []
	const timed = tasks.filter(({ due_date }) => due_date !== null && due_date.length > 10).slice(0, 10)
	return timed.map(({ id, due_date }) => ({
		name: 'update_task',
		arguments: { task_id: id, due_date: due_date?.slice(0, 10) },
	}))
}

function toUpdate(changes: TaskChanges, tasks: readonly Task[], list: string | undefined): Wanted[] {
	const { title, due_date, recurrence, priority, description, repeat_from } = changes
	const clear: string[] = []
	const fields: Fields = {}
	if (title !== undefined) fields['title'] = title.slice(0, 200)
	if (due_date === null) clear.push('due_date')
	else if (due_date !== undefined && (due_date.length > 10 || recurrence !== undefined))
		fields['due_date'] = toFirstDue(due_date, tasks)
	if (recurrence === null || (due_date === null && tasks.some((task) => task.recurrence !== null)))
		clear.push('recurrence')
	else if (recurrence !== undefined) Object.assign(fields, { recurrence }, repeat_from && { repeat_from })
	if (changes.list === null) clear.push('list')
	else if (list !== undefined) fields['list'] = list
	if (description === null) clear.push('description')
	else if (description !== undefined) fields['description'] = description
	if (priority !== undefined) fields['priority'] = priority
	if (changes.until !== undefined) fields['repeat_until'] = changes.until
	if (changes.add_description !== undefined) fields['add_description'] = changes.add_description
	if (changes.add_tags) fields['add_tags'] = changes.add_tags
	if (changes.remove_tags) fields['remove_tags'] = changes.remove_tags
	if (changes.reminders) fields['reminders'] = changes.reminders
	if (changes.clear_tags) clear.push('tags')
	if (clear.length > 0) fields['clear'] = clear
	if (Object.keys(fields).length === 0) return []
	const [only, ...more] = tasks
	if (only && more.length === 0) return [{ name: 'update_task', arguments: { task_id: only.id, ...fields } }]
	return [{ name: 'update_tasks', arguments: { task_ids: tasks.map(({ id }) => id), ...fields } }]
}

/** A rule's first day keeps the time that one task had. */
function toFirstDue(due: string, tasks: readonly Task[]): string {
	const [only, ...more] = tasks
	return due.length === 10 && more.length === 0 ? due + (only?.due_date?.slice(10) ?? '') : due
}

/** A section brings its list along. */
function toSection({ section }: TaskChanges, tasks: readonly Task[], list: string | undefined): Wanted[] {
	if (section === undefined) return []
	const place = section === null ? {} : { section, ...(list === undefined ? {} : { list }) }
	return [{ name: 'move_to_section', arguments: { task_ids: tasks.map(({ id }) => id), ...place } }]
}

function toSubtasks({ add_subtasks }: TaskChanges, [parent]: readonly Task[]): Wanted[] {
	if (!add_subtasks?.length || !parent) return []
	const tasks = add_subtasks.map((title) => ({ title: title.slice(0, 200), parent_id: parent.id }))
	return [{ name: 'add_tasks', arguments: { tasks } }]
}

function sayChanged(
	exchange: Exchange,
	changes: TaskChanges,
	before: readonly Task[],
	after: readonly Task[],
	list: string | undefined,
): string {
	const what = quoteAll(after)
	const one = after.length === 1
	const moved = changes.due_date != null || changes.time != null || changes.shift !== undefined
	const said: string[] = []
	if (changes.title !== undefined) said.push(`Renamed ${quoteAll(before)} to ${what}`)
	if (changes.recurrence)
		said.push(
			`${what} now ${one ? 'repeats' : 'repeat'} ${describeRecurrence(changes.recurrence)}${sayFrom(after, exchange)}`,
		)
	else if (changes.until !== undefined) said.push(...sayEnds(after, exchange))
	else if (moved) said.push(sayMoved(after, exchange).slice(0, -1))
	if (changes.time === null) said.push(`${what} ${one ? 'has' : 'have'} no time any more`)
	if (changes.due_date === null) said.push(`${what} ${one ? 'has' : 'have'} no date any more`)
	if (changes.recurrence === null) said.push(`${what} ${one ? 'doesn’t' : 'don’t'} repeat any more`)
	if (changes.section) said.push(`moved ${what} to the section ${quote(changes.section)}`)
	else if (changes.section === null) said.push(`took ${what} out of ${one ? 'its section' : 'their sections'}`)
	else if (list !== undefined) said.push(`moved ${what} to the list ${quote(list)}`)
	if (changes.list === null) said.push(`took ${what} out of ${one ? 'its list' : 'their lists'}`)
	if (changes.priority !== undefined)
		said.push(
			`${what} ${one ? 'has' : 'have'} ${changes.priority === 'none' ? 'no priority any more' : `${changes.priority} priority now`}`,
		)
	if (changes.add_tags?.length) said.push(`tagged ${what} with ${join(changes.add_tags.map((tag) => `#${tag}`))}`)
	if (changes.remove_tags?.length) said.push(`took ${join(changes.remove_tags.map((tag) => `#${tag}`))} off ${what}`)
	if (changes.clear_tags) said.push(`took all tags off ${what}`)
	if (changes.description !== undefined || changes.add_description !== undefined)
		said.push(changes.description === null ? `removed the notes of ${what}` : `noted that for ${what}`)
	if (changes.add_subtasks?.length) said.push(`added ${count(changes.add_subtasks.length, 'subtask')} to ${what}`)
	if (changes.reminders?.length) said.push(`set a reminder for ${what}`)
	return `${capitalise(said.join('; ') || `changed ${what}`)}.`
}

/** How each series goes on, said once where it is the same for several. */
function sayEnds(after: readonly Task[], exchange: Exchange): string[] {
	const rules = new Set(after.map(({ recurrence }) => recurrence))
	return [...rules].map((rule) => {
		const tasks = after.filter(({ recurrence }) => recurrence === rule)
		const one = tasks.length === 1
		if (rule === null)
			return `${quoteAll(tasks)} ${one ? 'doesn’t repeat and stays as it is' : 'don’t repeat and stay as they are'}`
		return `${quoteAll(tasks)} now ${one ? 'repeats' : 'repeat'} ${describeRecurrence(rule)}${one ? sayFrom(tasks, exchange) : ''}`
	})
}

function sayFrom(after: readonly Task[], { context }: Exchange): string {
	const due = after[0]?.due_date
	return due ? `, next ${sayDue(due, context)}` : ''
}
