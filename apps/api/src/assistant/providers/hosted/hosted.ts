import type {
	JSONValue,
	LanguageModelV4,
	LanguageModelV4FunctionTool,
	LanguageModelV4StreamPart,
} from '@ai-sdk/provider'
import { ModelFailure } from '../../model.ts'
import type { Model, ModelEvent, ModelInput, ToolRequest } from '../../model.ts'
import type { ToolDescription } from '../../tools/define-tool.ts'
import { toToolSchema } from '../../tools/tool-schema.ts'
import { parseArguments } from './arguments.ts'
import { toModelFailure } from './failure.ts'
import { toPrompt } from './prompt.ts'
import { createTextPieces } from './text-pieces.ts'
import { createWatch } from './watch.ts'

/** What one step may say; models that think first think within it. */
export const mostOutputTokens = 2048

export interface HostedOptions {
	/** Shown to people, and the name of its setting: `openai`. */
	readonly name: string
	/** Loaded when it is first asked: a process that asks none of them carries none. */
	load(): Promise<LanguageModelV4>
	readonly idleMs: number
	/** How much it thinks before it speaks, where the vendor's models can be told. */
	readonly effort?: 'low'
	readonly providerOptions?: Record<string, Record<string, JSONValue>>
}

type FinishPart = Extract<LanguageModelV4StreamPart, { type: 'finish' }>
type ToolCallPart = Extract<LanguageModelV4StreamPart, { type: 'tool-call' }>

/** A model that answers elsewhere, as a model like any other. */
export function createHosted({ name, load, idleMs, effort, providerOptions }: HostedOptions): Model {
	const loaded: { model?: Promise<LanguageModelV4> } = {}
	const described = new Map<string, LanguageModelV4FunctionTool>()

	function describe(tool: ToolDescription): LanguageModelV4FunctionTool {
		const known = described.get(tool.name) ?? toFunctionTool(tool)
		described.set(tool.name, known)
		return known
	}

	async function* ask(input: ModelInput, signal: AbortSignal, heard: () => void): AsyncGenerator<ModelEvent> {
		loaded.model ??= load().catch((error: unknown) => {
			// A server that is down now may be up at the next message.
			delete loaded.model
			throw error
		})
		const model = await loaded.model
		input.sent?.()
		const { stream } = await model.doStream({
			prompt: toPrompt(input),
			tools: input.tools.map(describe),
			toolChoice: { type: 'auto' },
			maxOutputTokens: mostOutputTokens,
			abortSignal: signal,
			...(effort ? { reasoning: effort } : {}),
			...(providerOptions ? { providerOptions } : {}),
		})
		yield* readStream(stream, signal, heard)
	}

	return {
		name,
		literal: false,
		async *step(input) {
			const watch = createWatch(input.signal, input.patienceMs, idleMs)
			try {
				yield* ask(input, watch.signal, watch.heard)
			} catch (error) {
				if (input.signal.aborted) throw input.signal.reason
				throw toModelFailure(watch.signal.aborted ? watch.signal.reason : error)
			} finally {
				watch.stop()
			}
		},
	}
}

/** What of a vendor's stream the turn has to know. A stream that ends without saying so was cut off. */
async function* readStream(
	stream: ReadableStream<LanguageModelV4StreamPart>,
	signal: AbortSignal,
	heard: () => void,
): AsyncGenerator<ModelEvent> {
	const pieces = createTextPieces()
	const ids = new Set<string>()
	const thoughts: { text: string; id: string }[] = []
	const echo: unknown[] = []
	let finished = false
	for await (const part of readUntilAborted(stream, signal)) {
		if (part.type !== 'stream-start') heard()
		switch (part.type) {
			case 'text-delta': {
				const text = pieces.take(part.delta)
				if (text !== '') yield { type: 'text', text }
				break
			}
			case 'tool-call':
				yield { type: 'call', call: toRequest(part, ids) }
				break
			case 'reasoning-start':
				thoughts.push({ id: part.id, text: '' })
				break
			case 'reasoning-delta': {
				const thought = thoughts.find(({ id }) => id === part.id)
				if (thought) thought.text += part.delta
				break
			}
			case 'reasoning-end':
				if (part.providerMetadata)
					echo.push({
						type: 'reasoning',
						text: thoughts.find(({ id }) => id === part.id)?.text ?? '',
						providerOptions: part.providerMetadata,
					})
				break
			case 'error':
				throw toModelFailure(part.error)
			case 'finish': {
				const { unified, raw } = part.finishReason
				// A vendor's own word is missing: it did not say that this is the end.
				if (unified === 'error' || unified === 'interrupted' || (unified === 'other' && raw === undefined))
					throw new ModelFailure('broken', 'Its answer stopped in the middle.')
				yield toTokens(part.usage)
				if (unified === 'content-filter') throw new ModelFailure('declined', 'Its filter stopped the answer.')
				finished = true
				break
			}
			default:
				break
		}
	}
	if (!finished) throw new ModelFailure('broken', 'Its answer stopped in the middle.')
	if (echo.length > 0) yield { type: 'echo', echo }
}

/** A reader of its own: a stream whose source never ends must not hold whoever has stopped listening. */
async function* readUntilAborted<T>(stream: ReadableStream<T>, signal: AbortSignal): AsyncGenerator<T> {
	const reader = stream.getReader()
	// Whoever waits for the next piece is told that there is none.
	const stop = () => void reader.cancel(signal.reason).catch(() => undefined)
	signal.addEventListener('abort', stop, { once: true })
	if (signal.aborted) stop()
	try {
		for (;;) {
			const { done, value } = await reader.read()
			if (signal.aborted) throw signal.reason
			if (done) return
			yield value
		}
	} finally {
		signal.removeEventListener('abort', stop)
		stop()
	}
}

/** Servers leave some of it out, or send noughts: no step is asked with nothing. */
function toTokens({ inputTokens, outputTokens }: FinishPart['usage']): ModelEvent {
	const [input, output] = [inputTokens.total ?? 0, outputTokens.total ?? 0]
	return { type: 'tokens', input, output, whole: input > 0 && outputTokens.total !== undefined }
}

/** Some vendors send no ids, or the same one twice; results are matched by them. */
function toRequest({ toolCallId, toolName, input, providerMetadata }: ToolCallPart, ids: Set<string>): ToolRequest {
	const wanted = toolCallId || 'call'
	const id = ids.has(wanted) ? `${wanted}-${ids.size}` : wanted
	ids.add(id)
	const parsed = parseArguments(input)
	const rest = providerMetadata === undefined ? {} : { echo: providerMetadata }
	if ('unfit' in parsed) return { id, name: toolName, arguments: {}, unfit: parsed.unfit, ...rest }
	return { id, name: toolName, arguments: parsed.value, ...rest }
}

function toFunctionTool({ name, description, input }: ToolDescription): LanguageModelV4FunctionTool {
	const inputSchema = toInputSchema(toToolSchema(input, 'input', 'draft-7'))
	return { type: 'function', name, description, inputSchema, strict: false }
}

/** It is of the draft that the interface names; only its type is a wider one. */
const toInputSchema = (schema: object) => schema as LanguageModelV4FunctionTool['inputSchema']
