/** Which completed tasks: all, or those of one list or tag. */
export interface CompletedFilter {
	list?: number
	tag?: string
	limit: number
}

/** Every key of the query cache, in one place. */
export const queryKeys = {
	me: ['me'] as const,
	health: ['health'] as const,
	settings: ['settings'] as const,
	pending: ['tasks', 'pending'] as const,
	anyCompleted: ['tasks', 'completed'] as const,
	completed: (filter: CompletedFilter) => ['tasks', 'completed', filter] as const,
	anyCompletions: ['completions'] as const,
	completions: (limit: number) => ['completions', limit] as const,
	anySubtasks: ['tasks', 'subtasks'] as const,
	subtasks: (id: number) => ['tasks', 'subtasks', id] as const,
	anySearch: ['tasks', 'search'] as const,
	search: (text: string) => ['tasks', 'search', text] as const,
	trash: ['trash'] as const,
	lists: ['lists'] as const,
	sections: ['sections'] as const,
	tags: ['tags'] as const,
	history: ['history'] as const,
	conversations: ['conversations'] as const,
	assistant: ['assistant'] as const,
	anyMessages: ['messages'] as const,
	messages: (id: number) => ['messages', id] as const,
	sessions: ['sessions'] as const,
	keys: ['keys'] as const,
	calendar: ['calendar'] as const,
}
