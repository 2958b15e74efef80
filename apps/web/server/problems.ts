import type { ServerResponse } from 'node:http'

const problems = {
	BAD_REQUEST: { status: 400, title: 'Bad Request', detail: 'The request’s address is not readable.' },
	BODY_TOO_LARGE: { status: 413, title: 'Content Too Large', detail: 'The request is larger than this server takes.' },
	API_UNREACHABLE: { status: 502, title: 'Bad Gateway', detail: 'The API can’t be reached right now.' },
	DRAINING: { status: 503, title: 'Service Unavailable', detail: 'The server is going down for a restart.' },
	API_TIMEOUT: { status: 504, title: 'Gateway Timeout', detail: 'The API took too long to answer.' },
} as const

export type ProblemCode = keyof typeof problems

/** Answers with a problem document (RFC 9457), in the same form as the API's own. */
export function sendProblem(response: ServerResponse, code: ProblemCode): void {
	const { status, title, detail } = problems[code]
	const body = JSON.stringify({ type: 'about:blank', title, status, code, detail })
	if (status === 502 || status === 503) response.setHeader('retry-after', '1')
	response.writeHead(status, {
		'content-type': 'application/problem+json',
		'content-length': Buffer.byteLength(body),
		'cache-control': 'no-store',
	})
	response.end(body)
}
