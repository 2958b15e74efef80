import type { Confirmation, Suggestion, Task } from '@todo/contract'
import { mostUnasked, mustAsk } from './gate.rules.ts'
import type { Line } from './line.ts'
import { ModelFailure, Stopped } from './model.ts'
import type { ModelContext, ModelInput, ModelMessage, ToolOutcome, ToolRequest } from './model.ts'
import { toFailure } from './tools/define-tool.ts'
import type { Tool, ToolContext } from './tools/define-tool.ts'
import { countWithSubtasks } from './tools/tool-fields.ts'

/** What a turn may cost (DESIGN §6). */
const mostSteps = 8
const mostCalls = 20
/** Steps that may go wrong in a row: what a model can't mend twice, it can't (TRUST §2.2.5). */
const mostRepairs = 2

export interface TurnInput {
	/** Who may answer. */
	readonly line: Line
	readonly tools: readonly Tool[]
	readonly toolContext: ToolContext
	readonly context: ModelContext
	/** The conversation, its last message being what the person said. */
	readonly messages: readonly ModelMessage[]
	readonly signal: AbortSignal
	/** Stores a call that waits for the person's yes. */
	hold(call: ToolRequest, text: string): Promise<Confirmation>
}

/** What happens while a turn runs, in order; the last event is its result. */
export type TurnEvent =
	| { type: 'text'; text: string }
	| { type: 'call'; call: ToolRequest }
	| { type: 'outcome'; call: ToolRequest; outcome: ToolOutcome }
	| { type: 'done'; result: TurnResult }

export interface TurnResult {
	text: string
	calls: { call: ToolRequest; outcome: ToolOutcome }[]
	tasks: readonly Task[]
	suggestions: readonly Suggestion[]
	confirmation: Confirmation | null
	/** Undefined where the model has nothing to remember anew. */
	memory: unknown
	/** Why it ends here and not where the model would have ended it. */
	cut?: ModelFailure | Stopped
}

interface Step {
	text: string
	calls: ToolRequest[]
	tasks: readonly Task[] | undefined
	suggestions: readonly Suggestion[]
	memory: unknown
	echo: unknown
}

/**
 * One turn: the model's steps, its calls run in between, until it answers. The same for every model. A failing tool is news for
 * the model; a surprise ends the turn.
 */
export async function* runTurn(input: TurnInput): AsyncGenerator<TurnEvent, void> {
	const messages = [...input.messages]
	const done: TurnResult['calls'] = []
	let confirmation: Confirmation | null = null
	let deleted = 0
	let touched = 0

	async function settle(call: ToolRequest): Promise<ToolOutcome> {
		if (call.unfit !== undefined) return toFailure('VALIDATION_ERROR', call.unfit)
		const tool = input.tools.find(({ name }) => name === call.name)
		if (!tool) return toFailure('TOOL_UNKNOWN', `There is no tool named ${call.name}.`)
		if (done.length >= mostCalls) return toFailure('TOO_MANY_CALLS', 'This turn has made as many calls as it may.')
		const parsed = tool.parse(call.arguments)
		if (!parsed.ok) return parsed.outcome
		const touches = await countTouched(input.toolContext, tool, parsed.touches)
		if (mustAsk({ ...tool, touches, deleted, touched, literal: input.line.current.literal })) return ask(tool, call)
		const outcome = await tool.run(input.toolContext, call.arguments)
		if (tool.access !== 'read' && outcome.status === 'done') touched += touches
		if (tool.access === 'destructive' && outcome.status === 'done') deleted += touches
		return outcome
	}

	async function ask(tool: Tool, call: ToolRequest): Promise<ToolOutcome> {
		if (confirmation)
			return toFailure('CONFIRMATION_PENDING', 'One question at a time: the person has not answered yet.')
		const question = await tool.question(input.toolContext, call.arguments)
		if (typeof question !== 'string') return question
		confirmation = await input.hold(call, question)
		return { status: 'held', confirmation: { id: confirmation.id, text: confirmation.text } }
	}

	const toResult = (text: string, step: Pick<Step, 'tasks' | 'suggestions' | 'memory'>): TurnResult => ({
		text,
		calls: done,
		tasks: step.tasks ?? toTouched(done, input.tools),
		suggestions: step.suggestions,
		confirmation,
		memory: step.memory,
	})

	let said = ''
	let repairs = 0
	for (let n = 0; n < mostSteps && repairs <= mostRepairs; n++) {
		const step: Step = { text: '', calls: [], tasks: undefined, suggestions: [], memory: undefined, echo: undefined }
		const given = { messages, tools: input.tools, context: input.context, signal: input.signal }
		try {
			yield* takeStep(input.line, given, step)
		} catch (error) {
			const cut = toCut(error, input.signal)
			if (!cut) throw error
			// What it wanted called in the step that broke off was not: nothing is half done.
			yield { type: 'done', result: { ...toResult(step.text || said, step), cut } }
			return
		}
		said = step.text || said
		if (step.calls.length === 0) {
			yield { type: 'done', result: toResult(said || (input.line.current.literal ? '' : sayLittle(done)), step) }
			return
		}
		messages.push({ role: 'assistant', text: step.text, calls: step.calls, echo: step.echo })
		let isUsable = false
		for (const call of step.calls) {
			if (input.signal.aborted) break
			yield { type: 'call', call }
			const outcome = await settle(call)
			isUsable ||= outcome.status !== 'failed' || !unusable.has(outcome.error.code)
			done.push({ call, outcome })
			messages.push({ role: 'tool', call, outcome })
			yield { type: 'outcome', call, outcome }
		}
		repairs = isUsable ? 0 : repairs + 1
	}
	const text =
		repairs > mostRepairs
			? 'I could not work out how to do that. Say it in other words, or a step at a time.'
			: 'That took more steps than I may take at once, so I stopped here. Tell me what is still missing.'
	yield { type: 'done', result: toResult(text, nothing) }
}

