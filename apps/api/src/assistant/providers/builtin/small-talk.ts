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

/** What can't be done here, and what can instead; other things are named alone. */
const instead: Readonly<Record<string, string>> = {
	'copying tasks': 'I can’t copy tasks. Say what to add, and I add it.',
	pausing:
		'I can’t pause a repeating task. I can skip it once, “skip the gym this week”, or stop it: “stop repeating the gym”.',
	'the order': 'I can’t change the order of your tasks. I can move them to another day or list.',
	duplicates: 'I can’t look for duplicates. Say “delete” and a title: where several have it, I ask which.',
	merging: 'I can’t merge lists or tasks. I can move tasks: “move everything in Work to Home”.',
	archiving: 'There is no archive. Done tasks stay under Completed, and “delete all completed tasks” clears them away.',
	pinning: 'I can’t pin anything. I can make a task important: “make the rent high priority”.',
	'folders and the like': 'I can’t make that. I can make lists and sections: “make a list called Trip”.',
	timers: 'I have no timer. I can remind you: “remind me in 25 minutes to stretch”.',
	'how the page looks': 'I can’t change what the page shows. I can list what you ask for: “what’s still open?”.',
	'opening pages': 'I can’t open pages: the links beside your lists do that. I can show tasks: “what’s due today?”.',
	'other apps': 'I can’t connect other apps. Settings has a calendar address that other calendars can read.',
	'export and import': 'Exporting and importing are in Settings.',
	'changing your account': 'Your account is in Settings: I can’t change it from here.',
	settings: 'That is in Settings: I can’t change it from here.',
	sharing: 'I can’t share lists or give tasks to others: each account is one person’s own.',
	files: 'I can’t keep files. I can keep a note: “add a note to the rent: invoice 4711”.',
	'undoing that': 'Say “undo” for the last change, or “undo the last three”.',
	'signing in and out': 'Signing in and out is in the menu of your account.',
}

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
				exchange.lines.push(instead[intent.what] ?? `I can’t help with ${intent.what}: I only keep your to-do list.`)
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
