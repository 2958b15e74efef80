import { ModelFailure } from '../../model.ts'

/** A thousand times what a long answer weighs. */
const mostBytes = 8_000_000
/** What comes within this goes on together: each piece passes a dozen stages, and nobody reads faster. */
const collectMs = 50

/** `fetch` for models: follows no redirect (it would carry the key elsewhere), and reads no answer without end. */
export function createGuardedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
	return async (input, init) => {
		const response = await fetch(input, { ...init, redirect: 'error' })
		if (!response.body) return response
		const { status, statusText, headers } = response
		return new Response(response.body.pipeThrough(createGuard()), { status, statusText, headers })
	}
}

/** Hands on the first bytes at once, and those that follow soon together. */
function createGuard(): TransformStream<Uint8Array, Uint8Array> {
	let bytes = 0
	let held: Uint8Array[] = []
	let timer: NodeJS.Timeout | undefined

	function hand(controller: TransformStreamDefaultController<Uint8Array>): void {
		timer = undefined
		if (held.length === 0) return
		const together = held.length === 1 && held[0] ? held[0] : Buffer.concat(held)
		held = []
		try {
			controller.enqueue(together)
			timer = setTimeout(hand, collectMs, controller)
		} catch {
			// The connection broke meanwhile, which the reader is told by the stream itself.
		}
	}

	return new TransformStream({
		transform(chunk, controller) {
			bytes += chunk.byteLength
			if (bytes > mostBytes) {
				clearTimeout(timer)
				controller.error(new ModelFailure('broken', 'It sent more than an answer can be.'))
				return
			}
			held.push(chunk)
			if (timer === undefined) hand(controller)
		},
		flush(controller) {
			clearTimeout(timer)
			hand(controller)
			clearTimeout(timer)
		},
		cancel() {
			clearTimeout(timer)
		},
	})
}
