import type { ApiKey, MadeApiKey } from '@todo/contract'
import { LRUCache } from 'lru-cache'
import type { Actor, Scope } from '../actor.ts'
import { toUserId } from '../actor.ts'
import type { Database } from '../database/database.ts'
import type { ApiKeyRow } from '../database/schema.ts'
import { DomainError, notFound } from '../errors.ts'
import { createKey, isKey, toKeyHash } from './key.ts'
import { keyStore } from './key.store.ts'
import type { FoundKey } from './key.store.ts'

export interface NewKey {
	name: string
	scopes: Scope[]
	expires_in_days: number | null
}

export interface KeyService {
	list(actor: Actor): Promise<ApiKey[]>
	create(actor: Actor, input: NewKey): Promise<MadeApiKey>
	/** @throws {DomainError} `KEY_NOT_FOUND` */
	remove(actor: Actor, id: string): Promise<void>
	/** Who a key stands for. @throws {DomainError} `AUTH_UNAUTHORIZED` where it is wrong, too old or gone. */
	identify(key: string): Promise<Actor>
	forgetUser(userId: string): void
}

const freshMs = 1000
const minuteMs = 60_000
const dayMs = 24 * 3600_000
const mostKeys = 50

export function createKeyService(database: Database, now: () => Date): KeyService {
	const cache = new LRUCache<string, { found: FoundKey; readAt: number }>({ max: 5000 })

	async function find(hash: string): Promise<FoundKey | undefined> {
		const at = now().getTime()
		const known = cache.get(hash)
		const age = known ? at - known.readAt : Infinity
		if (known && age >= 0 && age < freshMs) return known.found
		const found = await database.read((tx) => keyStore.findByHash(tx, hash))
		if (found) cache.set(hash, { found, readAt: at })
		else cache.delete(hash)
		return found
	}

	function noteUse(found: FoundKey): void {
		const at = now()
		if (found.last_used_at !== null && at.getTime() - Date.parse(found.last_used_at) < minuteMs) return
		found.last_used_at = at.toISOString()
		// Lost at worst until the next use.
		database.write((tx) => keyStore.markUsed(tx, found.user_id, found.id, at.toISOString())).catch(() => undefined)
	}

	function forgetUser(userId: string): void {
		for (const [hash, { found }] of cache.entries()) if (found.user_id === userId) cache.delete(hash)
	}

	return {
		list: async ({ userId }) => (await database.read((tx) => keyStore.ofUser(tx, userId))).map(toApiKey),

		async create({ userId }, { name, scopes, expires_in_days }) {
			const { id, key } = createKey()
			const at = now()
			const row: ApiKeyRow = {
				user_id: userId,
				id,
				name,
				hash: toKeyHash(key),
				scopes: JSON.stringify([...new Set(scopes)].toSorted()),
				created_at: at.toISOString(),
				expires_at: expires_in_days === null ? null : new Date(at.getTime() + expires_in_days * dayMs).toISOString(),
				last_used_at: null,
				revoked_at: null,
			}
			await database.write(async (tx) => {
				if ((await keyStore.ofUser(tx, userId)).length >= mostKeys)
					throw new DomainError('CONFLICT', `At most ${mostKeys} keys: delete one that is not needed any more.`)
				await keyStore.insert(tx, row)
			})
			return { ...toApiKey(row), key }
		},

		async remove({ userId }, id) {
			const removed = await database.write((tx) => keyStore.remove(tx, userId, id))
			if (!removed) throw notFound('key', id)
			forgetUser(userId)
		},

		async identify(key) {
			const found = isKey(key) ? await find(toKeyHash(key)) : undefined
			if (!found || (found.expires_at !== null && found.expires_at <= now().toISOString()))
				throw new DomainError('AUTH_UNAUTHORIZED', 'This API key is not valid, or no longer.')
			noteUse(found)
			return {
				userId: toUserId(found.user_id),
				kind: 'api_key',
				detail: found.name,
				guest: found.is_anonymous === 1,
				timeZone: found.time_zone ?? 'UTC',
				scopes: new Set(readScopes(found)),
				sessionId: null,
			}
		},

		forgetUser,
	}
}

/** Written by `create` alone. */
const readScopes = ({ scopes }: { scopes: string }) => JSON.parse(scopes) as Scope[]

function toApiKey(row: ApiKeyRow): ApiKey {
	const { id, name, created_at, expires_at, last_used_at } = row
	return { id, name, scopes: readScopes(row), created_at, expires_at, last_used_at }
}
