import type { ChatReply, Message, ToolCall } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Limits } from '../auth/limits.ts'
import type { ChatService, Turn } from '../chats/chat.service.ts'
import type { ConfirmationService, HeldCall } from '../chats/confirmation.service.ts'
import { DomainError } from '../errors.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { allowedCall } from './model.ts'
import type { Model, ModelContext, ModelMessage, ToolOutcome, ToolRequest } from './model.ts'
import { toResponse } from './response.ts'
import { readYesOrNo } from './spoken-answer.ts'
import type { Tool, ToolContext } from './tools/define-tool.ts'
import type { Services } from './tools/services.ts'
import { runTurn } from './turn.ts'
import type { TurnResult } from './turn.ts'

export interface AssistantDependencies {
	readonly chats: ChatService
	readonly confirmations: ConfirmationService
	readonly settings: Pick<SettingsService, 'get'>
	readonly services: Services
	readonly tools: readonly Tool[]
	readonly model: Model
	readonly limits: Pick<Limits, 'take'>
	/** Told when a conversation has moved on, with its newest message's number. */
	tellConversation?: ((userId: string, conversationId: number, seq: number) => void) | undefined
}

export type Assistant = ReturnType<typeof createAssistant>

const perMinute = { name: 'chat', most: 20, windowMs: 60_000 }

/** How much of the conversation a model is shown. */
const mostRemembered = 20

