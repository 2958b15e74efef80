import { expect, test } from 'vitest'
import { parseTask } from './index.ts'

/** A Friday, ten in the morning. */
const context = { now: '2026-11-20T10:00:00', timeZone: 'Europe/Vienna' }

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
	['read chapter 3 tonight', 'read chapter 3', '2026-11-20T20:00'],
	['read chapter 3 this evening', 'read chapter 3', '2026-11-20T18:00'],
	['watch episode 9 tonight', 'watch episode 9', '2026-11-20T20:00'],
	['answer no. 7 tonight', 'answer no. 7', '2026-11-20T20:00'],
	['read chapter 3 this afternoon', 'read chapter 3', '2026-11-20T15:00'],
	['bake 3 tonight', 'bake 3', '2026-11-20T20:00'],
	['dinner 8 tonight', 'dinner', '2026-11-20T20:00'],
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
