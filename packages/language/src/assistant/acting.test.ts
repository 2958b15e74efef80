import { expect, test } from 'vitest'
import { interpretMessage, type Intent } from '../index.ts'

/** A Friday, ten in the morning. */
const context = {
	now: '2026-11-20T10:00:00',
	timeZone: 'Europe/Vienna',
	lists: ['Work', 'Shopping', 'Home Improvement'],
}

const messages: [string, ...object[]][] = [
	["I've done the dishes", { kind: 'complete', target: { query: 'dishes' } }],
	['call mum is done', { kind: 'complete', target: { query: 'call mum' } }],
	['delete tasks 2 and 3', { kind: 'delete', target: { numbers: [2, 3] } }],
	[
		'delete all completed tasks',
		{ kind: 'delete', target: { filter: { label: 'completed', status: 'completed' }, plural: true } },
	],
	[
		'clear completed',
		{ kind: 'delete', target: { filter: { label: 'completed', status: 'completed' }, plural: true } },
	],
	[
		'mark everything due today as done',
		{
			kind: 'complete',
			target: { filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20' }, plural: true },
		},
	],
	[
		'complete all of them except the dentist',
		{ kind: 'complete', target: { pronoun: 'them', plural: true, except: ['dentist'] } },
	],
	['reopen task 3', { kind: 'reopen', target: { numbers: [3] } }],
	["I haven't done the laundry yet", { kind: 'reopen', target: { query: 'laundry' } }],
	['mark the report as not done', { kind: 'reopen', target: { query: 'report' } }],
	['the report is done', { kind: 'complete', target: { query: 'report' } }],
	['done with the report', { kind: 'complete', target: { query: 'report' } }],
	['laundry done', { kind: 'complete', target: { query: 'laundry' } }],
	['I bought the milk', { kind: 'complete', target: { query: 'buy milk' } }],
	['I already called mom', { kind: 'complete', target: { query: 'call mom' } }],
	['create a list called Garden', { kind: 'create_list', name: 'Garden' }],
	['delete the garden list', { kind: 'delete_list', name: 'Garden' }],
	['delete everything', { kind: 'delete', target: { all: true, plural: true } }],
	['finish report', { kind: 'complete', target: { query: 'report' } }],
	['cancel my dentist appointment', { kind: 'delete', target: { query: 'dentist appointment' } }],
	['cancel the gym', { kind: 'delete', target: { query: 'gym' } }],
	['mark the first one done', { kind: 'complete', target: { ordinals: [1] } }],
	['complete the last two', { kind: 'complete', target: { ordinals: [-1, -2], plural: true } }],
	["mark 'buy milk' as done", { kind: 'complete', target: { query: 'buy milk' } }],
	[
		'mark buy milk and call mom as done',
		{ kind: 'complete', target: { query: 'buy milk and call mom', queries: ['buy milk', 'call mom'] } },
	],
	['check off laundry', { kind: 'complete', target: { query: 'laundry' } }],
	[
		'tick off groceries and dishes',
		{ kind: 'complete', target: { query: 'groceries and dishes', queries: ['groceries', 'dishes'] } },
	],
	['finished the presentation', { kind: 'complete', target: { query: 'presentation' } }],
	['I finished task 5', { kind: 'complete', target: { numbers: [5] } }],
	["I'm done with task 2", { kind: 'complete', target: { numbers: [2] } }],
	['task 7 done', { kind: 'complete', target: { numbers: [7] } }],
	['set task 4 as completed', { kind: 'complete', target: { numbers: [4] } }],
	[
		'mark all work tasks as complete',
		{ kind: 'complete', target: { filter: { label: 'in Work', list: 'Work' }, plural: true } },
	],
	[
		'complete everything due today',
		{
			kind: 'complete',
			target: { filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20' }, plural: true },
		},
	],
	['reopen the laundry task', { kind: 'reopen', target: { query: 'laundry' } }],
	['uncheck task 2', { kind: 'reopen', target: { numbers: [2] } }],
	["actually I didn't finish the report", { kind: 'reopen', target: { query: 'report' } }],
	['delete the second task', { kind: 'delete', target: { ordinals: [2] } }],
	[
		'remove milk from the shopping list',
		{ kind: 'delete', target: { query: 'milk', filter: { label: 'in Shopping', list: 'Shopping' } } },
	],
	['get rid of the gym task', { kind: 'delete', target: { query: 'gym' } }],
	['delete all tasks', { kind: 'delete', target: { all: true, plural: true } }],
	[
		'delete all overdue tasks',
		{ kind: 'delete', target: { filter: { label: 'overdue', overdue: true }, plural: true } },
	],
	[
		'delete everything except the dentist',
		{ kind: 'delete', target: { all: true, plural: true, except: ['dentist'] } },
	],
	['clear my list', { kind: 'delete', target: { all: true, plural: true } }],
	[
		"delete today's tasks",
		{
			kind: 'delete',
			target: { filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20' }, plural: true },
		},
	],
	['forget about the dentist', { kind: 'delete', target: { query: 'dentist' } }],
	['delete it', { kind: 'delete', target: { pronoun: 'it' } }],
	['complete it', { kind: 'complete', target: { pronoun: 'it' } }],
	['mark them all as done', { kind: 'complete', target: { pronoun: 'them', plural: true } }],
	['complete task 1', { kind: 'complete', target: { numbers: [1] } }],
	['complete 1 and 2', { kind: 'complete', target: { numbers: [1, 2] } }],
	['mark 3 done', { kind: 'complete', target: { numbers: [3] } }],
	['mark tasks 1, 2 and 3 as done', { kind: 'complete', target: { numbers: [1, 2, 3] } }],
	['done 3', { kind: 'complete', target: { numbers: [3] } }],
	['3 is done', { kind: 'complete', target: { numbers: [3] } }],
	["I've finished buying groceries", { kind: 'complete', target: { query: 'buying groceries' } }],
	['I did the laundry', { kind: 'complete', target: { query: 'laundry' } }],
	['I called the bank', { kind: 'complete', target: { query: 'call bank' } }],
	['Just paid the rent', { kind: 'complete', target: { query: 'pay rent' } }],
	['mark buy milk complete', { kind: 'complete', target: { query: 'buy milk' } }],
	['mark the dentist as completed', { kind: 'complete', target: { query: 'dentist' } }],
	['the dentist is done', { kind: 'complete', target: { query: 'dentist' } }],
	['tick off the first two', { kind: 'complete', target: { ordinals: [1, 2], plural: true } }],
	['complete both', { kind: 'complete', target: { pronoun: 'them', plural: true } }],
	['mark all as done', { kind: 'complete', target: { all: true, plural: true } }],
	['mark everything as done', { kind: 'complete', target: { all: true, plural: true } }],
	[
		'complete all tasks tagged home',
		{ kind: 'complete', target: { filter: { label: 'tagged home', tags: ['home'] }, plural: true } },
	],
	['uncomplete task 3', { kind: 'reopen', target: { numbers: [3] } }],
	['mark task 2 as pending', { kind: 'reopen', target: { numbers: [2] } }],
	['task 3 is not done', { kind: 'reopen', target: { numbers: [3] } }],
	["I haven't finished the report", { kind: 'reopen', target: { query: 'report' } }],
	['delete task 5', { kind: 'delete', target: { numbers: [5] } }],
	['remove task number 2', { kind: 'delete', target: { numbers: [2] } }],
	['delete "Buy milk"', { kind: 'delete', target: { query: 'Buy milk' } }],
	[
		'delete buy milk and call bob',
		{ kind: 'delete', target: { query: 'buy milk and call bob', queries: ['buy milk', 'call bob'] } },
	],
	['remove the second and third', { kind: 'delete', target: { ordinals: [2, 3], plural: true } }],
	['delete all of them', { kind: 'delete', target: { pronoun: 'them', plural: true } }],
	[
		'delete all tasks tagged old',
		{ kind: 'delete', target: { filter: { label: 'tagged old', tags: ['old'] }, plural: true } },
	],
	[
		'remove all completed tasks',
		{ kind: 'delete', target: { filter: { label: 'completed', status: 'completed' }, plural: true } },
	],
	[
		'delete the tasks due yesterday',
		{
			kind: 'delete',
			target: { filter: { label: 'due yesterday', due_from: '2026-11-19', due_to: '2026-11-19' }, plural: true },
		},
	],
	[
		'delete task 1 and add call dad tomorrow',
		{ kind: 'delete', target: { numbers: [1] } },
		{ kind: 'add', tasks: [{ title: 'Call dad', due_date: '2026-11-21' }] },
	],
	[
		'mark task 1 as done and delete task 2',
		{ kind: 'complete', target: { numbers: [1] } },
		{ kind: 'delete', target: { numbers: [2] } },
	],
	[
		'I finished the report. Also remind me to email Sue on monday.',
		{ kind: 'complete', target: { query: 'report' } },
		{ kind: 'add', tasks: [{ title: 'Email Sue', due_date: '2026-11-23' }] },
	],
	['Actually, delete the dentist', { kind: 'delete', target: { query: 'dentist' } }],
	["that's done", { kind: 'complete', target: { pronoun: 'it' } }],
	["it's done", { kind: 'complete', target: { pronoun: 'it' } }],
	['done', { kind: 'complete', target: { pronoun: 'it' } }],
	['finished', { kind: 'complete', target: { pronoun: 'it' } }],
	['complete', { kind: 'complete', target: { pronoun: 'it' } }],
	['delete', { kind: 'delete', target: { pronoun: 'it' } }],
	['delete the last one', { kind: 'delete', target: { pronoun: 'last' } }],
	['delete the last task I added', { kind: 'delete', target: { pronoun: 'last' } }],
	['create a shopping list', { kind: 'create_list', name: 'Shopping' }],
	['new list Groceries', { kind: 'create_list', name: 'Groceries' }],
	['add a list called Books', { kind: 'create_list', name: 'Books' }],
	['rename the list Work to Job', { kind: 'rename_list', name: 'Work', to: 'Job' }],
	['rename the work list to job', { kind: 'rename_list', name: 'work', to: 'Job' }],
	...['tidy up the work list', 'clean up my work list', 'sweep the work list', 'clean out work list'].map(
		(text): [string, object] => [
			text,
			{
				kind: 'delete',
				target: { filter: { label: 'completed in Work', status: 'completed', list: 'Work' }, plural: true },
			},
		],
	),
	...['tidy up my list', 'clean up the to-do list', 'sweep the list'].map((text): [string, object] => [
		text,
		{ kind: 'delete', target: { filter: { label: 'completed', status: 'completed' }, plural: true } },
	]),
	...['empty the list', 'clear my to-do list', 'empty out my whole list'].map((text): [string, object] => [
		text,
		{ kind: 'delete', target: { all: true, plural: true } },
	]),
	['empty the work list', { kind: 'delete', target: { filter: { label: 'in Work', list: 'Work' }, plural: true } }],
	['sweep the open tasks', { kind: 'add', tasks: [{ title: 'Sweep the open tasks' }] }],
	['clean up the garage', { kind: 'add', tasks: [{ title: 'Clean up the garage' }] }],
	[
		'clear the shopping list',
		{ kind: 'delete', target: { filter: { label: 'in Shopping', list: 'Shopping' }, plural: true } },
	],
]

test.each(messages)('APP-1: %s', (text, ...intents) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toHaveLength(intents.length)
	expect(read).toMatchObject(intents)
})
