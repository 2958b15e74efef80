import type { Colour } from '@todo/contract'
import type { UserRow, SessionRow, AccountRow, VerificationRow, SettingsRow, ApiKeyRow } from './rows/accounts.ts'
import type { ListRow, SectionRow, TaskRow, ReminderRow, CompletionRow, FilterRow } from './rows/tasks.ts'
import type { ConversationRow, MessageRow, TurnRow, ConfirmationRow, ToolCallRow } from './rows/assistant.ts'
import type { UserVersionRow, ChangeRow, PushSubscriptionRow, DeliveryRow } from './rows/machinery.ts'

export type * from './rows/accounts.ts'
export type * from './rows/tasks.ts'
export type * from './rows/assistant.ts'
export type * from './rows/machinery.ts'

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
