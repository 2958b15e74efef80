import type { Task } from '@todo/contract'
import { capitalise, join, quote, sayDetails, sayDue } from '../../words.ts'
import type { Action } from './memory.ts'
import type { Exchange, Script } from './script.ts'
import { tellApart, toLabel } from './telling-apart.ts'

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']

/** Asks which of several was meant; each has a button whose message settles it. */
export function* askWhich(
	exchange: Exchange,
	action: Action,
	options: readonly Task[],
	chosen: readonly Task[],
): Script {
	const apart = yield* tellApart(exchange, options)
	const named = apart.map(({ task, apart: own }) => {
		const details = own || sayDetails(task, exchange.context)
		return `${quote(task.title)}${details && ` (${details})`}`
	})
	exchange.lines.push(`Which one do you mean: ${join(named, named.length, 'or')}?`)
	exchange.suggestions = [
		...apart.map((one, index) => ({ label: toLabel(one), message: `the ${places[index] ?? 'last'} one` })),
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
