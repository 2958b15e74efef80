import { call, endpoints, type Send, type SignedIn } from '@todo/contract'
import { readPlace } from '#lib/place.ts'

/** Runs work alone: nothing else that was given runs before it is over. */
export type RunAlone = <T>(work: () => Promise<T>) => Promise<T>

export interface SendOptions {
	fetch: typeof fetch
	/** The API's origin, empty for the page's own. */
	origin: string
	/** Whether a write that answers 401 may make a guest; not where an account's session has ended. */
	mayBecomeGuest: () => boolean
	onGuest: (guest: SignedIn) => void
	onSessionEnded: () => void
	/** Held by whatever changes who is here, in all tabs of this browser where it can be. */
	alone: RunAlone
	/** Aborts when a write has waited long enough for its answer. */
	limit: () => AbortSignal
}

/** An assistant thinks, and a file takes, as long as it takes. */
const unlimited = /^\/api\/(chat|import)\b/
/** What answers with another session than the one that asked. */
const signsIn = /^\/api\/auth\/(signup|login)$/

/**
 * Guests are made by the first write and never by a visit: a write answered 401 makes one, once, and is sent again.
 * A write that gets no answer is sent once more where its Idempotency-Key makes that safe.
 * @throws {TypeError} where the server can't be reached; a `TimeoutError` where it doesn't answer in time.
 */
export function createSend(options: SendOptions): Send {
	const { fetch, origin, mayBecomeGuest, onGuest, onSessionEnded, alone, limit } = options

	const sendOnce: Send = (path, init) => {
		const writes = init.method !== 'GET'
		return fetch(origin + path, {
			...init,
			credentials: origin ? 'include' : 'same-origin',
			// What was just written arrives even if the page is closed in the same moment; browsers allow this for 64 KiB.
			keepalive: writes && (init.body?.length ?? 0) < 16_000,
			...(writes && !unlimited.test(path) ? { signal: limit() } : {}),
		})
	}

	const plain: Send = async (path, init) => {
		try {
			return await sendOnce(path, init)
		} catch (error) {
			if (unlimited.test(path) || !init.headers['idempotency-key']) throw error
			return sendOnce(path, init)
		}
	}

	/** Another write, or another tab, may have become somebody since: only where nobody is here still is a guest made. */
	async function becomeSomebody(): Promise<void> {
		const { status } = await plain(endpoints.auth.me.path, { method: 'GET', headers: {} })
		if (status !== 401 || !mayBecomeGuest()) return
		onGuest(await call(plain, endpoints.auth.createGuest, { body: readPlace() }))
	}

	return async (path, init) => {
		if (signsIn.test(path)) return alone(() => plain(path, init))
		const response = await plain(path, init)
		if (response.status !== 401 || init.method === 'GET' || path.startsWith('/api/auth/')) return response
		if (!mayBecomeGuest()) {
			onSessionEnded()
			return response
		}
		await alone(becomeSomebody)
		return plain(path, init)
	}
}
