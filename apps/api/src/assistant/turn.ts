import type { Confirmation, Suggestion, Task } from '@todo/contract'
import { mostUnasked, mustAsk } from './gate.rules.ts'
import type { Model, ModelContext, ModelMessage, ToolOutcome, ToolRequest } from './model.ts'
import { toFailure } from './tools/define-tool.ts'
import type { Tool, ToolContext } from './tools/define-tool.ts'
import { countWithSubtasks } from './tools/tool-fields.ts'

/** What a turn may cost (DESIGN §6). */
const mostSteps = 8
const mostCalls = 20

export interface TurnInput {
	readonly model: Model
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
}

interface Step {
	text: string
	calls: ToolRequest[]
	tasks: readonly Task[] | undefined
	suggestions: readonly Suggestion[]
	memory: unknown
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

	async function settle(call: ToolRequest): Promise<ToolOutcome> {
		const tool = input.tools.find(({ name }) => name === call.name)
		if (!tool) return toFailure('TOOL_UNKNOWN', `There is no tool named ${call.name}.`)
		if (done.length >= mostCalls) return toFailure('TOO_MANY_CALLS', 'This turn has made as many calls as it may.')
		const parsed = tool.parse(call.arguments)
		if (!parsed.ok) return parsed.outcome
		const touches = await countTouched(input.toolContext, tool, parsed.touches)
		if (mustAsk({ ...tool, touches, deleted, literal: input.model.literal })) return ask(tool, call)
		const outcome = await tool.run(input.toolContext, call.arguments)
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

	for (let n = 0; n < mostSteps; n++) {
		const step: Step = { text: '', calls: [], tasks: undefined, suggestions: [], memory: undefined }
		const given = { messages, tools: input.tools, context: input.context, signal: input.signal }
		for await (const event of input.model.step(given)) {
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
			}
		}
		if (step.calls.length === 0) {
			const { text, suggestions, memory } = step
			const tasks = step.tasks ?? toTouched(done, input.tools)
			yield { type: 'done', result: { text, calls: done, tasks, suggestions, confirmation, memory } }
			return
		}
		messages.push({ role: 'assistant', text: step.text, calls: step.calls })
		for (const call of step.calls) {
			yield { type: 'call', call }
			const outcome = await settle(call)
			done.push({ call, outcome })
			messages.push({ role: 'tool', call, outcome })
			yield { type: 'outcome', call, outcome }
		}
	}
	const text = 'That took more steps than I may take at once, so I stopped here. Tell me what is still missing.'
	const tasks = toTouched(done, input.tools)
	yield { type: 'done', result: { text, calls: done, tasks, suggestions: [], confirmation, memory: undefined } }
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
