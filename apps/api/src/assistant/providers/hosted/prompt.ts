import type {
	JSONValue,
	LanguageModelV4Message,
	LanguageModelV4Prompt,
	LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider'
import type { ModelInput, ModelMessage, ToolOutcome, ToolRequest } from '../../model.ts'
import { toInstructions } from './instructions.ts'

type AssistantParts = Extract<LanguageModelV4Message, { role: 'assistant' }>['content']
type Extras = { providerOptions?: Record<string, Record<string, JSONValue>> }

/** The conversation in the words of the interface that all vendors share. */
export function toPrompt({ messages, context }: Pick<ModelInput, 'messages' | 'context'>): LanguageModelV4Prompt {
	const prompt: LanguageModelV4Prompt = [{ role: 'system', content: toInstructions(context) }]
	for (const message of messages) {
		const last = prompt.at(-1)
		if (message.role === 'tool') {
			const result = toResultPart(message.call, message.outcome)
			// The results of one step stand in one message.
			if (last?.role === 'tool') last.content.push(result)
			else prompt.push({ role: 'tool', content: [result] })
		} else if (message.role === 'user') prompt.push({ role: 'user', content: [{ type: 'text', text: message.text }] })
		else {
			const content = toParts(message)
			if (content.length > 0) prompt.push({ role: 'assistant', content })
		}
	}
	return prompt
}

function toParts({ text, calls, echo }: Extract<ModelMessage, { role: 'assistant' }>): AssistantParts {
	return [
		...toEchoed(echo),
		...(text === '' ? [] : [{ type: 'text' as const, text }]),
		...calls.map((call) => ({
			type: 'tool-call' as const,
			toolCallId: call.id,
			toolName: call.name,
			input: call.arguments,
			...toExtras(call.echo),
		})),
	]
}

const toResultPart = ({ id, name }: ToolRequest, outcome: ToolOutcome) => ({
	type: 'tool-result' as const,
	toolCallId: id,
	toolName: name,
	output: toOutput(outcome),
})

function toOutput(outcome: ToolOutcome): LanguageModelV4ToolResultOutput {
	switch (outcome.status) {
		case 'done':
			return { type: 'json', value: toJson(outcome.result) }
		case 'failed':
			return { type: 'error-json', value: { ...outcome.error } }
		case 'held':
			return {
				type: 'json',
				value: {
					status: 'waits_for_yes',
					asked: outcome.confirmation.text,
					note: 'Nothing was done yet. The person has been asked.',
				},
			}
	}
}

/** Results are JSON by their tool's own schema. */
const toJson = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as JSONValue

/** What `collectEcho` kept of this very turn, by the same model. */
const toExtras = (echo: unknown): Extras =>
	echo === undefined ? {} : { providerOptions: echo as NonNullable<Extras['providerOptions']> }
const toEchoed = (echo: unknown): AssistantParts => (Array.isArray(echo) ? (echo as AssistantParts) : [])
