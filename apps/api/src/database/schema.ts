import type { Colour } from '@todo/contract'

/**
 * Every table's columns as they come from and go to both databases: text and whole numbers only.
 * Instants are ISO 8601 text in UTC, booleans 0 or 1, JSON is text.
 */
export interface Schema {
	users: UserRow
	sessions: SessionRow
	accounts: AccountRow
	verifications: VerificationRow
	user_versions: UserVersionRow
	user_settings: SettingsRow
	lists: ListRow
	sections: SectionRow
	tasks: TaskRow
	task_tags: { user_id: string; task_id: number; tag: string }
	tags: { user_id: string; name: string; colour: Colour; created_at: string }
	reminders: ReminderRow
	completions: CompletionRow
	filters: FilterRow
	changes: ChangeRow
	conversations: ConversationRow
	messages: MessageRow
	turns: TurnRow
	turn_events: { user_id: string; turn_id: string; seq: number; event: string; created_at: string }
	confirmations: ConfirmationRow
	tool_calls: ToolCallRow
	api_keys: ApiKeyRow
	calendars: { user_id: string; id: string; created_at: string }
	socket_tickets: { hash: string; user_id: string; session_id: string | null; expires_at: string }
	push_subscriptions: PushSubscriptionRow
	deliveries: DeliveryRow
	idempotency_keys: { user_id: string; key: string; request_hash: string; body: string; created_at: string }
	rate_limits: { key: string; count: number; window_start: number }
	jobs: { name: string; lease_owner: string | null; lease_until: string | null; ran_at: string | null }
}

export interface UserRow {
	id: string
	name: string
	email: string
	email_verified: number
	image: string | null
	is_anonymous: number
	created_at: string
	updated_at: string
	last_seen_at: string | null
}

export interface SessionRow {
	id: string
	token: string
	user_id: string
	expires_at: string
	ip_address: string | null
	user_agent: string | null
	created_at: string
	updated_at: string
}

export interface AccountRow {
	id: string
	account_id: string
	provider_id: string
	user_id: string
	access_token: string | null
	refresh_token: string | null
	id_token: string | null
	access_token_expires_at: string | null
	refresh_token_expires_at: string | null
	scope: string | null
	password: string | null
	created_at: string
	updated_at: string
}

export interface VerificationRow {
	id: string
	identifier: string
	value: string
	expires_at: string
	created_at: string
	updated_at: string
}

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

export interface SettingsRow {
	user_id: string
	time_zone: string
	locale: string
	theme: 'system' | 'light' | 'dark'
	week_start: 'monday' | 'sunday' | 'saturday'
	day_first: number
	default_list_id: number | null
	version: number
}

interface Entity {
	user_id: string
	id: number
	version: number
	created_at: string
	updated_at: string
	deleted_at: string | null
}

export interface ListRow extends Entity {
	client_id: string | null
	name: string
	colour: Colour
	position: number
}

export interface SectionRow extends Entity {
	list_id: number
	name: string
	position: number
}

export interface TaskRow extends Entity {
	client_id: string | null
	title: string
	description: string | null
	/** Title, description and tags, folded for search: NFKC, lower case. */
	search_text: string
	completed: number
	/** 0 none, 1 low, 2 medium, 3 high. */
	priority: number
	due_date: string | null
	time_zone: string | null
	/** The due time as an instant; null where only a day is due. */
	due_at: string | null
	recurrence: string | null
	repeat_from: 'due' | 'completion'
	/** The first due date of the series, which fixes the day of the month. */
	series_start: string | null
	/** JSON of the wire's reminders; the table `reminders` holds when they fire. */
	reminders: string
	/** JSON of the wire's tags; the table `task_tags` is for filters. */
	tags: string
	list_id: number | null
	section_id: number | null
	parent_id: number | null
	position: number
	completed_at: string | null
}

export interface ReminderRow {
	user_id: string
	task_id: number
	n: number
	fires_at: string
}

/** A finished occurrence of a recurring task. */
export interface CompletionRow {
	user_id: string
	task_id: number
	n: number
	due_date: string | null
	recurrence: string | null
	completed_at: string
	version: number
}

export interface FilterRow extends Entity {
	name: string
	query: string
	position: number
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

export interface ApiKeyRow {
	user_id: string
	id: string
	name: string
	hash: string
	scopes: string
	created_at: string
	expires_at: string | null
	last_used_at: string | null
	revoked_at: string | null
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
