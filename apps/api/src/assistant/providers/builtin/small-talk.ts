import type { Intent } from '@todo/language'
import { addDays } from '../../tools/due-dates.ts'
import { capitalise, count, quote } from '../../words.ts'
import { numberOf } from './script.ts'
import type { Exchange, Script } from './script.ts'

const examples = [
	{ label: 'What’s due this week?', message: 'What’s due this week?' },
	{ label: 'Add a task', message: 'Remind me to stretch tomorrow at 9' },
	{ label: 'What should I do next?', message: 'What should I do next?' },
]

export const help =
	'I keep your list when you tell me, in your own words. For instance: “call mum tomorrow at 9”, “what’s due this week?”, “mark task 3 as done”, “move the dentist to Friday”, “delete the meeting”, “undo”.'

/** What is about no task: greetings, thanks, and what can't be done here. */
export function* chatter(exchange: Exchange, intent: Intent): Script {
	switch (intent.kind) {
		case 'greeting':
			return yield* greet(exchange)
		case 'thanks':
			exchange.lines.push('You’re welcome.')
			return
		case 'goodbye':
			exchange.lines.push('Until next time.')
			return
		case 'yes':
			exchange.lines.push('Good. Nothing is waiting for a yes just now: what shall I do?')
			return
		case 'no':
			exchange.lines.push('All right.')
			return
		case 'unsupported':
			if (intent.task === undefined)
				exchange.lines.push(`I can’t help with ${intent.what}: I only keep your to-do list.`)
			else {
				exchange.lines.push(
					`I can’t do that for you: I only keep your to-do list. Shall I put ${quote(intent.task)} on it?`,
				)
				exchange.memory.question = { kind: 'add', title: intent.task, due: null }
				exchange.suggestions = [
					{ label: 'Add it', message: 'yes' },
					{ label: 'No', message: 'no' },
				]
				return
			}
			exchange.suggestions = examples.slice(0, 1)
			return
		case 'help':
			exchange.lines.push(help)
			exchange.suggestions = examples
			return
		default:
			exchange.lines.push(
				'I didn’t understand that. Say for instance “buy milk tomorrow”, “what’s due today?” or “help”.',
			)
			exchange.suggestions = examples
	}
}

function* greet(exchange: Exchange): Script {
	const today = exchange.context.now.slice(0, 10)
	const outcomes = yield [
		{ name: 'count_tasks', arguments: { status: 'pending', due_from: today, due_to: today } },
		{ name: 'count_tasks', arguments: { status: 'pending', due_to: addDays(today, -1) } },
	]
	const [due = 0, late = 0] = outcomes.map((outcome) => numberOf(outcome, 'count'))
	const overdue = late > 0 ? `, and ${late} ${late === 1 ? 'is' : 'are'} overdue` : ''
	const state =
		due + late === 0
			? 'Nothing is due today.'
			: `${capitalise(count(due))} ${due === 1 ? 'is' : 'are'} due today${overdue}.`
	exchange.lines.push(`Hello! ${state} What can I do for you?`)
}
