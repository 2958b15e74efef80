import type { Endpoint } from '@todo/contract'
import type { Wired } from '../../wire.ts'

/** The parts of a request that an operation takes. */
export interface Sample {
	params?: Record<string, string | number>
	query?: Record<string, string | number>
	body?: unknown
}

export interface Answer {
	status: number
	text: string
	/** What it holds as JSON; undefined where it is none. */
	json: unknown
	headers: Record<string, unknown>
}

let callers = 0

/** Sends a request as it stands, with nothing put right; each from another address, which limits are counted by. */
export async function ask(
	{ http }: Wired,
	{ method, path }: Pick<Endpoint, 'method' | 'path'>,
	{ params = {}, query = {}, body }: Sample,
	headers: Record<string, string> = {},
): Promise<Answer> {
	callers += 1
	const search = new URLSearchParams(
		Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
	)
	const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
	const reply = await http.inject({
		method,
		url: search.size > 0 ? `${filled}?${search.toString()}` : filled,
		headers: {
			'x-forwarded-for': `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { payload: JSON.stringify(body) }),
	})
	return { status: reply.statusCode, text: reply.body, json: toJson(reply.body), headers: reply.headers }
}

function toJson(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
