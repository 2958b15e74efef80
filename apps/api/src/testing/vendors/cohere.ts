import { Improper, parseResult, requireMatched, toArguments, toFields, toItems, toPieces, toText } from './wire.ts'
import type { Wire } from './wire.ts'

const event = (type: string, fields: Record<string, unknown>) =>
	`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`

const toContent = (content: unknown) =>
	typeof content === 'string'
		? content
		: toItems(content)
				.map(({ text }) => toText(text))
				.join('')

/** Cohere's chat API, version 2, with `stream: true`. */
export const cohere: Wire = {
	key: 'co-test-cohere',
	base: '/v2',
	wrongKey: 401,
	asks: (path) => path === '/v2/chat',
	readKey: ({ authorization }) => authorization?.replace(/^Bearer /, ''),
	read(_path, body) {
		if (body['stream'] !== true) throw new Improper('This server only streams.')
		const messages = toItems(body['messages'])
		const calls = messages.flatMap(({ tool_calls: made }) => toItems(made))
		requireMatched(
			calls.map(({ id }) => toText(id)),
			messages.filter(({ role }) => role === 'tool').map(({ tool_call_id: id }) => toText(id)),
		)
		for (const call of calls)
			if (typeof toFields(call['function'])['arguments'] !== 'string') throw new Improper('arguments must be a string')
		const at = messages.findLastIndex(({ role }) => role === 'user')
		return {
			said: toContent(messages[at]?.['content']),
			results: messages
				.slice(at + 1)
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => parseResult(toContent(content))),
			instructions: toContent(messages.find(({ role }) => role === 'system')?.['content']),
			conversation: messages
				.filter(({ role, content }) => role === 'user' || (role === 'assistant' && content !== undefined))
				.map(({ role, content }) => `${toText(role)}: ${toContent(content)}`),
			tools: toItems(body['tools']).map((tool) => toText(toFields(tool['function'])['name'])),
			model: toText(body['model']),
		}
	},
	write({ text = '', calls = [] }, n) {
		const events = [event('message-start', { id: `m${n}`, delta: { message: { role: 'assistant', content: [] } } })]
		if (calls.length > 0)
			events.push(event('tool-plan-delta', { delta: { message: { tool_plan: 'I will use a tool.' } } }))
		if (text !== '')
			events.push(
				event('content-start', { index: 0, delta: { message: { content: { type: 'text', text: '' } } } }),
				...toPieces(text).map((piece) =>
					event('content-delta', { index: 0, delta: { message: { content: { text: piece } } } }),
				),
				event('content-end', { index: 0 }),
			)
		for (const [index, { name, args }] of calls.entries()) {
			const call = { id: `${name}_${n}_${index}`, type: 'function', function: { name, arguments: '' } }
			events.push(
				event('tool-call-start', { index, delta: { message: { tool_calls: call } } }),
				...toPieces(toArguments(args), 4000).map((piece) =>
					event('tool-call-delta', { index, delta: { message: { tool_calls: { function: { arguments: piece } } } } }),
				),
				event('tool-call-end', { index }),
			)
		}
		const tokens = { input_tokens: 120, output_tokens: 30 }
		const delta = {
			finish_reason: calls.length > 0 ? 'TOOL_CALL' : 'COMPLETE',
			usage: { billed_units: tokens, tokens },
		}
		return [...events, event('message-end', { id: `m${n}`, delta })]
	},
	refuse: (_status, message) => ({ id: 'e1', message }),
	describe: (model) => ({ name: model, endpoints: ['chat'], finetuned: false, context_length: 256_000 }),
}
