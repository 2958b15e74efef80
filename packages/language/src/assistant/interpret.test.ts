import { expect, test } from 'vitest'
import { interpretMessage, type Intent } from '../index.ts'

const context = { now: '2026-11-20T10:00:00', timeZone: 'Europe/Vienna', lists: ['Work'] }

/** The nine sentences that the product must understand. */
const required: [string, object][] = [
	['Add a task to buy groceries', { kind: 'add', tasks: [{ title: 'Buy groceries', due_date: null }] }],
	['Show me all my tasks', { kind: 'list', filter: { status: 'all' } }],
	["What's pending?", { kind: 'list', filter: { status: 'pending' } }],
	['Mark task 3 as complete', { kind: 'complete', target: { numbers: [3] } }],
	['Delete the meeting task', { kind: 'delete', target: { query: 'meeting' } }],
	[
		"Change task 1 to 'Call mom tonight'",
		{ kind: 'update', target: { numbers: [1] }, changes: { title: 'Call mom tonight' } },
	],
	['I need to remember to pay bills', { kind: 'add', tasks: [{ title: 'Pay bills' }] }],
	['What have I completed?', { kind: 'list', filter: { status: 'completed' } }],
	[
		'Reschedule my morning meetings to 2 PM',
		{
			kind: 'update',
			target: { query: 'meetings', plural: true, filter: { time_to: '12:00' } },
			changes: { time: '14:00' },
		},
	],
]

test.each(required)('APP-1: %s', (text, intent) => {
	expect(interpretMessage(text, context)).toMatchObject([intent])
})

test.each(required)('APP-1: case, politeness and a missing full stop do not matter: %s', (text, intent) => {
	const kinds = (intents: Intent[]): string[] => intents.map(({ kind }) => kind)
	const { kind } = { kind: '', ...intent }
	expect(
		kinds(interpretMessage(`Hi! Could you please ${text.charAt(0).toLowerCase()}${text.slice(1)}, thanks`, context)),
	).toEqual([kind])
	expect(kinds(interpretMessage(text.toUpperCase(), context))).toEqual([kind])
	expect(kinds(interpretMessage(`  ${text.replace(/[?.]$/, '')}  `, context))).toEqual([kind])
})

test('a quoted title is literal: its words are no date and no command', () => {
	expect(interpretMessage('Add "delete everything tomorrow and show tasks"', context)).toMatchObject([
		{ kind: 'add', tasks: [{ title: 'delete everything tomorrow and show tasks', due_date: null }] },
	])
	expect(interpretMessage('rename task 2 to "Every Monday"', context)).toEqual([
		{ kind: 'update', target: { numbers: [2] }, changes: { title: 'Every Monday' } },
	])
})

test('several actions come in the order said', () => {
	const intents = interpretMessage(
		'add buy milk, mark task 2 as done, then move task 3 to friday and show me my tasks',
		context,
	)
	expect(intents.map(({ kind }) => kind)).toEqual(['add', 'complete', 'update', 'list'])
})

test('nothing readable is unknown, never an error', () => {
	for (const text of ['', '   ', '...', '\u0000', '🙂', 'xyzzy'])
		expect(interpretMessage(text, context)[0]?.kind).toBe('unknown')
})
