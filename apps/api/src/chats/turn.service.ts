import type { Message, Notice, Suggestion, Task, ToolCall } from '@todo/contract'
import type { Actor } from '../actor.ts'
import { undoStore } from '../changes/undo.store.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database, Tx } from '../database/database.ts'
import { DomainError, notFound, raise } from '../errors.ts'
import { toConversationTitle } from './chat.rules.ts'
import { conversationStore as conversations } from './conversation.store.ts'
import { messageStore as messages } from './message.store.ts'
import { requireConversation } from './require-conversation.ts'
import { toAssistantsMessage, toPersonsMessage } from './turn-messages.ts'
import { turnStore as turns } from './turn.store.ts'
import type { TurnEnd } from './turn.store.ts'

export interface TurnDependencies {
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
	/** What it cost, where a model elsewhere answered. */
	tokens: { readonly input: number; readonly output: number }
}

export interface OpenTurn {
	text: string
	/** A new conversation where none is named. */
	conversationId: number | undefined
	/** The person's message that this one is said in place of; it and what followed leave the conversation. */
	replaces?: number | undefined
	/** Happens with the storing, or neither does. */
	alongside?: (operation: Operation) => Promise<void>
}

/** How a turn stands. */
export interface TurnState {
	readonly conversationId: number
	readonly isOver: boolean
	/** Nobody works on it any more, and nobody has said so. */
	readonly isLeft: boolean
	readonly isStopping: boolean
}

export type TurnService = ReturnType<typeof createTurnService>

/** Whoever works on a turn says so every ten seconds; without a word for this long it has been left. */
export const leaseMs = 30_000
/** Answered for one person at once (TRUST §2.2.8). */
const mostAtOnce = 2

