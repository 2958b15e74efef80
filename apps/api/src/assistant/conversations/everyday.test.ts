import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	test('APP-1: a list whose items have their own days and tags becomes several tasks', async () => {
		expect(
			await stage.play(`
			you: is my list empty?
			bot says: no tasks
			you: add stamps #post, ring Jo tomorrow and return books on the 1st
			bot does: add_task, add_task, add_task
			list is: Stamps #post / Ring Jo (2026-11-21) / Return books (2026-12-01)
			you: is my list empty?
			bot says: 3
			you: which ones are still open?
			bot shows: Stamps / Ring Jo / Return books
		`),
		).toEqual([])
	})

	test('APP-1: several fields at once, and words before the command', async () => {
		expect(
			await stage.play(`
			you: do the ironing
			list is: Do the ironing
			you: make it due tomorrow at noon and high priority
			list is: Do the ironing (2026-11-21T12:00) !high
			you: change its priority to low
			list is: Do the ironing (2026-11-21T12:00) !low
			you: set a reminder for the ironing 1 hour before
			bot does: update_task
			you: mark the ironing as finished
			you: wait, bring back the ironing
			list is: Do the ironing (2026-11-21T12:00) !low
			you: delete the ironing
			list is: empty
			you: never mind, undo
			list is: Do the ironing (2026-11-21T12:00) !low
			you: skip it
			bot does: nothing
			list is: Do the ironing (2026-11-21T12:00) !low
		`),
		).toEqual([])
	})

	test('APP-1: “when’s the next …” and “mark … as bought”', async () => {
		expect(
			await stage.play(`
			given: Standup (2026-11-21T09:00) / Buy milk / [x] Standup (2026-11-17T09:00)
			you: when's the next standup?
			bot shows: Standup
			bot says: tomorrow
			you: mark milk as bought
			list is: Standup (2026-11-21T09:00) / [x] Buy milk / [x] Standup (2026-11-17T09:00)
		`),
		).toEqual([])
	})
})
