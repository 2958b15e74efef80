import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { DomainError } from '../errors.ts'
import { toErrorFields } from './log.ts'
import type { Log } from './log.ts'
import { readTraceId } from './trace.ts'

/** What is known of a request beside what it carries itself. */
interface Notes {
	traceId: string
	actor?: Actor
}

export interface RequestLog {
	/** Who turned out to ask; the line names them. */
	noteActor(request: FastifyRequest, actor: Actor): void
	/** An error of ours, with its stack. */
	failed(error: DomainError, request: FastifyRequest): void
}

/** The client went away before it was answered; nginx's number for it. */
const goneAway = 499
const probes = new Set(['/healthz', '/readyz'])

/** One line a request, written when it has been answered. */
export function logRequests(http: FastifyInstance, log: Log): RequestLog {
	const notes = new WeakMap<FastifyRequest, Notes>()
	const note = (request: FastifyRequest): Notes => {
		const known = notes.get(request) ?? { traceId: readTraceId(request.headers.traceparent, request.id) }
		notes.set(request, known)
		return known
	}
	const identify = (request: FastifyRequest) => ({ request_id: request.id, trace_id: note(request).traceId })

	function write(request: FastifyRequest, status: number, ms: number, bytes: unknown): void {
		const route = request.routeOptions.url ?? null
		const { actor } = note(request)
		const level = route !== null && probes.has(route) && status < 400 ? 'debug' : 'info'
		log[level]('request', {
			...identify(request),
			method: request.method,
			route,
			path: toShownPath(request.url, route),
			status,
			ms: Math.round(ms * 10) / 10,
			bytes: Number(bytes ?? 0) || 0,
			user_id: actor?.userId ?? null,
			actor: actor?.kind ?? null,
		})
	}

	http.addHook('onResponse', async (request, reply) =>
		write(request, reply.statusCode, reply.elapsedTime, reply.getHeader('content-length')),
	)
	http.addHook('onRequestAbort', async (request) => write(request, goneAway, 0, 0))

	return {
		noteActor: (request, actor) => void (note(request).actor = actor),
		failed: (error, request) =>
			log.error(error.message, {
				...identify(request),
				code: error.code,
				route: request.routeOptions.url ?? null,
				error: toErrorFields(error.cause ?? error),
			}),
	}
}

/**
 * A path fit for logs: without its query, and of its parameters only whole numbers are shown. Others may be secrets (a calendar's
 * address, a reset token) or what people wrote (a tag).
 */
export function toShownPath(url: string, route: string | null): string {
	const path = url.split('?', 1)[0] ?? ''
	const template = route?.split('/') ?? []
	return path
		.split('/')
		.map((part, index) => {
			const known = template[index]
			if (part === known || /^\d{1,10}$/.test(part)) return part
			if (route !== null) return known ?? '…'
			return /^[a-z.-]{1,24}$/.test(part) || part === '' ? part : '…'
		})
		.slice(0, 12)
		.join('/')
}
