import { expect, test } from 'vitest'
import { addDays, countDays, isOverdue, nextWeekday, readWallClock, toLocalDue } from './days.ts'

test('days are added across months, years and leap days', () => {
	expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
	expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
	expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
	expect(countDays('2026-11-20', '2026-12-01')).toBe(11)
})

test('the next weekday is never today', () => {
	expect(nextWeekday('2026-11-20', 5)).toBe('2026-11-27')
	expect(nextWeekday('2026-11-20', 6)).toBe('2026-11-21')
	expect(nextWeekday('2026-11-20', 1)).toBe('2026-11-23')
})

test('the wall clock is the zone’s own, at midnight too', () => {
	expect(readWallClock(new Date('2026-11-20T23:30:05Z'), 'Europe/Vienna')).toBe('2026-11-21T00:30:05')
	expect(readWallClock(new Date('2026-07-01T03:59:00Z'), 'America/New_York')).toBe('2026-06-30T23:59:00')
})

test('a day is overdue from the next day on, a time from its minute on', () => {
	expect(isOverdue('2026-11-20', '2026-11-20T23:59:59')).toBe(false)
	expect(isOverdue('2026-11-19', '2026-11-20T00:00:00')).toBe(true)
	expect(isOverdue('2026-11-20T16:00', '2026-11-20T16:00:30')).toBe(false)
	expect(isOverdue('2026-11-20T16:00', '2026-11-20T16:01:00')).toBe(true)
})

test.each([
	['2026-11-20T09:00', 'America/New_York', 'Europe/Vienna', '2026-11-20T15:00'],
	['2026-11-20T20:00', 'America/New_York', 'Europe/Vienna', '2026-11-21T02:00'],
	['2026-11-21T08:00', 'Asia/Tokyo', 'America/New_York', '2026-11-20T18:00'],
	// New York changes its clocks a week after Vienna.
	['2026-10-28T09:00', 'America/New_York', 'Europe/Vienna', '2026-10-28T14:00'],
	// The hour that New York skips, and the one that it has twice: the first of them.
	['2026-03-08T02:30', 'America/New_York', 'UTC', '2026-03-08T07:30'],
	['2026-11-01T01:30', 'America/New_York', 'UTC', '2026-11-01T05:30'],
	['2026-11-20T09:00', 'Europe/Vienna', 'Europe/Vienna', '2026-11-20T09:00'],
	['2026-11-20T09:00', null, 'Europe/Vienna', '2026-11-20T09:00'],
	['2026-11-20', 'America/New_York', 'Europe/Vienna', '2026-11-20'],
])('%s in %s is %s’s %s', (due, zone, own, local) => {
	expect(toLocalDue(due, zone, own)).toBe(local)
})
