import { describe, expect, test } from 'vitest'
import { describeRecurrence } from './index.ts'
import { advanceRecurrence, expand, nextDue, validateRecurrence } from './recurrence.ts'

const next = (
	recurrence: string,
	due_date: string,
	completed_at: string,
	repeat_from: 'due' | 'completion' = 'due',
): string | null => nextDue({ recurrence, due_date, completed_at, repeat_from, timeZone: 'Europe/Vienna' })

describe('the next due date after completing', () => {
	const cases: [string, string, string, string | null][] = [
		['FREQ=DAILY', '2026-11-20', '2026-11-20T09:00:00', '2026-11-21'],
		['FREQ=DAILY', '2026-11-20', '2026-11-18T09:00:00', '2026-11-21'],
		['FREQ=DAILY', '2026-11-01', '2026-11-20T09:00:00', '2026-11-21'],
		['FREQ=DAILY;INTERVAL=3', '2026-11-01', '2026-11-20T09:00:00', '2026-11-22'],
		['FREQ=WEEKLY', '2026-11-20', '2026-11-20', '2026-11-27'],
		['FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-19', '2026-11-20', '2026-11-23'],
		['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-11-20', '2026-11-28', '2026-12-04'],
		['FREQ=MONTHLY', '2027-01-31', '2027-01-31', '2027-02-28'],
		['FREQ=MONTHLY;BYMONTHDAY=31', '2027-01-31', '2027-01-31', '2027-03-31'],
		['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', '2027-02-28', '2027-02-28', '2027-03-31'],
		['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27', '2026-11-27', '2026-12-25'],
		['FREQ=MONTHLY;INTERVAL=3', '2026-11-20', '2027-06-01', '2027-08-20'],
		['FREQ=YEARLY', '2024-02-29', '2024-02-29', '2025-02-28'],
		['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-02-29', '2024-02-29', '2028-02-29'],
		['FREQ=DAILY;COUNT=2', '2026-11-20', '2026-11-20', '2026-11-21'],
		['FREQ=DAILY;COUNT=1', '2026-11-20', '2026-11-20', null],
		['FREQ=DAILY;UNTIL=20261120', '2026-11-20', '2026-11-20', null],
		['FREQ=DAILY;UNTIL=20261121T235959Z', '2026-11-20', '2026-11-20', '2026-11-21'],
		['FREQ=HOURLY;INTERVAL=2', '2026-11-20T22:30', '2026-11-20T23:00:00', '2026-11-21T00:30'],
		['FREQ=HOURLY;INTERVAL=2', '2026-11-20T08:00', '2026-11-20T15:10:00', '2026-11-20T16:00'],
		['FREQ=HOURLY', '2026-11-20', '2026-11-20', '2026-11-21'],
		['nonsense', '2026-11-20', '2026-11-20', null],
		['FREQ=DAILY', 'nonsense', '2026-11-20', null],
	]
	test.each(cases)('%s due %s, done %s: %s', (rule, due, done, expected) => {
		expect(next(rule, due, done)).toBe(expected)
	})

	test('counted from completion', () => {
		expect(next('FREQ=DAILY;INTERVAL=10', '2026-11-01', '2026-11-20T23:59:00', 'completion')).toBe('2026-11-30')
		expect(next('FREQ=WEEKLY;BYDAY=MO,WE,FR', '2026-11-02', '2026-11-20', 'completion')).toBe('2026-11-23')
		expect(next('FREQ=MONTHLY', '2026-01-15', '2026-12-31', 'completion')).toBe('2027-01-31')
		expect(next('FREQ=HOURLY;INTERVAL=4', '2026-11-20T08:00', '2026-11-20T09:15:00', 'completion')).toBe(
			'2026-11-20T13:15',
		)
	})

	test('the wall-clock time stays across daylight saving', () => {
		expect(next('FREQ=DAILY', '2027-03-27T09:00', '2027-03-27T10:00:00')).toBe('2027-03-28T09:00')
		expect(next('FREQ=WEEKLY;BYDAY=SU', '2026-10-18T02:30', '2026-10-18T10:00:00')).toBe('2026-10-25T02:30')
	})

	test.each([
		['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', '2044-02-29'],
		['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYSETPOS=-1', '2044-02-29'],
		['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYSETPOS=1', '2044-02-29'],
		['FREQ=WEEKLY;INTERVAL=2;BYMONTH=3;BYDAY=MO,TU;BYSETPOS=-1', '2027-03-09'],
		['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU', '2026-11-29'],
		['FREQ=DAILY;INTERVAL=7;BYDAY=MO', null],
		['FREQ=MONTHLY;INTERVAL=12;BYMONTH=2', null],
		['FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29', null],
		['FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;BYSETPOS=1', null],
		['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6', null],
	])('%s is looked for far, and not for ever: %s', (rule, expected) => {
		expect(next(rule, '2026-11-20', '2026-11-20')).toBe(expected)
	})

	test('a weekly task that was due twenty years ago comes next week', () => {
		expect(next('FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=-1', '2006-11-21', '2026-11-20')).toBe('2026-11-24')
	})

	test('a rule without any further day ends at once', () => {
		const before = performance.now()
		expect(next('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-11-20', '2026-11-20')).toBeNull()
		expect(performance.now() - before).toBeLessThan(500)
	})
})

