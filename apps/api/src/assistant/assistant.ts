import type { ChatReply, Message } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Limits } from '../auth/limits.ts'
import type { ChatService, Turn } from '../chats/chat.service.ts'
import type { ConfirmationService, HeldCall } from '../chats/confirmation.service.ts'
import { DomainError } from '../errors.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import type { Converse, Spoken } from './converse.ts'
import { toResponse } from './response.ts'
import { readYesOrNo } from './spoken-answer.ts'
import type { Clock } from '../time/clock.ts'

export interface AssistantDependencies {
	readonly chats: ChatService
	readonly confirmations: ConfirmationService
	readonly settings: Pick<SettingsService, 'get'>
	readonly clock: Clock
	readonly converse: Converse
	/** Milliseconds that one answer may take. */
	readonly turnMs: number
	readonly limits: Pick<Limits, 'take'>
	/** Told when a conversation has moved on, with its newest message's number. */
	tellConversation?: ((userId: string, conversationId: number, seq: number) => void) | undefined
}

export type Assistant = ReturnType<typeof createAssistant>

const perMinute = { name: 'chat', most: 20, windowMs: 60_000 }

/** Answers what people say: stores it, lets the models work through the tools, stores the answer. */
export function createAssistant(dependencies: AssistantDependencies) {
	const { chats, confirmations, settings, clock, converse, turnMs, limits, tellConversation } = dependencies

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
	async function finish(actor: Actor, turn: Turn, run: (actor: Actor) => Promise<Spoken>): Promise<ChatReply> {
		const { idempotency, ...person } = actor
		const message = idempotency?.replayed ? await chats.findAnswer(person, turn) : await answerTurn(person, turn, run)
		if (!idempotency?.replayed) tellConversation?.(actor.userId, turn.conversationId, message.id)
		return toReply(person, message)
	}

	/** What happens to a stored answer after this never makes it a failed one. */
	async function answerTurn(person: Actor, turn: Turn, run: (actor: Actor) => Promise<Spoken>): Promise<Message> {
		try {
			return await chats.closeTurn(person, turn, await run(person))
		} catch (error) {
			await chats.failTurn(person, turn).catch(() => undefined)
			throw error
		}
	}

	async function toReply(actor: Actor, message: Message): Promise<ChatReply> {
		const { day_first, locale } = await settings.get(actor)
		const reader = { now: clock.local(actor.timeZone), dayFirst: day_first, locale }
		return {
			conversation_id: message.conversation_id,
			response: toResponse(message, reader),
			tool_calls: message.tool_calls,
			confirmation: message.confirmation,
			message,
		}
	}

	async function drop(person: Actor, turn: Turn): Promise<Spoken> {
		const memory = await chats.memory(person, turn.conversationId)
		const nothing = { toolCalls: [], tasks: [], suggestions: [], confirmationId: null, notice: null }
		const content = 'All right, nothing was changed.'
		return { ...nothing, content, provider: 'builtin', memory, tokens: { input: 0, output: 0 } }
	}

	const say = (person: Actor, turn: Turn, allowed?: HeldCall) =>
		converse(person, turn, { signal: AbortSignal.timeout(turnMs), tell: () => undefined }, allowed)

	/** The server reads the answer before any model sees it; only then is what was held done, once. */
	async function settle(actor: Actor, message: string, held: { id: string; answer: 'yes' | 'no' }): Promise<ChatReply> {
		const call = await confirmations.get(actor, held.id)
		const turn = await chats.openTurn(actor, message, call.conversationId, (operation) =>
			confirmations.settle(operation, held.id, held.answer),
		)
		return finish(actor, turn, (person) => (held.answer === 'yes' ? say(person, turn, call) : drop(person, turn)))
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
			return finish(actor, turn, (person) => say(person, turn))
		},

		/** Answers a question by its buttons. @throws {DomainError} `CONFIRMATION_NOT_FOUND`, `CONFLICT`, `RATE_LIMITED`. */
		async confirm(actor: Actor, id: string, answer: 'yes' | 'no'): Promise<ChatReply> {
			await requireRoom(actor)
			return settle(actor, answer === 'yes' ? 'Yes' : 'No', { id, answer })
		},
	}
}
