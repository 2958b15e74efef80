import type { Problem } from '@todo/contract'
import type { ErrorCode } from '../errors.ts'
import { DomainError } from '../errors.ts'
import { DatabaseUnavailable, UniqueViolation } from '../database/database.ts'

/** What each code means over HTTP. A new code does not compile until it stands here. */
export const httpStatus = {
	VALIDATION_ERROR: 422,
	UNREADABLE_BODY: 400,
	AUTH_UNAUTHORIZED: 401,
	AUTH_INVALID_CREDENTIALS: 401,
	AUTH_FORBIDDEN: 403,
	AUTH_SIGN_UP_CLOSED: 403,
	AUTH_GUESTS_OFF: 401,
	AUTH_EMAIL_TAKEN: 409,
	ORIGIN_FORBIDDEN: 403,
	SCOPE_MISSING: 403,
	ROUTE_NOT_FOUND: 404,
	METHOD_NOT_ALLOWED: 405,
	TASK_NOT_FOUND: 404,
	LIST_NOT_FOUND: 404,
	SECTION_NOT_FOUND: 404,
	TAG_NOT_FOUND: 404,
	CONVERSATION_NOT_FOUND: 404,
	MESSAGE_NOT_FOUND: 404,
	TURN_NOT_FOUND: 404,
	OPERATION_NOT_FOUND: 404,
	SESSION_NOT_FOUND: 404,
	KEY_NOT_FOUND: 404,
	CALENDAR_NOT_FOUND: 404,
	CONFIRMATION_NOT_FOUND: 404,
	NOTHING_TO_UNDO: 409,
	CONFLICT: 409,
	RESYNC_REQUIRED: 410,
	PRECONDITION_FAILED: 412,
	BODY_TOO_LARGE: 413,
	HEADERS_TOO_LARGE: 431,
	REQUEST_TIMEOUT: 408,
	UPGRADE_REQUIRED: 426,
	MEDIA_TYPE_UNSUPPORTED: 415,
	IDEMPOTENCY_KEY_REUSED: 422,
	RATE_LIMITED: 429,
	BUSY: 503,
	DATABASE_UNAVAILABLE: 503,
	STORAGE_FULL: 507,
	DRAINING: 503,
	MAIL_NOT_SET_UP: 503,
	INTERNAL_ERROR: 500,
} satisfies Record<ErrorCode, number>

/** The title that RFC 9457 asks for: the same for every problem of a code. */
const toTitle = (code: ErrorCode) => {
	const words = code
		.toLowerCase()
		.replaceAll('_', ' ')
		.replace(/^auth /, '')
	return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Whatever was thrown, in the codes that clients know; a surprise becomes `INTERNAL_ERROR`, without its message. */
export function toDomainError(error: unknown): DomainError {
	if (error instanceof DomainError) return error
	if (error instanceof DatabaseUnavailable) {
		return error.reason === 'full'
			? new DomainError('STORAGE_FULL', 'The server has no room left to store this.', { cause: error, retryAfter: 60 })
			: new DomainError('DATABASE_UNAVAILABLE', 'The database does not answer just now.', {
					cause: error,
					retryAfter: 2,
				})
	}
	if (error instanceof UniqueViolation) return new DomainError('CONFLICT', 'This exists already.', { cause: error })
	return (
		fromFastify(error) ?? new DomainError('INTERNAL_ERROR', 'Something went wrong on the server.', { cause: error })
	)
}

/** Fastify's own refusals, before a handler ran. */
function fromFastify(error: unknown): DomainError | undefined {
	if (!(error instanceof Error) || !('statusCode' in error)) return undefined
	const { statusCode } = error
	if (statusCode === 413)
		return new DomainError('BODY_TOO_LARGE', 'The body is larger than this endpoint takes.', { cause: error })
	if (statusCode === 414)
		return new DomainError('ROUTE_NOT_FOUND', 'Nothing here has so long a name.', { cause: error })
	if (statusCode === 415)
		return new DomainError('MEDIA_TYPE_UNSUPPORTED', 'Send the body as application/json.', { cause: error })
	if (statusCode === 400)
		return new DomainError('UNREADABLE_BODY', `The request can't be read: ${error.message}`, { cause: error })
	if (statusCode === 503) return new DomainError('BUSY', 'The server is busy.', { cause: error, retryAfter: 1 })
	return undefined
}

export function toProblem(error: DomainError): Problem {
	const status = httpStatus[error.code]
	return {
		type: `/api/docs#${error.code}`,
		title: toTitle(error.code),
		status,
		code: error.code,
		detail: error.message,
		...(error.errors ? { errors: error.errors } : {}),
	}
}
