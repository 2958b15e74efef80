import { call, endpoints, type Send, type SignedIn } from '@todo/contract'

export interface SendOptions {
	fetch: typeof fetch
	/** The API's origin, empty for the page's own. */
	origin: string
	/** Whether a write that answers 401 may make a guest; not where an account's session has ended. */
	mayBecomeGuest: () => boolean
	onGuest: (guest: SignedIn) => void
	onSessionEnded: () => void
}

/** Guests are made by the first write and never by a visit: a write answered 401 makes one, once, and is sent again. */
export function createSend({ fetch, origin, mayBecomeGuest, onGuest, onSessionEnded }: SendOptions): Send {
	const plain: Send = (path, init) =>
		fetch(origin + path, {
			...init,
			credentials: origin ? 'include' : 'same-origin',
			// What was just written arrives even if the page is closed in the same moment; browsers allow this for 64 KiB.
			keepalive: init.method !== 'GET' && (init.body?.length ?? 0) < 16_000,
		})
	let becoming: Promise<void> | undefined

	async function becomeGuest(): Promise<void> {
		const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions()
		onGuest(await call(plain, endpoints.auth.createGuest, { body: { time_zone: timeZone, locale } }))
	}

	return async (path, init) => {
		const response = await plain(path, init)
		if (response.status !== 401 || init.method === 'GET' || path.startsWith('/api/auth/')) return response
		if (!mayBecomeGuest()) {
			onSessionEnded()
			return response
		}
		becoming ??= becomeGuest().finally(() => (becoming = undefined))
		await becoming
		return plain(path, init)
	}
}