const nothing = { tasks: undefined, suggestions: [], memory: undefined }
const unusable = new Set(['VALIDATION_ERROR', 'TOOL_UNKNOWN'])

/** Why the turn ends here; undefined for a surprise. */
function toCut(error: unknown, { aborted, reason }: AbortSignal): TurnResult['cut'] {
	if (error instanceof ModelFailure) return error
	if (!aborted) return undefined
	return reason instanceof Stopped ? reason : new ModelFailure('slow', 'The turn took too long.', { cause: error })
}

/** Passes on what is said, and gathers the rest. */
async function* takeStep(line: Line, input: Omit<ModelInput, 'patienceMs'>, step: Step): AsyncGenerator<TurnEvent> {
	for await (const event of line.step(input)) {
		switch (event.type) {
			case 'text':
				step.text += event.text
				yield event
				break
			case 'call':
				step.calls.push(event.call)
				break
			case 'tasks':
				step.tasks = event.tasks
				break
			case 'suggestions':
				step.suggestions = event.suggestions
				break
			case 'memory':
				step.memory = event.memory
				break
			case 'echo':
				step.echo = event.echo
				break
			case 'tokens':
				break
		}
	}
}

/** For a model that ends its turn without a word. */
function sayLittle(calls: TurnResult['calls']): string {
	if (calls.some(({ outcome }) => outcome.status === 'held')) return 'Shall I?'
	return calls.some(({ outcome }) => outcome.status === 'done') ? 'Done.' : 'I have no answer to that.'
}

/** With the subtasks that go along, as far as the gate has to know. */
const countTouched = async (context: ToolContext, { subtasks }: Tool, ids: readonly number[]): Promise<number> =>
	subtasks ? countWithSubtasks(context, ids, subtasks, mostUnasked) : ids.length

/** The tasks that calls changed; where none did, those that the last one found. */
function toTouched(calls: TurnResult['calls'], tools: readonly Tool[]): Task[] {
	const finished = calls.flatMap(({ call, outcome }) => (outcome.status === 'done' ? [{ call, outcome }] : []))
	const isWrite = (name: string) => tools.some((tool) => tool.name === name && tool.access !== 'read')
	const writes = finished.filter(({ call }) => isWrite(call.name))
	const shown = writes.length > 0 ? writes : finished.slice(-1)
	return [...new Map(shown.flatMap(({ outcome }) => outcome.tasks.map((task) => [task.id, task] as const))).values()]
}
