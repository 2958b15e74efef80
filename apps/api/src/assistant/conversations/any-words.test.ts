import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

const words =
	'add delete complete mark as done move rename to tomorrow friday next week every monday it them both all everything the second one first last task 1 2 3 99 #home @Work !high undo redo yes no overdue except milk bread dentist meeting “call mum” with note: subtasks: list shopping what’s due show tasks how many and , . ? ; I meant other reopen completed remove clear postpone by 2 days make high priority weekly from my for at 9 9am 3pm'.split(
		' ',
	)

/** The same sequence every time (numerical recipes’ linear congruential generator). */
function createDice(seed: number): (sides: number) => number {
	let state = seed
	return (sides) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
		return Math.floor((state / 2 ** 32) * sides)
	}
}

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	test.each([1, 2, 3])('words in any order are answered in words (%i)', async (seed) => {
		const roll = createDice(seed)
		const { send } = await stage.app.guest()
		let conversation_id: number | null = null
		for (let n = 0; n < 40; n++) {
			stage.wait(5)
			const message = Array.from({ length: 1 + roll(9) }, () => words[roll(words.length)]).join(' ')
			const reply: Awaited<ReturnType<typeof say>> = await say(message, conversation_id)
			conversation_id = reply.conversation_id
			const exchange = `${message} → ${reply.response}`
			expect(exchange).toMatch(/ → .*\p{L}{2}/u)
			expect(exchange).not.toMatch(/undefined|\[object|NaN|didn’t work|more steps than/)
		}

		function say(message: string, id: number | null) {
			return call(send, endpoints.chats.chat, { body: { message, conversation_id: id } })
		}
	})

	test('more tasks than can be taken at once: it says so, and takes the first', async () => {
		const { send } = await stage.app.guest()
		for (const batch of [500, 100]) {
			const tasks = Array.from({ length: batch }, (_, n) => ({ title: `Errand ${n}` }))
			await call(send, endpoints.tasks.bulkTasks, { body: { action: 'create', tasks } })
		}
		const asked = await call(send, endpoints.chats.chat, { body: { message: 'delete everything' } })
		expect(asked.response).toContain('these are the first 500')
		expect(asked.confirmation?.text).toContain('Move 500 tasks to the trash?')
		const body = { message: 'yes', conversation_id: asked.conversation_id }
		await call(send, endpoints.chats.chat, { body })
		expect(await call(send, endpoints.tasks.getStats, {})).toMatchObject({ total: 100 })
	})
})
