import type { Send } from '@todo/contract'
import { request, type Agent, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestSecurely } from 'node:https'
import { host, settings } from './stage.ts'

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string }

export type Ask = {
	method?: string
	headers?: Readonly<Record<string, string>>
	body?: string
	agent?: Agent
	limitMs?: number
	/** By https, whoever made the certificate. */
	secure?: boolean
}

/** Asks the ingress controller as somebody who calls it by the product's name. Rejects where no answer comes. */
export function ask(
	path: string,
	{ method = 'GET', headers = {}, body, agent, limitMs = 15_000, secure = false }: Ask = {},
): Promise<Answer> {
	const { hostname, port } = new URL(secure ? settings.ingressTls : settings.ingress)
	const options = {
		hostname,
		port,
		path,
		method,
		agent: agent ?? false,
		headers: { host, ...headers },
		timeout: limitMs,
	}
	return new Promise((resolve, reject) => {
		const take = (response: IncomingMessage) => {
			let text = ''
			response.setEncoding('utf8')
			response.on('data', (part: string) => (text += part))
			response.once('error', reject)
			response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
		}
		const asked = secure
			? requestSecurely({ ...options, servername: host, rejectUnauthorized: false }, take)
			: request(options, take)
		asked.once('timeout', () => asked.destroy(new Error(`no answer within ${limitMs} ms`)))
		asked.once('error', reject)
		asked.end(body)
	})
}

/** A caller of the contract's endpoints, as one person. */
export function sendAs(token: string): Send {
	return async (path, { method, headers, body }) => {
		const given = { ...headers, authorization: `Bearer ${token}` }
		const {
			status,
			text,
			headers: said,
		} = await ask(path, body === undefined ? { method, headers: given } : { method, headers: given, body })
		const pairs = Object.entries(said).map(([name, value]): [string, string] => [name, String(value)])
		return new Response(status === 204 ? null : text, { status, headers: pairs })
	}
}
