import type { Message } from '@todo/contract'
import type { ModelMessage, ToolRequest } from './model.ts'

/** Answers whose calls are shown again: those that "it" and "the second one" may speak of. */
const mostWithCalls = 3
/** A result longer than this was a look at the whole list, which may have changed since. */
const longestResult = 4000

/** The stored conversation as models see it: the calls of the latest answers stand before their words. */
export function toRememberedMessages(history: readonly Message[]): ModelMessage[] {
	const withCalls = new Set(
		history.filter(({ role, tool_calls }) => role === 'assistant' && tool_calls.length > 0).slice(-mostWithCalls),
	)
	return history.flatMap((message) => {
		if (message.role === 'user') return [{ role: 'user' as const, text: message.content }]
		const answer: ModelMessage = { role: 'assistant', text: message.content, calls: [] }
		return withCalls.has(message) ? [...toCalls(message), answer] : [answer]
	})
}

function toCalls({ id, tool_calls }: Message): ModelMessage[] {
	const made = tool_calls
		.filter(({ result }) => JSON.stringify(result ?? null).length <= longestResult)
		.map(({ name, arguments: args, result }, n) => {
			const call: ToolRequest = { id: `m${id}-${n}`, name, arguments: args }
			return { call, outcome: { status: 'done' as const, result, tasks: [] } }
		})
	if (made.length === 0) return []
	const calls = made.map(({ call }) => call)
	return [{ role: 'assistant', text: '', calls }, ...made.map((one) => ({ role: 'tool' as const, ...one }))]
}
