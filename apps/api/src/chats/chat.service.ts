import type { Conversation, Message, Notice, Suggestion, Task, ToolCall } from '@todo/contract'
import type { Actor } from '../actor.ts'
import { undoStore } from '../changes/undo.store.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database, Tx } from '../database/database.ts'
import { DomainError, notFound, raise } from '../errors.ts'
import { toConversationTitle } from './chat.rules.ts'
import { conversationStore as conversations } from './conversation.store.ts'
import type { StoredConversation } from './conversation.store.ts'
import { messageStore as messages } from './message.store.ts'
import type { NewMessage } from './message.store.ts'

export interface ChatDependencies {
	database: Database
	operate: Operate
	now: () => Date
	createId: () => string
}

/** A turn that has begun: the person's message is stored, the answer is not. */
export interface Turn {
	/** Also the operation that everything the turn changes belongs to. */
	id: string
	conversationId: number
	/** The number of the person's message. */
	messageId: number
}

export interface Answer {
	content: string
	toolCalls: ToolCall[]
	tasks: Task[]
	suggestions: Suggestion[]
	confirmationId: string | null
	provider: string | null
	notice: Notice | null
	memory: unknown
}

export type ChatService = ReturnType<typeof createChatService>

const mostShown = 500

/** A turn that runs for longer has been left by a process that is no more: a model gets one minute. */
const longestTurnMs = 120_000

const interrupted =
	'I was interrupted before I could answer. What I had done until then stands, and can be undone; tell me what is still missing.'

