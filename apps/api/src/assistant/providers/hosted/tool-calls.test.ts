import { call, endpoints } from '@todo/contract'
import { describe, expect, test } from 'vitest'
import { databases } from '../../../testing/databases.ts'
import { setUpVendors } from '../../../testing/vendors/set-up-vendors.ts'
import { vendors } from '../../../testing/vendors/vendors.ts'
import type { Saying } from '../../../testing/vendors/wire.ts'

const [sqlite] = databases
if (!sqlite) throw new Error('no database')
const [, open] = sqlite

const asks = (name: string, args: Record<string, unknown> | string): Saying => ({ calls: [{ name, args }] })

/** Arguments as text can't come through Gemini's protocol, where they are an object. */
const withText = vendors.filter(({ name }) => name !== 'gemini')

describe.each(vendors)('what $name asks for', ({ name }) => {
	const stage = setUpVendors(open, [name])

	test.each([
		['a wrong type', 'complete_task', { task_id: 'one' }],
		['an unknown tool', 'drop_all_tables', {}],
		['a field too many', 'complete_task', { task_id: 1, user_id: 'somebody' }],
		['a list for a number', 'update_task', { task_id: [1], title: 'Stolen' }],
		['1 MB of arguments', 'add_task', { title: 'x'.repeat(1_000_000) }],
	])('F10: %s changes nothing, and the model is told', async (_why, tool, args) => {
		const send = await stage.prepare('Mine')
		const vendor = stage.vendor(name)
		vendor.sayings = [() => asks(tool, args), () => ({ text: 'I could not do that.' })]
		const reply = await stage.say(send, 'Do it')
		expect(await stage.list(send)).toEqual(['Mine'])
		expect(reply.message).toMatchObject({ provider: name, content: 'I could not do that.' })
		expect(JSON.stringify(vendor.asked.at(-1)?.results)).toMatch(/VALIDATION_ERROR|TOOL_UNKNOWN/)
	})

	test('F10: fifty calls at once: the first twenty are made', async () => {
		const send = await stage.prepare()
		const vendor = stage.vendor(name)
		const calls = Array.from({ length: 50 }, (_, n) => ({ name: 'add_task', args: { title: `T${n}` } }))
		vendor.sayings = [() => ({ calls }), () => ({ text: 'Twenty of them.' })]
		await stage.say(send, 'Add fifty')
		expect(await stage.list(send)).toHaveLength(20)
		expect(JSON.stringify(vendor.asked.at(-1)?.results)).toContain('TOO_MANY_CALLS')
	})

	test('F10: an endless loop ends after eight steps', async () => {
		const send = await stage.prepare()
		const vendor = stage.vendor(name)
		const before = vendor.asked.length
		vendor.sayings = [() => asks('add_task', { title: 'Again' })]
		const reply = await stage.say(send, 'Go on')
		expect(vendor.asked.length - before).toBe(8)
		expect(await stage.list(send)).toHaveLength(8)
		expect(reply.response).toContain('more steps than I may take')
	})

	test('F10: a model that can’t mend its calls is stopped after two tries', async () => {
		const send = await stage.prepare('Mine')
		const vendor = stage.vendor(name)
		const before = vendor.asked.length
		vendor.sayings = [() => asks('complete_task', { task_id: 'one' })]
		const reply = await stage.say(send, 'Complete it')
		expect(vendor.asked.length - before).toBe(3)
		expect(reply.response).toContain('could not work out')
	})
})

describe.each(withText)('arguments that can’t be, from $name', ({ name }) => {
	const stage = setUpVendors(open, [name])

	test.each([
		['a prefix that parses alone', '{"task_id":1}{"task_id":2}'],
		['cut in the middle', '{"task_id":1,"title":"Stol'],
		['with a prototype', '{"task_id":1,"title":"Stolen","__proto__":{"admin":true}}'],
		['with a constructor deep down', '{"task_id":1,"title":"Stolen","tags":[{"constructor":{"prototype":{}}}]}'],
		['a number', '42'],
		['a list', '[{"task_id":1,"title":"Stolen"}]'],
	])('F10: %s', async (_why, args) => {
		const send = await stage.prepare('Mine', 'Too')
		stage.vendor(name).sayings = [() => asks('update_task', args), () => ({ text: 'Sorry.' })]
		const reply = await stage.say(send, 'Do it')
		expect(await stage.list(send)).toEqual(['Mine', 'Too'])
		expect(JSON.stringify(await call(send, endpoints.tasks.listTasks, {}))).not.toContain('Stol')
		expect(reply.message.content).not.toBe('')
	})
})
