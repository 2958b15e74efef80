import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	test('two match: it asks, and the button settles it', async () => {
		expect(
			await stage.play(`
			given: Meeting with Ann / Meeting with Bob
			you: delete the meeting
			bot does: nothing
			bot says: Which one do you mean
			bot offers: the first one / the second one / both
			list is: Meeting with Ann / Meeting with Bob
			you: the second one
			list is: Meeting with Ann
		`),
		).toEqual([])
	})

	test('“the second one”', async () => {
		expect(
			await stage.play(`
			given: Meeting with Ann / Meeting with Bob
			you: complete the meeting
			you: the second one
			bot does: complete_task
			list is: Meeting with Ann / [x] Meeting with Bob
		`),
		).toEqual([])
	})

	test('“both”', async () => {
		expect(
			await stage.play(`
			given: Meeting with Ann / Meeting with Bob / Lunch
			you: complete the meeting
			you: both
			list is: [x] Meeting with Ann / [x] Meeting with Bob / Lunch
		`),
		).toEqual([])
	})

	test('by its own words', async () => {
		expect(
			await stage.play(`
			given: Meeting with Ann / Meeting with Bob
			you: delete the meeting
			you: Bob
			list is: Meeting with Ann
		`),
		).toEqual([])
	})

	test('“no” leaves it', async () => {
		expect(
			await stage.play(`
			given: Meeting with Ann / Meeting with Bob
			you: delete the meeting
			you: no
			bot does: nothing
			list is: Meeting with Ann / Meeting with Bob
		`),
		).toEqual([])
	})

	test('something else instead drops the question', async () => {
		expect(
			await stage.play(`
			given: Meeting with Ann / Meeting with Bob
			you: delete the meeting
			you: Add a task to buy milk
			list is: Meeting with Ann / Meeting with Bob / Buy milk
		`),
		).toEqual([])
	})

	test('changing asks back too', async () => {
		expect(
			await stage.play(`
			given: Call Ann / Call Bob
			you: move the call to tomorrow
			bot offers: the first one / the second one / both
			you: the first one
			list is: Call Ann (2026-11-21) / Call Bob
		`),
		).toEqual([])
	})

	test('the same words are better than similar ones', async () => {
		expect(
			await stage.play(`
			given: Buy milk / Buy milk and eggs
			you: complete buy milk
			bot does: complete_task
			list is: [x] Buy milk / Buy milk and eggs
		`),
		).toEqual([])
	})

	test('an open task is meant rather than a done one', async () => {
		expect(
			await stage.play(`
			given: [x] Buy milk / Buy milk
			you: delete buy milk
			list is: [x] Buy milk
		`),
		).toEqual([])
	})

	test('“no, the other one” takes it back and does it to the other', async () => {
		expect(
			await stage.play(`
			given: Meeting with Ann / Meeting with Bob
			you: delete the meeting
			you: the first one
			list is: Meeting with Bob
			you: no, the other one
			list is: Meeting with Ann
		`),
		).toEqual([])
	})

	test('the question survives a reload: it is kept on the server', async () => {
		expect(
			await stage.play(`
			given: Meeting with Ann / Meeting with Bob
			you: complete the meeting
			you: 2
			list is: Meeting with Ann / [x] Meeting with Bob
		`),
		).toEqual([])
	})

	test('moving what is not there offers to add it', async () => {
		expect(
			await stage.play(`
			given: Lunch
			you: move the dentist to tomorrow
			bot does: nothing
			bot says: I can’t find a task like “dentist”. … Shall I add “Dentist”
			you: yes
			bot does: add_task
			list is: Lunch / Dentist (2026-11-21)
		`),
		).toEqual([])
	})

	test('“no, the other one” after a clear name finds what is like it', async () => {
		expect(
			await stage.play(`
			given: Team meeting / Meeting with Ann / Lunch
			you: delete the meeting with Ann
			list is: Team meeting / Lunch
			you: no, the other one
			bot says: Took that back for “Meeting with Ann”. … Deleted “Team meeting”.
			list is: Meeting with Ann / Lunch
		`),
		).toEqual([])
	})
})