/** Answers what people say: stores it, lets the model work through the tools, stores the answer. */
export function createAssistant(dependencies: AssistantDependencies) {
	const { chats, confirmations, settings, services, tools, model, limits, tellConversation } = dependencies

	async function requireRoom(actor: Actor): Promise<void> {
		try {
			await limits.take(perMinute, actor.userId)
		} catch (error) {
			if (!(error instanceof DomainError) || error.retryAfter === undefined) throw error
			const { retryAfter } = error
			const words = `You have sent ${perMinute.most} messages within a minute: wait ${retryAfter} s before the next.`
			throw new DomainError('RATE_LIMITED', words, { retryAfter, cause: error })
		}
	}

	/** The question that the newest message asks, where the person has just answered it with a plain yes or no. */
	async function readTypedAnswer(actor: Actor, message: string, conversationId: number | undefined) {
		const answer = conversationId === undefined ? undefined : readYesOrNo(message)
		if (conversationId === undefined || answer === undefined) return undefined
		const [last] = await chats.newest(actor, conversationId, 1)
		return last?.confirmation?.status === 'pending' ? { id: last.confirmation.id, answer } : undefined
	}

	/** Runs what answers an opened turn, and stores it; a key that was used before answers what was stored then. */
	async function finish(actor: Actor, turn: Turn, run: (actor: Actor) => Promise<TurnResult>): Promise<ChatReply> {
		const { idempotency, ...person } = actor
		const message = idempotency?.replayed ? await chats.findAnswer(person, turn) : await answerTurn(person, turn, run)
		if (!idempotency?.replayed) tellConversation?.(actor.userId, turn.conversationId, message.id)
		return toReply(person, message)
	}

	/** What happens to a stored answer after this never makes it a failed one. */
	async function answerTurn(person: Actor, turn: Turn, run: (actor: Actor) => Promise<TurnResult>): Promise<Message> {
		try {
			const result = await run(person)
			return await chats.closeTurn(person, turn, {
				content: result.text,
				toolCalls: result.calls.map(toToolCall),
				tasks: [...result.tasks],
				suggestions: [...result.suggestions],
				confirmationId: result.confirmation?.id ?? null,
				provider: model.name,
				memory: result.memory,
			})
		} catch (error) {
			await chats.failTurn(person, turn).catch(() => undefined)
			throw error
		}
	}

	async function toReply(actor: Actor, message: Message): Promise<ChatReply> {
		const { day_first, locale } = await settings.get(actor)
		const reader = { now: services.clock.local(actor.timeZone), dayFirst: day_first, locale }
		return {
			conversation_id: message.conversation_id,
			response: toResponse(message, reader),
			tool_calls: message.tool_calls,
			confirmation: message.confirmation,
			message,
		}
	}

	/** One turn of the model, after the call that the person has just allowed, where there is one. */
	async function converse(person: Actor, turn: Turn, allowed?: HeldCall): Promise<TurnResult> {
		const { day_first, week_start, locale } = await settings.get(person)
		const lists = await services.lists.all(person)
		const context: ModelContext = {
			now: services.clock.local(person.timeZone),
			timeZone: person.timeZone,
			dayFirst: day_first,
			locale,
			weekStart: week_start,
			lists: lists.map(({ name }) => name),
			operationId: turn.id,
			memory: await chats.memory(person, turn.conversationId),
		}
		const actor: Actor = { ...person, kind: 'assistant', detail: String(turn.conversationId), operationId: turn.id }
		const toolContext: ToolContext = { ...services, actor, dayFirst: day_first, locale }
		const history = await chats.newest(person, turn.conversationId, mostRemembered)
		const messages = history.map(toModelMessage)
		const before = allowed ? await runAllowed(toolContext, allowed) : undefined
		if (before) {
			messages.push({ role: 'assistant', text: '', calls: [before.call] })
			messages.push({ role: 'tool', ...before })
		}
		const hold = (call: ToolRequest, text: string) =>
			confirmations.ask(
				actor,
				{ conversationId: turn.conversationId, tool: call.name, arguments: call.arguments },
				text,
			)
		const signal = AbortSignal.timeout(60_000)
		for await (const event of runTurn({ model, tools, toolContext, context, messages, signal, hold })) {
			if (event.type !== 'done') continue
			const { result } = event
			const memory = result.memory === undefined ? context.memory : result.memory
			return { ...result, memory, calls: before ? [before, ...result.calls] : result.calls }
		}
		throw new Error('a turn ended without a result')
	}

	async function runAllowed(context: ToolContext, { tool: name, arguments: args }: HeldCall) {
		const call: ToolRequest = { id: allowedCall, name, arguments: toRecord(args) }
		const tool = tools.find((one) => one.name === name)
		if (!tool) throw new Error(`the tool ${name}, which was confirmed, is gone`)
		const outcome: ToolOutcome = await tool.run(context, args)
		return { call, outcome }
	}

	async function drop(person: Actor, turn: Turn): Promise<TurnResult> {
		const memory = await chats.memory(person, turn.conversationId)
		const text = 'All right, nothing was changed.'
		return { text, calls: [], tasks: [], suggestions: [], confirmation: null, memory }
	}

	/** The server reads the answer before any model sees it; only then is what was held done, once. */
	async function settle(actor: Actor, message: string, held: { id: string; answer: 'yes' | 'no' }): Promise<ChatReply> {
		const call = await confirmations.get(actor, held.id)
		const turn = await chats.openTurn(actor, message, call.conversationId, (operation) =>
			confirmations.settle(operation, held.id, held.answer),
		)
		return finish(actor, turn, (person) => (held.answer === 'yes' ? converse(person, turn, call) : drop(person, turn)))
	}

	return {
		/**
		 * @throws {DomainError} `CONVERSATION_NOT_FOUND`, `RATE_LIMITED`; `CONFLICT` where the same Idempotency-Key is still
		 * being answered.
		 */
		async answer(actor: Actor, message: string, conversationId: number | undefined): Promise<ChatReply> {
			await requireRoom(actor)
			const held = await readTypedAnswer(actor, message, conversationId)
			if (held) return settle(actor, message, held)
			const turn = await chats.openTurn(actor, message, conversationId)
			return finish(actor, turn, (person) => converse(person, turn))
		},

		/** Answers a question by its buttons. @throws {DomainError} `CONFIRMATION_NOT_FOUND`, `CONFLICT`, `RATE_LIMITED`. */
		async confirm(actor: Actor, id: string, answer: 'yes' | 'no'): Promise<ChatReply> {
			await requireRoom(actor)
			return settle(actor, answer === 'yes' ? 'Yes' : 'No', { id, answer })
		},
	}
}

const toModelMessage = ({ role, content }: Message): ModelMessage =>
	role === 'user' ? { role, text: content } : { role, text: content, calls: [] }

function toToolCall({ call, outcome }: { call: ToolRequest; outcome: ToolOutcome }): ToolCall {
	const { name, arguments: args } = call
	return { tool: name, name, arguments: args, parameters: args, result: toResult(outcome) }
}

function toResult(outcome: ToolOutcome): unknown {
	if (outcome.status === 'done') return outcome.result
	if (outcome.status === 'failed') return { error: outcome.error }
	return { status: 'needs_confirmation', confirmation_id: outcome.confirmation.id }
}

/** Arguments were an object when they were held. */
const toRecord = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
