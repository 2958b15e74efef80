import { expect, test } from 'vitest'
import { parseDue, parseTask } from './index.ts'

/** A Friday, ten in the morning. */
const context = { now: '2026-11-20T10:00:00', timeZone: 'Europe/Vienna' }

const phrases: [string, string][] = [
	['yesterday', '2026-11-19'],
	['5 days ago', '2026-11-15'],
	['last friday', '2026-11-13'],
	['next friday', '2026-11-27'],
	['this friday', '2026-11-20'],
	['friday', '2026-11-20'],
	['monday', '2026-11-23'],
	['on tuesday', '2026-11-24'],
	['wed at 4', '2026-11-25T16:00'],
	['next tuesday at noon', '2026-11-24T12:00'],
	['coming thursday', '2026-11-26'],
	['friday next week', '2026-11-27'],
	['next week friday', '2026-11-27'],
	['monday week', '2026-11-30'],
	['this weekend', '2026-11-21'],
	['next weekend', '2026-11-28'],
	['next week', '2026-11-23'],
	['next month', '2026-12-01'],
	['next year', '2027-01-01'],
	['this month', '2026-11-30'],
	['end of month', '2026-11-30'],
	['end of the month', '2026-11-30'],
	['by the end of next month', '2026-12-31'],
	['eod', '2026-11-20'],
	['eow', '2026-11-20'],
	['eom', '2026-11-30'],
	['end of year', '2026-12-31'],
	['start of next month', '2026-12-01'],
	['mid december', '2026-12-15'],
	['early next week', '2026-11-23'],
	['later this week', '2026-11-20'],
	['later next week', '2026-11-26'],
	['later today', '2026-11-20'],
	['in 3 days', '2026-11-23'],
	['in three days', '2026-11-23'],
	['in a week', '2026-11-27'],
	['in 2 weeks', '2026-12-04'],
	['in a month', '2026-12-20'],
	['in 10 minutes', '2026-11-20T10:10'],
	['in an hour', '2026-11-20T11:00'],
	['in half an hour', '2026-11-20T10:30'],
	['in 1h30m', '2026-11-20T11:30'],
	['in an hour and a half', '2026-11-20T11:30'],
	['in 2 hours and 15 minutes', '2026-11-20T12:15'],
	['in a couple of days', '2026-11-22'],
	['in a few weeks', '2026-12-11'],
	['two weeks from now', '2026-12-04'],
	['a week from tomorrow', '2026-11-28'],
	['3 weeks from monday', '2026-12-14'],
	['10 business days from now', '2026-12-04'],
	['a fortnight from today', '2026-12-04'],
	['an hour from now', '2026-11-20T11:00'],
	['within 3 days', '2026-11-23'],
	['jan 5', '2027-01-05'],
	['5 jan', '2027-01-05'],
	['january 5th', '2027-01-05'],
	['5th of january', '2027-01-05'],
	['the 5th of january', '2027-01-05'],
	['Jan 5, 2028', '2028-01-05'],
	['5 January 2028', '2028-01-05'],
	['5-Jan-2028', '2028-01-05'],
	['jan. 5', '2027-01-05'],
	['1/27', '2027-01-27'],
	['27/1', '2027-01-27'],
	['1/27/2028', '2028-01-27'],
	['27.1.2028', '2028-01-27'],
	['2028-01-27', '2028-01-27'],
	['2028/01/27', '2028-01-27'],
	['2028-01-27 14:30', '2028-01-27T14:30'],
	['12/24 at 6pm', '2026-12-24T18:00'],
	['the 15th', '2026-12-15'],
	['on the 3rd', '2026-12-03'],
	['15th', '2026-12-15'],
	['1st of next month', '2026-12-01'],
	['the 1st at 9am', '2026-12-01T09:00'],
	['first monday of december', '2026-12-07'],
	['last friday of the month', '2026-11-27'],
	['third thursday in january 2027', '2027-01-21'],
	['2nd tuesday of next month', '2026-12-08'],
	['last day of february', '2027-02-28'],
	['at 5', '2026-11-20T17:00'],
	['at 9', '2026-11-21T09:00'],
	['at 11', '2026-11-20T11:00'],
	['at 9:30', '2026-11-21T09:30'],
	['at 4:15', '2026-11-20T16:15'],
	['5pm', '2026-11-20T17:00'],
	['5 pm', '2026-11-20T17:00'],
	['5p.m.', '2026-11-20T17:00'],
	['5:30pm', '2026-11-20T17:30'],
	['17:00', '2026-11-20T17:00'],
	['17h', '2026-11-20T17:00'],
	['at 1730', '2026-11-20T17:30'],
	['noon', '2026-11-20T12:00'],
	['midnight', '2026-11-21T00:00'],
	['half past 3', '2026-11-20T15:30'],
	['quarter to 6', '2026-11-20T17:45'],
	['ten past eight', '2026-11-21T08:10'],
	['20 to 5', '2026-11-20T16:40'],
	["5 o'clock", '2026-11-20T17:00'],
	['7 in the evening', '2026-11-20T19:00'],
	['8 in the morning', '2026-11-21T08:00'],
	['tonight', '2026-11-20T20:00'],
	['tonight at 8', '2026-11-20T20:00'],
	['this evening at 7:30', '2026-11-20T19:30'],
	['tomorrow morning', '2026-11-21T09:00'],
	['tomorrow at 5', '2026-11-21T17:00'],
	['tomorrow night', '2026-11-21T20:00'],
	['friday evening', '2026-11-20T18:00'],
	['monday afternoon at 2', '2026-11-23T14:00'],
	['tomorrow 5pm', '2026-11-21T17:00'],
	['5pm tomorrow', '2026-11-21T17:00'],
	['at 5pm on friday', '2026-11-20T17:00'],
	['friday at 17:00', '2026-11-20T17:00'],
	['friday the 27th', '2026-11-27'],
	['friday 27 november', '2026-11-27'],
	['friday, 27 nov at 3', '2026-11-27T15:00'],
	['tomorrow, at 3', '2026-11-21T15:00'],
	['saturday 10-11am', '2026-11-21T10:00'],
	['nov 30 9:00 - 10:30', '2026-11-30T09:00'],
	['from 2pm to 4pm tomorrow', '2026-11-21T14:00'],
	['christmas', '2026-12-25'],
	['christmas eve at 6pm', '2026-12-24T18:00'],
	["new year's eve", '2026-12-31'],
	['easter', '2027-03-28'],
	['halloween', '2027-10-31'],
	['thanksgiving', '2026-11-26'],
	["valentine's day 2028", '2028-02-14'],
	["mother's day", '2027-05-09'],
	['feb 29', '2028-02-29'],
	['right now', '2026-11-20T10:00'],
	['in december', '2026-12-01'],
	['december', '2026-12-01'],
	['december 2027', '2027-12-01'],
	['by june', '2027-06-01'],
	['next january', '2027-01-01'],
	['in 2 years', '2028-11-20'],
	['2 days before christmas', '2026-12-23'],
	["day before new year's eve", '2026-12-30'],
	['3 days after easter', '2027-03-31'],
]

