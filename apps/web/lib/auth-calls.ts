import { ApiError, type Problem, type Send } from '@todo/contract'

/**
 * Calls one of the account library's own routes below `/api/auth`, which are not part of the contract.
 * @throws {ApiError} with the library's message, which is written for people.
 */
export async function callAuth(send: Send, method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
	const response = await send(`/api/auth/${path}`, {
		method,
		headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
		...(body ? { body: JSON.stringify(body) } : {}),
	})
	const answer: unknown = await response.json().catch(() => null)
	if (!response.ok)
		throw new ApiError(toProblem(response.status, answer), Number(response.headers.get('retry-after')) || undefined)
	return answer
}

function toProblem(status: number, answer: unknown): Problem {
	const read = (name: string) => {
		const value: unknown = answer !== null && typeof answer === 'object' ? Reflect.get(answer, name) : undefined
		return typeof value === 'string' ? value : undefined
	}
	const detail = read('detail') ?? read('message') ?? `HTTP ${status}`
	return { type: 'about:blank', title: detail, status, code: read('code') ?? 'AUTH_ERROR', detail }
}
