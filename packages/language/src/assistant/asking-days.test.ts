import { expect, test } from 'vitest'
import { interpretMessage, type Intent } from '../index.ts'

/** A Friday, ten in the morning. */
const context = {
	now: '2026-11-20T10:00:00',
	timeZone: 'Europe/Vienna',
	lists: ['Work', 'Shopping', 'Home Improvement'],
}

const messages: [string, ...object[]][] = [
	[
		"what's due this week?",
		{
			kind: 'list',
			filter: { label: 'due this week', due_from: '2026-11-16', due_to: '2026-11-22', status: 'pending' },
		},
	],
	[
		'What did I finish yesterday?',
		{
			kind: 'list',
			filter: {
				label: 'completed yesterday',
				status: 'completed',
				completed_from: '2026-11-19',
				completed_to: '2026-11-19',
			},
		},
	],
	[
		"what's on my plate tomorrow?",
		{
			kind: 'list',
			filter: { label: 'due tomorrow', due_from: '2026-11-21', due_to: '2026-11-21', status: 'pending' },
		},
	],
	[
		'do I have anything on Friday?',
		{
			kind: 'list',
			filter: { label: 'due on friday', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' },
		},
	],
	[
		'show me completed tasks from last week',
		{
			kind: 'list',
			filter: {
				label: 'completed from last week',
				status: 'completed',
				completed_from: '2026-11-09',
				completed_to: '2026-11-15',
			},
		},
	],
	[
		'what do I need to do today?',
		{ kind: 'list', filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' } },
	],
	[
		'what have I got this weekend',
		{
			kind: 'list',
			filter: { label: 'due this weekend', due_from: '2026-11-21', due_to: '2026-11-22', status: 'pending' },
		},
	],
	[
		'what do I have to do tomorrow?',
		{
			kind: 'list',
			filter: { label: 'due tomorrow', due_from: '2026-11-21', due_to: '2026-11-21', status: 'pending' },
		},
	],
	[
		'what tasks are due next week',
		{
			kind: 'list',
			filter: { label: 'due next week', due_from: '2026-11-23', due_to: '2026-11-29', status: 'pending' },
		},
	],
	[
		'how many did I finish this week?',
		{
			kind: 'count',
			filter: {
				label: 'completed this week',
				status: 'completed',
				completed_from: '2026-11-16',
				completed_to: '2026-11-22',
			},
		},
	],
	[
		'show tasks for next month',
		{
			kind: 'list',
			filter: { label: 'due next month', due_from: '2026-12-01', due_to: '2026-12-31', status: 'pending' },
		},
	],
	[
		"what's due before friday",
		{ kind: 'list', filter: { label: 'due before friday', due_to: '2026-11-19', status: 'pending' } },
	],
	[
		'tasks due between monday and wednesday',
		{
			kind: 'list',
			filter: {
				label: 'due between monday and wednesday',
				due_from: '2026-11-23',
				due_to: '2026-11-25',
				status: 'pending',
			},
		},
	],
	[
		'what do I have today',
		{ kind: 'list', filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' } },
	],
	[
		'what is due today',
		{ kind: 'list', filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' } },
	],
	[
		"what's due tomorrow?",
		{
			kind: 'list',
			filter: { label: 'due tomorrow', due_from: '2026-11-21', due_to: '2026-11-21', status: 'pending' },
		},
	],
	[
		'Do I have anything due today?',
		{ kind: 'list', filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' } },
	],
	[
		'show tasks due today',
		{ kind: 'list', filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' } },
	],
	[
		'show my tasks for tomorrow',
		{
			kind: 'list',
			filter: { label: 'due tomorrow', due_from: '2026-11-21', due_to: '2026-11-21', status: 'pending' },
		},
	],
	[
		'today',
		{ kind: 'list', filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' } },
	],
	[
		"what's left for today",
		{
			kind: 'list',
			filter: { label: 'left due today', status: 'pending', due_from: '2026-11-20', due_to: '2026-11-20' },
		},
	],
	[
		'what did I do today?',
		{
			kind: 'list',
			filter: {
				label: 'completed today',
				status: 'completed',
				completed_from: '2026-11-20',
				completed_to: '2026-11-20',
			},
		},
	],
	[
		'what have I finished this week',
		{
			kind: 'list',
			filter: {
				label: 'completed this week',
				status: 'completed',
				completed_from: '2026-11-16',
				completed_to: '2026-11-22',
			},
		},
	],
	[
		'which tasks did I complete last week?',
		{
			kind: 'list',
			filter: {
				label: 'completed last week',
				status: 'completed',
				completed_from: '2026-11-09',
				completed_to: '2026-11-15',
			},
		},
	],
	[
		'how many tasks do I have today?',
		{ kind: 'count', filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' } },
	],
	[
		"what's due today and tomorrow?",
		{
			kind: 'list',
			filter: { label: 'due today and tomorrow', due_from: '2026-11-20', due_to: '2026-11-21', status: 'pending' },
		},
	],
	[
		'what about tomorrow?',
		{
			kind: 'list',
			filter: { label: 'due tomorrow', due_from: '2026-11-21', due_to: '2026-11-21', status: 'pending' },
		},
	],
	[
		'and on friday?',
		{
			kind: 'list',
			filter: { label: 'due on friday', due_from: '2026-11-20', due_to: '2026-11-20', status: 'pending' },
		},
	],
	[
		'give me a list of everything due this month',
		{
			kind: 'list',
			filter: { label: 'due this month', due_from: '2026-11-01', due_to: '2026-11-30', status: 'pending' },
		},
	],
	[
		'how many tasks did I complete yesterday?',
		{
			kind: 'count',
			filter: {
				label: 'completed yesterday',
				status: 'completed',
				completed_from: '2026-11-19',
				completed_to: '2026-11-19',
			},
		},
	],
]

test.each(messages)('APP-1: %s', (text, ...intents) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toHaveLength(intents.length)
	expect(read).toMatchObject(intents)
})
