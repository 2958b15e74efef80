/** One row per user: the version that orders everything, and the last number given out of each kind. */
export interface UserVersionRow {
	user_id: string
	version: number
	last_task_id: number
	last_list_id: number
	last_section_id: number
	last_filter_id: number
	last_conversation_id: number
	last_message_id: number
	/** Changes up to this version are no longer kept. */
	pruned_version: number
}

export interface ChangeRow {
	user_id: string
	version: number
	n: number
	operation_id: string
	/** The operation that this one reversed. */
	undoes: string | null
	at: string
	actor: 'person' | 'assistant' | 'api_key' | 'mcp' | 'system'
	actor_detail: string | null
	action: 'create' | 'update' | 'delete' | 'restore' | 'purge'
	entity: 'task' | 'list' | 'section' | 'tag' | 'settings' | 'completion' | 'conversation' | 'account'
	entity_id: string
	before: string | null
	after: string | null
}

export interface PushSubscriptionRow {
	user_id: string
	id: string
	endpoint: string
	keys: string
	created_at: string
}

export interface DeliveryRow {
	user_id: string
	task_id: number
	fires_at: string
	channel: string
	status: string
	attempts: number
	lease_owner: string | null
	lease_until: string | null
}
