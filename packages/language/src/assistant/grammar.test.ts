import { expect, test } from 'vitest'
import { interpretMessage, type Intent } from '../index.ts'

/** A Friday, ten in the morning. */
const context = { now: '2026-11-20T10:00:00', timeZone: 'Europe/Vienna', lists: ['Work', 'Shopping'] }

const it = { pronoun: 'it' }
const open = { status: 'pending' }
const add = (...tasks: object[]): object => ({ kind: 'add', tasks })
const update = (target: object, changes: object): object => ({ kind: 'update', target, changes })

const messages: [string, object][] = [
	['do the ironing', add({ title: 'Do the ironing' })],
	['do paperwork tomorrow', add({ title: 'Do paperwork', due_date: '2026-11-21' })],
	['have coffee with Jo on monday', add({ title: 'Have coffee with Jo', due_date: '2026-11-23' })],
	['do you sleep', { kind: 'unknown' }],
	['skip that', { kind: 'no' }],
	['skip task 4', update({ numbers: [4] }, {})],
	['skip the rehearsal', update({ query: 'rehearsal' }, {})],
	['skip dessert', add({ title: 'Skip dessert' })],
	['mark the invoice as sent', { kind: 'complete', target: { query: 'invoice' } }],
	['mark flour and sugar bought', { kind: 'complete', target: { queries: ['flour', 'sugar'] } }],
	['mark the chapter as read', { kind: 'complete', target: { query: 'chapter' } }],
	['mark essays to read', add({ title: 'Mark essays to read' })],
	['add a reminder for the recital 2 hours before', update({ query: 'recital' }, { reminders: [120] })],
	['remind me about the parcel 30 minutes early', update({ query: 'parcel' }, { reminders: [30] })],
	[
		'set a reminder for brunch tomorrow at 11am half an hour before',
		add({ title: 'Brunch', due_date: '2026-11-21T11:00', reminders: [30] }),
	],
	["when's the next rehearsal?", { kind: 'list', filter: { ...open, text: 'rehearsal' } }],
	['what is my next appointment', { kind: 'list', filter: { ...open, text: 'appointment' } }],
	["when's next week?", { kind: 'list', filter: { ...open, due_from: '2026-11-23' } }],
	['show tasks about next steps', { kind: 'list', filter: { text: 'next steps' } }],
	['hold on, restore the swim', { kind: 'reopen', target: { query: 'swim' } }],
	['sorry, delete the swim', { kind: 'delete', target: { query: 'swim' } }],
	['wait for the plumber', add({ title: 'Wait for the plumber' })],
	['forget it, undo that', { kind: 'undo' }],
	['never mind the swim', { kind: 'delete', target: { query: 'swim' } }],
	['wait, no', { kind: 'no' }],
	['set its priority to medium', update(it, { priority: 'medium' })],
	['change their deadline to monday', update({ pronoun: 'them' }, { due_date: '2026-11-23' })],
	['change the priority to high', update(it, { priority: 'high' })],
	['make it due sunday at 8am and low priority', update(it, { due_date: '2026-11-22T08:00', priority: 'low' })],
	[
		'set task 2 to sunday, low priority and tagged home',
		update({ numbers: [2] }, { due_date: '2026-11-22', priority: 'low', add_tags: ['home'] }),
	],
	[
		'make the tax return urgent and due monday',
		update({ query: 'tax return' }, { priority: 'high', due_date: '2026-11-23' }),
	],
	['make it every tuesday and sunday', update(it, { recurrence: 'FREQ=WEEKLY;BYDAY=TU,SU' })],
	['is my to-do list empty?', { kind: 'count', filter: { ...open, label: '' } }],
	['is the work list clear?', { kind: 'count', filter: { ...open, list: 'Work' } }],
	['is tomorrow free?', { kind: 'count', filter: { ...open, due_from: '2026-11-21', due_to: '2026-11-21' } }],
	['is the tennis court free?', { kind: 'unknown' }],
	['which ones are not done yet?', { kind: 'list', filter: { ...open } }],
	['which ones are late?', { kind: 'list', filter: { overdue: true } }],
	['do i have anything to do?', { kind: 'list', filter: { ...open } }],
	[
		'add stamps #post, ring Jo tomorrow and return books on monday',
		add(
			{ title: 'Stamps', tags: ['post'], due_date: null },
			{ title: 'Ring Jo', due_date: '2026-11-21' },
			{ title: 'Return books', due_date: '2026-11-23' },
		),
	],
	[
		"stamps #post, ring Jo's mum tomorrow, return books on the 1st",
		add(
			{ title: 'Stamps' },
			{ title: "Ring Jo's mum", due_date: '2026-11-21' },
			{ title: 'Return books', due_date: '2026-12-01' },
		),
	],
	[
		'add tea tomorrow, rice on sunday',
		add({ title: 'Tea', due_date: '2026-11-21' }, { title: 'Rice', due_date: '2026-11-22' }),
	],
	['buy tea, rice and beans', add({ title: 'Buy tea, rice and beans' })],
	['buy tea, rice and beans tomorrow', add({ title: 'Buy tea, rice and beans', due_date: '2026-11-21' })],
	['add supper tomorrow, table at 7pm', add({ title: 'Supper, table', due_date: '2026-11-21T19:00' })],
	[
		'add ring the vet, low priority, monday 9am, tag pets',
		add({ title: 'Ring the vet', priority: 'low', due_date: '2026-11-23T09:00', tags: ['pets'] }),
	],
]

test.each(messages)('APP-1: %s', (text, intent) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toMatchObject([intent])
})
