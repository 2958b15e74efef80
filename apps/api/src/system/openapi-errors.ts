import type { ErrorCode } from '../errors.ts'
import { httpStatus } from '../transport/http-errors.ts'
import type { Operation } from '../transport/handle.ts'
import { errorMeanings } from './error-meanings.ts'

type Json = { [name: string]: unknown }

const names: Record<number, string> = {
	400: 'Unreadable',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'NotFound',
	405: 'MethodNotAllowed',
	408: 'TooSlow',
	409: 'Conflict',
	410: 'Gone',
	412: 'PreconditionFailed',
	413: 'TooLarge',
	415: 'UnsupportedMediaType',
	422: 'Invalid',
	426: 'UpgradeRequired',
	429: 'TooManyRequests',
	431: 'HeadersTooLarge',
	500: 'Failed',
	503: 'Unavailable',
	507: 'Full',
}

/** The problem documents (RFC 9457) that this operation may answer with. */
export function listRefusals({ endpoint, schemas, public: open, options }: Operation): number[] {
	const { method, path } = endpoint
	const takesBody = schemas.body !== undefined || options.consumes !== undefined
	const writes = method !== 'GET'
	const takesInput = takesBody || schemas.query !== undefined || schemas.params !== undefined || (writes && !open)
	return [
		...(takesInput ? [400, 422] : []),
		// What is open may still be asked with a credential that is wrong, where accounts and sockets are concerned.
		...(open && !takesBody && !/^\/api\/(auth\/|ws$)/.test(path) ? [] : [401, 403]),
		...(path === '/api/ws' ? [426] : []),
		...(schemas.params || takesBody ? [404] : []),
		...(writes ? [409] : []),
		...(path === '/api/changes' ? [410] : []),
		...(options.ifMatch ? [412] : []),
		// A body may be sent where none is looked for.
		...(writes ? [413, 415, 507] : []),
		429,
		503,
	].toSorted((a, b) => a - b)
}

export const toRefusalReference = (status: number): [string, Json] => [
	String(status),
	{ $ref: `#/components/responses/${names[status] ?? 'Failed'}` },
]

/** One response a status, saying which codes come with it. */
export function toRefusalComponents(): Json {
	const byStatus = Map.groupBy(Object.entries(httpStatus), ([, status]) => status)
	return Object.fromEntries(
		[...byStatus].map(([status, codes]) => [
			names[status] ?? 'Failed',
			{
				description: codes.map(([code]) => `\`${code}\`: ${errorMeanings[toCode(code)]}`).join('\n\n'),
				...(status === 429 || status === 503
					? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } }
					: {}),
				content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
			},
		]),
	)
}

/** `Object.entries` forgets that the keys are codes. */
const toCode = (key: string) => key as ErrorCode
