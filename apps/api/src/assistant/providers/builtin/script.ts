import type { Suggestion, Task } from '@todo/contract'
import type { ModelContext, ToolOutcome } from '../../model.ts'
import type { Memory } from './memory.ts'

/** A call that the script wants made. */
export interface Wanted {
	readonly name: string
	readonly arguments: Readonly<Record<string, unknown>>
}

/**
 * What to say, written top to bottom: it yields the calls of one step and is given what became of them. It depends on the
 * conversation alone, so each step may run it again from the start with the outcomes so far.
 */
export type Script<T = void> = Generator<readonly Wanted[], T, readonly ToolOutcome[]>

/** One message being answered. */
export interface Exchange {
	readonly context: ModelContext
	/** What the person said. */
	readonly said: string
	/** The answer so far, a sentence each. */
	readonly lines: string[]
	/** The tasks that stand under the answer. */
	tasks: Task[]
	/** The answers to what was asked; what is asked ends the turn. */
	suggestions: Suggestion[]
	/** What the person may like to say next, where nothing was asked. */
	readonly offers: Suggestion[]
	/** Carried over to the next message. */
	memory: Memory
	/** Reads made ahead of time, by call. */
	readonly reads: Map<string, ToolOutcome>
	/** The page's open tasks in its order, once they were read for their numbers. */
	page: readonly Task[]
	/** Names of lists, those made in this turn too. */
	readonly lists: string[]
}

const missing: ToolOutcome = { status: 'failed', error: { code: 'MISSING', message: 'That did not come back.' } }

/** Makes one call. */
export function* act(name: string, args: Wanted['arguments']): Script<ToolOutcome> {
	const [outcome] = yield [{ name, arguments: args }]
	return outcome ?? missing
}

const toKey = (name: string, args: Wanted['arguments']) => `${name} ${JSON.stringify(args)}`

/** Reads what was not read before. */
export function* read(exchange: Exchange, name: string, args: Wanted['arguments']): Script<ToolOutcome> {
	const known = exchange.reads.get(toKey(name, args))
	return known ?? (yield* act(name, args))
}

/** Reads several things in one step, so that a message with many wishes stays within its steps. */
export function* readAhead(exchange: Exchange, wanted: readonly Wanted[]): Script {
	if (wanted.length < 2) return
	const outcomes = yield wanted
	for (const [index, { name, arguments: args }] of wanted.entries())
		exchange.reads.set(toKey(name, args), outcomes[index] ?? missing)
}

export const tasksOf = (outcome: ToolOutcome): readonly Task[] => (outcome.status === 'done' ? outcome.tasks : [])

/** One field of a result, where there is one; results are checked by their tool, so only their presence is in doubt. */
export function fieldOf(outcome: ToolOutcome, name: string): unknown {
	if (outcome.status !== 'done' || typeof outcome.result !== 'object' || outcome.result === null) return undefined
	return Reflect.get(outcome.result, name)
}

export function textOf(outcome: ToolOutcome, name: string): string {
	const value = fieldOf(outcome, name)
	return typeof value === 'string' ? value : ''
}

export function numberOf(outcome: ToolOutcome, name: string): number {
	const value = fieldOf(outcome, name)
	return typeof value === 'number' ? value : 0
}

/** The result where it is a list, or a field of it that is. */
export function rowsOf(outcome: ToolOutcome, name?: string): Readonly<Record<string, unknown>>[] {
	const value = name === undefined && outcome.status === 'done' ? outcome.result : fieldOf(outcome, name ?? '')
	return Array.isArray(value) ? value.filter((row) => isRow(row)) : []
}

const isRow = (row: unknown): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null
