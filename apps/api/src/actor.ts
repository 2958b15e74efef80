import { DomainError } from './errors.ts'

/** A user id that authentication has proven; nothing else may mint one. */
export type UserId = string & { readonly proven: unique symbol }

/** Where identity is established (a session, an API key, a signed token): the only places that may call this. */
export const toUserId = (id: string): UserId => id as UserId

export type Scope = 'tasks:read' | 'tasks:write' | 'tasks:delete'

/** @throws {DomainError} `SCOPE_MISSING` naming the first that the key lacks. */
export function requireScopes(actor: Pick<Actor, 'scopes'>, ...needed: readonly Scope[]): void {
	const missing = needed.find((scope) => !actor.scopes.has(scope))
	if (missing) throw new DomainError('SCOPE_MISSING', `This key lacks the scope ${missing}.`)
}

/** Who acts, for whom, and what they may do. Every service takes it first. */
export interface Actor {
	readonly userId: UserId
	readonly kind: 'person' | 'assistant' | 'api_key' | 'mcp' | 'system'
	/** Which conversation, key or client; shown in the history. */
	readonly detail: string | null
	readonly guest: boolean
	/** IANA zone in which this user's "today" lies. */
	readonly timeZone: string
	readonly scopes: ReadonlySet<Scope>
	/** The session that was used, where one was. */
	readonly sessionId: string | null
	/** What another system calls this user, where its token was trusted; existing clients put that into the path. */
	readonly subject?: string
	/** Makes a write happen once however often it is sent. */
	readonly idempotency?: Idempotency
	/** Everything this actor does is one operation of the history, such as a turn of the assistant: one undo takes it back. */
	readonly operationId?: string
}

export interface Idempotency {
	readonly key: string
	/** Of method, path and body: the same key with another request is an error. */
	readonly requestHash: string
	/** Set where a stored answer was given again. */
	replayed: boolean
}

export const everyScope: ReadonlySet<Scope> = new Set(['tasks:read', 'tasks:write', 'tasks:delete'])
