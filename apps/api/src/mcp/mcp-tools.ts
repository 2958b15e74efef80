import { z } from 'zod'
import type { Actor, Scope } from '../actor.ts'
import type { ToolOutcome } from '../assistant/model.ts'
import type { Tool, ToolContext } from '../assistant/tools/define-tool.ts'
import { toToolSchema } from '../assistant/tools/tool-schema.ts'
import type { Json } from '../assistant/tools/tool-schema.ts'

/** A tool as MCP lists it. */
export interface ListedTool {
	name: string
	title: string
	description: string
	inputSchema: ObjectSchema
	outputSchema: ObjectSchema
	annotations: {
		title: string
		readOnlyHint: boolean
		destructiveHint: boolean
		idempotentHint: boolean
		openWorldHint: false
	}
}

export interface ObjectSchema {
	[key: string]: Json
	type: 'object'
	properties: { [name: string]: { [key: string]: Json } }
}

/** What a call answers: the same as JSON and as text, for clients that read only one of them. */
export interface CallAnswer {
	[key: string]: unknown
	content: { type: 'text'; text: string }[]
	structuredContent?: Record<string, unknown>
	isError?: boolean
}

/** How many tasks one call may name: an agent's mistake stays small, and each answer fits its memory. */
const mostTasks = 25
/** What MCP's schemas are written in. */
const dialect = 'draft-2020-12'
const taskArrays = ['task_ids', 'tasks']

const dryRun = {
	type: 'boolean',
	description: 'true: nothing is done; the answer says what would be.',
}

/** Whether this caller could call it at all: what a key may not do it is not even shown. */
export const isAllowed = (actor: Pick<Actor, 'scopes'>, tool: Tool): boolean => findMissing(actor, tool) === undefined

/** Any tool needs `tasks:read` beside its own: answers, questions and errors tell of what is there. */
const findMissing = ({ scopes }: Pick<Actor, 'scopes'>, tool: Tool): Scope | undefined =>
	(['tasks:read', ...tool.scopes] as const).find((scope) => !scopes.has(scope))

export function toListedTool(tool: Tool): ListedTool {
	const { name, title, description, access, idempotent } = tool
	return {
		name,
		title,
		description,
		inputSchema: toInputSchema(tool),
		outputSchema: toOutputSchema(tool),
		annotations: {
			title,
			readOnlyHint: access === 'read',
			destructiveHint: access === 'destructive',
			idempotentHint: access === 'read' || idempotent,
			openWorldHint: false,
		},
	}
}

function toInputSchema({ input, access }: Tool): ObjectSchema {
	const schema = toObjectSchema(toToolSchema(input, 'input', dialect))
	const own: ObjectSchema['properties'] = { ...schema.properties }
	for (const name of taskArrays) if (own[name]) own[name] = { ...own[name], maxItems: mostTasks }
	return { ...schema, properties: access === 'read' ? own : { ...own, dry_run: dryRun } }
}

/** MCP wants an object: a bare list is the field `result` of one. What a dry run answers may stand in its place. */
function toOutputSchema({ output, access }: Tool): ObjectSchema {
	const isList = toToolSchema(output, 'output', dialect)['type'] !== 'object'
	const done = isList ? z.object({ result: output }) : output
	const answers = access === 'read' ? done : z.union([done, z.object({ would: z.string(), tasks: z.int() })])
	return toObjectSchema({ properties: {}, ...toToolSchema(answers, 'output', dialect), type: 'object' })
}

/** Tools take and answer objects. */
const toObjectSchema = (schema: { [key: string]: Json }) => schema as ObjectSchema

/** Calls a tool as this actor; the gate of the chat is the scope `tasks:delete` here, and `dry_run`. */
export async function callTool(tool: Tool, context: ToolContext, given: Record<string, unknown>): Promise<CallAnswer> {
	// Before anything is looked at: a dry run and an error could tell as much as the answer.
	const missing = findMissing(context.actor, tool)
	if (missing) return toError('SCOPE_MISSING', `This key lacks the scope ${missing}.`)
	const { dry_run: isDry, ...args } = given
	const tooMany = taskArrays.find((name) => {
		const value = args[name]
		return Array.isArray(value) && value.length > mostTasks
	})
	if (tooMany !== undefined)
		return toError('VALIDATION_ERROR', `${tooMany} may name at most ${mostTasks}: make several calls.`)
	if (tool.access === 'read' || isDry !== true)
		return toAnswer(await tool.run(context, isDry === undefined ? args : withDry(tool, given)))
	const parsed = tool.parse(args)
	if (!parsed.ok) return toAnswer(parsed.outcome)
	const question = await tool.question(context, args)
	if (typeof question !== 'string') return toAnswer(question)
	return toResult({ would: question, tasks: parsed.touches.length })
}

/** `dry_run: false` is as good as none; for a tool that only reads it is a field too many, which its own check says. */
function withDry({ access }: Tool, { dry_run: isDry, ...args }: Record<string, unknown>): Record<string, unknown> {
	return access !== 'read' && isDry === false ? args : { ...args, dry_run: isDry }
}

function toAnswer(outcome: ToolOutcome): CallAnswer {
	if (outcome.status === 'done')
		return toResult(isRecord(outcome.result) ? outcome.result : { result: outcome.result ?? null })
	if (outcome.status === 'failed') return toError(outcome.error.code, outcome.error.message)
	return toError('CONFIRMATION_PENDING', outcome.confirmation.text)
}

const toResult = (result: Record<string, unknown>): CallAnswer => ({
	content: [{ type: 'text', text: JSON.stringify(result) }],
	structuredContent: result,
})

/** What an agent can do about it. */
const nextSteps: Readonly<Record<string, string>> = {
	VALIDATION_ERROR: 'Correct the arguments as the tool’s input schema says, and call again.',
	TASK_NOT_FOUND: 'Find the number with find_tasks or list_tasks; deleted tasks are in find_trash.',
	LIST_NOT_FOUND: 'list_lists shows the lists there are.',
	SCOPE_MISSING: 'Ask the person for a key with that scope; this one can’t do it.',
	NOTHING_TO_UNDO: 'There is nothing to take back.',
	CONFLICT: 'Read it again, and decide anew.',
}

export function toError(code: string, message: string): CallAnswer {
	const text = [`${code}: ${message}`, nextSteps[code]].filter(Boolean).join('\n')
	return { content: [{ type: 'text', text }], isError: true }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
