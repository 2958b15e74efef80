import type { Suggestion, Task } from '@todo/contract'
import type { ToolDescription } from './tools/define-tool.ts'

/** A call as a model asks for it; its arguments are checked before anything runs. */
export interface ToolRequest {
	readonly id: string
	readonly name: string
	readonly arguments: Readonly<Record<string, unknown>>
	/** Why its arguments can't even be read; it is then not run, and the model is told. */
	readonly unfit?: string
	/** What the same model wants to see again beside the call, within the turn; nobody else reads it. */
	readonly echo?: unknown
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
	| {
			readonly role: 'assistant'
			readonly text: string
			readonly calls: readonly ToolRequest[]
			/** As with a call. */
			readonly echo?: unknown
	  }
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
	/** Milliseconds in which the model must have begun to answer. */
	readonly patienceMs: number
	/** Told when the model is asked: from here on the step may cost something, whether anything comes of it or not. */
	sent?(): void
}

/** One piece of a step. A step without calls is the last: its text is the answer. */
export type ModelEvent =
	| { readonly type: 'text'; readonly text: string }
	| { readonly type: 'call'; readonly call: ToolRequest }
	/** Which tasks stand under the answer; where a model doesn't say, those its calls touched or found. */
	| { readonly type: 'tasks'; readonly tasks: readonly Task[] }
	| { readonly type: 'suggestions'; readonly suggestions: readonly Suggestion[] }
	| { readonly type: 'memory'; readonly memory: unknown }
	| { readonly type: 'echo'; readonly echo: unknown }
	/** What the step cost; `whole` is false where the model's server did not say all of it. */
	| { readonly type: 'tokens'; readonly input: number; readonly output: number; readonly whole: boolean }

export type FailureReason =
	/** Too many requests, or none just now: 429, 5xx. */
	| 'busy'
	/** Not even asked: it failed again and again just now. */
	| 'resting'
	| 'unreachable'
	| 'slow'
	/** The key is not accepted. */
	| 'key'
	/** Every request is refused: an unknown model, an account without credit. */
	| 'refused'
	/** This one request is refused, by a filter or for what is in it: nothing is said of any other. */
	| 'declined'
	/** What came back can't be read, or stopped in the middle. */
	| 'broken'
	/** The person's share of the day is used up. */
	| 'budget'

/** A model could not answer, which is no surprise; anything else that a step throws is. */
export class ModelFailure extends Error {
	readonly reason: FailureReason
	/** Milliseconds after which the model itself asks to be tried again. */
	readonly retryAfterMs: number | undefined

	constructor(reason: FailureReason, detail: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
		super(detail, options.cause === undefined ? undefined : { cause: options.cause })
		this.name = 'ModelFailure'
		this.reason = reason
		this.retryAfterMs = options.retryAfterMs
	}
}

/** Whatever answers: one method, and no vendor's type in it. */
export interface Model {
	/** Shown to people: "builtin". */
	readonly name: string
	/**
	 * Whether it does only what the person said in so many words, so that deleting one task that was clearly meant needs no
	 * further question (DESIGN §6).
	 */
	readonly literal: boolean
	/** The next step: calls, or the answer. @throws {ModelFailure} */
	step(input: ModelInput): AsyncIterable<ModelEvent>
}

/** Why a turn was ended from outside: the reason of its signal. */
export class Stopped extends Error {
	/** The person pressed stop, or the server is going away. */
	readonly by: 'person' | 'server'
	constructor(by: 'person' | 'server') {
		super(`stopped by the ${by}`)
		this.name = 'Stopped'
		this.by = by
	}
}
