import type { Suggestion, Task } from '@todo/contract'
import type { ToolDescription } from './tools/define-tool.ts'

/** A call as a model asks for it; its arguments are checked before anything runs. */
export interface ToolRequest {
	readonly id: string
	readonly name: string
	readonly arguments: Readonly<Record<string, unknown>>
}

/** The id of a call that the server made because the person said yes; models give out others. */
export const allowedCall = 'allowed'

/** What became of a call. */
export type ToolOutcome =
	/** `tasks` are those it speaks of, as they are now. */
	| { readonly status: 'done'; readonly result: unknown; readonly tasks: readonly Task[] }
	/** News for the model, in words it can act on. */
	| { readonly status: 'failed'; readonly error: { readonly code: string; readonly message: string } }
	/** Held until the person says yes. */
	| { readonly status: 'held'; readonly confirmation: { readonly id: string; readonly text: string } }

export type ModelMessage =
	| { readonly role: 'user'; readonly text: string }
	| { readonly role: 'assistant'; readonly text: string; readonly calls: readonly ToolRequest[] }
	| { readonly role: 'tool'; readonly call: ToolRequest; readonly outcome: ToolOutcome }

/** What a model may know of the person and the moment. */
export interface ModelContext {
	/** The person's wall clock: `YYYY-MM-DDTHH:MM:SS`. */
	readonly now: string
	/** IANA name. */
	readonly timeZone: string
	readonly dayFirst: boolean
	/** The person's language and region, such as `en-GB`: it decides how hours are counted. */
	readonly locale: string
	readonly weekStart: 'monday' | 'sunday' | 'saturday'
	readonly lists: readonly string[]
	/** The operation that everything this turn changes belongs to. */
	readonly operationId: string
	/** What the same model asked to remember at the end of the last turn; null at the beginning. */
	readonly memory: unknown
}

export interface ModelInput {
	/** The conversation so far, oldest first; the last is the person's message or what the calls of the last step came to. */
	readonly messages: readonly ModelMessage[]
	readonly tools: readonly ToolDescription[]
	readonly context: ModelContext
	readonly signal: AbortSignal
}

/** One piece of a step. A step without calls is the last: its text is the answer. */
export type ModelEvent =
	| { readonly type: 'text'; readonly text: string }
	| { readonly type: 'call'; readonly call: ToolRequest }
	/** Which tasks stand under the answer; where a model doesn't say, those its calls touched or found. */
	| { readonly type: 'tasks'; readonly tasks: readonly Task[] }
	| { readonly type: 'suggestions'; readonly suggestions: readonly Suggestion[] }
	| { readonly type: 'memory'; readonly memory: unknown }

/** Whatever answers: one method, and no vendor's type in it. */
export interface Model {
	/** Shown to people: "builtin". */
	readonly name: string
	/**
	 * Whether it does only what the person said in so many words, so that deleting one task that was clearly meant needs no
	 * further question (DESIGN §6).
	 */
	readonly literal: boolean
	/** The next step: calls, or the answer. */
	step(input: ModelInput): AsyncIterable<ModelEvent>
}
