import type { Socket } from 'node:net'
import { DomainError } from '../errors.ts'
import { httpStatus, toProblem } from './http-errors.ts'

/** Answers what Node could not read as a request at all (broken, too large or too slow), and ends the connection. */
export function answerUnreadable(error: Error, socket: Socket): void {
	if (('code' in error && error.code === 'ECONNRESET') || !socket.writable) return void socket.destroy()
	const known = toRefusal('code' in error ? String(error.code) : '')
	const body = JSON.stringify(toProblem(known))
	const head = `HTTP/1.1 ${httpStatus[known.code]} ${known.code}\r\ncontent-type: application/problem+json; charset=utf-8`
	socket.end(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`, () =>
		socket.destroy(),
	)
}

function toRefusal(code: string): DomainError {
	if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
		return new DomainError('REQUEST_TIMEOUT', 'The request took too long to arrive.')
	if (code === 'HPE_HEADER_OVERFLOW')
		return new DomainError('HEADERS_TOO_LARGE', 'Address and headers together are larger than 16 KiB.')
	return new DomainError('UNREADABLE_BODY', 'This is not a request that can be read as HTTP/1.1.')
}
