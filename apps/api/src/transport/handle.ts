import type { Endpoint, EndpointSchemas } from '@todo/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { ZodType, output } from 'zod'
import { requireScopes } from '../actor.ts'
import type { Actor, Scope } from '../actor.ts'
import { DomainError } from '../errors.ts'
import type { FieldError } from '../errors.ts'
import { readIdempotency } from './idempotency.ts'
import { toReceipt } from './receipt.ts'
import { claimedUser } from './user-path.ts'

type Out<S, K extends string> = S extends { [P in K]: infer Z extends ZodType } ? output<Z> : undefined

/** What a handler gets: parsed input, and who asks. */
export interface Call<S extends EndpointSchemas, A> {
	actor: A
	params: Out<S, 'params'>
	query: Out<S, 'query'>
	body: Out<S, 'body'>
	request: FastifyRequest
	reply: FastifyReply
}

/** An answer that is text or bytes already, to be sent as it is, or as it comes. */
export class RawBody {
	readonly content: string | Buffer | Readable
	constructor(content: string | Buffer | Readable) {
		this.content = content
	}
}

/** Stands for 304: the client has this state already. */
class NotModified {
	readonly status = 304
}

/** The body of the answer; headers a handler sets on `reply`. */
type Answer<S extends EndpointSchemas> = output<S['replies'][keyof S['replies']]> | RawBody | NotModified

