import type { NewMessage } from './message.store.ts'
import type { Answer, Turn } from './turn.service.ts'

/** What the person said, as a row. */
export function toPersonsMessage(turn: Turn, content: string, created_at: string): NewMessage {
	return {
		id: turn.messageId,
		conversation_id: turn.conversationId,
		role: 'user',
		content,
		tool_calls: [],
		tasks: [],
		suggestions: [],
		operation_id: null,
		provider: null,
		notice: null,
		turn_id: turn.id,
		confirmation_id: null,
		created_at,
	}
}

/** What a turn came to, as a row. */
export function toAssistantsMessage(
	turn: Pick<Turn, 'id' | 'conversationId'>,
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
