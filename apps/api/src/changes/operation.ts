import type { Change } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Database, Tx } from '../database/database.ts'
import { DomainError } from '../errors.ts'
import { changeStore as store } from './change.store.ts'
import type { Counters } from './change.store.ts'
import { idempotencyStore } from './idempotency.store.ts'
import { createUserQueue } from './user-queue.ts'

/** What happened to one entity within an operation. */
export interface ChangeRecord {
	action: Change['action']
	entity: Change['entity']
	entityId: number | string
	before: { [field: string]: unknown } | null
	after: { [field: string]: unknown } | null
	/** Successive saves of the same fields by the same actor within 60 s are one entry of the history (DESIGN §4). */
	coalesce?: boolean
}

/** One unit of work: one transaction, one raise of the user's version, one row of `changes` per touched entity. */
export interface Operation {
	readonly tx: Tx
	readonly actor: Actor
	/** What undo takes; an earlier one's where the first change is one entry with it. */
	readonly id: string
	readonly version: number
	/** ISO instant, the same for everything the operation does. */
	readonly at: string
	/** The next number of this kind; the operation must have reserved it. */
	nextId(kind: keyof Reserve): number
	record(change: ChangeRecord): Promise<void>
	/** From here on, what is recorded takes this operation back. */
	reverse(operationId: string): void
}

/** How many new numbers of each kind an operation may hand out. */
export interface Reserve {
	task?: number
	list?: number
	section?: number
	filter?: number
	conversation?: number
	message?: number
}

export interface Committed {
	userId: string
	version: number
	changes: Change[]
}

export interface OperationOptions {
	reserve?: Reserve
	/** Joins an operation of the same turn, so that one undo takes all of it back. */
	operationId?: string
	/** Is known to touch hundreds: others have their turn from its beginning. */
	long?: true
}

/** What is recorded between two turns of others, in a long operation: a few milliseconds' worth. */
const recordsPerTurn = 100
/** More than this is a long operation, whether that was known before or not. */
const mostAtOnce = 500

export type Operate = <T>(
	actor: Actor,
	body: (operation: Operation) => Promise<T>,
	options?: OperationOptions,
) => Promise<T>

export interface OperateDependencies {
	database: Database
	now(): Date
	createId(): string
	/** Called after COMMIT, in the order of versions. */
	publish(committed: Committed): void
}

/** Stops a body that turns out to touch more than may be done in one turn of the event loop. */
class TooMuchAtOnce extends Error {}

class Replay extends Error {
	readonly body: string
	constructor(body: string) {
		super('replayed')
		this.body = body
	}
}

const kinds = ['task', 'list', 'section', 'filter', 'conversation', 'message'] as const

/** The only way to write what people own. */
export function createOperate({ database, now, createId, publish }: OperateDependencies): Operate {
	const queue = createUserQueue()
	// SQLite's one writer is a queue already, and groups what waits.
	const inTurn: typeof queue = (userId, write) => (database.dialect === 'postgres' ? queue(userId, write) : write())

	async function run<T>(
		tx: Tx,
		actor: Actor,
		body: (operation: Operation) => Promise<T>,
		options: OperationOptions,
		pause?: () => Promise<void>,
	) {
		const at = now().toISOString()
		const reserve = options.reserve ?? {}
		const counters = await store.raise(tx, actor.userId, reserve)
		if (!counters) throw new DomainError('AUTH_UNAUTHORIZED', 'This account no longer exists.')
		if (actor.idempotency) await requireNew(tx, actor, actor.idempotency)
		const changes: Change[] = []
		let id = options.operationId ?? actor.operationId ?? createId()
		let undoes: string | null = null
		const operation: Operation = {
			tx,
			actor,
			get id() {
				return id
			},
			version: counters.version,
			at,
			reverse(operationId) {
				undoes = operationId
			},
			nextId: createNumbering(counters, reserve),
			async record(record) {
				const base: Change = {
					version: counters.version,
					n: changes.length,
					operation_id: id,
					undoes,
					at,
					actor: actor.kind,
					actor_detail: actor.detail,
					action: record.action,
					entity: record.entity,
					entity_id: String(record.entityId),
					before: record.before,
					after: record.after,
				}
				const alone = changes.length === 0 && undoes === null && !actor.operationId
				const change = record.coalesce && alone ? await store.coalesce(tx, actor.userId, base) : base
				id = change.operation_id
				changes.push(change)
				if (!pause && changes.length > mostAtOnce) throw new TooMuchAtOnce()
				// Asked before anything is awaited: several may be recorded side by side.
				const isTurn = changes.length % recordsPerTurn === 0
				await store.insert(tx, actor.userId, change)
				if (isTurn) await pause?.()
			},
		}
		const value = await body(operation)
		if (actor.idempotency)
			await idempotencyStore.remember(tx, actor.userId, actor.idempotency, JSON.stringify(value ?? null), at)
		return { value, committed: { userId: actor.userId, version: counters.version, changes } }
	}

	async function requireNew(
		tx: Tx,
		actor: Actor,
		{ key, requestHash }: NonNullable<Actor['idempotency']>,
	): Promise<void> {
		const earlier = await idempotencyStore.find(tx, actor.userId, key)
		if (!earlier) return
		if (earlier.request_hash !== requestHash) {
			throw new DomainError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request.')
		}
		throw new Replay(earlier.body)
	}

	/** SQLite undoes what is too much for one turn of the event loop, and does it again in many. */
	async function runInTransaction<T>(
		actor: Actor,
		body: (operation: Operation) => Promise<T>,
		options: OperationOptions,
	) {
		const writeLong = () => database.writeLong((tx, pause) => run(tx, actor, body, options, pause))
		if (options.long || database.dialect === 'postgres') return writeLong()
		return database
			.write((tx) => run(tx, actor, body, options))
			.catch((error: unknown) => {
				if (error instanceof TooMuchAtOnce) return writeLong()
				throw error
			})
	}

	return async (actor, body, options = {}) => {
		try {
			const { value, committed } = await inTurn(actor.userId, () => runInTransaction(actor, body, options))
			publish(committed)
			return value
		} catch (error) {
			if (!(error instanceof Replay) || !actor.idempotency) throw error
			actor.idempotency.replayed = true
			return parseAnswer(error.body)
		}
	}
}

/** What was stored is what the same body answered the first time, so it has its type. */
const parseAnswer = <T>(json: string): T => (json === 'null' ? undefined : JSON.parse(json)) as T

function createNumbering(counters: Counters, reserve: Reserve): Operation['nextId'] {
	const next = new Map(kinds.map((kind) => [kind, counters[kind] - (reserve[kind] ?? 0)]))
	return (kind) => {
		const id = (next.get(kind) ?? 0) + 1
		if (id > counters[kind]) throw new Error(`the operation reserved too few numbers for ${kind}`)
		next.set(kind, id)
		return id
	}
}
