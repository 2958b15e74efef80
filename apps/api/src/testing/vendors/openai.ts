import { Improper, parseResult, requireMatched, toArguments, toFields, toItems, toPieces, toText } from './wire.ts'
import type { Saying, Wire } from './wire.ts'

const event = (type: string, fields: Record<string, unknown>) =>
	`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: 0, ...fields })}\n\n`

const toContent = (content: unknown) =>
	typeof content === 'string'
		? content
		: toItems(content)
				.map(({ text }) => toText(text))
				.join('')

/** OpenAI's Responses API with `stream: true`. */
export const openai: Wire = {
	key: 'sk-test-openai',
	base: '/v1',
	wrongKey: 401,
	asks: (path) => path === '/v1/responses',
	readKey: ({ authorization }) => authorization?.replace(/^Bearer /, ''),
	read(_path, body) {
		if (body['stream'] !== true) throw new Improper('This server only streams.')
		if (body['store'] !== false) throw new Improper('This test wants nothing stored.')
		const input = toItems(body['input'])
		const calls = input.filter(({ type }) => type === 'function_call')
		const outputs = input.filter(({ type }) => type === 'function_call_output')
		requireMatched(
			calls.map(({ call_id: id }) => toText(id)),
			outputs.map(({ call_id: id }) => toText(id)),
		)
		const at = input.findLastIndex(({ role }) => role === 'user')
		const since = input.slice(at + 1)
		// Items kept by nobody must be sent whole; those of this turn's thinking must be there before its calls.
		for (const { type, encrypted_content: content } of since)
			if (type === 'reasoning' && !content) throw new Improper('Item with id not found. Items are not persisted.')
		const thought = since.filter(({ type }) => type === 'reasoning').length
		const made = since.filter(
			({ type, call_id: id }) => type === 'function_call' && toText(id).startsWith('call_'),
		).length
		if (made > 0 && thought === 0) throw new Improper('function_call was provided without its required reasoning item.')
		for (const { strict, parameters } of toItems(body['tools']))
			if (strict !== false || toFields(parameters)['type'] !== 'object')
				throw new Improper('Invalid schema for function.')
		return {
			said: toContent(input[at]?.['content']),
			results: since
				.filter(({ type }) => type === 'function_call_output')
				.map(({ output }) => parseResult(toText(output))),
			instructions: toContent(input.find(({ role }) => role === 'developer' || role === 'system')?.['content']),
			conversation: input
				.filter(({ role }) => role === 'user' || role === 'assistant')
				.map(({ role, content }) => `${toText(role)}: ${toContent(content)}`),
			tools: toItems(body['tools']).map(({ name }) => toText(name)),
			model: toText(body['model']),
		}
	},
	write: (saying, n) => writeItems(saying, n),
	refuse: (status, message) => ({
		error: {
			message,
			type: status === 429 ? 'rate_limit_exceeded' : 'invalid_request_error',
			param: null,
			code: status === 401 ? 'invalid_api_key' : null,
		},
	}),
	describe: (model) => ({ id: model, object: 'model', created: 1_793_000_000, owned_by: 'openai' }),
}

function writeItems({ text = '', calls = [] }: Saying, n: number): string[] {
	const response = { id: `resp_${n}`, object: 'response', created_at: 1_795_000_000, model: 'gpt-6.1-terra' }
	const reasoning = { id: `rs_${n}`, type: 'reasoning', summary: [] }
	const events = [
		event('response.created', { response: { ...response, status: 'in_progress', output: [] } }),
		event('response.in_progress', { response: { ...response, status: 'in_progress', output: [] } }),
		event('response.output_item.added', { output_index: 0, item: { ...reasoning, encrypted_content: null } }),
		event('response.output_item.done', { output_index: 0, item: { ...reasoning, encrypted_content: `thought-${n}` } }),
	]
	if (text !== '') events.push(...writeText(text, `msg_${n}`, 1))
	for (const [index, { name, args }] of calls.entries()) {
		const item = { id: `fc_${n}_${index}`, type: 'function_call', call_id: `call_${n}_${index}`, name }
		const position = { item_id: item.id, output_index: index + 2 }
		events.push(
			event('response.output_item.added', {
				output_index: index + 2,
				item: { ...item, status: 'in_progress', arguments: '' },
			}),
			...toPieces(toArguments(args), 4000).map((delta) =>
				event('response.function_call_arguments.delta', { ...position, delta }),
			),
			event('response.function_call_arguments.done', { ...position, arguments: toArguments(args) }),
			event('response.output_item.done', {
				output_index: index + 2,
				item: { ...item, status: 'completed', arguments: toArguments(args) },
			}),
		)
	}
	const usage = {
		input_tokens: 120,
		input_tokens_details: { cached_tokens: 0 },
		output_tokens: 30,
		output_tokens_details: { reasoning_tokens: 10 },
		total_tokens: 150,
	}
	events.push(event('response.completed', { response: { ...response, status: 'completed', usage } }))
	return events
}

function writeText(text: string, id: string, index: number): string[] {
	const position = { item_id: id, output_index: index, content_index: 0 }
	const item = { id, type: 'message', role: 'assistant' }
	const part = { type: 'output_text', text, annotations: [] }
	return [
		event('response.output_item.added', { output_index: index, item: { ...item, status: 'in_progress', content: [] } }),
		event('response.content_part.added', { ...position, part: { ...part, text: '' } }),
		...toPieces(text).map((delta) => event('response.output_text.delta', { ...position, delta })),
		event('response.output_text.done', { ...position, text }),
		event('response.content_part.done', { ...position, part }),
		event('response.output_item.done', {
			output_index: index,
			item: { ...item, status: 'completed', content: [part] },
		}),
	]
}
