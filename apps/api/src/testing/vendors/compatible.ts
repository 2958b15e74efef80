import { Improper, parseResult, requireMatched, toArguments, toFields, toItems, toPieces, toText } from './wire.ts'
import type { Wire } from './wire.ts'

const chunk = (n: number, delta: unknown, finish: string | null = null) =>
	`data: ${JSON.stringify({
		id: `chatcmpl-${n}`,
		object: 'chat.completion.chunk',
		created: 1_795_000_000,
		model: 'llama',
		choices: [{ index: 0, delta, finish_reason: finish }],
	})}\n\n`

const toContent = (content: unknown) =>
	typeof content === 'string'
		? content
		: toItems(content)
				.map(({ text }) => toText(text))
				.join('')

/** OpenAI's chat completions with `stream: true`, as many servers speak it. */
export const compatible: Wire = {
	key: 'lm-test-key',
	base: '/v1',
	wrongKey: 401,
	asks: (path) => path === '/v1/chat/completions',
	readKey: ({ authorization }) => authorization?.replace(/^Bearer /, ''),
	read(_path, body) {
		if (body['stream'] !== true) throw new Improper('This server only streams.')
		const messages = toItems(body['messages'])
		requireMatched(
			messages.flatMap(({ tool_calls: made }) => toItems(made)).map(({ id }) => toText(id)),
			messages.filter(({ role }) => role === 'tool').map(({ tool_call_id: id }) => toText(id)),
		)
		const at = messages.findLastIndex(({ role }) => role === 'user')
		return {
			said: toContent(messages[at]?.['content']),
			results: messages
				.slice(at + 1)
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => parseResult(toContent(content))),
			instructions: toContent(messages.find(({ role }) => role === 'system')?.['content']),
			conversation: messages
				.filter(({ role, content }) => role === 'user' || (role === 'assistant' && content))
				.map(({ role, content }) => `${toText(role)}: ${toContent(content)}`),
			tools: toItems(body['tools']).map((tool) => toText(toFields(tool['function'])['name'])),
			model: toText(body['model']),
		}
	},
	write({ text = '', calls = [] }, n) {
		const made = calls.flatMap(({ name, args }, index) => [
			chunk(n, {
				tool_calls: [{ index, id: `call_${n}_${index}`, type: 'function', function: { name, arguments: '' } }],
			}),
			...toPieces(toArguments(args), 4000).map((piece) =>
				chunk(n, { tool_calls: [{ index, function: { arguments: piece } }] }),
			),
		])
		const usage = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 }
		return [
			chunk(n, { role: 'assistant', content: '' }),
			...toPieces(text).map((content) => chunk(n, { content })),
			...made,
			chunk(n, {}, calls.length > 0 ? 'tool_calls' : 'stop'),
			`data: ${JSON.stringify({ id: `chatcmpl-${n}`, object: 'chat.completion.chunk', created: 1_795_000_000, model: 'llama', choices: [], usage })}\n\n`,
			'data: [DONE]\n\n',
		]
	},
	refuse: (_status, message) => ({ error: { message, type: 'error', param: null, code: null } }),
	describe: (model) => ({ object: 'list', data: [{ id: model, object: 'model' }] }),
}
