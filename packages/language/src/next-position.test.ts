import { expect, test } from 'vitest'
import { toDay } from './calendar.ts'
import { nextPositionedDay, withDaysOf } from './next-position.ts'
import { nextDue } from './recurrence.ts'
import { createDayFilter } from './rule-days.ts'
import { createRule, readRule } from './rule.ts'

const start = toDay(1990, 3, 1)
const after = toDay(2026, 11, 20)

/** How many days are looked at for the next occurrence of a rule that began 36 years ago. */
function countLooks(text: string): number {
	const rule = withDaysOf(readRule(text) ?? createRule('DAILY'), start)
	const fits = createDayFilter(rule, 1)
	let looks = 0
	nextPositionedDay(rule, 1, { start, after }, (...day) => {
		looks += 1
		return fits(...day)
	})
	return looks
}

test.each([
	['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 31],
	['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', 31],
	['FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2', 14],
	['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', 14],
	['FREQ=YEARLY;BYMONTH=1;BYDAY=SU;BYSETPOS=2', 62],
	['FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1', 366],
	['FREQ=MONTHLY;BYMONTH=3', 31],
	['FREQ=YEARLY;INTERVAL=7;BYWEEKNO=1,-1;BYDAY=FR', 28],
])('%s looks at no more than the days around the one asked about, however old it is', (text, most) => {
	expect(countLooks(text)).toBeLessThanOrEqual(most)
})

test.each([
	['FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,11'],
	['FREQ=WEEKLY;INTERVAL=4;BYMONTH=3,12;BYSETPOS=5'],
	['FREQ=YEARLY;BYWEEKNO=-2;BYSETPOS=-2'],
	['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6'],
])('%s never comes again, and is given up in time', (text) => {
	expect(countLooks(text)).toBeLessThanOrEqual(20_366)
	expect(
		nextDue({
			recurrence: text,
			due_date: '1990-03-01',
			repeat_from: 'due',
			completed_at: '2026-11-20',
			timeZone: 'UTC',
		}),
	).toBe(null)
})

test.each([
	// 2026 has 53 weeks: the last of them ends in January.
	['FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU', '2020-12-27', '2027-01-03'],
	['FREQ=YEARLY;INTERVAL=5;BYWEEKNO=53;BYDAY=TU', '2016-04-19', '2026-12-29'],
	// Without a weekday of its own, the rule keeps that of its first date: a Friday.
	['FREQ=YEARLY;INTERVAL=2;BYWEEKNO=2', '2016-12-02', '2028-01-14'],
	['FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=18,-1', '2026-05-25', '2027-05-18'],
	['FREQ=MONTHLY;INTERVAL=5;BYDAY=MO,TU;BYSETPOS=1,-1', '2026-11-20', '2026-11-30'],
])('%s from %s comes next on %s', (recurrence, due_date, next) => {
	expect(nextDue({ recurrence, due_date, repeat_from: 'due', completed_at: '2026-11-20', timeZone: 'UTC' })).toBe(next)
})
