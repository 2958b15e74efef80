import { ModelFailure } from '../../model.ts'

/** A thousand times what a long answer weighs. */
const mostBytes = 8_000_000

/** `fetch` for models: follows no redirect (it would carry the key elsewhere), and reads no answer without end. */
export function createGuardedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
	return async (input, init) => {
		const response = await fetch(input, { ...init, redirect: 'error' })
		if (!response.body) return response
		let bytes = 0
		const counted = response.body.pipeThrough(
			new TransformStream<Uint8Array, Uint8Array>({
				transform(chunk, controller) {
					bytes += chunk.byteLength
					if (bytes > mostBytes) controller.error(new ModelFailure('broken', 'It sent more than an answer can be.'))
					else controller.enqueue(chunk)
				},
			}),
		)
		const { status, statusText, headers } = response
		return new Response(counted, { status, statusText, headers })
	}
}
