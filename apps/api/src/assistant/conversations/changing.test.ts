import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	test('fuzzy titles: typos and other word order', async () => {
		expect(
			await stage.play(`
			given: Call the dentist / Buy groceries
			you: complete call dentst
			bot does: complete_task
			list is: [x] Call the dentist / Buy groceries
		`),
		).toEqual([])
	})

	test('“it” is what was last spoken of', async () => {
		expect(
			await stage.play(`
			given: Other
			you: Add a task to buy paint
			you: make it high priority
			you: move it to friday
			you: mark it as done
			list is: Other / [x] Buy paint (2026-11-20) !high
		`),
		).toEqual([])
	})

	test('“them” is all that was last shown', async () => {
		expect(
			await stage.play(`
			given: Mow #garden / Weed #garden / Sow
			you: tasks tagged garden
			you: complete them
			bot does: complete_tasks
			list is: [x] Mow #garden / [x] Weed #garden / Sow
		`),
		).toEqual([])
	})

	test('“task 3” and “the third one” are both the third of what was shown', async () => {
		expect(
			await stage.play(`
			given: A (2026-11-25) / B (2026-11-24) / C (2026-11-23)
			you: what’s due next week?
			bot shows: C / B / A
			you: complete the third one
			list is: [x] A (2026-11-25) / B (2026-11-24) / C (2026-11-23)
			you: complete task 1
			list is: [x] A (2026-11-25) / B (2026-11-24) / [x] C (2026-11-23)
		`),
		).toEqual([])
	})

	test('several by number', async () => {
		expect(
			await stage.play(`
			given: A / B / C
			you: complete tasks 1 and 3
			bot does: complete_tasks
			list is: [x] A / B / [x] C
		`),
		).toEqual([])
	})

	test('several actions in one message share one undo', async () => {
		expect(
			await stage.play(`
			given: A task / B task / C task
			you: mark task 1 as done and delete task 2
			bot does: complete_task, delete_task
			list is: [x] A task / C task
			you undo
			list is: A task / B task / C task
		`),
		).toEqual([])
	})

	test('everything overdue goes to tomorrow, each at its own time', async () => {
		expect(
			await stage.play(`
			given: Late (2026-11-18T09:00) / Later (2026-11-19) / Fine (2026-11-25)
			you: move everything overdue to tomorrow
			bot does: reschedule_tasks
			list is: Late (2026-11-21T09:00) / Later (2026-11-21) / Fine (2026-11-25)
		`),
		).toEqual([])
	})

	test('more than five are changed only after a yes', async () => {
		expect(
			await stage.play(`
			given: A (2026-11-18) / B (2026-11-18) / C (2026-11-18) / D (2026-11-18) / E (2026-11-18) / F (2026-11-18)
			you: move everything overdue to tomorrow
			bot says: Move 6 tasks to tomorrow
			list is: A (2026-11-18) / B (2026-11-18) / C (2026-11-18) / D (2026-11-18) / E (2026-11-18) / F (2026-11-18)
			you: yes
			bot does: reschedule_tasks
			list is: A (2026-11-21) / B (2026-11-21) / C (2026-11-21) / D (2026-11-21) / E (2026-11-21) / F (2026-11-21)
		`),
		).toEqual([])
	})

	test('a repeating task moves on when it is done', async () => {
		expect(
			await stage.play(`
			day first
			given: Water the plants (2026-11-20) *FREQ=WEEKLY
			you: I watered the plants
			bot does: complete_task
			bot says: It comes back Fri 27 Nov.
			list is: Water the plants (2026-11-27) *FREQ=WEEKLY
		`),
		).toEqual([])
	})

	test('what is done already is said, not done again', async () => {
		expect(
			await stage.play(`
			given: [x] Buy milk
			you: complete buy milk
			bot does: nothing
			bot says: “Buy milk” is done already.
		`),
		).toEqual([])
	})

	test('reopening', async () => {
		expect(
			await stage.play(`
			given: [x] Buy milk / Bread
			you: reopen milk
			bot does: reopen_task
			list is: Buy milk / Bread
		`),
		).toEqual([])
	})

	test('clearing a date, a priority, a recurrence', async () => {
		expect(
			await stage.play(`
			given: Rent (2026-12-01) !high *FREQ=MONTHLY
			you: remove the due date from rent
			list is: Rent !high
			you: remove the priority from rent
			list is: Rent
		`),
		).toEqual([])
	})

	test('postponing keeps the time', async () => {
		expect(
			await stage.play(`
			given: Call Ann (2026-11-20T15:00)
			you: postpone the call by 2 days
			list is: Call Ann (2026-11-22T15:00)
		`),
		).toEqual([])
	})

	test('tags and notes', async () => {
		expect(
			await stage.play(`
			given: Buy milk
			you: tag milk with home
			list is: Buy milk #home
			you: remove the tag home from milk
			list is: Buy milk
		`),
		).toEqual([])
	})

	test('moving to a list', async () => {
		expect(
			await stage.play(`
			given: Sow
			you: move sow to the garden list
			bot does: create_list, update_task
			list is: Sow @Garden
			lists are: Garden
		`),
		).toEqual([])
	})

	test('“I meant …” mends what was just done', async () => {
		expect(
			await stage.play(`
			you: Call Ann on tuesday
			list is: Call Ann (2026-11-24)
			you: I meant thursday
			list is: Call Ann (2026-11-26)
		`),
		).toEqual([])
	})

	test('a task that is not there is said to be not there', async () => {
		expect(
			await stage.play(`
			given: A
			you: complete task 99
			bot does: nothing
			bot says: There is no task 99.
			you: complete the xylophone
			bot says: I can’t find a task like “xylophone”.
			list is: A
		`),
		).toEqual([])
	})

	test('what is done stays where it was when everything moves', async () => {
		expect(
			await stage.play(`
			given: [x] Done (2026-11-18) / Open (2026-11-19) / Other
			you: move all tasks to tomorrow
			list is: [x] Done (2026-11-18) / Open (2026-11-21) / Other (2026-11-21)
		`),
		).toEqual([])
	})
})
