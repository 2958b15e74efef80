import type { Change, UndoReply } from '@todo/contract'
import type { Actor } from '../actor.ts'
import { DomainError, notFound } from '../errors.ts'
import { changeStore, toChange } from './change.store.ts'
import { undoStore as store } from './undo.store.ts'
import type { Operate, Operation } from './operation.ts'
import { gone, toRuns, toTogether } from './undo.rules.ts'
import type { Readers, Reversers, Skipped } from './undo.rules.ts'

interface Target {
	id: string
	changes: Change[]
}

/** Operations without effect that one nameless undo walks past. */
const mostPassedOver = 100

/** Changes whose entities are read in one go. */
const mostReadAhead = 500

export type UndoService = ReturnType<typeof createUndoService>

export interface UndoDependencies {
	operate: Operate
	reversers: Reversers
	readers: Readers
}

/** Takes operations back. An undo is an operation itself, so undoing it is redo (DESIGN §4). */
export function createUndoService({ operate, reversers, readers }: UndoDependencies) {
	/** What to reverse, last change first; the latest that can be, older than `before`, where none is named. */
	async function findTarget(
		{ tx, actor }: Operation,
		operationId: string | undefined,
		before: number,
	): Promise<Target> {
		const id = operationId ?? (await store.latestUndoable(tx, actor.userId, before))
		if (id === undefined) throw new DomainError('NOTHING_TO_UNDO', 'There is nothing to undo.')
		const rows = await store.ofOperation(tx, actor.userId, id)
		if (rows.length === 0) throw notFound('operation', id)
		return { id, changes: rows.map(toChange) }
	}

	async function isReversed({ tx, actor }: Operation, id: string): Promise<boolean> {
		return (await store.reversalOf(tx, actor.userId, id)) !== undefined
	}

	const isReversible = (changes: Change[]) =>
		changes.every((change) => change.action !== 'purge' && reversers[change.entity] !== undefined)

	/** Answers what could not go back. */
	async function reverse(operation: Operation, { id, changes }: Target): Promise<Skipped[]> {
		operation.reverse(id)
		const skipped: Skipped[] = []
		const together = toTogether(changes)
		for (const run of toRuns(changes, readers, mostReadAhead)) {
			const reverseRun = async () => {
				for (const change of run)
					skipped.push(...((await reversers[change.entity]?.(operation, change, together)) ?? gone(change)))
			}
			const [first] = run
			const readAhead = first && readers[first.entity]
			await (readAhead ? readAhead(operation, run, reverseRun) : reverseRun())
		}
		return skipped
	}

	async function answer(operation: Operation, { id }: Target, skipped: Skipped[]): Promise<UndoReply> {
		const rows = await changeStore.ofVersion(operation.tx, operation.actor.userId, operation.version)
		return { operation_id: operation.id, undone: id, version: operation.version, changes: rows.map(toChange), skipped }
	}

	async function undoNamed(operation: Operation, operationId: string): Promise<UndoReply> {
		const target = await findTarget(operation, operationId, Number.MAX_SAFE_INTEGER)
		if (await isReversed(operation, target.id)) throw new DomainError('CONFLICT', 'This was undone already.')
		if (!isReversible(target.changes)) throw new DomainError('CONFLICT', 'This can’t be undone.')
		return answer(operation, target, await reverse(operation, target))
	}

	/** What no longer has any effect is passed over, or it would stand in the way of everything before it. */
	async function undoLatest(operation: Operation): Promise<UndoReply> {
		let before = Number.MAX_SAFE_INTEGER
		for (let tries = 0; tries < mostPassedOver; tries++) {
			const target = await findTarget(operation, undefined, before)
			before = Math.max(...target.changes.map((change) => change.version))
			if (!isReversible(target.changes)) continue
			const reply = await answer(operation, target, await reverse(operation, target))
			if (reply.changes.length > 0) return reply
		}
		throw new DomainError('NOTHING_TO_UNDO', 'There is nothing to undo.')
	}

	return {
		/**
		 * Reverses an operation, the latest one where none is named; fields changed since are left alone and said.
		 * @throws {DomainError} `NOTHING_TO_UNDO`, `OPERATION_NOT_FOUND`, or `CONFLICT` where it was undone already or can't be.
		 */
		undo(actor: Actor, operationId?: string): Promise<UndoReply> {
			return operate(
				actor,
				(operation) => (operationId === undefined ? undoLatest(operation) : undoNamed(operation, operationId)),
				{ long: true },
			)
		},
	}
}
