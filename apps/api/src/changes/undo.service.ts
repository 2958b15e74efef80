import type { Change, UndoReply } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Database } from '../database/database.ts'
import { DomainError, notFound } from '../errors.ts'
import { createChangeStore, toChange } from './change.store.ts'
import type { Operate, Operation } from './operation.ts'
import { gone } from './undo.rules.ts'
import type { Reversers, Skipped } from './undo.rules.ts'

export type UndoService = ReturnType<typeof createUndoService>

/** Takes operations back. An undo is an operation itself, so undoing it is redo (DESIGN §4). */
export function createUndoService({
	database,
	operate,
	reversers,
}: {
	database: Database
	operate: Operate
	reversers: Reversers
}) {
	const store = createChangeStore()

	/** What to reverse, last change first. @throws {DomainError} where there is nothing, or it can't be. */
	async function findTarget(actor: Actor, operationId: string | undefined): Promise<{ id: string; changes: Change[] }> {
		return database.read(async (tx) => {
			const id = operationId ?? (await store.latestUndoable(tx, actor.userId))
			if (id === undefined) throw new DomainError('NOTHING_TO_UNDO', 'There is nothing to undo.')
			const rows = await store.ofOperation(tx, actor.userId, id)
			if (rows.length === 0) throw notFound('operation', id)
			return { id, changes: rows.map(toChange) }
		})
	}

	async function requireEffective({ tx, actor }: Operation, id: string, changes: Change[]): Promise<void> {
		if (await store.reversalOf(tx, actor.userId, id)) throw new DomainError('CONFLICT', 'This was undone already.')
		if (changes.some((change) => change.action === 'purge' || !reversers[change.entity])) {
			throw new DomainError('CONFLICT', 'This can’t be undone.')
		}
	}

	return {
		/**
		 * Reverses an operation, the latest one where none is named; fields changed since are left alone and said.
		 * @throws {DomainError} `NOTHING_TO_UNDO`, `OPERATION_NOT_FOUND`, or `CONFLICT` where it was undone already or can't be.
		 */
		async undo(actor: Actor, operationId?: string): Promise<UndoReply> {
			const target = await findTarget(actor, operationId)
			return operate(
				actor,
				async (operation) => {
					await requireEffective(operation, target.id, target.changes)
					const skipped: Skipped[] = []
					for (const change of target.changes)
						skipped.push(...((await reversers[change.entity]?.(operation, change)) ?? gone(change)))
					const changes = (await store.ofVersion(operation.tx, actor.userId, operation.version)).map(toChange)
					return { operation_id: operation.id, undone: target.id, version: operation.version, changes, skipped }
				},
				{ undoes: target.id },
			)
		},
	}
}
