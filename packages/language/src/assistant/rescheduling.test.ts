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
		'move everything overdue to tomorrow',
		{
			kind: 'update',
			target: { filter: { label: 'overdue', overdue: true }, plural: true },
			changes: { due_date: '2026-11-21' },
		},
	],
	['I meant Friday', { kind: 'correct', changes: { due_date: '2026-11-20' } }],
	['actually make it 5pm', { kind: 'correct', changes: { time: '17:00' } }],
	['sorry, tomorrow at noon', { kind: 'correct', changes: { due_date: '2026-11-21T12:00' } }],
	['postpone the dentist by 2 days', { kind: 'update', target: { query: 'dentist' }, changes: { shift: { days: 2 } } }],
	['push task 3 a week', { kind: 'update', target: { numbers: [3] }, changes: { shift: { days: 7 } } }],
	['snooze it until monday', { kind: 'update', target: { pronoun: 'it' }, changes: { due_date: '2026-11-23' } }],
	[
		'set the due date of task 5 to next friday',
		{ kind: 'update', target: { numbers: [5] }, changes: { due_date: '2026-11-27' } },
	],
	['remove the due date from task 2', { kind: 'update', target: { numbers: [2] }, changes: { due_date: null } }],
	[
		'make task 2 repeat every monday',
		{
			kind: 'update',
			target: { numbers: [2] },
			changes: { recurrence: 'FREQ=WEEKLY;BYDAY=MO', repeat_from: 'due', due_date: '2026-11-23' },
		},
	],
	['change the dentist to 4pm', { kind: 'update', target: { query: 'dentist' }, changes: { time: '16:00' } }],
	[
		'change the dentist appointment to next monday at 4pm',
		{ kind: 'update', target: { query: 'dentist appointment' }, changes: { due_date: '2026-11-23T16:00' } },
	],
	['move the dentist to Friday', { kind: 'update', target: { query: 'dentist' }, changes: { due_date: '2026-11-20' } }],
	[
		'move the report to next week',
		{ kind: 'update', target: { query: 'report' }, changes: { due_date: '2026-11-23' } },
	],
	[
		'reschedule task 3 for tomorrow at 10',
		{ kind: 'update', target: { numbers: [3] }, changes: { due_date: '2026-11-21T10:00' } },
	],
	[
		'push the meeting back by an hour',
		{ kind: 'update', target: { query: 'meeting' }, changes: { shift: { minutes: 60 } } },
	],
	[
		'bring the meeting forward 30 minutes',
		{ kind: 'update', target: { query: 'meeting' }, changes: { shift: { minutes: -30 } } },
	],
	[
		'delay everything due today by one day',
		{
			kind: 'update',
			target: { filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20' }, plural: true },
			changes: { shift: { days: 1 } },
		},
	],
	[
		'postpone all my tasks to monday',
		{ kind: 'update', target: { all: true, plural: true }, changes: { due_date: '2026-11-23' } },
	],
	[
		'make the meeting at 3pm instead of 2pm',
		{ kind: 'update', target: { query: 'meeting' }, changes: { time: '15:00' } },
	],
	[
		"change task 2's due date to june 5",
		{ kind: 'update', target: { numbers: [2] }, changes: { due_date: '2027-06-05' } },
	],
	['task 2 is due friday', { kind: 'update', target: { numbers: [2] }, changes: { due_date: '2026-11-20' } }],
	[
		'change task 2 to buy bread tomorrow',
		{ kind: 'update', target: { numbers: [2] }, changes: { title: 'Buy bread', due_date: '2026-11-21' } },
	],
	['clear the due date of the dentist', { kind: 'update', target: { query: 'dentist' }, changes: { due_date: null } }],
	['move it to tomorrow', { kind: 'update', target: { pronoun: 'it' }, changes: { due_date: '2026-11-21' } }],
	[
		'postpone both to friday',
		{ kind: 'update', target: { pronoun: 'them', plural: true }, changes: { due_date: '2026-11-20' } },
	],
	['set task 3 to due tomorrow', { kind: 'update', target: { numbers: [3] }, changes: { due_date: '2026-11-21' } }],
	[
		'make the dentist due on friday',
		{ kind: 'update', target: { query: 'dentist' }, changes: { due_date: '2026-11-20' } },
	],
	[
		'move the dentist to next week',
		{ kind: 'update', target: { query: 'dentist' }, changes: { due_date: '2026-11-23' } },
	],
	[
		'move task 2 to friday at 3pm',
		{ kind: 'update', target: { numbers: [2] }, changes: { due_date: '2026-11-20T15:00' } },
	],
	[
		'postpone task 4 until next monday',
		{ kind: 'update', target: { numbers: [4] }, changes: { due_date: '2026-11-23' } },
	],
	['push the dentist to friday', { kind: 'update', target: { query: 'dentist' }, changes: { due_date: '2026-11-20' } }],
	['delay task 2 by a week', { kind: 'update', target: { numbers: [2] }, changes: { shift: { days: 7 } } }],
	[
		'move all overdue tasks to today',
		{
			kind: 'update',
			target: { filter: { label: 'overdue', overdue: true }, plural: true },
			changes: { due_date: '2026-11-20' },
		},
	],
	[
		'move all my tasks from today to tomorrow',
		{
			kind: 'update',
			target: { plural: true, filter: { due_from: '2026-11-20', due_to: '2026-11-20', label: 'due today' } },
			changes: { due_date: '2026-11-21' },
		},
	],
	[
		'reschedule everything due today to monday',
		{
			kind: 'update',
			target: { filter: { label: 'due today', due_from: '2026-11-20', due_to: '2026-11-20' }, plural: true },
			changes: { due_date: '2026-11-23' },
		},
	],
	[
		'change the time of the meeting to 4pm',
		{ kind: 'update', target: { query: 'meeting' }, changes: { time: '16:00' } },
	],
	[
		'change the date of the meeting to friday',
		{ kind: 'update', target: { query: 'meeting' }, changes: { due_date: '2026-11-20' } },
	],
	['the meeting is now at 4pm', { kind: 'update', target: { query: 'meeting' }, changes: { time: '16:00' } }],
	['meeting moved to 3pm', { kind: 'update', target: { query: 'meeting' }, changes: { time: '15:00' } }],
	[
		'make the trash task repeat every tuesday',
		{
			kind: 'update',
			target: { query: 'trash' },
			changes: { recurrence: 'FREQ=WEEKLY;BYDAY=TU', repeat_from: 'due', due_date: '2026-11-24' },
		},
	],
	[
		'repeat task 2 every week',
		{
			kind: 'update',
			target: { numbers: [2] },
			changes: { recurrence: 'FREQ=WEEKLY', repeat_from: 'due', start: '2026-11-20' },
		},
	],
	['no, friday', { kind: 'correct', changes: { due_date: '2026-11-20' } }],
	['actually, make that tomorrow', { kind: 'correct', changes: { due_date: '2026-11-21' } }],
	['wait, 4pm', { kind: 'correct', changes: { time: '16:00' } }],
	['sorry I meant 5pm', { kind: 'correct', changes: { time: '17:00' } }],
	[
		'set it for tomorrow at 3',
		{ kind: 'update', target: { pronoun: 'it' }, changes: { due_date: '2026-11-21T15:00' } },
	],
	['change it to friday', { kind: 'update', target: { pronoun: 'it' }, changes: { due_date: '2026-11-20' } }],
	[
		'move them all to next week',
		{ kind: 'update', target: { pronoun: 'them', plural: true }, changes: { due_date: '2026-11-23' } },
	],
	['put it off until thursday', { kind: 'update', target: { pronoun: 'it' }, changes: { due_date: '2026-11-26' } }],
	[
		'remind me about task 3 at 5pm',
		{ kind: 'update', target: { numbers: [3] }, changes: { time: '17:00', reminders: [0] } },
	],
]

test.each(messages)('APP-1: %s', (text, ...intents) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toHaveLength(intents.length)
	expect(read).toMatchObject(intents)
})
