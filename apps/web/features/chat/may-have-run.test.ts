import { ApiError } from '@todo/contract'
import { expect, test } from 'vitest'
import { mayHaveRun } from './may-have-run.ts'

const refusal = (status: number, code: string) =>
	new ApiError({ type: 'about:blank', title: code, status, code, detail: code })

test.each([
	['the connection broke', new TypeError('fetch failed'), true],
	['the API went away in the middle', refusal(502, 'API_UNREACHABLE'), true],
	['the API said nothing in time', refusal(504, 'API_TIMEOUT'), true],
	['something between page and API answered', refusal(503, 'UNREADABLE_ANSWER'), true],
	['it is being answered still', refusal(409, 'CONFLICT'), true],
	['the turn itself failed', refusal(500, 'INTERNAL_ERROR'), false],
	['the message was refused', refusal(422, 'VALIDATION_ERROR'), false],
])('a message is said again with the same key where it may have run: %s', (_, error, same) => {
	expect(mayHaveRun(error)).toBe(same)
})
