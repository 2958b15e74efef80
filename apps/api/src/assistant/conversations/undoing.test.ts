import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	test('undo takes back the last thing, then the one before', async () => {
		expect(
			await stage.play(`
			you: Add a task to buy milk
			you: Add a task to buy bread
			you: undo
			bot says: Undone: removed “Buy bread”.
			list is: Buy milk
			you: undo
			list is: empty
			you: undo
			bot says: There is nothing to undo.
		`),
		).toEqual([])
	})

	test('redo does it again', async () => {
		expect(
			await stage.play(`
			given: Milk
			you: delete milk
			you: undo
			list is: Milk
			you: redo
			list is: empty
			you: undo
			list is: Milk
		`),
		).toEqual([])
	})

	test('redo without an undo', async () => {
		expect(
			await stage.play(`
			given: Milk
			you: redo
			bot does: nothing
			list is: Milk
		`),
		).toEqual([])
	})

	test('undo of a rename, a move and a bulk change', async () => {
		expect(
			await stage.play(`
			given: A (2026-11-18) / B (2026-11-19)
			you: move everything overdue to tomorrow
			list is: A (2026-11-21) / B (2026-11-21)
			you: undo
			list is: A (2026-11-18) / B (2026-11-19)
			you: change task 1 to Alpha
			you: undo
			list is: A (2026-11-18) / B (2026-11-19)
		`),
		).toEqual([])
	})

	test('the button under an answer takes back exactly that turn', async () => {
		expect(
			await stage.play(`
			given: A / B
			you: complete task 1 and complete task 2
			you undo
			list is: A / B
		`),
		).toEqual([])
	})

	test('undo of a finished occurrence', async () => {
		expect(
			await stage.play(`
			given: Gym (2026-11-20) *FREQ=WEEKLY
			you: complete gym
			list is: Gym (2026-11-27) *FREQ=WEEKLY
			you: undo
			bot says: Undone: “Gym” is due today again.
			list is: Gym (2026-11-20) *FREQ=WEEKLY
		`),
		).toEqual([])
	})
})