test.each(phrases)('APP-1: "%s" is due %s', (text, due) => {
	expect(parseTask(text, context)).toMatchObject({ due_date: due, recurrence: null })
})

test.each(phrases)('the bare phrase "%s" is %s', (text, due) => {
	expect(parseDue(text, context)).toEqual({ due_date: due })
})

const sentences: [string, string, string][] = [
	['call mum today', 'call mum', '2026-11-20'],
	['pay rent tmrw', 'pay rent', '2026-11-21'],
	['buy flowers the day after tomorrow', 'buy flowers', '2026-11-22'],
	['submit report no later than friday', 'submit report', '2026-11-20'],
	['Email Sarah about the budget by Friday 5pm', 'Email Sarah about the budget', '2026-11-20T17:00'],
	['Friday: clean kitchen', 'clean kitchen', '2026-11-20'],
	['clean kitchen (tomorrow)', 'clean kitchen', '2026-11-21'],
	['Dentist - 3 Dec, 14:30', 'Dentist', '2026-12-03T14:30'],
	["Dinner with Ann on Dec 3rd at 7:30pm at Luigi's", "Dinner with Ann at Luigi's", '2026-12-03T19:30'],
	['pick up kids at 3:15', 'pick up kids', '2026-11-20T15:15'],
	['standup at 9:15am every weekday', 'standup', '2026-11-23T09:15'],
	['pay 20 dollars to Tom tomorrow', 'pay 20 dollars to Tom', '2026-11-21'],
	['watch The Day After Tomorrow', 'watch', '2026-11-22'],
	['buy 5 May flowers', 'buy flowers', '2027-05-05'],
	['buy bread #shopping #Food tomorrow', 'buy bread', '2026-11-21'],
	['email boss !high at 3pm', 'email boss', '2026-11-20T15:00'],
	['pay rent p1 every month', 'pay rent', '2026-11-20'],
	['call Sam !! tonight', 'call Sam', '2026-11-20T20:00'],
	['fix roof high priority next monday', 'fix roof', '2026-11-23'],
	['review code with low priority by wed', 'review code', '2026-11-25'],
	['party on Saturday! bring snacks', 'party! bring snacks', '2026-11-21'],
	['remind me to call Ann tomorrow at 5', 'remind me to call Ann', '2026-11-21T17:00'],
	['meeting tomorrow at 3pm remind me 30 minutes before', 'meeting', '2026-11-21T15:00'],
	['flight on 3 dec 6:30 remind me 1 day before and remind me 2 hours before', 'flight', '2026-12-03T18:30'],
	['C# course tomorrow', 'C# course', '2026-11-21'],
	['Read "The 4-Hour Workweek" by friday', 'Read "The 4-Hour Workweek"', '2026-11-20'],
	['see https://x.com/friday tomorrow', 'see https://x.com/friday', '2026-11-21'],
	['mail bob@friday.com on monday', 'mail bob@friday.com', '2026-11-23'],
	['call mom at 5pm tomorrow about dinner on sunday', 'call mom about dinner on sunday', '2026-11-21T17:00'],
	['movie at 8 tonight with Jo', 'movie with Jo', '2026-11-20T20:00'],
	['lunch with Kim at noon on Wednesday', 'lunch with Kim', '2026-11-25T12:00'],
	['drop off package before 6pm', 'drop off package', '2026-11-20T18:00'],
	['leave by 7:15 tomorrow morning', 'leave', '2026-11-21T07:15'],
	['from monday work on project', 'work on project', '2026-11-23'],
	['ship it by EOD', 'ship it', '2026-11-20'],
	['send invoices on the last day of the month', 'send invoices', '2026-11-30'],
	['vacation from 3 aug to 10 aug', 'vacation', '2027-08-03'],
	['conference 5-7 May', 'conference', '2027-05-05'],
	['2pm call with team', 'call with team', '2026-11-20T14:00'],
	['9am standup', 'standup', '2026-11-21T09:00'],
	['Mon 9am standup', 'standup', '2026-11-23T09:00'],
	['the 3rd of march party', 'party', '2027-03-03'],
	['Summer party 21.6.2027 18:00', 'Summer party', '2027-06-21T18:00'],
	['doctor 2027-02-03 8:15', 'doctor', '2027-02-03T08:15'],
	['submit taxes april 15 2027', 'submit taxes', '2027-04-15'],
	['buy gifts before christmas', 'buy gifts', '2026-12-25'],
	["book flights for new year's eve", 'book flights', '2026-12-31'],
	['wish Ann a happy birthday on 3/4', 'wish Ann a happy birthday', '2027-03-04'],
	['study for 45 minutes tomorrow', 'study for 45 minutes', '2026-11-21'],
	['in two weeks call the vet', 'call the vet', '2026-12-04'],
	['a week from friday dentist', 'dentist', '2026-11-27'],
	['due friday: essay', 'essay', '2026-11-20'],
	['essay due friday', 'essay', '2026-11-20'],
	['essay (due 12/1)', 'essay', '2026-12-01'],
	['watch game sunday 1pm', 'watch game', '2026-11-22T13:00'],
	['run 5k saturday morning', 'run 5k', '2026-11-21T09:00'],
	['set alarm for 6am', 'set alarm', '2026-11-21T06:00'],
	['wake up at 6', 'wake up', '2026-11-20T18:00'],
	['wake up at 6:45', 'wake up', '2026-11-20T18:45'],
	['take pills at 8am and 8pm', 'take pills and 8pm', '2026-11-21T08:00'],
	['pay bill on the 1st', 'pay bill', '2026-12-01'],
	['water bill due on 25th', 'water bill', '2026-11-25'],
	['meet at 5 with Zoe', 'meet with Zoe', '2026-11-20T17:00'],
	['table for 5 at 7', 'table for 5', '2026-11-21T07:00'],
	['be there in 5 min', 'be there', '2026-11-20T10:05'],
]

