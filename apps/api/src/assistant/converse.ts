import type { Message } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { ChatService } from '../chats/chat.service.ts'
import type { Answer, Turn } from '../chats/turn.service.ts'
import type { ConfirmationService, HeldCall } from '../chats/confirmation.service.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { toRememberedMessages } from './history.ts'
import { allowedCall } from './model.ts'
import type { ModelContext, ModelMessage, ToolOutcome, ToolRequest } from './model.ts'
import { toCutOffNotice, toFallbackNotice } from './notices.ts'
import type { Roster } from './roster.ts'
import type { Tool, ToolContext } from './tools/define-tool.ts'
import type { Services } from './tools/services.ts'
import { toToolCall } from './tool-calls.ts'
import { runTurn } from './turn.ts'
import type { TurnEvent, TurnResult } from './turn.ts'

export interface ConverseDependencies {
	readonly chats: Pick<ChatService, 'newest' | 'memory'>
	readonly confirmations: Pick<ConfirmationService, 'ask'>
	readonly settings: Pick<SettingsService, 'get'>
	readonly services: Services
	readonly tools: readonly Tool[]
	readonly roster: Pick<Roster, 'lineUp'>
}

/** What a turn tells while it runs; the last of it is the answer. */
export interface Telling {
	/** Ends the turn early. */
	readonly signal: AbortSignal
	/** Heard as it happens; who answers is told with the first of it. */
	tell(event: Exclude<TurnEvent, { type: 'done' }>, provider: string): void
}

/** What a turn came to: the answer to be stored. */
export type Spoken = Answer

/** How much of the conversation a model is shown. */
const mostRemembered = 20

export type Converse = ReturnType<typeof createConverse>

/** One turn of the models, after the call that the person has just allowed, where there is one. */
export function createConverse({ chats, confirmations, settings, services, tools, roster }: ConverseDependencies) {
	async function readContext(person: Actor, turn: Turn): Promise<ModelContext> {
		const { day_first, week_start, locale } = await settings.get(person)
		const lists = await services.lists.all(person)
		return {
			now: services.clock.local(person.timeZone),
			timeZone: person.timeZone,
			dayFirst: day_first,
			locale,
			weekStart: week_start,
			lists: lists.map(({ name }) => name),
			operationId: turn.id,
			memory: await chats.memory(person, turn.conversationId),
		}
	}

	async function runAllowed(context: ToolContext, { tool: name, arguments: args }: HeldCall) {
		const call: ToolRequest = { id: allowedCall, name, arguments: toRecord(args) }
		const tool = tools.find((one) => one.name === name)
		if (!tool) throw new Error(`the tool ${name}, which was confirmed, is gone`)
		const outcome: ToolOutcome = await tool.run(context, args)
		return { call, outcome }
	}

	return async function converse(person: Actor, turn: Turn, telling: Telling, allowed?: HeldCall): Promise<Spoken> {
		const context = await readContext(person, turn)
		const actor: Actor = { ...person, kind: 'assistant', detail: String(turn.conversationId), operationId: turn.id }
		const toolContext: ToolContext = { ...services, actor, dayFirst: context.dayFirst, locale: context.locale }
		const history: Message[] = await chats.newest(person, turn.conversationId, mostRemembered)
		const messages: ModelMessage[] = toRememberedMessages(history)
		const line = roster.lineUp(person)
		const before = allowed ? await runAllowed(toolContext, allowed) : undefined
		if (before) {
			messages.push({ role: 'assistant', text: '', calls: [before.call] })
			messages.push({ role: 'tool', ...before })
			telling.tell({ type: 'call', call: before.call }, line.current.name)
			telling.tell({ type: 'outcome', ...before }, line.current.name)
		}
		const hold = (call: ToolRequest, text: string) =>
			confirmations.ask(
				actor,
				{ conversationId: turn.conversationId, tool: call.name, arguments: call.arguments },
				text,
			)
		for await (const event of runTurn({ line, tools, toolContext, context, messages, signal: telling.signal, hold })) {
			if (event.type !== 'done') {
				telling.tell(event, line.current.name)
				continue
			}
			const calls = before ? [before, ...event.result.calls] : event.result.calls
			return toSpoken({ ...event.result, calls }, tools, line, context.memory)
		}
		throw new Error('a turn ended without a result')
	}
}

function toSpoken(
	result: TurnResult,
	tools: readonly Tool[],
	line: ReturnType<Roster['lineUp']>,
	memory: unknown,
): Spoken {
	const { calls, cut } = result
	const isWrite = (name: string) => tools.some((tool) => tool.name === name && tool.access !== 'read')
	const changed = calls.some(({ call, outcome }) => outcome.status === 'done' && isWrite(call.name))
	const { name } = line.current
	const notice = cut ? toCutOffNotice(cut, name, changed) : toFallbackNotice(line.passedOver, name)
	return {
		content: result.text || (cut && notice ? notice.text : ''),
		toolCalls: calls.map(toToolCall),
		tasks: [...result.tasks],
		suggestions: [...result.suggestions],
		confirmationId: result.confirmation?.id ?? null,
		provider: name,
		notice,
		memory: result.memory === undefined ? memory : result.memory,
		tokens: line.tokens,
	}
}

/** Arguments were an object when they were held. */
const toRecord = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
