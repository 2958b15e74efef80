import type { ChatReply, Message } from '@todo/contract'
import type { Actor } from '../actor.ts'
import { requireScopes } from '../actor.ts'
import type { Limits } from '../auth/limits.ts'
import type { ChatService } from '../chats/chat.service.ts'
import type { ConfirmationService } from '../chats/confirmation.service.ts'
import type { OpenTurn, Turn, TurnService } from '../chats/turn.service.ts'
import { DomainError } from '../errors.ts'
import type { UndoService } from '../changes/undo.service.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import type { Clock } from '../time/clock.ts'
import type { Converse, Spoken, Telling } from './converse.ts'
import { createFollow } from './following.ts'
import type { FollowDependencies } from './following.ts'
import { toResponse } from './response.ts'
import type { Happening, Run, Runs } from './runs.ts'
import { readYesOrNo } from './spoken-answer.ts'

export interface AssistantDependencies {
	readonly chats: ChatService
	readonly turns: TurnService
	readonly runs: Runs
	readonly confirmations: ConfirmationService
	readonly settings: Pick<SettingsService, 'get'>
	readonly undo: Pick<UndoService, 'undo'>
	readonly clock: Clock
	readonly converse: Converse
	readonly limits: Pick<Limits, 'take'>
	readonly toProblem: FollowDependencies['toProblem']
	/** Told when a conversation has moved on, with its newest message's number. */
	tellConversation(userId: string, conversationId: number, seq: number): void
}

/** A turn, and its run where it was begun just now and here. */
interface Begun {
	readonly turn: Turn
	readonly run?: Run
}

/** What a person says. */
export interface Said {
	readonly message: string
	readonly conversationId: number | undefined
	/** The number of the message that this one is said in place of. */
	readonly replaces: number | undefined
}

export type Assistant = ReturnType<typeof createAssistant>

const perMinute = { name: 'chat', most: 20, windowMs: 60_000 }

/** Answers what people say: stores it, lets the models work through the tools, stores the answer. */
export function createAssistant(dependencies: AssistantDependencies) {
	const { chats, turns, runs, confirmations, settings, undo, clock, converse, limits, tellConversation } = dependencies
	const { follow } = createFollow({ runs, turns, toReply, toProblem: dependencies.toProblem })

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
	async function readTypedAnswer(actor: Actor, { message, conversationId, replaces }: Said) {
		const answer = conversationId === undefined || replaces !== undefined ? undefined : readYesOrNo(message)
		if (conversationId === undefined || answer === undefined) return undefined
		const [last] = await chats.newest(actor, conversationId, 1)
		return last?.confirmation?.status === 'pending' ? { id: last.confirmation.id, answer } : undefined
	}

	/** Opens a turn and has it run; one that a repeated key has opened before runs, or is over, already. */
	async function begin(
		actor: Actor,
		opening: OpenTurn,
		work: (person: Actor, turn: Turn, telling: Telling) => Promise<Spoken>,
	): Promise<Begun> {
		const turn = await turns.open(actor, opening)
		const { idempotency, ...person } = actor
		if (idempotency?.replayed) return { turn }
		tellConversation(actor.userId, turn.conversationId, turn.messageId)
		const run = runs.start(person, turn, (telling) => work(person, turn, telling))
		const tell = ({ id }: Message) => tellConversation(actor.userId, turn.conversationId, id)
		run.answer.then(tell, () => undefined)
		return { turn, run }
	}

	/** The server reads a yes or no before any model sees it; only then is what was held done, once. */
	async function settle(actor: Actor, text: string, held: { id: string; answer: 'yes' | 'no' }): Promise<Begun> {
		const call = await confirmations.get(actor, held.id)
		const opening: OpenTurn = {
			text,
			conversationId: call.conversationId,
			alongside: (operation) => confirmations.settle(operation, held.id, held.answer),
		}
		return begin(actor, opening, (person, turn, telling) =>
			held.answer === 'yes' ? converse(person, turn, telling, call) : drop(person, turn),
		)
	}

	async function drop(person: Actor, turn: Turn): Promise<Spoken> {
		const memory = await chats.memory(person, turn.conversationId)
		const nothing = { toolCalls: [], tasks: [], suggestions: [], confirmationId: null, notice: null }
		const content = 'All right, nothing was changed.'
		return { ...nothing, content, provider: 'builtin', memory, tokens: { input: 0, output: 0 } }
	}

	/** What is said in another's place is said as if that had never been: what its turn and the later ones did, latest first. */
	async function findSuperseded(actor: Actor, { conversationId, replaces }: Said): Promise<string[]> {
		if (conversationId === undefined || replaces === undefined) return []
		requireScopes(actor, 'tasks:write', 'tasks:delete')
		const later = (await chats.messages(actor, conversationId)).filter(({ id }) => id > replaces)
		return later
			.toReversed()
			.flatMap(({ operation_id, undone_by }) => (operation_id === null || undone_by !== null ? [] : [operation_id]))
	}

	async function takeBack(person: Actor, operations: readonly string[]): Promise<void> {
		for (const operation of operations) {
			await undo.undo(person, operation).catch((error: unknown) => {
				if (!(error instanceof DomainError) || error.code !== 'NOTHING_TO_UNDO') throw error
			})
		}
	}

	async function say(actor: Actor, said: Said): Promise<Begun> {
		await requireRoom(actor)
		const held = await readTypedAnswer(actor, said)
		if (held) return settle(actor, said.message, held)
		const superseded = await findSuperseded(actor, said)
		const { message: text, conversationId, replaces } = said
		return begin(actor, { text, conversationId, replaces }, async (person, turn, telling) => {
			await takeBack(person, superseded)
			return converse(person, turn, telling)
		})
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

	/** Waits for the end. @throws {DomainError} `CONFLICT` where the turn of a repeated key still runs. */
	async function finish(actor: Actor, { turn, run }: Begun): Promise<ChatReply> {
		const person = toPerson(actor)
		return toReply(person, await (run?.answer ?? turns.findAnswer(person, turn)))
	}

	return {
		/**
		 * @throws {DomainError} `CONVERSATION_NOT_FOUND`, `RATE_LIMITED`; `CONFLICT` where the same Idempotency-Key is still
		 * being answered.
		 */
		answer: async (actor: Actor, said: Said): Promise<ChatReply> => finish(actor, await say(actor, said)),

		/** The same, told as it happens: the turn goes on though nobody may listen. */
		async stream(actor: Actor, said: Said, signal: AbortSignal): Promise<AsyncGenerator<Happening>> {
			return follow(toPerson(actor), (await say(actor, said)).turn.id, 0, signal)
		},

		/** Answers a question by its buttons. @throws {DomainError} `CONFIRMATION_NOT_FOUND`, `CONFLICT`, `RATE_LIMITED`. */
		async confirm(actor: Actor, id: string, answer: 'yes' | 'no'): Promise<ChatReply> {
			await requireRoom(actor)
			return finish(actor, await settle(actor, answer === 'yes' ? 'Yes' : 'No', { id, answer }))
		},

		follow,

		/** @throws {DomainError} `TURN_NOT_FOUND` */
		async stop(actor: Actor, turnId: string): Promise<void> {
			await turns.read(actor, turnId)
			runs.find(actor.userId, turnId)?.stop('person')
			await turns.askStop(actor, turnId)
		},

		/** Lets the turns of this process end within that time. */
		close: (graceMs: number) => runs.close(graceMs),
	}
}

/** The key of a request belongs to the opening of its turn alone. */
function toPerson(actor: Actor): Actor {
	const { idempotency: _key, ...person } = actor
	return person
}
