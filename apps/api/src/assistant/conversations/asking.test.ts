import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	test('what is due this week', async () => {
		expect(
			await stage.play(`
			given: Rent (2026-11-21) / Dentist (2026-11-20T15:00) / Trip (2026-12-24) / Read
			you: What's due this week?
			bot says: You have 2 tasks due this week.
			bot shows: Dentist / Rent
		`),
		).toEqual([])
	})

	test('nothing is said as nothing', async () => {
		expect(
			await stage.play(`
			given: Trip (2026-12-24)
			you: What's due this week?
			bot says: Nothing is due this week.
			bot shows: nothing
			you: Anything overdue?
			bot says: Nothing is overdue.
		`),
		).toEqual([])
	})

	test('an empty list says what to do', async () => {
		expect(
			await stage.play(`
			you: Show me all my tasks
			bot says: Your list is empty.
		`),
		).toEqual([])
	})

	test('overdue is what is past on the person’s clock', async () => {
		expect(
			await stage.play(`
			given: Late (2026-11-19) / Earlier (2026-11-20T09:00) / Later (2026-11-20T12:00) / Today (2026-11-20)
			you: Anything overdue?
			bot says: You have 2 overdue tasks.
			bot shows: Late / Earlier
		`),
		).toEqual([])
	})

	test('by tag, by list, by priority', async () => {
		expect(
			await stage.play(`
			given: Mow #garden / Weed #garden / Sow
			you: Make a list called Work
			you: Move sow to Work
			you: tasks tagged garden
			bot shows: Mow / Weed
			you: show my work tasks
			bot shows: Sow
			you: make sow high priority
			you: show high priority tasks
			bot shows: Sow
		`),
		).toEqual([])
	})

	test('counts', async () => {
		expect(
			await stage.play(`
			given: One / Two / [x] Three
			you: How many tasks do I have?
			bot says: You have 2
			you: How many have I completed?
			bot says: 1
		`),
		).toEqual([])
	})

	test('when is it?', async () => {
		expect(
			await stage.play(`
			day first
			given: Dentist (2026-11-26T15:00) / Buy milk
			you: When is the dentist?
			bot says: “Dentist”: Thu 26 Nov, 15:00.
			bot shows: Dentist
		`),
		).toEqual([])
	})

	test('what to do next: overdue first', async () => {
		expect(
			await stage.play(`
			given: Some day / Soon (2026-11-25) / Late (2026-11-18)
			you: What should I do next?
			bot says: Start with “Late”
		`),
		).toEqual([])
	})

	test('how was my week', async () => {
		expect(
			await stage.play(`
			given: [x] One / [x] Two / Late (2026-11-18)
			you: How was my week?
			bot says: You completed 2 tasks this week … 1 task is overdue
		`),
		).toEqual([])
	})

	test('lists and tags', async () => {
		expect(
			await stage.play(`
			given: Mow #garden
			you: What lists do I have?
			bot says: You have no lists yet.
			you: Create a list called Home
			bot does: create_list
			you: Show my lists
			bot says: You have 1 list: “Home” (0 open).
			you: What tags do I have?
			bot says: #garden (1 open)
		`),
		).toEqual([])
	})

	test('greetings, thanks and help do nothing', async () => {
		expect(
			await stage.play(`
			given: Pay (2026-11-20)
			you: Hello
			bot does: nothing
			bot says: Hello! 1 task is due today.
			you: Thanks
			bot says: You’re welcome.
			you: Help
			bot says: I keep your list
			list is: Pay (2026-11-20)
		`),
		).toEqual([])
	})

	test('what it can’t do is said plainly, with what it can', async () => {
		expect(
			await stage.play(`
			you: What's the weather?
			bot does: nothing
			bot says: I can’t help with the weather … I only keep your to-do list
			list is: empty
		`),
		).toEqual([])
	})

	test('one by its number', async () => {
		expect(
			await stage.play(`
			given: A / Dentist (2026-11-20T15:00)
			you: When is task 2 due?
			bot says: “Dentist”: today, 3:00 PM.
			bot shows: Dentist
			you: When is task 9 due?
			bot says: There is no task 9.
		`),
		).toEqual([])
	})
})
