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
		'remind me to water the plants tomorrow at 8am',
		{ kind: 'add', tasks: [{ title: 'Water the plants', due_date: '2026-11-21T08:00', reminders: [0] }] },
	],
	["don't let me forget the dentist on Friday", { kind: 'add', tasks: [{ title: 'Dentist', due_date: '2026-11-20' }] }],
	[
		'add buy milk, add call mom tomorrow and delete task 4',
		{ kind: 'add', tasks: [{ title: 'Buy milk' }, { title: 'Call mom', due_date: '2026-11-21' }] },
		{ kind: 'delete', target: { numbers: [4] } },
	],
	[
		'buy milk today and call mum tomorrow',
		{
			kind: 'add',
			tasks: [
				{ title: 'Buy milk', due_date: '2026-11-20' },
				{ title: 'Call mum', due_date: '2026-11-21' },
			],
		},
	],
	[
		'1. call Bob\n2. email Alice tomorrow',
		{ kind: 'add', tasks: [{ title: 'Call Bob' }, { title: 'Email Alice', due_date: '2026-11-21' }] },
	],
	[
		'schedule a meeting with Bob for next tuesday at 3',
		{ kind: 'add', tasks: [{ title: 'Schedule a meeting with Bob', due_date: '2026-11-24T15:00' }] },
	],
	['dentist tuesday 3pm', { kind: 'add', tasks: [{ title: 'Dentist', due_date: '2026-11-24T15:00' }] }],
	['finish the report by friday', { kind: 'add', tasks: [{ title: 'Finish the report', due_date: '2026-11-20' }] }],
	[
		'set a reminder to call Bob in 20 minutes',
		{ kind: 'add', tasks: [{ title: 'Call Bob', due_date: '2026-11-20T10:20', reminders: [0] }] },
	],
	[
		'remind me in 20 minutes to check the oven',
		{ kind: 'add', tasks: [{ title: 'Check the oven', due_date: '2026-11-20T10:20', reminders: [0] }] },
	],
	[
		'remind me tomorrow at 9 to call Bob',
		{ kind: 'add', tasks: [{ title: 'Call Bob', due_date: '2026-11-21T09:00', reminders: [0] }] },
	],
	[
		"I have a doctor's appointment on Monday at 10am",
		{ kind: 'add', tasks: [{ title: "Doctor's appointment", due_date: '2026-11-23T10:00' }] },
	],
	[
		'add task "Pay rent" due on the 1st of every month, high priority',
		{
			kind: 'add',
			tasks: [{ title: 'Pay rent', due_date: '2026-12-01', recurrence: 'FREQ=MONTHLY;BYMONTHDAY=1', priority: 'high' }],
		},
	],
	[
		'create a high priority task to finish the slides by Thursday',
		{ kind: 'add', tasks: [{ title: 'Finish the slides', due_date: '2026-11-26', priority: 'high' }] },
	],
	[
		'remind me every monday at 9am to submit my timesheet',
		{
			kind: 'add',
			tasks: [
				{
					title: 'Submit my timesheet',
					due_date: '2026-11-23T09:00',
					recurrence: 'FREQ=WEEKLY;BYDAY=MO',
					reminders: [0],
				},
			],
		},
	],
	[
		'add yoga every tuesday and thursday at 7pm until the end of the year',
		{
			kind: 'add',
			tasks: [{ title: 'Yoga', due_date: '2026-11-24T19:00', recurrence: 'FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261231' }],
		},
	],
	[
		'water plants every 3 days',
		{ kind: 'add', tasks: [{ title: 'Water plants', due_date: '2026-11-20', recurrence: 'FREQ=DAILY;INTERVAL=3' }] },
	],
	[
		'take out the trash every other thursday',
		{
			kind: 'add',
			tasks: [{ title: 'Take out the trash', due_date: '2026-11-26', recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH' }],
		},
	],
	[
		'I need to call the bank tomorrow morning and pay the electricity bill on friday',
		{
			kind: 'add',
			tasks: [
				{ title: 'Call the bank', due_date: '2026-11-21T09:00' },
				{ title: 'Pay the electricity bill', due_date: '2026-11-20' },
			],
		},
	],
	[
		'I want to buy a new laptop next month',
		{ kind: 'add', tasks: [{ title: 'Buy a new laptop', due_date: '2026-12-01' }] },
	],
	[
		'could you remind me to pick up Emma at 4?',
		{ kind: 'add', tasks: [{ title: 'Pick up Emma', due_date: '2026-11-20T16:00', reminders: [0] }] },
	],
	[
		'add dentist appointment on dec 3 at 2pm with note bring insurance card',
		{
			kind: 'add',
			tasks: [{ title: 'Dentist appointment', due_date: '2026-12-03T14:00', notes: 'bring insurance card' }],
		},
	],
	[
		'create task Finish Q3 report by Friday with high priority in work',
		{ kind: 'add', tasks: [{ title: 'Finish Q3 report', due_date: '2026-11-20', priority: 'high', list: 'Work' }] },
	],
	[
		'add a new task for tomorrow: clean the kitchen',
		{ kind: 'add', tasks: [{ title: 'Clean the kitchen', due_date: '2026-11-21' }] },
	],
	[
		'add a task for next monday to call the landlord',
		{ kind: 'add', tasks: [{ title: 'Call the landlord', due_date: '2026-11-23' }] },
	],
	[
		'new reminder: take medicine every day at 8am',
		{ kind: 'add', tasks: [{ title: 'Take medicine', due_date: '2026-11-21T08:00', recurrence: 'FREQ=DAILY' }] },
	],
	[
		"Can you add 'Renew passport' due 2027-03-01?",
		{ kind: 'add', tasks: [{ title: 'Renew passport', due_date: '2027-03-01' }] },
	],
	[
		'I have to submit the tax return by April 15',
		{ kind: 'add', tasks: [{ title: 'Submit the tax return', due_date: '2027-04-15' }] },
	],
	[
		"I've got to call the school tomorrow",
		{ kind: 'add', tasks: [{ title: 'Call the school', due_date: '2026-11-21' }] },
	],
	['gotta fix the bike this weekend', { kind: 'add', tasks: [{ title: 'Fix the bike', due_date: '2026-11-21' }] }],
	[
		'Please put "Book flights" on my list for Monday',
		{ kind: 'add', tasks: [{ title: 'Book flights', due_date: '2026-11-23' }] },
	],
	[
		'schedule dentist for next tuesday at 3pm',
		{ kind: 'add', tasks: [{ title: 'Schedule dentist', due_date: '2026-11-24T15:00' }] },
	],
	['plan birthday party on june 5', { kind: 'add', tasks: [{ title: 'Plan birthday party', due_date: '2027-06-05' }] }],
	[
		'meeting with John tomorrow at 10am',
		{ kind: 'add', tasks: [{ title: 'Meeting with John', due_date: '2026-11-21T10:00' }] },
	],
	['add call mom and dad on sunday', { kind: 'add', tasks: [{ title: 'Call mom and dad', due_date: '2026-11-22' }] }],
	[
		'pick up Tom and drop off Ann at 5',
		{ kind: 'add', tasks: [{ title: 'Pick up Tom and drop off Ann', due_date: '2026-11-20T17:00' }] },
	],
	['remind me about the report tomorrow', { kind: 'add', tasks: [{ title: 'Report', due_date: '2026-11-21' }] }],
	[
		'urgent: send contract today',
		{ kind: 'add', tasks: [{ title: 'Send contract', due_date: '2026-11-20', priority: 'high' }] },
	],
	[
		'add gym every mon wed fri at 6am starting next week until march',
		{
			kind: 'add',
			tasks: [{ title: 'Gym', due_date: '2026-11-23T06:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20270301' }],
		},
	],
	[
		'pay rent on the 1st of each month starting january',
		{ kind: 'add', tasks: [{ title: 'Pay rent', due_date: '2027-01-01', recurrence: 'FREQ=MONTHLY;BYMONTHDAY=1' }] },
	],
	[
		'remind me on dec 24 at 8am to call grandma every year',
		{
			kind: 'add',
			tasks: [{ title: 'Call grandma', due_date: '2026-12-24T08:00', recurrence: 'FREQ=YEARLY', reminders: [0] }],
		},
	],
	[
		"book a table for 4 at 7pm on friday for Anna's birthday",
		{ kind: 'add', tasks: [{ title: "Book a table for 4 for Anna's birthday", due_date: '2026-11-20T19:00' }] },
	],
	[
		'tomorrow: laundry, vacuum, cook dinner at 7pm',
		{
			kind: 'add',
			tasks: [
				{ title: 'Laundry', due_date: '2026-11-21' },
				{ title: 'Vacuum', due_date: '2026-11-21' },
				{ title: 'Cook dinner', due_date: '2026-11-21T19:00' },
			],
		},
	],
	[
		'tonight: laundry, vacuum, cook on friday',
		{
			kind: 'add',
			tasks: [
				{ title: 'Laundry', due_date: '2026-11-20T20:00' },
				{ title: 'Vacuum', due_date: '2026-11-20T20:00' },
				{ title: 'Cook', due_date: '2026-11-20' },
			],
		},
	],
	[
		'at 8 tomorrow dentist, gym',
		{
			kind: 'add',
			tasks: [
				{ title: 'Dentist', due_date: '2026-11-21T08:00' },
				{ title: 'Gym', due_date: '2026-11-21' },
			],
		},
	],
	['take a break in 25 minutes', { kind: 'add', tasks: [{ title: 'Take a break', due_date: '2026-11-20T10:25' }] }],
	[
		'submit the Q4 report by end of month with high priority #finance',
		{
			kind: 'add',
			tasks: [{ title: 'Submit the Q4 report', due_date: '2026-11-30', priority: 'high', tags: ['finance'] }],
		},
	],
]

test.each(messages)('APP-1: %s', (text, ...intents) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toHaveLength(intents.length)
	expect(read).toMatchObject(intents)
})
