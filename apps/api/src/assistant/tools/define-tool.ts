import type { Task } from '@todo/contract'
import type { ZodType, input, output } from 'zod'
import { z } from 'zod'
import { requireScopes } from '../../actor.ts'
import type { Actor, Scope } from '../../actor.ts'
import { DomainError } from '../../errors.ts'
import type { ToolOutcome } from '../model.ts'
import type { Services } from './services.ts'

/** `destructive`: takes things away, even if into the trash. */
export type Access = 'read' | 'write' | 'destructive'

/** What a tool works with. The user comes from here and never from an argument. */
export interface ToolContext extends Services {
	readonly actor: Actor
	/** Whether this person reads the day before the month. */
	readonly dayFirst: boolean
	/** The person's language and region, such as `en-GB`. */
	readonly locale: string
}

interface Definition<I extends ZodType, O extends ZodType> {
	/** What models and clients call it. */
	name: string
	/** For people. */
	title: string
	/** For models: what it does and when to use it. */
	description: string
	access: Access
	/** What an API key must be allowed, where it is more than its access says. */
	scopes?: readonly Scope[]
	/** A strict object without nulls: some models can't send them. */
	input: I
	output: O
	/** The existing tasks that it would touch. */
	touches?: (args: output<I>) => readonly number[]
	/** Which of their subtasks go with them, and of those theirs; none where it is left out. */
	subtasks?: 'all' | 'pending'
	/** Asks first, whoever calls it. */
	alwaysAsks?: boolean
	/** Takes back what was done before. */
	reverses?: boolean
	/** Called twice, it has done what it does once. */
	idempotent?: boolean
	/** What the person is asked before it happens: one line, then the tasks it is about; "Do this?" where it is left out. */
	question?: (context: ToolContext, args: output<I>) => Promise<string>
	run(context: ToolContext, args: output<I>): Promise<{ result: input<O>; tasks?: readonly Task[] }>
}

/** What models are told of a tool. */
export interface ToolDescription {
	readonly name: string
	readonly title: string
	readonly description: string
	readonly access: Access
	readonly input: ZodType
	readonly output: ZodType
}

export type ParsedCall = { ok: true; args: unknown; touches: readonly number[] } | { ok: false; outcome: ToolOutcome }

/** A tool with its types closed over: what the registry holds, and every door adapts. */
export interface Tool extends ToolDescription {
	/** What an API key must be allowed, the same as for its operation of the REST API. */
	readonly scopes: readonly Scope[]
	readonly alwaysAsks: boolean
	readonly reverses: boolean
	readonly idempotent: boolean
	readonly subtasks: 'all' | 'pending' | undefined
	/** Checks arguments without doing anything. */
	parse(args: unknown): ParsedCall
	/** What the person is asked before it happens; an outcome where the arguments can't be. */
	question(context: ToolContext, args: unknown): Promise<string | ToolOutcome>
	/** Does it; what the caller got wrong comes back as an outcome, a surprise is thrown. */
	run(context: ToolContext, args: unknown): Promise<ToolOutcome>
}

const scopeOf = { read: 'tasks:read', write: 'tasks:write', destructive: 'tasks:delete' } as const satisfies Record<
	Access,
	Scope
>

export function defineTool<I extends ZodType, O extends ZodType>(definition: Definition<I, O>): Tool {
	const { name, title, description, access, scopes = [scopeOf[access]], subtasks } = definition
	const { alwaysAsks = false, reverses = false, idempotent = false } = definition

	function parse(args: unknown): { ok: true; args: output<I> } | { ok: false; outcome: ToolOutcome } {
		const parsed = definition.input.safeParse(withoutEmpty(args))
		if (parsed.success) return { ok: true, args: parsed.data }
		return { ok: false, outcome: toFailure('VALIDATION_ERROR', z.prettifyError(parsed.error)) }
	}

	/** What the caller got wrong becomes an outcome; a surprise is thrown on. */
	async function attempt<T>(args: unknown, body: (args: output<I>) => Promise<T>): Promise<T | ToolOutcome> {
		const parsed = parse(args)
		if (!parsed.ok) return parsed.outcome
		try {
			return await body(parsed.args)
		} catch (error) {
			if (error instanceof DomainError) return toFailure(error.code, error.message)
			throw error
		}
	}

	return {
		name,
		title,
		description,
		access,
		scopes,
		alwaysAsks,
		reverses,
		idempotent,
		subtasks,
		input: definition.input,
		output: definition.output,
		parse(args) {
			const parsed = parse(args)
			return parsed.ok ? { ...parsed, touches: definition.touches?.(parsed.args) ?? [] } : parsed
		},
		question: (context, args) =>
			attempt(args, async (given) => (await definition.question?.(context, given)) ?? `${title}?`),
		run: (context, args) =>
			attempt<ToolOutcome>(args, async (given) => {
				requireScopes(context.actor, ...scopes)
				const { result, tasks = [] } = await definition.run(context, given)
				return { status: 'done', result, tasks }
			}),
	}
}

/** Models send empty strings and nulls for what they mean to leave out; clearing a field is said explicitly. */
function withoutEmpty(args: unknown): unknown {
	if (typeof args !== 'object' || args === null || Array.isArray(args)) return args
	return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== '' && value !== null))
}

export const toFailure = (code: string, message: string): ToolOutcome => ({
	status: 'failed',
	error: { code, message },
})