test.each(sentences)('"%s" is "%s", due %s', (text, title, due) => {
	expect(parseTask(text, context)).toMatchObject({ title, due_date: due })
})

test('a day first or a month first is the setting of the user', () => {
	expect(parseTask('call Ann on 3/4', context).due_date).toBe('2027-03-04')
	expect(parseTask('call Ann on 3/4', { ...context, dayFirst: true }).due_date).toBe('2027-04-03')
	expect(parseTask('call Ann on 3/4/2028', { ...context, dayFirst: true }).due_date).toBe('2028-04-03')
	expect(parseTask('call Ann on 4/30/2028', { ...context, dayFirst: true }).due_date).toBe('2028-04-30')
})

test('weeks begin where the user lets them begin', () => {
	const sunday = { ...context, now: '2026-11-22T10:00:00' }
	expect(parseTask('friday next week', sunday).due_date).toBe('2026-11-27')
	expect(parseTask('friday next week', { ...sunday, weekStart: 'sunday' }).due_date).toBe('2026-12-04')
})

test('a bare time already past today means tomorrow', () => {
	const late = { ...context, now: '2026-11-20T18:30:00' }
	expect(parseTask('call Ann at 5', late).due_date).toBe('2026-11-21T17:00')
	expect(parseTask('call Ann at 7pm', late).due_date).toBe('2026-11-20T19:00')
	expect(parseTask('call Ann tonight', late).due_date).toBe('2026-11-20T20:00')
})

