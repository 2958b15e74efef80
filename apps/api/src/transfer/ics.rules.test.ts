import type { Task } from '@todo/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toZoneLines } from './ics-zone.rules.ts'
import { foldLine, toIcs } from './ics.rules.ts'

const task: Task = {
	id: 3,
	user_id: 'u1',
	client_id: null,
	title: 'Buy milk',
	description: null,
	completed: false,
	status: 'pending',
	priority: 'none',
	due_date: null,
	time_zone: null,
	recurrence: null,
	repeat_from: 'due',
	reminders: [],
	tags: [],
	list_id: null,
	section_id: null,
	parent_id: null,
	position: 0,
	version: 1,
	created_at: '2026-11-01T08:00:00.000Z',
	updated_at: '2026-11-02T09:30:00.000Z',
	completed_at: null,
	deleted_at: null,
}

/** The properties of the one task, unfolded. */
function toLines(changes: Partial<Task>): string[] {
	const text = toIcs({ name: 'To-do', tasks: [{ ...task, ...changes }], timeZone: 'Europe/Vienna', as: 'todos' })
	const lines = text.replaceAll('\r\n ', '').split('\r\n')
	return lines.slice(lines.indexOf('BEGIN:VTODO') + 1, lines.indexOf('END:VTODO'))
}

test('a task is a VTODO of RFC 5545', () => {
	expect(toLines({})).toEqual([
		'UID:u1-3@todo-chatbot',
		'DTSTAMP:20261102T093000Z',
		'CREATED:20261101T080000Z',
		'LAST-MODIFIED:20261102T093000Z',
		'SUMMARY:Buy milk',
		'STATUS:NEEDS-ACTION',
	])
	expect(
		toLines({
			title: 'a; b, c\\d',
			description: 'one\ntwo',
			priority: 'high',
			tags: ['home', 'shop'],
			parent_id: 1,
			completed: true,
			completed_at: '2026-11-03T10:00:00.000Z',
		}),
	).toEqual([
		...toLines({}).slice(0, 4),
		String.raw`SUMMARY:a\; b\, c\\d`,
		String.raw`DESCRIPTION:one\ntwo`,
		'PRIORITY:1',
		'CATEGORIES:home,shop',
		'RELATED-TO:u1-1@todo-chatbot',
		'STATUS:COMPLETED',
		'COMPLETED:20261103T100000Z',
		'PERCENT-COMPLETE:100',
	])
})

test('a due day is a date, a due time a local time in its zone', () => {
	expect(toLines({ due_date: '2026-11-20' })).toContain('DUE;VALUE=DATE:20261120')
	expect(toLines({ due_date: '2026-11-20T17:00', time_zone: 'Asia/Tokyo' })).toContain(
		'DUE;TZID=Asia/Tokyo:20261120T170000',
	)
	expect(toLines({ due_date: '2026-11-20T17:00' })).toContain('DUE;TZID=Europe/Vienna:20261120T170000')
})

test('a rule counts from its start, and ends in the kind of that start', () => {
	const daily = toLines({ due_date: '2026-11-20', recurrence: 'FREQ=DAILY;UNTIL=20261201' })
	expect(daily).toContain('DTSTART;VALUE=DATE:20261120')
	expect(daily).toContain('RRULE:FREQ=DAILY;UNTIL=20261201')
	const timed = toLines({ due_date: '2026-11-20T09:00', recurrence: 'FREQ=DAILY;UNTIL=20261201' })
	expect(timed).toContain('DTSTART;TZID=Europe/Vienna:20261120T090000')
	expect(timed).toContain('RRULE:FREQ=DAILY;UNTIL=20261201T225900Z')
})

test('each zone that is named is described: when its clocks change, and from what to what', () => {
	const vienna = toZoneLines('Europe/Vienna', 2026, 2026).join('\n')
	expect(vienna).toContain(
		'BEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT',
	)
	expect(vienna).toContain(
		'BEGIN:STANDARD\nDTSTART:20261025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD',
	)
	expect(vienna.startsWith('BEGIN:VTIMEZONE\nTZID:Europe/Vienna\nBEGIN:STANDARD\nDTSTART:20251026T030000')).toBe(true)
	expect(toZoneLines('UTC', 2026, 2030)).toEqual([
		'BEGIN:VTIMEZONE',
		'TZID:UTC',
		'BEGIN:STANDARD',
		'DTSTART:19700101T000000',
		'TZOFFSETFROM:+0000',
		'TZOFFSETTO:+0000',
		'END:STANDARD',
		'END:VTIMEZONE',
	])
	const text = toIcs({
		name: 'x',
		tasks: [
			{ ...task, due_date: '2026-11-20T17:00' },
			{ ...task, due_date: '2026-11-20' },
		],
		timeZone: 'Asia/Kolkata',
		as: 'todos',
	})
	expect(text.match(/^TZID:.*$/gm)).toEqual(['TZID:Asia/Kolkata'])
})

test('lines are folded at 75 octets, between characters, and unfold to what they were', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('a', 'ß', '買', '💥', ' '), maxLength: 400 }), (line) => {
			const folded = foldLine(line)
			for (const part of folded.split('\r\n')) {
				expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
				expect(part.isWellFormed()).toBe(true)
			}
			expect(folded.replaceAll('\r\n ', '')).toBe(line)
		}),
	)
})
