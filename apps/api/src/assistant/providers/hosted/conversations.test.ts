import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../../../testing/databases.ts'
import { setUpVendors } from '../../../testing/vendors/set-up-vendors.ts'
import { vendors } from '../../../testing/vendors/vendors.ts'

describe.each(databases)('the same conversations on %s', (_name, open) => {
	describe.each(vendors)('APP-6: through the protocol of $name', ({ name }) => {
		const stage = setUpVendors(open, [name])

		test('a task is added, and who answered is said', async () => {
			const send = await stage.prepare()
			const vendor = stage.vendor(name)
			vendor.sayings = [
				() => ({ calls: [{ name: 'add_task', args: { title: 'Buy milk', due_date: '2027-01-05T09:00' } }] }),
				() => ({ text: 'Added “Buy milk” for Tuesday 🥛 at nine.' }),
			]
			const reply = await stage.say(send, 'Milk on 5 January at nine')
			expect(await stage.list(send)).toEqual(['Buy milk (2027-01-05T09:00)'])
			expect(reply.message).toMatchObject({
				content: 'Added “Buy milk” for Tuesday 🥛 at nine.',
				provider: name,
				notice: null,
				tasks: [{ title: 'Buy milk' }],
			})
			expect(reply.tool_calls[0]).toMatchObject({ name: 'add_task', result: { task_id: 1, status: 'created' } })
			const [first, second] = vendor.asked
			expect(first).toMatchObject({ said: 'Milk on 5 January at nine', results: [] })
			expect(first?.tools).toEqual(expect.arrayContaining(['add_task', 'list_tasks', 'undo']))
			expect(first?.instructions).toContain(new Date().toISOString().slice(0, 10))
			expect(second?.results).toEqual([{ task_id: 1, status: 'created', title: 'Buy milk' }])
			await call(send, endpoints.changes.undo, { body: { operation_id: reply.message.operation_id ?? '' } })
			expect(await stage.list(send)).toEqual([])
		})

		test('several calls of one step are made in order, words beside them or not', async () => {
			const send = await stage.prepare('Milk', 'Bread')
			const vendor = stage.vendor(name)
			vendor.sayings = [
				() => ({ calls: [{ name: 'find_tasks', args: { query: 'milk' } }] }),
				() => ({
					text: 'One moment.',
					calls: [
						{ name: 'complete_task', args: { task_id: 1 } },
						{ name: 'update_task', args: { task_id: 2, title: 'Rye bread', due_date: '', description: null } },
					],
				}),
				() => ({ text: 'Both done.' }),
			]
			const reply = await stage.say(send, 'I have milk, and make the bread a rye one')
			expect(await stage.list(send)).toEqual(['[x] Milk', 'Rye bread'])
			expect(reply.message.content).toBe('Both done.')
			expect(vendor.asked.at(-1)?.results).toHaveLength(3)
		})

		test('what must be confirmed waits; a yes does it, and the model hears of it', async () => {
			const send = await stage.prepare('Milk')
			const vendor = stage.vendor(name)
			vendor.sayings = [
				() => ({ calls: [{ name: 'delete_task', args: { task_id: 1 } }] }),
				() => ({ text: 'Shall I delete it?' }),
			]
			const asked = await stage.say(send, 'Delete the milk')
			expect(asked.confirmation?.text).toContain('Milk')
			expect(vendor.asked.at(-1)?.results).toMatchObject([{ status: 'waits_for_yes' }])
			expect(await stage.list(send)).toEqual(['Milk'])
			vendor.sayings = [() => ({ text: 'Gone.' })]
			const done = await stage.say(send, 'yes', asked.conversation_id)
			expect(await stage.list(send)).toEqual([])
			expect(done.message.content).toBe('Gone.')
			expect(vendor.asked.at(-1)?.results).toMatchObject([{ task_id: 1, status: 'deleted' }])
		})

		test('the conversation so far is shown, with what was called', async () => {
			const send = await stage.prepare('Milk')
			const vendor = stage.vendor(name)
			vendor.sayings = [
				() => ({ calls: [{ name: 'list_tasks', args: {} }] }),
				() => ({ text: 'There is milk.' }),
				() => ({ calls: [{ name: 'complete_task', args: { task_id: 1 } }] }),
				() => ({ text: 'Done.' }),
			]
			const { conversation_id: id } = await stage.say(send, 'What is there?')
			await stage.say(send, 'I have got it', id)
			expect(await stage.list(send)).toEqual(['[x] Milk'])
			expect(vendor.asked.at(-1)?.conversation.filter((line) => !line.endsWith(': '))).toEqual([
				'user: What is there?',
				'assistant: There is milk.',
				'user: I have got it',
			])
		})

		test('a tool’s refusal is news for the model, which mends it', async () => {
			const send = await stage.prepare('Milk')
			const vendor = stage.vendor(name)
			vendor.sayings = [
				() => ({ calls: [{ name: 'complete_task', args: { task_id: 99 } }] }),
				() => ({ calls: [{ name: 'complete_task', args: { task_id: '1' } }] }),
				() => ({ calls: [{ name: 'complete_task', args: { task_id: 1 } }] }),
				() => ({ text: 'Done.' }),
			]
			await stage.say(send, 'Milk is done')
			expect(await stage.list(send)).toEqual(['[x] Milk'])
			expect(JSON.stringify(vendor.asked.at(-1)?.results)).toContain('TASK_NOT_FOUND')
			expect(JSON.stringify(vendor.asked.at(-1)?.results)).toContain('VALIDATION_ERROR')
		})

		test('what it costs is counted for the person and in the figures', async () => {
			const send = await stage.prepare()
			stage.vendor(name).sayings = [() => ({ text: 'Hello.' })]
			await stage.say(send, 'Hi')
			const state = await call(send, endpoints.chats.getAssistant, {})
			expect(state.tokens).toMatchObject({ used: 150, limit: 200_000 })
			expect(state.providers).toMatchObject([{ name, state: 'ready' }, { name: 'builtin' }])
			expect(await stage.app.wired.metrics.toText()).toMatch(
				new RegExp(`todo_models_total\\{provider="${name}",what="input_tokens"\\} \\d+`),
			)
		})
	})
})