test('weekdays said on that day', () => {
	expect(parseTask('friday', context).due_date).toBe('2026-11-20')
	expect(parseTask('next friday', context).due_date).toBe('2026-11-27')
	expect(parseTask('this friday', context).due_date).toBe('2026-11-20')
	expect(parseTask('last friday', context).due_date).toBe('2026-11-13')
})

test('months of different lengths and leap years', () => {
	const january = { ...context, now: '2027-01-31T10:00:00' }
	expect(parseTask('in a month', january).due_date).toBe('2027-02-28')
	expect(parseTask('in 13 months', january).due_date).toBe('2028-02-29')
	expect(parseTask('feb 29', january).due_date).toBe('2028-02-29')
})

const holidays: [string, string][] = [
	['easter 2025', '2025-04-20'],
	['good friday 2025', '2025-04-18'],
	['orthodox easter 2024', '2024-05-05'],
	['black friday 2025', '2025-11-28'],
	['memorial day 2025', '2025-05-26'],
	['chinese new year 2025', '2025-01-29'],
	['rosh hashanah 2025', '2025-09-23'],
	['hanukkah 2025', '2025-12-15'],
	['purim 2024', '2024-03-24'],
	['diwali 2024', '2024-10-31'],
	['diwali 2025', '2025-10-20'],
	['holi 2024', '2024-03-25'],
	['maha shivaratri 2025', '2025-02-26'],
	['nowruz 2025', '2025-03-21'],
]

test.each(holidays)('%s is %s', (text, due) => {
	expect(parseTask(text, context).due_date).toBe(due)
})