/** What to answer a client that has this state (RFC 9110 §13.1.2); undefined where it has another. */
export function notModified(request: FastifyRequest, etag: string): NotModified | undefined {
	const known = request.headers['if-none-match']
	const same =
		known !== undefined && (known === '*' || known.split(/\s*,\s*/).some((one) => one.replace(/^W\//, '') === etag))
	return same ? new NotModified() : undefined
}

export interface RouteOptions<Body = never> {
	/** A scope needed in place of the usual one where this holds of the body; `when` says so for the API's description. */
	scopeIf?: { scope: Scope; holds(body: Body): boolean; when: string }
	/** What an API key must be allowed; `tasks:read` for GET and `tasks:write` for the rest where it is left out. */
	scope?: Scope | readonly Scope[]
	/** What the service asks of an API key besides, by what it finds: a sentence for the API's description. */
	alsoNeeds?: string
	/** Its answer shows what is there already: an API key must be allowed `tasks:read` too. */
	reads?: true
	/** Its answer tells nothing but what was sent, so that a key that may not read gets all of it. */
	echoes?: true
	/** Heeds If-Match, and answers 412 where the version is another. */
	ifMatch?: true
	/** Only people's own sessions, never a key: accounts, keys, sessions. */
	sessionOnly?: boolean
	/** Bytes; 1 MiB where it is left out. */
	bodyLimit?: number
	/** Attempts per minute and caller, beyond the general ones. */
	limit?: { name: string; perMinute: number }
	/** Media types of a body that is no JSON of a schema: a file. */
	consumes?: readonly string[]
	/** Media types of the answer where they are not JSON alone. */
	produces?: readonly string[]
	/** Headers of the answer that mean something, and what, for the API's description. */
	answerHeaders?: Readonly<Record<string, { type: 'integer' | 'string'; description: string }>>
	/** One sentence for the API's description, where the endpoint's name does not say enough. */
	summary?: string
}

/** Finds out who asks; undefined where nobody is signed in. Throws for a credential that is wrong. */
export interface Authenticate {
	(request: FastifyRequest): Promise<Actor | undefined>
}

export interface App {
	readonly http: FastifyInstance
	readonly authenticate: Authenticate
	/** Every operation registered so far, for the API's description and for tests that walk them all. */
	readonly operations: Operation[]
	/** Counts a call of an operation that has a limit. @throws {DomainError} `RATE_LIMITED`. */
	takeLimit(limit: NonNullable<RouteOptions['limit']>, caller: string): void
}

export interface Operation {
	endpoint: Endpoint
	schemas: EndpointSchemas
	public: boolean
	options: RouteOptions
}

/** Registers an operation for whoever is signed in: find out who asks, parse in, call, answer. */
export function handle<S extends EndpointSchemas>(
	app: App,
	endpoint: Endpoint<S>,
	schemas: S,
	run: (call: Call<S, Actor>) => Promise<Answer<S>>,
	options: RouteOptions<Out<S, 'body'>> = {},
): void {
	const { scopeIf } = options
	const scopes = toScopes(endpoint, options)
	const admit = (request: FastifyRequest) => requireActor(app, request, options)
	register(app, endpoint, schemas, { ...options, public: false }, admit, async (call) => {
		requireScopes(call.actor, ...(scopeIf?.holds(call.body) ? [scopeIf.scope] : scopes))
		const idempotency = readIdempotency(call.request, endpoint.method)
		const data = await run(idempotency ? { ...call, actor: { ...call.actor, idempotency } } : call)
		if (idempotency?.replayed) call.reply.header('idempotent-replayed', 'true')
		return call.actor.scopes.has('tasks:read') || options.echoes ? data : toReceipt(data)
	})
}

/** Registers an operation that needs nobody signed in; who asks may still be known. */
export function handlePublic<S extends EndpointSchemas>(
	app: App,
	endpoint: Endpoint<S>,
	schemas: S,
	run: (call: Call<S, undefined>) => Promise<Answer<S>>,
	options: RouteOptions = {},
): void {
	const admit = async (request: FastifyRequest) => {
		if (options.limit) app.takeLimit(options.limit, request.ip)
		return undefined
	}
	register(app, endpoint, schemas, { ...options, public: true }, admit, run)
}

function register<S extends EndpointSchemas, A>(
	{ http, operations }: App,
	endpoint: Endpoint<S>,
	schemas: S,
	options: RouteOptions & { public: boolean },
	admit: (request: FastifyRequest) => Promise<A>,
	run: (call: Call<S, A>) => Promise<unknown>,
): void {
	operations.push({ endpoint, schemas, public: options.public, options })
	const status = Number(Object.keys(schemas.replies)[0])
	const admitted = new WeakMap<FastifyRequest, { actor: A }>()
	// Before a large body is read: who may not send it costs no parsing.
	const admitEarly = async (request: FastifyRequest) => {
		admitted.set(request, { actor: await admit(request) })
	}
	http.route({
		method: endpoint.method,
		url: endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
		...(options.bodyLimit ? { bodyLimit: options.bodyLimit, onRequest: admitEarly } : {}),
		async handler(request, reply) {
			const { actor } = admitted.get(request) ?? { actor: await admit(request) }
			const data = await run({
				actor,
				params: parse(schemas.params, request.params, 'path'),
				query: parse(schemas.query, request.query, 'query'),
				body: parse(schemas.body, request.body, 'body'),
				request,
				reply,
			} as Call<S, A>)
			if (reply.sent) return reply
			if (reply.statusCode === 200) reply.code(status)
			if (data === undefined) return reply.send()
			if (data instanceof NotModified) return reply.code(304).send()
			if (!reply.hasHeader('content-type')) reply.type('application/json; charset=utf-8')
			return reply.send(data instanceof RawBody ? data.content : JSON.stringify(data))
		},
	})
}

async function requireActor(app: App, request: FastifyRequest, options: RouteOptions): Promise<Actor> {
	const actor = await app.authenticate(request)
	if (!actor) throw new DomainError('AUTH_UNAUTHORIZED', 'Sign in, or send a token in the Authorization header.')
	const claimed = claimedUser(request.raw)
	if (claimed !== undefined && claimed !== actor.userId && claimed !== actor.subject)
		throw new DomainError('AUTH_FORBIDDEN', 'This address belongs to another user.')
	if (options.sessionOnly && actor.kind !== 'person')
		throw new DomainError('AUTH_FORBIDDEN', 'A key may not do this: sign in.')
	if (options.limit) app.takeLimit(options.limit, actor.userId)
	return actor
}

/** What an API key must be allowed for this, whatever its body. */
export function toScopes(
	{ method }: Pick<Endpoint, 'method'>,
	{ scope = method === 'GET' ? 'tasks:read' : 'tasks:write', reads }: Pick<RouteOptions, 'scope' | 'reads'>,
): readonly Scope[] {
	return [scope, reads ? ('tasks:read' as const) : []].flat()
}

export function parse(schema: ZodType | undefined, value: unknown, where: 'path' | 'query' | 'body'): unknown {
	if (!schema) return undefined
	const parsed = schema.safeParse(value === undefined && where === 'query' ? {} : value)
	if (parsed.success) return parsed.data
	const errors = parsed.error.issues.slice(0, 20).flatMap((issue) => toFieldErrors(issue, where))
	const [first] = errors
	throw new DomainError(
		'VALIDATION_ERROR',
		first ? `${first.field || where} ${first.message}` : `The ${where} is not valid.`,
		{ errors },
	)
}

interface Issue {
	code?: string | undefined
	path: PropertyKey[]
	message: string
	keys?: string[]
	input?: unknown
}

function toFieldErrors(issue: Issue, where: string): FieldError[] {
	const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
	if (issue.code === 'unrecognized_keys') {
		return (issue.keys ?? []).map((key) => ({
			loc: [where, ...path, key],
			field: [...path, key].join('.'),
			message: 'is not a known field',
		}))
	}
	return [{ loc: [where, ...path], field: path.join('.') || where, message: toWords(issue.message) }]
}

/** zod's own sentences as predicates, so that they read after a field's name: "title must be a string". */
function toWords(message: string): string {
	const expected = /^Invalid input: expected (\w+), received undefined$/.exec(message)
	if (expected) return 'is required'
	return message
		.replace(/^Invalid input: expected (\w+), received (\w+)$/, 'must be of type $1, not $2')
		.replace(/^Invalid option: expected one of /, 'must be one of ')
		.replace(/^Too big: expected \w+ to be <=?(.+)$/, 'must be at most $1')
		.replace(/^Too small: expected \w+ to be >=?(.+)$/, 'must be at least $1')
		.replace(/^Invalid input$/, 'is not valid')
}
