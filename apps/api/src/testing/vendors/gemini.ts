import { Improper, toArguments, toFields, toItems, toPieces, toText } from './wire.ts'
import type { Wire } from './wire.ts'

const status = { 400: 'INVALID_ARGUMENT', 429: 'RESOURCE_EXHAUSTED', 500: 'INTERNAL', 503: 'UNAVAILABLE' } as const

const toStatus = (code: number) =>
	code === 400 || code === 429 || code === 500 || code === 503 ? status[code] : 'UNKNOWN'

const chunk = (parts: unknown[], rest: Record<string, unknown> = {}) =>
	`data: ${JSON.stringify({
		candidates: [{ content: { role: 'model', parts }, index: 0, ...rest }],
		usageMetadata: { promptTokenCount: 120, candidatesTokenCount: 30, totalTokenCount: 150 },
		modelVersion: 'gemini-3.8-flash',
		responseId: 'r1',
	})}\r\n\r\n`

const readResult = (response: Record<string, unknown>) => response['content'] ?? response['error'] ?? response

/** Google's Gemini API: `streamGenerateContent` with `alt=sse`. */
export const gemini: Wire = {
	key: 'AIza-test-gemini',
	base: '/v1beta',
	wrongKey: 400,
	asks: (path) => /^\/v1beta\/models\/[^/]+:streamGenerateContent\?alt=sse$/.test(path),
	readKey: (headers) => [headers['x-goog-api-key']].flat()[0],
	read(path, body) {
		const contents = toItems(body['contents']).map(({ role, parts }) => ({ role: toText(role), parts: toItems(parts) }))
		const isSaid = ({ role, parts }: (typeof contents)[number]) => role === 'user' && parts.some(({ text }) => text)
		const at = contents.findLastIndex(isSaid)
		const since = contents.slice(at + 1)
		for (const { role, parts } of since) {
			const [first] = parts.filter(({ functionCall }) => functionCall)
			if (role === 'model' && first && !first['thoughtSignature'])
				throw new Improper('Function call is missing a thought_signature in functionCall parts.')
		}
		const count = (name: string) => contents.flatMap(({ parts }) => parts).filter((part) => part[name]).length
		if (count('functionCall') !== count('functionResponse'))
			throw new Improper('The number of function response parts must equal that of the function call parts.')
		const declared = toItems(body['tools']).flatMap(({ functionDeclarations: one }) => toItems(one))
		return {
			said: toText(contents[at]?.parts.map(({ text }) => toText(text)).join('')),
			results: since
				.flatMap(({ parts }) => parts)
				.filter(({ functionResponse }) => functionResponse)
				.map(({ functionResponse }) => readResult(toFields(toFields(functionResponse)['response']))),
			instructions: toItems(toFields(body['systemInstruction'])['parts'])
				.map(({ text }) => toText(text))
				.join(''),
			conversation: contents
				.filter(({ parts }) => parts.some(({ text }) => text))
				.map(
					({ role, parts }) =>
						`${role === 'model' ? 'assistant' : role}: ${parts.map(({ text }) => (typeof text === 'string' ? text : '')).join('')}`,
				),
			tools: declared.map(({ name }) => toText(name)),
			model: /models\/([^:]+)/.exec(path)?.[1] ?? '',
		}
	},
	write({ text = '', calls = [] }, n) {
		const chunks = toPieces(text).map((piece) => chunk([{ text: piece }]))
		const made = calls.map(({ name, args }, index) => ({
			functionCall: { name, args: toFields(JSON.parse(toArguments(args))) },
			...(index === 0 ? { thoughtSignature: `c2lnbmF0dXJl${n}` } : {}),
		}))
		if (made.length > 0) chunks.push(chunk(made))
		return [...chunks, chunk([{ text: '' }], { finishReason: 'STOP' })]
	},
	refuse: (code, message) => ({
		error: {
			code,
			message: code === 400 ? `API key not valid. Please pass a valid API key. ${message}` : message,
			status: toStatus(code),
			details: code === 400 ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }] : [],
		},
	}),
	describe: (model) => ({ name: `models/${model}`, supportedGenerationMethods: ['generateContent'] }),
}
