import type { IncomingHttpHeaders } from 'node:http'

/** What a test has a vendor's model say: words, calls, or both. Arguments as text are sent as they are, right or wrong. */
export interface Saying {
	readonly text?: string
	readonly calls?: readonly { readonly name: string; readonly args: Record<string, unknown> | string }[]
}

/** A request as its protocol's documentation means it. */
export interface Asked {
	/** The person's newest message. */
	readonly said: string
	/** What came of the calls made since, oldest first. */
	readonly results: readonly unknown[]
	readonly instructions: string
	/** Everything that was said before, in order, by whom. */
	readonly conversation: readonly string[]
	readonly tools: readonly string[]
	readonly model: string
}

/** The request breaks the protocol's own rules: answered as the vendor would. */
export class Improper extends Error {}

/** One vendor's protocol: streaming, calls, errors. */
export interface Wire {
	readonly key: string
	/** The base address that a client is told. */
	readonly base: string
	/** Whether this path asks the model, and not about it. */
	asks(path: string): boolean
	readKey(headers: IncomingHttpHeaders): string | undefined
	/** @throws {Improper} */
	read(path: string, body: Record<string, unknown>): Asked
	/** The stream, piece by piece. */
	write(saying: Saying, n: number): string[]
	/** The body of an error with this status. */
	refuse(status: number, message: string): unknown
	/** The status of a wrong key. */
	readonly wrongKey: number
	/** What `GET …/models/…` answers. */
	describe(model: string): unknown
}

/** The fields of a JSON object; none where it is none. */
export const toFields = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}

export const toItems = (value: unknown): Record<string, unknown>[] =>
	Array.isArray(value) ? value.map((one) => toFields(one)) : []

export const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))

export const toArguments = (args: Record<string, unknown> | string): string =>
	typeof args === 'string' ? args : JSON.stringify(args)

/** Text as it streams: a few characters at a time. */
export const toPieces = (text: string, length = 7): string[] => text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? []

export const parseResult = (text: string): unknown => {
	try {
		return JSON.parse(text)
	} catch {
		return text
	}
}

/** Each result must belong to a call that stands before it, and each call must have its result. */
export function requireMatched(calls: readonly string[], results: readonly string[]): void {
	const missing = calls.find((id) => !results.includes(id))
	if (missing !== undefined) throw new Improper(`No tool output found for function call ${missing}.`)
	const stray = results.find((id) => !calls.includes(id))
	if (stray !== undefined) throw new Improper(`No tool call found for function call output with call_id ${stray}.`)
	if (new Set(calls).size !== calls.length) throw new Improper('Duplicate call ids.')
}
