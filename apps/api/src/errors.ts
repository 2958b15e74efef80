/** Stable codes; each door (HTTP, WebSocket, MCP, chat) says in a table of its own what they mean there. */
export type ErrorCode =
	| 'VALIDATION_ERROR'
	| 'UNREADABLE_BODY'
	| 'AUTH_UNAUTHORIZED'
	| 'AUTH_FORBIDDEN'
	| 'AUTH_INVALID_CREDENTIALS'
	| 'AUTH_SIGN_UP_CLOSED'
	| 'AUTH_GUESTS_OFF'
	| 'AUTH_EMAIL_TAKEN'
	| 'ORIGIN_FORBIDDEN'
	| 'SCOPE_MISSING'
	| 'ROUTE_NOT_FOUND'
	| 'METHOD_NOT_ALLOWED'
	| 'TASK_NOT_FOUND'
	| 'LIST_NOT_FOUND'
	| 'SECTION_NOT_FOUND'
	| 'TAG_NOT_FOUND'
	| 'CONVERSATION_NOT_FOUND'
	| 'MESSAGE_NOT_FOUND'
	| 'TURN_NOT_FOUND'
	| 'OPERATION_NOT_FOUND'
	| 'SESSION_NOT_FOUND'
	| 'KEY_NOT_FOUND'
	| 'CALENDAR_NOT_FOUND'
	| 'CONFIRMATION_NOT_FOUND'
	| 'NOTHING_TO_UNDO'
	| 'CONFLICT'
	| 'RESYNC_REQUIRED'
	| 'PRECONDITION_FAILED'
	| 'BODY_TOO_LARGE'
	| 'HEADERS_TOO_LARGE'
	| 'REQUEST_TIMEOUT'
	| 'UPGRADE_REQUIRED'
	| 'MEDIA_TYPE_UNSUPPORTED'
	| 'IDEMPOTENCY_KEY_REUSED'
	| 'RATE_LIMITED'
	| 'BUSY'
	| 'DATABASE_UNAVAILABLE'
	| 'STORAGE_FULL'
	| 'DRAINING'
	| 'MAIL_NOT_SET_UP'
	| 'INTERNAL_ERROR'

export interface FieldError {
	/** Where it stands: `body`, `query`, `path` or `header`, then names and indexes. */
	loc: (string | number)[]
	/** The name a person would call it by: `title`, `tags.0`. */
	field: string
	/** What would be right: "must have at most 200 characters". */
	message: string
}

/** Something the caller did or asked for that can't be; its words may be shown to people. */
export class DomainError extends Error {
	readonly code: ErrorCode
	readonly errors: FieldError[] | undefined
	/** Seconds after which trying again makes sense. */
	readonly retryAfter: number | undefined

	constructor(
		code: ErrorCode,
		detail: string,
		options: { errors?: FieldError[]; retryAfter?: number; cause?: unknown } = {},
	) {
		super(detail, options.cause === undefined ? undefined : { cause: options.cause })
		this.name = 'DomainError'
		this.code = code
		this.errors = options.errors
		this.retryAfter = options.retryAfter
	}
}

type Noun =
	| 'task'
	| 'list'
	| 'section'
	| 'tag'
	| 'conversation'
	| 'message'
	| 'turn'
	| 'operation'
	| 'session'
	| 'key'
	| 'calendar'
	| 'confirmation'

const missing = {
	task: 'TASK_NOT_FOUND',
	list: 'LIST_NOT_FOUND',
	section: 'SECTION_NOT_FOUND',
	tag: 'TAG_NOT_FOUND',
	conversation: 'CONVERSATION_NOT_FOUND',
	message: 'MESSAGE_NOT_FOUND',
	turn: 'TURN_NOT_FOUND',
	operation: 'OPERATION_NOT_FOUND',
	session: 'SESSION_NOT_FOUND',
	key: 'KEY_NOT_FOUND',
	calendar: 'CALENDAR_NOT_FOUND',
	confirmation: 'CONFIRMATION_NOT_FOUND',
} satisfies Record<Noun, ErrorCode>

/** "Task not found": said of what does not exist and of what is somebody else's alike. */
export function notFound(noun: Noun, id?: number | string): DomainError {
	const name = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
	return new DomainError(missing[noun], id === undefined ? `${name} not found` : `${name} not found: ${id}`)
}

/** A field that is well formed but can't be: a list that does not exist, a rule without a date. */
export function invalid(field: string, message: string, where: 'body' | 'query' = 'body'): DomainError {
	return new DomainError('VALIDATION_ERROR', `${field} ${message}`, {
		errors: [
			{ loc: [where, ...field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))], field, message },
		],
	})
}

export function raise(error: Error): never {
	throw error
}
