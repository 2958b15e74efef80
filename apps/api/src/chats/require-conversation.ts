import type { Tx } from '../database/database.ts'
import { notFound, raise } from '../errors.ts'
import { conversationStore as conversations } from './conversation.store.ts'
import type { StoredConversation } from './conversation.store.ts'

/** @throws {DomainError} `CONVERSATION_NOT_FOUND` where this person has none of that number. */
export async function requireConversation(tx: Tx, userId: string, id: number): Promise<StoredConversation> {
	return (await conversations.find(tx, userId, id)) ?? raise(notFound('conversation', id))
}
