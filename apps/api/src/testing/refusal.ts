import { ApiError } from '@todo/contract'

/** What the API refused, as it said it. @throws where it did not refuse. */
export async function refusal(promise: Promise<unknown>): Promise<ApiError> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	)
	if (error instanceof ApiError) return error
	throw new Error('the API did not refuse', { cause: error })
}