export function createChatService({ database, operate, now, createId }: ChatDependencies) {
	/** The newest messages of a conversation, oldest first. */
	const newest = (actor: Actor, id: number, most: number): Promise<Message[]> =>
		database.read(async (tx) => {
			await requireConversation(tx, actor.userId, id)
			return messages.newest(tx, actor.userId, id, most, now())
		})

	return {
		list: (actor: Actor): Promise<Conversation[]> => database.read((tx) => conversations.all(tx, actor.userId)),

		newest,

		messages: (actor: Actor, id: number): Promise<Message[]> => newest(actor, id, mostShown),

		/** What the assistant remembered at the end of the last turn. */
		memory: (actor: Actor, id: number): Promise<unknown> =>
			database.read(async (tx) => (await requireConversation(tx, actor.userId, id)).memory),

		rename: (actor: Actor, id: number, title: string): Promise<Conversation> =>
			operate(actor, async (operation) => {
				const { memory: _memory, ...before } = await requireConversation(operation.tx, actor.userId, id)
				if (before.title === title) return before
				await conversations.setTitle(operation.tx, actor.userId, id, title, operation.version)
				await operation.record({
					action: 'update',
					entity: 'conversation',
					entityId: id,
					before: { title: before.title },
					after: { title },
				})
				return { ...before, title }
			}),

		/** For ever, with its messages: words said to the assistant do not wait in a trash. */
		remove: (actor: Actor, id: number): Promise<void> =>
			operate(actor, async (operation) => {
				const { title } = await requireConversation(operation.tx, actor.userId, id)
				await conversations.remove(operation.tx, actor.userId, id)
				await operation.record({
					action: 'purge',
					entity: 'conversation',
					entityId: id,
					before: { title },
					after: null,
				})
			}),

		/**
		 * Stores what the person said, in a new conversation where none is named. With an Idempotency-Key that was used
		 * before, answers the turn that it opened then; `alongside` happens with the storing, or neither does.
		 */
		openTurn: (
			actor: Actor,
			text: string,
			conversationId: number | undefined,
			alongside?: (operation: Operation) => Promise<void>,
		): Promise<Turn> =>
			operate(
				actor,
				async (operation) => {
					const { tx, at, version } = operation
					if (conversationId !== undefined) await requireConversation(tx, actor.userId, conversationId)
					const id = conversationId ?? operation.nextId('conversation')
					if (conversationId === undefined) {
						const conversation = { id, title: toConversationTitle(text), created_at: at, updated_at: at }
						await conversations.insert(tx, actor.userId, conversation, version)
						await operation.record({
							action: 'create',
							entity: 'conversation',
							entityId: id,
							before: null,
							after: conversation,
						})
					}
					await alongside?.(operation)
					const turn = { id: createId(), conversationId: id, messageId: operation.nextId('message') }
					await messages.insertTurn(tx, actor.userId, { id: turn.id, conversationId: id, at })
					await messages.insert(tx, actor.userId, toPersonsMessage(turn, text, at))
					return turn
				},
				{ reserve: { conversation: conversationId === undefined ? 1 : 0, message: 1 } },
			),

		/** Stores the answer. @throws {DomainError} `CONVERSATION_NOT_FOUND` where the conversation was deleted meanwhile. */
		closeTurn: (actor: Actor, turn: Turn, answer: Answer): Promise<Message> => endTurn(actor, turn, 'done', answer),

		/** The turn ended without an answer; sending its Idempotency-Key again says so. */
		failTurn: (actor: Actor, turn: Turn): Promise<void> =>
			operate(actor, async ({ tx, at }) => {
				await messages.endTurn(tx, actor.userId, turn.id, { status: 'failed', provider: null, at })
			}),

		/**
		 * The answer that a turn came to; one that failed, or was left by a process that ended, is answered by saying so:
		 * nothing is done twice. @throws {DomainError} `CONFLICT` while it is being answered.
		 */
		async findAnswer(actor: Actor, turn: Turn): Promise<Message> {
			const { answer, begun } = await database.read(async (tx) => ({
				answer: await messages.findAnswer(tx, actor.userId, turn.id),
				begun: await messages.findTurn(tx, actor.userId, turn.id),
			}))
			if (answer) return requireMessage(actor, turn.conversationId, answer.id)
			const oldest = new Date(now().getTime() - longestTurnMs).toISOString()
			if (begun?.status === 'running' && begun.created_at > oldest)
				throw new DomainError('CONFLICT', 'This message is still being answered.', { retryAfter: 1 })
			return endTurn(actor, turn, 'failed')
		},
	}

	/** Stores a turn's one answer; where another is there already, that one stays. */
	async function endTurn(actor: Actor, turn: Turn, status: 'done' | 'failed', given?: Answer): Promise<Message> {
		const messageId = await operate(
			actor,
			async (operation) => {
				const { tx, at } = operation
				const { memory } = await requireConversation(tx, actor.userId, turn.conversationId)
				const earlier = await messages.findAnswer(tx, actor.userId, turn.id)
				if (earlier) return earlier.id
				const id = operation.nextId('message')
				const answer = given ?? toInterruption(memory)
				await conversations.setMemory(tx, actor.userId, turn.conversationId, answer.memory, operation)
				const changed = (await undoStore.ofOperation(tx, actor.userId, turn.id)).length > 0
				await messages.insert(tx, actor.userId, toAssistantsMessage(turn, id, { ...answer, changed }, at))
				await messages.endTurn(tx, actor.userId, turn.id, { status, provider: answer.provider, at })
				return id
			},
			{ reserve: { message: 1 } },
		)
		return requireMessage(actor, turn.conversationId, messageId)
	}

	async function requireMessage(actor: Actor, conversationId: number, id: number): Promise<Message> {
		const [message] = await database.read((tx) => messages.newest(tx, actor.userId, conversationId, 1, now(), id))
		return message ?? raise(notFound('message', id))
	}
}

async function requireConversation(tx: Tx, userId: string, id: number): Promise<StoredConversation> {
	return (await conversations.find(tx, userId, id)) ?? raise(notFound('conversation', id))
}

const nothingElse = { tool_calls: [], tasks: [], suggestions: [], operation_id: null, provider: null, notice: null }

const toInterruption = (memory: unknown): Answer => ({
	content: interrupted,
	toolCalls: [],
	tasks: [],
	suggestions: [],
	confirmationId: null,
	provider: null,
	notice: null,
	memory,
})

function toPersonsMessage(turn: Turn, content: string, created_at: string): NewMessage {
	return {
		...nothingElse,
		id: turn.messageId,
		conversation_id: turn.conversationId,
		role: 'user',
		content,
		turn_id: turn.id,
		confirmation_id: null,
		created_at,
	}
}

function toAssistantsMessage(
	turn: Turn,
	id: number,
	answer: Answer & { changed: boolean },
	created_at: string,
): NewMessage {
	return {
		id,
		conversation_id: turn.conversationId,
		role: 'assistant',
		content: answer.content,
		tool_calls: answer.toolCalls,
		tasks: answer.tasks,
		suggestions: answer.suggestions,
		operation_id: answer.changed ? turn.id : null,
		provider: answer.provider,
		notice: answer.notice,
		turn_id: turn.id,
		confirmation_id: answer.confirmationId,
		created_at,
	}
}
