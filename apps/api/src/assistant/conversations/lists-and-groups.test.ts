import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { openStage } from '../../testing/talk.ts'
import type { Stage } from '../../testing/talk.ts'

describe.each(databases)('%s', (_name, open) => {
	let stage: Stage
	let drop: () => Promise<void>
	beforeAll(async () => {
		const database = await open()
		drop = () => database.drop()
		stage = await openStage(database.url)
	})
	afterAll(async () => {
		await stage.close()
		await drop()
	})

	test('APP-1: what is done can be cleared in many words, asks first, and comes back', async () => {
		expect(
			await stage.play(`
			given: A / [x] B / [x] C
			you: delete everything that’s done
			bot says: Move 2 tasks to the trash?
			list is: A / [x] B / [x] C
			you: yes
			list is: A
			you: undo
			list is: A / [x] B / [x] C
			you: delete everything that's done
			bot says: Move 2 tasks to the trash?
			you: no
			you: delete everything that is done
			bot says: Move 2 tasks to the trash?
			you: no
			you: clear what's done
			bot says: Move 2 tasks to the trash?
			you: no
			you: remove all completed tasks
			bot says: Move 2 tasks to the trash?
			you: no
			you: get rid of finished ones
			bot says: Move 2 tasks to the trash?
			you: no
			you: delete what I've already done
			bot says: Move 2 tasks to the trash?
			you: no
			you: clean up the completed tasks
			bot says: Move 2 tasks to the trash?
			you: no
			list is: A / [x] B / [x] C
			you: clear out all the tasks that have been done
			you: yes
			list is: A
		`),
		).toEqual([])
	})

	test('APP-1: what is not done is left alone or meant, as said', async () => {
		expect(
			await stage.play(`
			given: A / B / [x] C
			you: delete everything that isn't done
			bot says: Move 2 tasks to the trash?
			you: yes
			list is: [x] C
		`),
		).toEqual([])
	})

	test('APP-1: "clean up the garage" is a thing to do', async () => {
		expect(
			await stage.play(`
			given: [x] B
			you: clean up the garage
			list is: [x] B / Clean up the garage
		`),
		).toEqual([])
	})

	test('APP-1: several things go into a list that is there', async () => {
		expect(
			await stage.play(`
			you: create a list called Groceries
			you: add eggs, milk and butter to Groceries
			bot does: add_task, add_task, add_task
			bot says: Added 3 tasks: “Eggs”, “Milk” and “Butter”.
			list is: Eggs @Groceries / Milk @Groceries / Butter @Groceries
			you: put bread on the groceries list
			you: add to Groceries: salt and pepper, tea
			list is: Eggs @Groceries / Milk @Groceries / Butter @Groceries / Bread @Groceries / Salt and pepper @Groceries / Tea @Groceries
			lists are: Groceries
		`),
		).toEqual([])
	})

	test('APP-1: a list that is not there yet is made and said, and one undo takes all back', async () => {
		expect(
			await stage.play(`
			you: add eggs, milk and butter to Groceries
			bot says: Made the list “Groceries”.
			lists are: Groceries
			list is: Eggs @Groceries / Milk @Groceries / Butter @Groceries
			you: undo
			lists are: none
			list is: empty
		`),
		).toEqual([])
	})

	test('APP-1: "add to …:" and "… list:" say the list first', async () => {
		expect(
			await stage.play(`
			you: add to groceries: eggs, milk
			list is: Eggs @Groceries / Milk @Groceries
			you: shopping list: cheese, ham
			lists are: Groceries / Shopping
			list is: Eggs @Groceries / Milk @Groceries / Cheese @Shopping / Ham @Shopping
		`),
		).toEqual([])
	})

	test('APP-1: a day said at the end is every item’s', async () => {
		expect(
			await stage.play(`
			you: add flour, sugar and eggs to the shopping list for tomorrow
			list is: Flour (2026-11-21) @Shopping / Sugar (2026-11-21) @Shopping / Eggs (2026-11-21) @Shopping
		`),
		).toEqual([])
	})

	test('APP-1: one verb goes with all it is followed by', async () => {
		expect(
			await stage.play(`
			you: add buy tea, rice and beans to my shopping list
			list is: Buy tea, rice and beans @Shopping
			you: call mum and dad
			list is: Buy tea, rice and beans @Shopping / Call mum and dad
		`),
		).toEqual([])
	})

	test('APP-1: a list just made is what "it" means', async () => {
		expect(
			await stage.play(`
			given: Call Bob
			you: create a list called Work and move call Bob to it
			bot does: create_list, update_task
			list is: Call Bob @Work
			you: undo
			lists are: none
			list is: Call Bob
		`),
		).toEqual([])
	})

	test('APP-1: a list just made is what "it" means in the next message too', async () => {
		expect(
			await stage.play(`
			given: Call Bob
			you: make a new list called Work
			you: move call Bob there
			list is: Call Bob @Work
			you: add print the badge and book a room to it
			list is: Call Bob @Work / Print the badge @Work / Book a room @Work
			you: what's on it?
			bot shows: Call Bob / Print the badge / Book a room
		`),
		).toEqual([])
	})

	test('APP-1: a list is made with what is in it', async () => {
		expect(
			await stage.play(`
			you: make a packing list with socks, shirts and a hat
			lists are: Packing
			list is: Socks @Packing / Shirts @Packing / Hat @Packing
		`),
		).toEqual([])
	})

	test('APP-1: days that describe a thing are no due date', async () => {
		expect(
			await stage.play(`
			you: plan monday and tuesday meetings
			list is: Plan monday and tuesday meetings
		`),
		).toEqual([])
	})

	test('APP-1: two days are two tasks', async () => {
		expect(
			await stage.play(`
			you: gym on monday and wednesday at 7am
			list is: Gym (2026-11-23T07:00) / Gym (2026-11-25T07:00)
		`),
		).toEqual([])
	})

	test('APP-1: one verb moves two tasks to two days', async () => {
		expect(
			await stage.play(`
			given: Report / Slides
			you: move the report to monday and the slides to tuesday
			list is: Report (2026-11-23) / Slides (2026-11-24)
			you: undo
			list is: Report / Slides
		`),
		).toEqual([])
	})

	test('APP-1: reading, finding and seeing are things to do', async () => {
		expect(
			await stage.play(`
			you: read the contract
			you: see the doctor tomorrow at 5pm
			you: find a plumber
			you: print the tickets
			you: look for a new flat
			list is: Read the contract / See the doctor (2026-11-21T17:00) / Find a plumber / Print the tickets / Look for a new flat
		`),
		).toEqual([])
	})
})