export function createTurnService({ database, operate, now, createId }: TurnDependencies) {
	const toLease = (at: number) => new Date(at + leaseMs).toISOString()

	async function requireRoom(tx: Tx, userId: string): Promise<void> {
		if ((await turns.countRunning(tx, userId, now().toISOString())) < mostAtOnce) return
		const words = `At most ${mostAtOnce} messages are answered at once: wait for one of them.`
		throw new DomainError('RATE_LIMITED', words, { retryAfter: 2 })
	}

	/** Stores a turn's one answer; where another is there already, that one stays. */
	async function end(
		actor: Actor,
		turn: Pick<Turn, 'id' | 'conversationId'>,
		status: TurnEnd,
		given?: Answer,
	): Promise<Message> {
		const messageId = await operate(
			actor,
			async (operation) => {
				const { tx, at } = operation
				const { memory } = await requireConversation(tx, actor.userId, turn.conversationId)
				const earlier = await turns.findAnswer(tx, actor.userId, turn.id)
				if (earlier) return earlier.id
				const id = operation.nextId('message')
				const changed = (await undoStore.ofOperation(tx, actor.userId, turn.id)).length > 0
				const answer = given ?? toInterruption(memory, changed)
				await conversations.setMemory(tx, actor.userId, turn.conversationId, answer.memory, operation)
				await messages.insert(tx, actor.userId, toAssistantsMessage(turn, id, { ...answer, changed }, at))
				const { provider, tokens } = answer
				await turns.end(tx, actor.userId, turn.id, { status, provider, ...tokens, at })
				return id
			},
			{ reserve: { message: 1 } },
		)
		return requireMessage(actor, turn.conversationId, messageId)
	}

	async function requireMessage(actor: Actor, conversationId: number, id: number): Promise<Message> {
		const [message] = await database.read((tx) => messages.newest(tx, actor.userId, conversationId, 1, now(), id))
		return message?.id === id ? message : raise(notFound('message', id))
	}

	async function read(actor: Pick<Actor, 'userId'>, id: string): Promise<TurnState> {
		const row = (await database.read((tx) => turns.find(tx, actor.userId, id))) ?? raise(notFound('turn'))
		const isOver = row.status !== 'running' && row.status !== 'stopping'
		const isLeft = !isOver && (row.lease_until === null || row.lease_until <= now().toISOString())
		return { conversationId: row.conversation_id, isOver, isLeft, isStopping: row.status === 'stopping' }
	}

	return {
		/**
		 * Stores what the person said. With an Idempotency-Key that was used before, answers the turn that it opened then.
		 * @throws {DomainError} `RATE_LIMITED` where as many are being answered as may be; `MESSAGE_NOT_FOUND` for `replaces`.
		 */
		open: (actor: Actor, { text, conversationId, replaces, alongside }: OpenTurn): Promise<Turn> =>
			operate(
				actor,
				async (operation) => {
					const { tx, at, version } = operation
					if (conversationId !== undefined) await requireConversation(tx, actor.userId, conversationId)
					await requireRoom(tx, actor.userId)
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
					if (replaces !== undefined) {
						if (!(await messages.isSaid(tx, actor.userId, id, replaces))) throw notFound('message', replaces)
						await messages.supersede(tx, actor.userId, id, replaces, turn.messageId)
					}
					await turns.insert(tx, actor.userId, {
						id: turn.id,
						conversationId: id,
						at,
						leaseUntil: toLease(Date.parse(at)),
					})
					await messages.insert(tx, actor.userId, toPersonsMessage(turn, text, at))
					return turn
				},
				{ reserve: { conversation: conversationId === undefined ? 1 : 0, message: 1 } },
			),

		/** Stores the answer. @throws {DomainError} `CONVERSATION_NOT_FOUND` where the conversation was deleted meanwhile. */
		close: (actor: Actor, turn: Turn, answer: Answer): Promise<Message> =>
			end(actor, turn, answer.notice?.kind === 'interrupted' ? 'interrupted' : 'done', answer),

		/** The turn ended without an answer; sending its Idempotency-Key again says so. */
		fail: (actor: Actor, turn: Turn): Promise<void> =>
			operate(actor, async ({ tx, at }) => {
				await turns.end(tx, actor.userId, turn.id, { status: 'failed', provider: null, input: 0, output: 0, at })
			}),

		/**
		 * The answer that a turn came to; one that failed, or was left by a process that ended, is answered by saying so:
		 * nothing is done twice. @throws {DomainError} `CONFLICT` while it is being answered.
		 */
		async findAnswer(actor: Actor, turn: Pick<Turn, 'id' | 'conversationId'>): Promise<Message> {
			const answer = await database.read((tx) => turns.findAnswer(tx, actor.userId, turn.id))
			if (answer) return requireMessage(actor, turn.conversationId, answer.id)
			const { isOver, isLeft } = await read(actor, turn.id)
			if (!isOver && !isLeft)
				throw new DomainError('CONFLICT', 'This message is still being answered.', { retryAfter: 1 })
			return end(actor, turn, 'interrupted')
		},

		/** @throws {DomainError} `TURN_NOT_FOUND` */
		read,

		/** Says that somebody works on it still. */
		renew: (userId: string, id: string): Promise<void> =>
			database.write((tx) => turns.renew(tx, userId, id, toLease(now().getTime()))),

		/** Whoever works on it, on whichever replica, ends it soon; one that is over stays as it is. */
		askStop: (actor: Actor, id: string): Promise<void> =>
			database.write((tx) => turns.askStop(tx, actor.userId, id, now().toISOString())),

		/** What happened, for those who follow from elsewhere or come back later: several events as one row, by the last one's number. */
		storeEvents: (userId: string, id: string, last: number, json: string): Promise<void> =>
			database.write((tx) => turns.insertEvents(tx, userId, id, { seq: last, event: json }, now().toISOString())),

		/** In order, as they were stored: the first of them may hold earlier ones too. */
		eventsAfter: async (userId: string, id: string, after: number): Promise<string[]> =>
			(await database.read((tx) => turns.eventsAfter(tx, userId, id, after))).map(({ event }) => event),
	}
}

const whatStands = (changed: boolean) =>
	changed
		? 'What I had done until then stands, and can be undone; tell me what is still missing.'
		: 'Nothing was changed: ask me again.'

const toInterruption = (memory: unknown, changed: boolean): Answer => ({
	content: `I was interrupted before I could answer. ${whatStands(changed)}`,
	toolCalls: [],
	tasks: [],
	suggestions: [],
	confirmationId: null,
	provider: null,
	notice: { kind: 'interrupted', text: 'The server ended while this was being answered.' },
	memory,
	tokens: { input: 0, output: 0 },
})
