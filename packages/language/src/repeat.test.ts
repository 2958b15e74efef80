import { expect, test } from 'vitest'
import { parseRecurrence, parseTask } from './index.ts'

const context = { now: '2026-11-20T10:00:00', timeZone: 'Europe/Vienna' }

const phrases: [text: string, rule: string, due: string, from?: 'completion'][] = [
	['daily', 'FREQ=DAILY', '2026-11-20'],
	['every other day', 'FREQ=DAILY;INTERVAL=2', '2026-11-20'],
	['every 2 days', 'FREQ=DAILY;INTERVAL=2', '2026-11-20'],
	['every third day', 'FREQ=DAILY;INTERVAL=3', '2026-11-20'],
	['every 3rd day', 'FREQ=DAILY;INTERVAL=3', '2026-11-20'],
	['every day at 8am', 'FREQ=DAILY', '2026-11-21T08:00'],
	['every morning', 'FREQ=DAILY', '2026-11-21T09:00'],
	['every evening at 7', 'FREQ=DAILY', '2026-11-20T19:00'],
	['every night', 'FREQ=DAILY', '2026-11-20T20:00'],
	['every monday', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-23'],
	['every mon, wed and fri', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', '2026-11-20'],
	['every tuesday and thursday at 18:00', 'FREQ=WEEKLY;BYDAY=TU,TH', '2026-11-24T18:00'],
	['every mon-fri at 7', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-23T07:00'],
	['every monday through thursday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH', '2026-11-23'],
	['on mondays', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-23'],
	['mondays and wednesdays', 'FREQ=WEEKLY;BYDAY=MO,WE', '2026-11-23'],
	['weekdays at 9', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-23T09:00'],
	['every workday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20'],
	['every weekend', 'FREQ=WEEKLY;BYDAY=SA', '2026-11-21'],
	['on weekends', 'FREQ=WEEKLY;BYDAY=SA,SU', '2026-11-21'],
	['every other monday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', '2026-11-23'],
	['every 2 weeks on tuesday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24'],
	['every second tuesday', 'FREQ=MONTHLY;BYDAY=2TU', '2026-12-08'],
	['every 2nd tuesday', 'FREQ=MONTHLY;BYDAY=2TU', '2026-12-08'],
	['biweekly', 'FREQ=WEEKLY;INTERVAL=2', '2026-11-20'],
	['bi-weekly on friday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-11-20'],
	['fortnightly', 'FREQ=WEEKLY;INTERVAL=2', '2026-11-20'],
	['every fortnight', 'FREQ=WEEKLY;INTERVAL=2', '2026-11-20'],
	['weekly on sunday', 'FREQ=WEEKLY;BYDAY=SU', '2026-11-22'],
	['every week', 'FREQ=WEEKLY', '2026-11-20'],
	['every 6 weeks', 'FREQ=WEEKLY;INTERVAL=6', '2026-11-20'],
	['monthly', 'FREQ=MONTHLY', '2026-11-20'],
	['every 2 months', 'FREQ=MONTHLY;INTERVAL=2', '2026-11-20'],
	['every other month on the 5th', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5', '2026-12-05'],
	['every month on the 1st and 15th', 'FREQ=MONTHLY;BYMONTHDAY=1,15', '2026-12-01'],
	['every 1st and 15th', 'FREQ=MONTHLY;BYMONTHDAY=1,15', '2026-12-01'],
	['every 15th', 'FREQ=MONTHLY;BYMONTHDAY=15', '2026-12-15'],
	['every 31st', 'FREQ=MONTHLY;BYMONTHDAY=31', '2026-12-31'],
	['every last day of the month', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30'],
	['last day of every month', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30'],
	['every first monday', 'FREQ=MONTHLY;BYDAY=1MO', '2026-12-07'],
	['every 1st monday of the month', 'FREQ=MONTHLY;BYDAY=1MO', '2026-12-07'],
	['first monday of every month', 'FREQ=MONTHLY;BYDAY=1MO', '2026-12-07'],
	['every last friday', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27'],
	['last friday of each month', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27'],
	['every month on the last friday', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27'],
	['every month on the second to last day', 'FREQ=MONTHLY;BYMONTHDAY=-2', '2026-11-29'],
	['every 3 months', 'FREQ=MONTHLY;INTERVAL=3', '2026-11-20'],
	['quarterly', 'FREQ=MONTHLY;INTERVAL=3', '2026-11-20'],
	['every quarter', 'FREQ=MONTHLY;INTERVAL=3', '2026-11-20'],
	['yearly', 'FREQ=YEARLY', '2026-11-20'],
	['annually', 'FREQ=YEARLY', '2026-11-20'],
	['every year on 5 may', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5', '2027-05-05'],
	['every may 5th', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5', '2027-05-05'],
	['every 5th of may', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5', '2027-05-05'],
	['every 24 december', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24', '2026-12-24'],
	['every january', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1', '2027-01-01'],
	['every jan and jul', 'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1', '2027-01-01'],
	['every year in march', 'FREQ=YEARLY;BYMONTH=3', '2027-03-01'],
	['every thanksgiving', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2026-11-26'],
	['every 2 years', 'FREQ=YEARLY;INTERVAL=2', '2026-11-20'],
	['every four hours', 'FREQ=HOURLY;INTERVAL=4', '2026-11-20T14:00'],
	['hourly', 'FREQ=HOURLY', '2026-11-20T11:00'],
	['every hour', 'FREQ=HOURLY', '2026-11-20T11:00'],
	['every! day', 'FREQ=DAILY', '2026-11-20', 'completion'],
	['every! 3 days', 'FREQ=DAILY;INTERVAL=3', '2026-11-20', 'completion'],
	['every 3 days when done', 'FREQ=DAILY;INTERVAL=3', '2026-11-20', 'completion'],
	['every week after completion', 'FREQ=WEEKLY', '2026-11-20', 'completion'],
	['every 10 days after I finish it', 'FREQ=DAILY;INTERVAL=10', '2026-11-20', 'completion'],
	['every day until 1 december', 'FREQ=DAILY;UNTIL=20261201', '2026-11-20'],
	['every day for 2 weeks', 'FREQ=DAILY;UNTIL=20261204', '2026-11-20'],
	['every day for 10 days', 'FREQ=DAILY;UNTIL=20261130', '2026-11-20'],
	['every monday until the end of january', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270131', '2026-11-23'],
	['every week 5 times', 'FREQ=WEEKLY;COUNT=5', '2026-11-20'],
	['every week for 3 times', 'FREQ=WEEKLY;COUNT=3', '2026-11-20'],
	['daily for 3 months', 'FREQ=DAILY;UNTIL=20270220', '2026-11-20'],
	['every friday starting next week', 'FREQ=WEEKLY;BYDAY=FR', '2026-11-27'],
	['every day starting tomorrow', 'FREQ=DAILY', '2026-11-21'],
	['every month starting jan 5', 'FREQ=MONTHLY', '2027-01-05'],
	['every 2 weeks from monday', 'FREQ=WEEKLY;INTERVAL=2', '2026-11-23'],
	['every day from monday to friday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20'],
	['every monday from 1 december until 1 march', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301', '2026-12-07'],
	['every day except sunday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA', '2026-11-20'],
	['every day except weekends', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20'],
	['every weekday except friday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH', '2026-11-23'],
	['every day but not on weekends', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20'],
	['once a week', 'FREQ=WEEKLY', '2026-11-20'],
	['once a month', 'FREQ=MONTHLY', '2026-11-20'],
	['once every 3 days', 'FREQ=DAILY;INTERVAL=3', '2026-11-20'],
	['once a day at noon', 'FREQ=DAILY', '2026-11-20T12:00'],
	['each day', 'FREQ=DAILY', '2026-11-20'],
	['each tuesday', 'FREQ=WEEKLY;BYDAY=TU', '2026-11-24'],
	['each month on the 3rd', 'FREQ=MONTHLY;BYMONTHDAY=3', '2026-12-03'],
	['ev day', 'FREQ=DAILY', '2026-11-20'],
	['everyday', 'FREQ=DAILY', '2026-11-20'],
	['every single day', 'FREQ=DAILY', '2026-11-20'],
	['on the 1st of every month', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-12-01'],
	['the 1st of each month at 9am', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-12-01T09:00'],
	['on the third wednesday of every month', 'FREQ=MONTHLY;BYDAY=3WE', '2026-12-16'],
	['every third wednesday', 'FREQ=MONTHLY;BYDAY=3WE', '2026-12-16'],
	['every 3 wednesdays', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=WE', '2026-11-25'],
]

test.each(phrases)('APP-1: "%s" is %s', (text, rule, due, from) => {
	expect(parseTask(`tidy up ${text}`, context)).toMatchObject({
		title: 'tidy up',
		recurrence: rule,
		due_date: due,
		repeat_from: from ?? 'due',
	})
})

test.each(phrases)('the bare phrase "%s" is %s', (text, rule, due, from) => {
	expect(parseRecurrence(text, context)).toEqual({ recurrence: rule, due_date: due, repeat_from: from ?? 'due' })
})

test('a day named beside the recurrence is its first', () => {
	expect(parseTask('pay rent tomorrow every month', context)).toMatchObject({
		due_date: '2026-11-21',
		recurrence: 'FREQ=MONTHLY',
	})
	expect(parseTask('swim every week on saturday at 8am', context)).toMatchObject({
		due_date: '2026-11-21T08:00',
		recurrence: 'FREQ=WEEKLY;BYDAY=SA',
	})
})

test('monthly from the 31st falls on the last day of shorter months', () => {
	const late = { ...context, now: '2026-12-31T08:00:00' }
	expect(parseTask('rent every month', late).recurrence).toBe('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1')
	expect(parseTask('rent every month on the 31st', late).recurrence).toBe('FREQ=MONTHLY;BYMONTHDAY=31')
})

test('an exception that no rule can say stays in the title', () => {
	expect(parseTask('run every day except the 3rd of may', context)).toMatchObject({
		title: 'run except the 3rd of may',
		recurrence: 'FREQ=DAILY',
	})
})

test('parseRecurrence takes only what is a recurrence as a whole', () => {
	expect(parseRecurrence('every thing', context)).toBeNull()
	expect(parseRecurrence('call mum every day', context)).toBeNull()
	expect(parseRecurrence('tomorrow', context)).toBeNull()
})
