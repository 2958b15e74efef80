import type { Conversation, Message } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Operate } from '../changes/operation.ts'
import type { Database } from '../database/database.ts'
import { conversationStore as conversations } from './conversation.store.ts'
import { messageStore as messages } from './message.store.ts'
import { requireConversation } from './require-conversation.ts'

export interface ChatDependencies {
	database: Database
	operate: Operate
	now: () => Date
}

export type ChatService = ReturnType<typeof createChatService>

const mostShown = 500

export function createChatService({ database, operate, now }: ChatDependencies) {
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
	}
}
