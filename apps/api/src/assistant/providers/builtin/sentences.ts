import type { Task } from '@todo/contract'
import { count, join, quote, quoteAll, sayDay, sayDue } from '../../words.ts'
import type { Exchange } from './script.ts'

/** The server's question, with its answers as buttons. */
export function askFirst(exchange: Exchange, text: string): void {
	exchange.lines.push(text)
	const [question = ''] = text.split('\n')
	exchange.suggestions = [
		{ label: question.length > 40 ? 'Yes, do it' : question.replace(/\?$/, ''), message: 'yes' },
		{ label: 'No, leave it', message: 'no' },
	]
}

/** Where tasks have been moved to, said once where it is the same for all. */
export function sayMoved(tasks: readonly Task[], { context }: Exchange): string {
	const dues = new Set(tasks.map(({ due_date }) => due_date))
	const [due] = dues
	if (dues.size === 1 && due) {
		const what = tasks.length === 1 ? quoteAll(tasks) : count(tasks.length)
		return `Moved ${what} to ${sayDue(due, context)}${tasks.length > 1 ? `: ${quoteAll(tasks)}` : ''}.`
	}
	const days = new Set(tasks.map(({ due_date }) => due_date?.slice(0, 10)))
	const [day] = days
	if (days.size === 1 && day) return `Moved ${count(tasks.length)} to ${sayDay(day, context)}: ${quoteAll(tasks)}.`
	const each = tasks.map(
		(task) => `${quote(task.title)} to ${task.due_date === null ? 'no date' : sayDue(task.due_date, context)}`,
	)
	return `Moved ${count(tasks.length)}: ${join(each, 4)}.`
}

const beside = /^(?:about|without|with|created|added)\b/

/** "Nothing is due this week.", "There is nothing about “milk”." */
export const sayNothing = (label: string): string =>
	beside.test(label) ? `There is nothing ${label}.` : `Nothing is ${label}.`

/** A refusal as a sentence. */
export const sayFailure = ({ message }: { message: string }): string =>
	`That didn’t work: ${message.replace(/\.?$/, '.')}`