test('advancing counts down', () => {
	expect(advanceRecurrence('FREQ=DAILY')).toBe('FREQ=DAILY')
	expect(advanceRecurrence('FREQ=DAILY;COUNT=3')).toBe('FREQ=DAILY;COUNT=2')
	expect(advanceRecurrence('COUNT=1;FREQ=DAILY')).toBeNull()
})

describe('which rules are kept', () => {
	const kept: [string, string][] = [
		['FREQ=DAILY', 'FREQ=DAILY'],
		['rrule:freq=weekly;byday=th,mo;interval=1', 'FREQ=WEEKLY;BYDAY=MO,TH'],
		['INTERVAL=2;FREQ=MONTHLY;BYMONTHDAY=15,1;', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,15'],
		['FREQ=MONTHLY;BYDAY=+1MO', 'FREQ=MONTHLY;BYDAY=1MO'],
		['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
		['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
		['FREQ=WEEKLY;WKST=SU;UNTIL=20270101T000000Z', 'FREQ=WEEKLY;UNTIL=20270101T000000Z;WKST=SU'],
		['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
		['FREQ=HOURLY;INTERVAL=4;COUNT=3', 'FREQ=HOURLY;INTERVAL=4;COUNT=3'],
		['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO'],
		['FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU', 'FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU'],
		['FREQ=YEARLY;BYYEARDAY=-366;BYDAY=SA', 'FREQ=YEARLY;BYYEARDAY=-366;BYDAY=SA'],
		['FREQ=YEARLY;BYDAY=-53SU', 'FREQ=YEARLY;BYDAY=-53SU'],
	]
	test.each(kept)('%s becomes %s', (text, rule) => {
		expect(validateRecurrence(text)).toEqual({ ok: true, rule })
	})

	const refused = [
		'',
		'hello',
		'FREQ=SECONDLY',
		'FREQ=MINUTELY;INTERVAL=15',
		'FREQ=FORTNIGHTLY',
		'INTERVAL=2',
		'FREQ=DAILY;FREQ=DAILY',
		'FREQ=DAILY;INTERVAL=0',
		'FREQ=DAILY;INTERVAL=-1',
		'FREQ=DAILY;INTERVAL=100000',
		'FREQ=DAILY;COUNT=0',
		'FREQ=DAILY;COUNT=99999999',
		'FREQ=DAILY;COUNT=3;UNTIL=20270101',
		'FREQ=DAILY;UNTIL=tomorrow',
		'FREQ=DAILY;UNTIL=20270230',
		'FREQ=DAILY;BYHOUR=9',
		'FREQ=DAILY;X-EVIL=1',
		'DTSTART:20260101\nRRULE:FREQ=DAILY',
		'FREQ=DAILY;DTSTART=20260101',
		'FREQ=WEEKLY;BYDAY=XX',
		'FREQ=WEEKLY;BYDAY=1MO',
		'FREQ=WEEKLY;BYMONTHDAY=1',
		'FREQ=MONTHLY;BYMONTHDAY=32',
		'FREQ=MONTHLY;BYMONTHDAY=0',
		'FREQ=YEARLY;BYMONTH=13',
		'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
		'FREQ=MONTHLY;BYWEEKNO=3',
		'FREQ=MONTHLY;BYDAY=6MO',
		'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6',
		'FREQ=MONTHLY;BYMONTH=2;BYDAY=5MO;BYMONTHDAY=28',
		'FREQ=YEARLY;BYWEEKNO=1;BYMONTH=2',
		'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1',
		'FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3',
		'FREQ=MONTHLY;BYSETPOS=1',
		'FREQ=HOURLY;BYDAY=MO',
		`FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(500)}1`,
	]
	test.each(refused)('%s is refused with a reason', (text) => {
		expect(validateRecurrence(text)).toEqual({ ok: false, reason: expect.stringMatching(/^[A-Z].+\.$/) })
	})
})

test('checking the dearest rules costs little', () => {
	const dates = Array.from({ length: 31 }, (_, at) => at + 1).join(',')
	const rules = [
		`FREQ=MONTHLY;BYMONTHDAY=${dates};BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=32`,
		`FREQ=YEARLY;BYWEEKNO=1;BYMONTH=2,3,4,5,6,7,8,9,10,11;BYMONTHDAY=${dates};BYDAY=MO`,
		'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31',
	]
	const before = process.cpuUsage()
	for (let round = 0; round < 100; round += 1)
		for (const rule of rules) expect(validateRecurrence(rule)).toEqual({ ok: false, reason: 'No day fits this rule.' })
	const { user, system } = process.cpuUsage(before)
	expect((user + system) / 1000 / 300).toBeLessThan(10)
})

describe('a rule in words', () => {
	const cases: [string, string][] = [
		['FREQ=DAILY', 'every day'],
		['FREQ=HOURLY;INTERVAL=3', 'every 3 hours'],
		['FREQ=WEEKLY;BYDAY=FR', 'every Friday'],
		['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
		['FREQ=WEEKLY;BYDAY=SA,SU', 'every Saturday and Sunday'],
		['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270601', 'every 2 weeks on Mon and Thu, until 1 June 2027'],
		['FREQ=MONTHLY;BYMONTHDAY=1,15', 'every month on the 1st and 15th'],
		['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day'],
		['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', 'every month on the last day'],
		['FREQ=MONTHLY;BYDAY=3FR', 'every month on the 3rd Friday'],
		['FREQ=MONTHLY;BYDAY=-1MO;COUNT=4', 'every month on the last Monday, 4 times'],
		['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4', 'every year on 4 July'],
		['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'every year on the 4th Thursday in November'],
		['FREQ=YEARLY;BYYEARDAY=31', 'every year on the 31st day'],
		['???', 'repeats'],
	]
	test.each(cases)('%s is "%s"', (rule, words) => {
		expect(describeRecurrence(rule)).toBe(words)
	})
})

describe('expansion of RFC 5545 lines', () => {
	test('keeps the wall-clock time of the zone', () => {
		expect(expand('DTSTART;TZID=Europe/Vienna:20261023T083000\nRRULE:FREQ=DAILY;COUNT=4', 10)).toEqual([
			'2026-10-23T08:30:00+02:00',
			'2026-10-24T08:30:00+02:00',
			'2026-10-25T08:30:00+01:00',
			'2026-10-26T08:30:00+01:00',
		])
	})
	test('leaves out EXDATE, takes in RDATE, stops at the limit', () => {
		const rule = [
			'DTSTART;TZID=Asia/Tokyo:20270104T070000',
			'RRULE:FREQ=WEEKLY;BYDAY=MO',
			'EXDATE;TZID=Asia/Tokyo:20270111T070000',
			'RDATE;TZID=Asia/Tokyo:20270112T070000',
		].join('\n')
		expect(expand(rule, 3)).toEqual([
			'2027-01-04T07:00:00+09:00',
			'2027-01-12T07:00:00+09:00',
			'2027-01-18T07:00:00+09:00',
		])
		expect(expand(rule, 0)).toEqual([])
		expect(expand(rule, 1e9)).toHaveLength(1_000)
	})
	test('text that is no rule throws', () => {
		expect(() => expand('hello', 3)).toThrow(RangeError)
	})
})
