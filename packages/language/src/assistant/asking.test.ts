import { expect, test } from 'vitest'
import { interpretMessage, type Intent } from '../index.ts'

/** A Friday, ten in the morning. */
const context = {
	now: '2026-11-20T10:00:00',
	timeZone: 'Europe/Vienna',
	lists: ['Work', 'Shopping', 'Home Improvement'],
}

const messages: [string, ...object[]][] = [
	['anything overdue?', { kind: 'list', filter: { label: 'overdue', overdue: true, status: 'pending' } }],
	['how many tasks do I have left?', { kind: 'count', filter: { label: 'left', status: 'pending' } }],
	['how many tasks are overdue', { kind: 'count', filter: { label: 'overdue', overdue: true, status: 'pending' } }],
	['how was my week?', { kind: 'review', from: '2026-11-16', to: '2026-11-20', label: 'this week' }],
	[
		'show high priority tasks',
		{ kind: 'list', filter: { label: 'with high priority', priority: 'high', status: 'pending' } },
	],
	['show tasks tagged work', { kind: 'list', filter: { label: 'tagged work', tags: ['work'], status: 'pending' } }],
	[
		"what's in my shopping list?",
		{ kind: 'list', filter: { label: 'in Shopping', list: 'Shopping', status: 'pending' } },
	],
	['find tasks about taxes', { kind: 'list', filter: { label: 'about “taxes”', text: 'taxes', status: 'all' } }],
	['show my lists', { kind: 'lists' }],
	[
		'are there any tasks without a due date?',
		{ kind: 'list', filter: { label: 'without a date', no_date: true, status: 'pending' } },
	],
	[
		'which tasks are high priority?',
		{ kind: 'list', filter: { label: 'with high priority', priority: 'high', status: 'pending' } },
	],
	['list all my overdue tasks', { kind: 'list', filter: { label: 'overdue', overdue: true, status: 'pending' } }],
	[
		'show everything tagged #home',
		{ kind: 'list', filter: { label: 'tagged home', tags: ['home'], status: 'pending' } },
	],
	[
		'do I have any tasks about the car?',
		{ kind: 'list', filter: { label: 'about “car”', text: 'car', status: 'all' } },
	],
	['search for insurance', { kind: 'list', filter: { label: 'about “insurance”', text: 'insurance', status: 'all' } }],
	['show me the dentist task', { kind: 'list', filter: { label: 'about “dentist”', text: 'dentist', status: 'all' } }],
	[
		'when is the dentist appointment?',
		{ kind: 'list', filter: { label: 'about “dentist appointment”', text: 'dentist appointment', status: 'all' } },
	],
	["what's on my list?", { kind: 'list', filter: { label: '', status: 'pending' } }],
	['show completed', { kind: 'list', filter: { label: 'completed', status: 'completed' } }],
	['show pending tasks', { kind: 'list', filter: { label: 'open', status: 'pending' } }],
	['list tasks', { kind: 'list', filter: { label: '', status: 'pending' } }],
	['show tasks', { kind: 'list', filter: { label: '', status: 'pending' } }],
	['my tasks', { kind: 'list', filter: { label: '', status: 'pending' } }],
	['overdue', { kind: 'list', filter: { label: 'overdue', overdue: true, status: 'pending' } }],
	["what's left?", { kind: 'list', filter: { label: 'left', status: 'pending' } }],
	[
		'any tasks with high priority?',
		{ kind: 'list', filter: { label: 'with high priority', priority: 'high', status: 'pending' } },
	],
	[
		"what's tagged errands?",
		{ kind: 'list', filter: { label: 'tagged errands', tags: ['errands'], status: 'pending' } },
	],
	['show me the work list', { kind: 'list', filter: { label: 'in Work', list: 'Work', status: 'pending' } }],
	['show all tasks in Work', { kind: 'list', filter: { label: 'in Work', list: 'Work', status: 'all' } }],
	[
		'show me tasks without due dates',
		{ kind: 'list', filter: { label: 'without a date', no_date: true, status: 'pending' } },
	],
	[
		'is there anything about the budget?',
		{ kind: 'list', filter: { label: 'about “budget”', text: 'budget', status: 'all' } },
	],
	[
		'do I have a dentist appointment?',
		{ kind: 'list', filter: { label: 'about “dentist appointment”', text: 'dentist appointment', status: 'all' } },
	],
	['how many tasks are there?', { kind: 'count', filter: { label: '', status: 'pending' } }],
	['how many completed tasks', { kind: 'count', filter: { label: 'completed', status: 'completed' } }],
	[
		'how many high priority tasks are overdue?',
		{
			kind: 'count',
			filter: { label: 'with high priority overdue', priority: 'high', overdue: true, status: 'pending' },
		},
	],
	['count my tasks', { kind: 'count', filter: { label: '', status: 'pending' } }],
	[
		'show overdue tasks and move them to tomorrow',
		{ kind: 'list', filter: { label: 'overdue', overdue: true, status: 'pending' } },
		{ kind: 'update', target: { pronoun: 'them', plural: true }, changes: { due_date: '2026-11-21' } },
	],
	['show', { kind: 'list', filter: { label: '', status: 'pending' } }],
	['anything else?', { kind: 'list', filter: { label: '', status: 'pending' } }],
	['is task 3 done?', { kind: 'list', filter: { numbers: [3], status: 'all', label: 'task 3' } }],
	['when is task 2 due?', { kind: 'list', filter: { numbers: [2], status: 'all', label: 'task 2' } }],
	['what is task 3?', { kind: 'list', filter: { numbers: [3], status: 'all', label: 'task 3' } }],
	['tell me about the report', { kind: 'list', filter: { label: 'about “report”', text: 'report', status: 'all' } }],
	['show me task 3', { kind: 'list', filter: { numbers: [3], status: 'all', label: 'task 3' } }],
	["what's in my inbox?", { kind: 'list', filter: { label: 'in your inbox', list: 'inbox', status: 'pending' } }],
	['show inbox', { kind: 'list', filter: { label: 'in your inbox', list: 'inbox', status: 'pending' } }],
	[
		'how many tasks are in the inbox?',
		{ kind: 'count', filter: { label: 'in your inbox', list: 'inbox', status: 'pending' } },
	],
	[
		'do I have anything on friday afternoon?',
		{ kind: 'list', filter: { due_from: '2026-11-20', due_to: '2026-11-20', time_from: '12:00', time_to: '18:00' } },
	],
	["what's on monday morning?", { kind: 'list', filter: { due_from: '2026-11-23', time_to: '12:00' } }],
	['list my tags', { kind: 'tags' }],
	['what lists do I have?', { kind: 'lists' }],
]

test.each(messages)('APP-1: %s', (text, ...intents) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toHaveLength(intents.length)
	expect(read).toMatchObject(intents)
})
