import type { Send } from '@todo/contract'
import { expect, test } from 'vitest'
import { createUndoStack } from './undo-stack.ts'

/** Answers each undo as the API would: a new operation, unless `refusals` holds another answer. */
function start() {
	const asked: string[] = []
	const refusals: (number | 'unreachable')[] = []
	const send: Send = async (_, { body }) => {
		const { operation_id }: { operation_id: string } = JSON.parse(body ?? '{}')
		asked.push(operation_id)
		const refusal = refusals.shift()
		if (refusal === 'unreachable') throw new TypeError('fetch failed')
		if (refusal) return Response.json({ code: 'X', detail: 'No.', status: refusal }, { status: refusal })
		return Response.json({ operation_id: `-${operation_id}`, changes: [], skipped: [] })
	}
	const sink = { apply() {}, hold() {}, release() {}, replay: () => [] }
	return { stack: createUndoStack(send, sink), asked, refusals }
}

test('what was taken back is done again, and can be taken back again, each time in the same words', async () => {
	const { stack, asked } = start()
	const did = { verb: 'completed', count: 1, title: 'Milk' } as const
	stack.push('a', did)
	const undone = await stack.undo()
	expect(undone?.did).toEqual(did)
	expect(await stack.redo(undone?.operation_id)).toMatchObject({ operation_id: '--a', did })
	expect((await stack.undo())?.did).toEqual(did)
	expect(asked).toEqual(['a', '-a', '--a'])
	expect(await stack.undo()).toBeNull()
})

test('an operation stays to be undone where the request failed', async () => {
	const { stack, asked, refusals } = start()
	stack.push('a')
	refusals.push('unreachable', 500)
	await expect(stack.undo()).rejects.toThrow('fetch failed')
	await expect(stack.undo()).rejects.toThrow('No.')
	expect(await stack.undo()).toMatchObject({ operation_id: '-a' })
	refusals.push('unreachable')
	await expect(stack.redo()).rejects.toThrow('fetch failed')
	expect(await stack.redo()).toMatchObject({ operation_id: '--a' })
	expect(asked).toEqual(['a', 'a', 'a', '-a', '-a'])
})

test.each([404, 409])(
	'an operation that never can be undone (%i) does not stand in the way of the one before',
	async (status) => {
		const { stack, asked, refusals } = start()
		stack.push('a')
		stack.push('b')
		refusals.push(status)
		await expect(stack.undo()).rejects.toThrow('No.')
		await stack.undo()
		expect(asked).toEqual(['b', 'a'])
	},
)

test('pressing twice at once takes back two operations', async () => {
	const { stack, asked } = start()
	stack.push('a')
	stack.push('b')
	await Promise.all([stack.undo(), stack.undo()])
	expect(asked).toEqual(['b', 'a'])
})
