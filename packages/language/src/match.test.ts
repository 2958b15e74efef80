import { expect, test } from 'vitest'
import { matchTitle } from './index.ts'

const titles = [
	'Buy milk and eggs',
	'Call mom tonight',
	'Team meeting with Sarah',
	'Budget meeting',
	'Dentist appointment',
	'Pay the electricity bill',
	'Pick up dry cleaning',
	'Write quarterly report',
	'Email Bob about the report',
	'Groceries',
].map((title, at) => ({ id: at + 1, title }))

const found: [string, number[]][] = [
	['milk', [1]],
	['buy the milk', [1]],
	['meeting', [3, 4]],
	['meetings', [3, 4]],
	['budget meeting', [4]],
	['sarah meeting', [3]],
	['dentist', [5]],
	['dentsit', [5]],
	['apointment', [5]],
	['electricity bills', [6]],
	['paid the electricity bill', [6]],
	['dry cleaning', [7]],
	['report', [8, 9]],
	['quarterly reports', [8]],
	['call mum', [2]],
	['called mom', [2]],
	['grocery', [10]],
	['swimming', []],
	['', []],
]

test.each(found)('"%s" may mean %j', (query, ids) => {
	expect(
		matchTitle(query, titles)
			.map(({ id }) => id)
			.toSorted((a, b) => a - b),
	).toEqual(ids)
})

test('the same words come first with score 1', () => {
	const [first] = matchTitle('budget meeting', titles)
	expect(first).toEqual({ id: 4, score: 1 })
})

test('better matches come first', () => {
	const close = [
		{ id: 1, title: 'Call the bank about the loan' },
		{ id: 2, title: 'Call bank' },
	]
	expect(matchTitle('call bank', close).map(({ id }) => id)).toEqual([2, 1])
})
