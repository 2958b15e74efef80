import { call, endpoints } from '@todo/contract'
import type { Send, SignedIn } from '@todo/contract'
import { auth as schemas } from '@todo/contract/schemas'
import { createHash } from 'node:crypto'
import type { TestApp } from './start-app.ts'

export const goodPassword = 'correct horse battery'

/** The same, with these headers on everything that is sent. */
export function withHeaders(send: Send, headers: Record<string, string>): Send {
	return (path, init) => send(path, { ...init, headers: { ...init.headers, ...headers } })
}

/** Sends as if from this address, past the one trusted proxy. */
export const from = (send: Send, address: string): Send => withHeaders(send, { 'x-forwarded-for': address })

type Doors = Pick<TestApp, 'send' | 'as'>

/** Each from an address of its own: how many accounts one address may make is limited. */
export async function signUp(
	app: Doors,
	email: string,
	password = goodPassword,
): Promise<SignedIn & { send: Send; userId: string }> {
	const signedIn = await call(from(app.send, toAddress(email)), endpoints.auth.signUp, { body: { email, password } })
	return { ...signedIn, send: app.as(signedIn.token), userId: signedIn.user.id }
}

/** Makes an API key and a calendar address; answers what tells the status that each of them is answered from then on. */
export async function openProgramAccess(app: Doors, send: Send): Promise<() => Promise<number[]>> {
	const { key } = await call(send, endpoints.keys.createKey, { body: { name: 'script' } })
	const { path } = await call(send, endpoints.transfer.createCalendar, {})
	const get = (as: Send, address: string) => as(address, { method: 'GET', headers: {} })
	return async () => [(await get(app.as(key), '/api/tasks')).status, (await get(app.send, path ?? '')).status]
}

export const postJson = (send: Send, path: string, body: unknown, headers: Record<string, string> = {}) =>
	send(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	})

/** The `Cookie` header a browser would send after this answer. */
export function toCookie(response: Response): string {
	return response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';', 1)[0] ?? '')
		.join('; ')
}

/** A clock that tests move. */
export function createTestClock(start = '2026-11-20T12:00:00.000Z') {
	let at = Date.parse(start)
	return {
		now: () => new Date(at),
		pass(ms: number): void {
			at += ms
		},
	}
}

export const minutes = (count: number) => count * 60_000
export const days = (count: number) => count * 24 * 3600_000

/** What sign-up, sign-in and coming as a guest answer. */
export const readSignedIn = async (response: Response): Promise<SignedIn> =>
	schemas.signedIn.parse(await response.json())

const toAddress = (email: string) => `10.${createHash('sha256').update(email).digest().subarray(0, 3).join('.')}`
