import { expect, test } from 'vitest'
import { interpretMessage, type Intent } from '../index.ts'

/** A Friday, ten in the morning. */
const context = {
	now: '2026-11-20T10:00:00',
	timeZone: 'Europe/Vienna',
	lists: ['Work', 'Shopping', 'Home Improvement'],
}

const messages: [string, ...object[]][] = [
	['put milk on the shopping list', { kind: 'add', tasks: [{ title: 'Milk', list: 'Shopping' }] }],
	[
		'Hey! Could you please add milk and bread to my shopping list?',
		{
			kind: 'add',
			tasks: [
				{ title: 'Milk', list: 'Shopping' },
				{ title: 'Bread', list: 'Shopping' },
			],
		},
	],
	[
		'Add three tasks: sweep, mop, dust',
		{ kind: 'add', tasks: [{ title: 'Sweep' }, { title: 'Mop' }, { title: 'Dust' }] },
	],
	['- milk\n- eggs\n- bread', { kind: 'add', tasks: [{ title: 'Milk' }, { title: 'Eggs' }, { title: 'Bread' }] }],
	[
		'add plan party with subtasks: cake, balloons, music',
		{ kind: 'add', tasks: [{ title: 'Plan party', subtasks: ['Cake', 'Balloons', 'Music'] }] },
	],
	['Add "Call mom tonight" to my list', { kind: 'add', tasks: [{ title: 'Call mom tonight' }] }],
	[
		'add buy eggs with high priority and tag it shopping',
		{ kind: 'add', tasks: [{ title: 'Buy eggs', priority: 'high' }] },
		{ kind: 'update', target: { pronoun: 'it' }, changes: { add_tags: ['shopping'] } },
	],
	[
		'new task: read chapter 4 !high #study',
		{ kind: 'add', tasks: [{ title: 'Read chapter 4', priority: 'high', tags: ['study'] }] },
	],
	['we should plan the trip', { kind: 'add', tasks: [{ title: 'Plan the trip' }] }],
	['note to self: check tire pressure', { kind: 'add', tasks: [{ title: 'Check tire pressure' }] }],
	['Add "Buy milk" and "Call Bob" to my tasks', { kind: 'add', tasks: [{ title: 'Buy milk' }, { title: 'Call Bob' }] }],
	[
		'add milk, eggs, and bread to my shopping list',
		{ kind: 'add', tasks: ['Milk', 'Eggs', 'Bread'].map((title) => ({ title, list: 'Shopping' })) },
	],
	[
		'add the following tasks: wash car, mow lawn, call dad',
		{ kind: 'add', tasks: [{ title: 'Wash car' }, { title: 'Mow lawn' }, { title: 'Call dad' }] },
	],
	['todo: fix the fence', { kind: 'add', tasks: [{ title: 'Fix the fence' }] }],
	['create a task called Read a book', { kind: 'add', tasks: [{ title: 'Read a book' }] }],
	['add a task with title Water plants', { kind: 'add', tasks: [{ title: 'Water plants' }] }],
	['Pick up dry cleaning', { kind: 'add', tasks: [{ title: 'Pick up dry cleaning' }] }],
	['call mom', { kind: 'add', tasks: [{ title: 'Call mom' }] }],
	['and eggs', { kind: 'again', otherwise: { kind: 'add', tasks: [{ title: 'Eggs' }] } }],
	['also add eggs', { kind: 'add', tasks: [{ title: 'Eggs' }] }],
	['also eggs', { kind: 'again', otherwise: { kind: 'add', tasks: [{ title: 'Eggs' }] } }],
	[
		'Add buy milk, then mark task 2 done and show my list',
		{ kind: 'add', tasks: [{ title: 'Buy milk' }] },
		{ kind: 'complete', target: { numbers: [2] } },
		{ kind: 'list', filter: { label: '', status: 'pending' } },
	],
	[
		'Add milk. Add eggs. Delete bread.',
		{ kind: 'add', tasks: [{ title: 'Milk' }, { title: 'Eggs' }] },
		{ kind: 'delete', target: { query: 'bread' } },
	],
	[
		'add milk, eggs and bread to groceries for saturday',
		{
			kind: 'add',
			tasks: ['Milk', 'Eggs', 'Bread'].map((title) => ({ title, list: 'Groceries', due_date: '2026-11-21' })),
		},
	],
	['add tea, rice, high priority', { kind: 'add', tasks: [{ title: 'Tea', priority: 'high' }, { title: 'Rice' }] }],
	['add soup, salt and pepper', { kind: 'add', tasks: [{ title: 'Soup' }, { title: 'Salt and pepper' }] }],
	[
		'add salt and pepper to the shopping list',
		{ kind: 'add', tasks: [{ title: 'Salt and pepper', list: 'Shopping' }] },
	],
	['add dinner with Ann, Bob and Carl', { kind: 'add', tasks: [{ title: 'Dinner with Ann, Bob and Carl' }] }],
	['add a quick, easy lunch', { kind: 'add', tasks: [{ title: 'Quick, easy lunch' }] }],
	['add call mum and dad to Work', { kind: 'add', tasks: [{ title: 'Call mum and dad', list: 'Work' }] }],
	[
		'add call Bob, email Ann and pay rent',
		{ kind: 'add', tasks: [{ title: 'Call Bob' }, { title: 'Email Ann' }, { title: 'Pay rent' }] },
	],
	['add flour, yeast and sugar to Baking', { kind: 'add', tasks: [{ title: 'Flour', list: 'Baking' }, {}, {}] }],
	['add a letter to Santa', { kind: 'add', tasks: [{ title: 'Letter to Santa', list: null }] }],
	['go to shopping', { kind: 'add', tasks: [{ title: 'Go to shopping', list: null }] }],
	['add to Work: call Bob, email Ann', { kind: 'add', tasks: [{ title: 'Call Bob', list: 'Work' }, {}] }],
	['for Monday: print handouts', { kind: 'add', tasks: [{ title: 'Print handouts', due_date: '2026-11-23' }] }],
	[
		'make a packing list: socks, shirts and a hat',
		{ kind: 'create_list', name: 'Packing' },
		{ kind: 'add', tasks: [{ title: 'Socks', list: 'Packing' }, { title: 'Shirts' }, { title: 'Hat' }] },
	],
	[
		'gym on monday and wednesday at 7am',
		{
			kind: 'add',
			tasks: [
				{ title: 'Gym', due_date: '2026-11-23T07:00' },
				{ title: 'Gym', due_date: '2026-11-25T07:00' },
			],
		},
	],
	['add wash and fold the laundry', { kind: 'add', tasks: [{ title: 'Wash and fold the laundry' }] }],
	['buy bread and butter', { kind: 'add', tasks: [{ title: 'Buy bread and butter' }] }],
	['ok, add milk', { kind: 'add', tasks: [{ title: 'Milk' }] }],
	['add', { kind: 'add', tasks: [] }],
	['add task', { kind: 'add', tasks: [] }],
	['add high priority task: call the bank', { kind: 'add', tasks: [{ title: 'Call the bank', priority: 'high' }] }],
]

test.each(messages)('APP-1: %s', (text, ...intents) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toHaveLength(intents.length)
	expect(read).toMatchObject(intents)
})
