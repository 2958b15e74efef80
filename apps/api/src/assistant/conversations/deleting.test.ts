import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	test('one that is clearly meant goes at once, and undo brings it back', async () => {
		expect(
			await stage.play(`
			given: Buy milk / Bread
			you: delete milk
			bot does: delete_task
			list is: Bread
			you: undo
			bot does: undo
			bot says: brought back “Buy milk”
			list is: Buy milk / Bread
		`),
		).toEqual([])
	})

	test('several that are named go at once', async () => {
		expect(
			await stage.play(`
			given: Milk / Bread / Eggs
			you: delete milk and bread
			bot does: delete_task, delete_task
			list is: Eggs
			you: undo
			list is: Milk / Bread / Eggs
		`),
		).toEqual([])
	})

	test('“everything” asks first; no leaves it', async () => {
		expect(
			await stage.play(`
			given: A / [x] B
			you: delete everything
			bot does: delete_tasks
			bot says: Move 2 tasks to the trash?
			bot offers: yes / no
			list is: A / [x] B
			you: no
			bot does: nothing
			list is: A / [x] B
			you: yes
			bot does: nothing
			list is: A / [x] B
		`),
		).toEqual([])
	})

	test('“everything” goes after a typed yes, and comes back by undo', async () => {
		expect(
			await stage.play(`
			given: A / [x] B
			you: delete all my tasks
			you: yes
			bot does: delete_tasks
			bot says: Deleted 2 tasks
			list is: empty
			you: undo
			list is: A / [x] B
		`),
		).toEqual([])
	})

	test('the button says yes as well, once', async () => {
		expect(
			await stage.play(`
			given: A / B
			you: delete everything
			you press: yes
			bot does: delete_tasks
			list is: empty
		`),
		).toEqual([])
	})

	test('the button says no as well', async () => {
		expect(
			await stage.play(`
			given: A / B
			you: delete everything
			you press: no
			bot says: nothing was changed
			list is: A / B
		`),
		).toEqual([])
	})

	test('a yes that comes after something else deletes nothing', async () => {
		expect(
			await stage.play(`
			given: A / B
			you: delete everything
			you: What's pending?
			you: yes
			bot does: nothing
			list is: A / B
		`),
		).toEqual([])
	})

	test('a yes in another conversation deletes nothing', async () => {
		expect(
			await stage.play(`
			given: A / B
			you: delete everything
			new conversation
			you: yes
			list is: A / B
		`),
		).toEqual([])
	})

	test('all completed ones', async () => {
		expect(
			await stage.play(`
			given: A / [x] B / [x] C
			you: clear completed tasks
			bot says: Move 2 tasks to the trash?
			you: yes
			list is: A
		`),
		).toEqual([])
	})

	test('all of them except one', async () => {
		expect(
			await stage.play(`
			given: Milk / Bread / Dentist
			you: show me all my tasks
			you: delete all of them except the dentist
			list is: Dentist
		`),
		).toEqual([])
	})

	test('six by number ask first', async () => {
		expect(
			await stage.play(`
			given: A / B / C / D / E / F
			you: delete tasks 1, 2, 3, 4, 5 and 6
			bot says: Move 6 tasks to the trash?
			list is: A / B / C / D / E / F
			you: yes
			list is: empty
		`),
		).toEqual([])
	})

	test('a list with its tasks asks first', async () => {
		expect(
			await stage.play(`
			you: Add flour to my shopping list
			you: delete the shopping list
			bot says: Move the list “Shopping” to the trash, with its 1 task?
			lists are: Shopping
			you: yes
			lists are: none
			list is: empty
			you: undo
			lists are: Shopping
			list is: Flour @Shopping
		`),
		).toEqual([])
	})
})
