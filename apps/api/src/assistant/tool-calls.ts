import type { ToolCall } from '@todo/contract'
import type { ToolOutcome, ToolRequest } from './model.ts'

/** A call as it is stored and shown: under both names that clients know. */
export function toToolCall({ call, outcome }: { call: ToolRequest; outcome: ToolOutcome }): ToolCall {
	const { name, arguments: args } = call
	return { tool: name, name, arguments: args, parameters: args, result: toResult(outcome) }
}

function toResult(outcome: ToolOutcome): unknown {
	if (outcome.status === 'done') return outcome.result
	if (outcome.status === 'failed') return { error: outcome.error }
	return { status: 'needs_confirmation', confirmation_id: outcome.confirmation.id }
}
