import type { Confirmation } from '@todo/contract'
import { createHash } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database } from '../database/database.ts'
import { DomainError, notFound } from '../errors.ts'
import { toConfirmation } from './chat.rules.ts'
import { confirmationStore as store } from './confirmation.store.ts'

export interface ConfirmationDependencies {
	database: Database
	operate: Operate
	now: () => Date
	createId: () => string
}

/** A call that waits for the person's yes. */
export interface HeldCall {
	id: string
	conversationId: number
	tool: string
	arguments: unknown
}

export type ConfirmationService = ReturnType<typeof createConfirmationService>

const minutesToAnswer = 10

export function createConfirmationService({ database, operate, now, createId }: ConfirmationDependencies) {
	return {
		/** Holds a call until the person says yes. `text` is what they are asked, in the server's words. */
		ask(actor: Actor, call: Omit<HeldCall, 'id'>, text: string): Promise<Confirmation> {
			return operate({ ...actor, kind: 'assistant' }, async ({ tx, at }) => {
				const json = JSON.stringify(call.arguments)
				const expires_at = new Date(Date.parse(at) + minutesToAnswer * 60_000).toISOString()
				const row = {
					user_id: actor.userId,
					id: createId(),
					conversation_id: call.conversationId,
					tool: call.tool,
					arguments: json,
					arguments_hash: toHash(call.tool, json),
					text,
					status: 'pending',
					expires_at,
					created_at: at,
				}
				await store.insert(tx, row)
				return toConfirmation(row, new Date(at))
			})
		},

		/** @throws {DomainError} `CONFIRMATION_NOT_FOUND` */
		async get(actor: Actor, id: string): Promise<HeldCall> {
			const row = await database.read((tx) => store.find(tx, actor.userId, id))
			if (!row || row.arguments_hash !== toHash(row.tool, row.arguments)) throw notFound('confirmation')
			return toHeldCall(row)
		},

		/**
		 * Answers it within an operation, once and in time; what was held is then the caller's to do.
		 * @throws {DomainError} `CONFLICT` where it was answered before or is too old.
		 */
		async settle({ tx, at, actor }: Operation, id: string, answer: 'yes' | 'no'): Promise<void> {
			const row = await store.find(tx, actor.userId, id)
			if (!row) throw notFound('confirmation')
			if (await store.settle(tx, actor.userId, id, answer === 'yes' ? 'accepted' : 'declined', at)) return
			throw new DomainError(
				'CONFLICT',
				row.status === 'pending' ? 'That question is too old: ask again.' : 'That question was answered already.',
			)
		},

		/** Whether it can still be answered. */
		async isOpen(actor: Actor, id: string): Promise<boolean> {
			const row = await database.read((tx) => store.find(tx, actor.userId, id))
			return row !== undefined && toConfirmation(row, now()).status === 'pending'
		},
	}
}

const toHash = (tool: string, json: string) => createHash('sha256').update(`${tool}\n${json}`).digest('base64url')

function toHeldCall(row: { id: string; conversation_id: number; tool: string; arguments: string }): HeldCall {
	const args: unknown = JSON.parse(row.arguments)
	return { id: row.id, conversationId: row.conversation_id, tool: row.tool, arguments: args }
}
