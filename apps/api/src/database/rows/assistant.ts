import type { Entity } from './tasks.ts'

export interface ConversationRow extends Entity {
	title: string
	/** JSON of what the built-in assistant remembers between turns. */
	memory: string | null
}

export interface MessageRow {
	user_id: string
	id: number
	conversation_id: number
	role: 'user' | 'assistant'
	content: string
	tool_calls: string
	tasks: string
	suggestions: string
	operation_id: string | null
	/** The turn that the message opened or closed. */
	turn_id: string | null
	confirmation_id: string | null
	provider: string | null
	/** JSON. */
	notice: string | null
	/** The person's message that was said in place of this one, and of all that followed it. */
	superseded_by: number | null
	created_at: string
}

export interface TurnRow {
	user_id: string
	id: string
	conversation_id: number
	status: string
	provider: string | null
	input_tokens: number
	output_tokens: number
	lease_until: string | null
	created_at: string
	updated_at: string
}

export interface ConfirmationRow {
	user_id: string
	id: string
	conversation_id: number
	tool: string
	arguments: string
	arguments_hash: string
	text: string
	status: string
	expires_at: string
	created_at: string
}

export interface ToolCallRow {
	user_id: string
	turn_id: string
	n: number
	tool: string
	arguments: string
	result: string
	created_at: string
}
