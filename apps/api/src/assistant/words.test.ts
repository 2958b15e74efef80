import { expect, test } from 'vitest'
import { mustAsk } from './gate.rules.ts'
import { shiftDue, withDay, withTime } from './tools/due-dates.ts'
import { count, join, quote, sayDue } from './words.ts'

const reader = { now: '2026-11-20T10:00:00', dayFirst: true, locale: 'en-GB' }

test.each([
	['2026-11-20', 'today'],
	['2026-11-20T16:00', 'today, 16:00'],
	['2026-11-21T09:00', 'tomorrow, Sat 21 Nov, 09:00'],
	['2026-11-19', 'yesterday, Thu 19 Nov'],
	['2026-12-04', 'Fri 4 Dec'],
	['2027-01-01', 'Fri 1 Jan 2027'],
])('%s is said as “%s”', (due, said) => {
	expect(sayDue(due, reader)).toBe(said)
})

test('the month comes first for those who read it so', () => {
	expect(sayDue('2026-11-21T09:00', { ...reader, dayFirst: false })).toBe('tomorrow, Sat, Nov 21, 09:00')
	expect(sayDue('2027-01-01', { ...reader, dayFirst: false })).toBe('Fri, Jan 1, 2027')
})

test('the hours are counted to twelve for those who write them so', () => {
	expect(sayDue('2026-11-20T16:05', { ...reader, locale: 'en-US' })).toBe('today, 4:05 PM')
})

test('titles are quoted on one line and cut', () => {
	expect(quote('a\nb')).toBe('“a b”')
	expect(quote('x'.repeat(200))).toHaveLength(82)
})

test('counts and lists read as people say them', () => {
	expect([count(0), count(1), count(7)]).toEqual(['no tasks', '1 task', '7 tasks'])
	expect(join(['a', 'b', 'c'])).toBe('a, b and c')
	expect(join(['a', 'b', 'c', 'd'], 3)).toBe('a, b and 2 more')
})

test('a day keeps the time, a time keeps the day, a span moves both', () => {
	expect(withDay('2026-11-20T09:00', '2026-11-23')).toBe('2026-11-23T09:00')
	expect(withTime('2026-11-23', '14:00', reader.now)).toBe('2026-11-23T14:00')
	expect(withTime(null, '09:00', reader.now)).toBe('2026-11-21T09:00')
	expect(shiftDue('2026-01-31', { shift_months: 1 }, reader.now)).toBe('2026-02-28')
	expect(shiftDue('2026-11-20T23:30', { shift_minutes: 60 }, reader.now)).toBe('2026-11-21T00:30')
	expect(shiftDue(null, { shift_days: 7 }, reader.now)).toBe('2026-11-27')
})

test('what must be asked first', () => {
	const write = {
		access: 'write',
		alwaysAsks: false,
		reverses: false,
		deleted: 0,
		touched: 0,
		literal: true,
	} as const
	expect(mustAsk({ ...write, touches: 5 })).toBe(false)
	expect(mustAsk({ ...write, touches: 6 })).toBe(true)
	expect(mustAsk({ ...write, access: 'destructive', touches: 1 })).toBe(false)
	expect(mustAsk({ ...write, access: 'destructive', touches: 1, deleted: 5 })).toBe(true)
	expect(mustAsk({ ...write, access: 'destructive', touches: 1, literal: false })).toBe(true)
	expect(mustAsk({ ...write, access: 'read', touches: 500 })).toBe(false)
	expect(mustAsk({ ...write, touches: 1, touched: 5 })).toBe(false)
	expect(mustAsk({ ...write, touches: 1, touched: 5, literal: false })).toBe(true)
	expect(mustAsk({ ...write, touches: 0, touched: 5, literal: false })).toBe(false)
	expect(mustAsk({ ...write, touches: 0, reverses: true })).toBe(false)
	expect(mustAsk({ ...write, touches: 0, reverses: true, literal: false })).toBe(true)
})
