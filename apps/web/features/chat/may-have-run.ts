import { ApiError } from '@todo/contract'

/**
 * Whether a message that got no answer may have been acted on, or still is. It is then said again with the same
 * Idempotency-Key, which answers what came of it instead of doing it twice. Where the API itself refused, that key would
 * only ever repeat the refusal.
 */
export function mayHaveRun(error: unknown): boolean {
	if (!(error instanceof ApiError)) return true
	const { status, code } = error.problem
	return status === 502 || status === 504 || code === 'UNREADABLE_ANSWER' || code === 'CONFLICT'
}
