import { expect, test } from 'vitest'
import { interpretMessage, type Intent } from '../index.ts'

/** A Friday, ten in the morning. */
const context = {
	now: '2026-11-20T10:00:00',
	timeZone: 'Europe/Vienna',
	lists: ['Work', 'Shopping', 'Home Improvement'],
}

const messages: [string, ...object[]][] = [
	['make task 2 high priority', { kind: 'update', target: { numbers: [2] }, changes: { priority: 'high' } }],
	['tag task 4 with home', { kind: 'update', target: { numbers: [4] }, changes: { add_tags: ['home'] } }],
	['rename 2 to Buy oat milk', { kind: 'update', target: { numbers: [2] }, changes: { title: 'Buy oat milk' } }],
	['no, the other one', { kind: 'correct', other: true }],
	['no, I meant the dentist', { kind: 'correct', target: { query: 'dentist' } }],
	[
		'change the priority of the report to low',
		{ kind: 'update', target: { query: 'report' }, changes: { priority: 'low' } },
	],
	['task 4 is urgent', { kind: 'update', target: { numbers: [4] }, changes: { priority: 'high' } }],
	[
		'add a note to task 3: bring the passport',
		{ kind: 'update', target: { numbers: [3] }, changes: { add_description: 'bring the passport' } },
	],
	['remove tag home from task 4', { kind: 'update', target: { numbers: [4] }, changes: { remove_tags: ['home'] } }],
	['stop repeating task 2', { kind: 'update', target: { numbers: [2] }, changes: { recurrence: null } }],
	['remind me 30 minutes before task 3', { kind: 'update', target: { numbers: [3] }, changes: { reminders: [30] } }],
	[
		'add subtasks to plan party: cake, balloons and music',
		{ kind: 'update', target: { query: 'plan party' }, changes: { add_subtasks: ['Cake', 'Balloons', 'Music'] } },
	],
	['move milk to work', { kind: 'update', target: { query: 'milk' }, changes: { list: 'Work' } }],
	['move task 2 to the garden list', { kind: 'update', target: { numbers: [2] }, changes: { list: 'Garden' } }],
	['set dentist to high priority', { kind: 'update', target: { query: 'dentist' }, changes: { priority: 'high' } }],
	['mark the report as urgent', { kind: 'update', target: { query: 'report' }, changes: { priority: 'high' } }],
	['lower the priority of task 3', { kind: 'update', target: { numbers: [3] }, changes: { priority: 'low' } }],
	[
		'rename the dentist task to "See Dr. Smith"',
		{ kind: 'update', target: { query: 'dentist' }, changes: { title: 'See Dr. Smith' } },
	],
	[
		'update task 3: buy 2 liters of milk',
		{ kind: 'update', target: { numbers: [3] }, changes: { title: 'Buy 2 liters of milk' } },
	],
	['edit task 1 title to "new name"', { kind: 'update', target: { numbers: [1] }, changes: { title: 'new name' } }],
	[
		'add description to task 3: must be done by noon',
		{ kind: 'update', target: { numbers: [3] }, changes: { add_description: 'must be done by noon' } },
	],
	[
		'add the tag urgent to the report',
		{ kind: 'update', target: { query: 'report' }, changes: { add_tags: ['urgent'] } },
	],
	[
		'tag the report as work and urgent',
		{ kind: 'update', target: { query: 'report' }, changes: { add_tags: ['work', 'urgent'] } },
	],
	['add #work to task 2', { kind: 'update', target: { numbers: [2] }, changes: { add_tags: ['work'] } }],
	['remove the priority from task 3', { kind: 'update', target: { numbers: [3] }, changes: { priority: 'none' } }],
	['move task 3 to inbox', { kind: 'update', target: { numbers: [3] }, changes: { list: null } }],
	['make it high priority', { kind: 'update', target: { pronoun: 'it' }, changes: { priority: 'high' } }],
	[
		'change the title of task 2 to Buy almond milk',
		{ kind: 'update', target: { numbers: [2] }, changes: { title: 'Buy almond milk' } },
	],
	[
		'rename buy milk to buy oat milk',
		{ kind: 'update', target: { query: 'buy milk' }, changes: { title: 'Buy oat milk' } },
	],
	[
		'change buy milk to buy soy milk',
		{ kind: 'update', target: { query: 'buy milk' }, changes: { title: 'Buy soy milk' } },
	],
	['change task 3 to high priority', { kind: 'update', target: { numbers: [3] }, changes: { priority: 'high' } }],
	["set task 3's priority to low", { kind: 'update', target: { numbers: [3] }, changes: { priority: 'low' } }],
	['make buy milk urgent', { kind: 'update', target: { query: 'buy milk' }, changes: { priority: 'high' } }],
	['reschedule the dentist', { kind: 'update', target: { query: 'dentist' }, changes: {} }],
	[
		'add milk to the groceries task',
		{ kind: 'update', target: { query: 'groceries' }, changes: { add_subtasks: ['Milk'] } },
	],
	[
		'tag buy milk with shopping',
		{ kind: 'update', target: { query: 'buy milk' }, changes: { add_tags: ['shopping'] } },
	],
	['add tag urgent to task 3', { kind: 'update', target: { numbers: [3] }, changes: { add_tags: ['urgent'] } }],
	['remove the tag from task 3', { kind: 'update', target: { numbers: [3] }, changes: { clear_tags: true } }],
	[
		'add a note to buy milk: 2 liters',
		{ kind: 'update', target: { query: 'buy milk' }, changes: { add_description: '2 liters' } },
	],
	[
		'note for task 2: call before noon',
		{ kind: 'update', target: { numbers: [2] }, changes: { add_description: 'call before noon' } },
	],
	[
		'set a reminder for task 3 one hour before',
		{ kind: 'update', target: { numbers: [3] }, changes: { reminders: [60] } },
	],
	['stop repeating the trash', { kind: 'update', target: { query: 'trash' }, changes: { recurrence: null } }],
	['make task 2 not repeat', { kind: 'update', target: { numbers: [2] }, changes: { recurrence: null } }],
	['not that one', { kind: 'correct', other: true }],
	['I meant the other one', { kind: 'correct', other: true }],
	['I meant task 3', { kind: 'correct', target: { numbers: [3] } }],
	['change task 3', { kind: 'update', target: { numbers: [3] }, changes: {} }],
	['edit the report', { kind: 'update', target: { query: 'report' }, changes: {} }],
	['make that urgent', { kind: 'update', target: { pronoun: 'it' }, changes: { priority: 'high' } }],
	['edit it', { kind: 'update', target: { pronoun: 'it' }, changes: {} }],
	['rename it to Call dad', { kind: 'update', target: { pronoun: 'it' }, changes: { title: 'Call dad' } }],
	['prioritize task 2', { kind: 'update', target: { numbers: [2] }, changes: { priority: 'high' } }],
	['unstar it', { kind: 'update', target: { pronoun: 'it' }, changes: { priority: 'none' } }],
]

test.each(messages)('APP-1: %s', (text, ...intents) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toHaveLength(intents.length)
	expect(read).toMatchObject(intents)
})
