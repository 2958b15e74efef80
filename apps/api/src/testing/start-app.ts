import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { readConfig } from '../config/config.ts'
import type { Environment } from '../config/config.ts'
import { wire } from '../wire.ts'
import type { Overrides, Wired } from '../wire.ts'

export interface TestApp {
	readonly wired: Wired
	/** Sends as nobody. */
	readonly send: Send
	/** Sends with this token. */
	as(token: string): Send
	/** A new guest, and how to send as it. */
	guest(timeZone?: string): Promise<{ send: Send; token: string; userId: string }>
	close(): Promise<void>
}

/** The whole API on this database, reached without a port: what a test sends goes through everything a request goes through. */
export async function startApp(
	databaseUrl: string,
	env: Environment = {},
	overrides: Overrides = {},
): Promise<TestApp> {
	const config = readConfig(
		{
			DATABASE_URL: databaseUrl,
			BETTER_AUTH_SECRET: 'q8Zt3vLw7yXk2Rf9Jm4Nb6Hc1Pd5Sg0A',
			GUESTS: 'on',
			METRICS_PORT: '0',
			LOG_LEVEL: 'silent',
			SHUTDOWN_DELAY: '0',
			DATABASE_POOL_SIZE: '5',
			...env,
		},
		'/nowhere',
	)
	const wired = await wire(config, overrides)
	await wired.http.ready()
	const send = createSend(wired)
	const as = (token: string): Send => {
		return (path, init) => send(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } })
	}
	let guests = 0
	return {
		wired,
		send,
		as,
		async guest(timeZone = 'UTC') {
			// Each from an address of its own: how many guests one address may make is limited.
			guests += 1
			const from: Send = (path, init) =>
				send(path, {
					...init,
					headers: { ...init.headers, 'x-forwarded-for': `198.51.${guests >> 8}.${guests & 255}` },
				})
			const { token, user } = await call(from, endpoints.auth.createGuest, { body: { time_zone: timeZone } })
			return { send: as(token), token, userId: user.id }
		},
		close: () => wired.close(),
	}
}

/** `fetch` for an app that listens nowhere. */
export function createSend({ http }: Wired): Send {
	return async (path, init) => {
		const reply = await http.inject({
			method: init.method as 'GET',
			url: path,
			headers: init.headers,
			...(init.body === undefined ? {} : { payload: init.body }),
		})
		const headers = new Headers()
		for (const [name, value] of Object.entries(reply.headers)) {
			for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, String(one))
		}
		const empty = reply.statusCode === 204 || reply.statusCode === 304
		return new Response(empty ? null : reply.rawPayload, { status: reply.statusCode, headers })
	}
}
