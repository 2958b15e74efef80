import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	test('APP-1: “Add a task to buy groceries”', async () => {
		expect(
			await stage.play(`
			you: Add a task to buy groceries
			bot does: add_task
			bot says: Added “Buy groceries”.
			bot shows: Buy groceries
			list is: Buy groceries
		`),
		).toEqual([])
	})

	test('APP-1: “Show me all my tasks”', async () => {
		expect(
			await stage.play(`
			given: Pay bills / [x] Call mum / Buy milk (2026-11-21)
			you: Show me all my tasks
			bot does: nothing
			bot says: You have 3 tasks: 2 open, 1 completed.
			bot shows: Pay bills / Call mum / Buy milk
		`),
		).toEqual([])
	})

	test('APP-1: “What’s pending?”', async () => {
		expect(
			await stage.play(`
			given: Pay bills / [x] Call mum
			you: What's pending?
			bot says: You have 1 open task.
			bot shows: Pay bills
		`),
		).toEqual([])
	})

	test('APP-1: “Mark task 3 as complete”', async () => {
		expect(
			await stage.play(`
			given: One / Two / Three
			you: Mark task 3 as complete
			bot does: complete_task
			bot says: Done: “Three”.
			list is: One / Two / [x] Three
		`),
		).toEqual([])
	})

	test('APP-1: “Delete the meeting task”', async () => {
		expect(
			await stage.play(`
			given: Team meeting / Buy milk
			you: Delete the meeting task
			bot does: delete_task
			bot says: Deleted “Team meeting”.
			list is: Buy milk
		`),
		).toEqual([])
	})

	test('APP-1: “Change task 1 to ‘Call mom tonight’”', async () => {
		expect(
			await stage.play(`
			given: Call mom
			you: Change task 1 to 'Call mom tonight'
			bot does: update_task
			bot says: Renamed “Call mom” to “Call mom tonight”.
			list is: Call mom tonight
		`),
		).toEqual([])
	})

	test('APP-1: “I need to remember to pay bills”', async () => {
		expect(
			await stage.play(`
			you: I need to remember to pay bills
			bot does: add_task
			list is: Pay bills
		`),
		).toEqual([])
	})

	test('APP-1: “What have I completed?”', async () => {
		expect(
			await stage.play(`
			given: One / [x] Two
			you: What have I completed?
			bot says: You have 1 completed task.
			bot shows: Two
		`),
		).toEqual([])
	})

	test('APP-1: “Reschedule my morning meetings to 2 PM”', async () => {
		expect(
			await stage.play(`
			given: Team meeting (2026-11-23T09:30) / Meeting with Ann (2026-11-24T10:00) / Evening meeting (2026-11-24T18:00) / Dentist (2026-11-23T09:00)
			you: Reschedule my morning meetings to 2 PM
			bot does: reschedule_tasks
			bot says: Moved 2 tasks
			list is: Team meeting (2026-11-23T14:00) / Meeting with Ann (2026-11-24T14:00) / Evening meeting (2026-11-24T18:00) / Dentist (2026-11-23T09:00)
		`),
		).toEqual([])
	})

	test('APP-1: the nine sentences in one conversation', async () => {
		expect(
			await stage.play(`
			you: Add a task to buy groceries
			you: I need to remember to pay bills
			you: Add a team meeting tomorrow at 9am
			you: Show me all my tasks
			bot shows: Buy groceries / Pay bills / Team meeting
			you: What's pending?
			you: Reschedule my morning meetings to 2 PM
			you: Mark task 2 as complete
			you: Change task 1 to 'Call mom tonight'
			you: Delete the meeting task
			you: What have I completed?
			bot shows: Pay bills
			list is: Call mom tonight / [x] Pay bills
		`),
		).toEqual([])
	})
})
