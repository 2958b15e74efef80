import type { Endpoint, EndpointSchemas, Input, Reply } from './endpoint.ts'
import type { Problem } from './types.ts'

/** Sends a request and answers its response: `fetch` in the browser, the app itself in tests. */
export type Send = (
	path: string,
	init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<Response>

/** The API said no. `problem` is its RFC 9457 document, or one made of the status where the answer was none. */
export class ApiError extends Error {
	readonly problem: Problem
	/** Seconds to wait before trying again, from `Retry-After`. */
	readonly retryAfter: number | undefined

	constructor(problem: Problem, retryAfter?: number) {
		super(problem.detail)
		this.name = 'ApiError'
		this.problem = problem
		this.retryAfter = retryAfter
	}
}

export interface CallOptions {
	/** The write happens once however often it is sent with this key. */
	idempotencyKey?: string
	headers?: Record<string, string>
}

/** A reply with what its headers say. */
export interface Answer<T> {
	data: T
	headers: Headers
	status: number
}

/** Calls an endpoint and answers its body. @throws {ApiError} when the API refuses; a TypeError when it can't be reached. */
export async function call<S extends EndpointSchemas>(
	send: Send,
	endpoint: Endpoint<S>,
	input: Input<S>,
	options: CallOptions = {},
): Promise<Reply<S>> {
	return (await callWithHeaders(send, endpoint, input, options)).data
}

/** As `call`, with status and headers beside the body. */
export async function callWithHeaders<S extends EndpointSchemas>(
	send: Send,
	endpoint: Endpoint<S>,
	input: Input<S>,
	options: CallOptions = {},
): Promise<Answer<Reply<S>>> {
	const parts = input as { params?: Record<string, Plain>; query?: Record<string, Plain>; body?: unknown }
	const headers: Record<string, string> = { accept: 'application/json', ...options.headers }
	if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
	const init: Parameters<Send>[1] = { method: endpoint.method, headers }
	if (parts.body !== undefined) {
		headers['content-type'] = 'application/json'
		init.body = JSON.stringify(parts.body)
	}
	const response = await send(toPath(endpoint.path, parts.params ?? {}, parts.query ?? {}), init)
	if (!response.ok) throw await toApiError(response)
	const data = response.status === 204 ? undefined : await response.json()
	return { data: data as Reply<S>, headers: response.headers, status: response.status }
}

/** What paths and queries are made of. */
type Plain = string | number | boolean | undefined

function toPath(template: string, params: Record<string, Plain>, query: Record<string, Plain>): string {
	const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
	const search = new URLSearchParams()
	for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
	return search.size > 0 ? `${path}?${search.toString()}` : path
}

/** What a response that is not ok says. */
export async function toApiError(response: Response): Promise<ApiError> {
	const retryAfter = Number(response.headers.get('retry-after')) || undefined
	const body: unknown = await response.json().catch(() => undefined)
	return new ApiError(isProblem(body) ? body : toProblem(response), retryAfter)
}

const isProblem = (body: unknown): body is Problem =>
	typeof body === 'object' && body !== null && 'code' in body && 'detail' in body

const toProblem = ({ status, statusText }: Response): Problem => ({
	type: 'about:blank',
	title: statusText || `HTTP ${status}`,
	status,
	code: 'UNREADABLE_ANSWER',
	detail: `The server answered ${status} without saying why.`,
})
