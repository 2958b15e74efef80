import { APICallError } from '@ai-sdk/provider'
import { ModelFailure } from '../../model.ts'

/** Whatever went wrong while a model elsewhere was asked. */
export function toModelFailure(error: unknown): ModelFailure {
	if (error instanceof ModelFailure) return error
	const known = findModelFailure(error)
	if (known) return known
	if (APICallError.isInstance(error)) return fromStatus(error)
	if (isNetworkError(error)) return new ModelFailure('unreachable', 'It could not be reached.', { cause: error })
	return new ModelFailure('broken', 'Its answer could not be read.', { cause: error })
}

/** One of ours may be wrapped by what carried it. */
function findModelFailure(error: unknown, depth = 0): ModelFailure | undefined {
	if (error instanceof ModelFailure) return error
	return depth < 4 && error instanceof Error ? findModelFailure(error.cause, depth + 1) : undefined
}

function fromStatus(error: InstanceType<typeof APICallError>): ModelFailure {
	const { statusCode: status, responseBody = '', responseHeaders = {} } = error
	if (status === undefined) return new ModelFailure('unreachable', 'It could not be reached.', { cause: error })
	if (isRefusedKey(status, responseBody))
		return new ModelFailure('key', 'It does not accept the key.', { cause: error })
	if (status === 429 && /insufficient_quota|billing/i.test(responseBody))
		return new ModelFailure('refused', 'The account behind the key has no credit left.', { cause: error })
	if (status === 408 || status === 409 || status === 429 || status >= 500) {
		const retryAfterMs = toMilliseconds(responseHeaders['retry-after'])
		return new ModelFailure('busy', `It is busy (${status}).`, {
			cause: error,
			...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		})
	}
	if (status >= 200 && status < 300)
		return new ModelFailure('broken', 'Its answer could not be read.', { cause: error })
	if (status === 404 || (status === 400 && unknownModel.test(responseBody)))
		return new ModelFailure('refused', 'It does not know the model that is set.', { cause: error })
	if (status === 400 || status === 413 || status === 422)
		return new ModelFailure('declined', `It refused the request (${status}).`, { cause: error })
	return new ModelFailure('refused', `It refused the request (${status}).`, { cause: error })
}

/** Vendors' codes and sentences for it: not all of them answer 404. */
const unknownModel =
	/model_not_found|invalid_model|(?:invalid|unknown) model\b|\bmodel\b[^\n]{0,80}\b(?:not found|not exist)|not a valid model/i

/** Google answers 400 to a wrong key. */
export const isRefusedKey = (status: number, body: string): boolean =>
	status === 401 || status === 403 || (status === 400 && /API_KEY_INVALID|API key not valid/i.test(body))

/** Seconds, or a date (RFC 9110 §10.2.3): dates are passed over, as no vendor sends one. */
function toMilliseconds(value: string | undefined): number | undefined {
	const seconds = value === undefined ? Number.NaN : Number(value)
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}

/** What `fetch` throws where no answer came about at all. */
const isNetworkError = (error: unknown) =>
	error instanceof TypeError || (error instanceof Error && 'code' in error && typeof error.code === 'string')
