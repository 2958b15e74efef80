import type { Tx } from '../database/database.ts'
import type { ChangeRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

const findOperation = defineStatement<{ userId: string; operationId: string }, ChangeRow>(
	'changes_of_operation',
	(db, p) =>
		db
			.selectFrom('changes')
			.selectAll()
			.where('user_id', '=', p('userId'))
			.where('operation_id', '=', p('operationId'))
			.orderBy('version', 'desc')
			.orderBy('n', 'desc'),
)

/** Undone and not redone since. */
const findReversal = defineStatement<{ userId: string; operationId: string }, { operation_id: string }>(
	'find_reversal',
	(db, p) =>
		db
			.selectFrom('changes as undo')
			.select('undo.operation_id')
			.where('undo.user_id', '=', p('userId'))
			.where('undo.undoes', '=', p('operationId'))
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom('changes as redo')
							.select('redo.n')
							.whereRef('redo.user_id', '=', 'undo.user_id')
							.whereRef('redo.undoes', '=', 'undo.operation_id'),
					),
				),
			)
			.limit(1),
)

/** The latest operation that a person would call "the last thing I did": no undo, not undone already, and reversible. */
const findUndoable = defineStatement<{ userId: string; before: number }, { operation_id: string }>(
	'find_undoable',
	(db, p) =>
		db
			.selectFrom('changes as done')
			.select('done.operation_id')
			.where('done.user_id', '=', p('userId'))
			.where('done.undoes', 'is', null)
			.where('done.version', '<', p('before'))
			.where('done.action', '<>', 'purge')
			.where('done.entity', 'in', ['task', 'list', 'section', 'tag', 'completion'])
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom('changes as undo')
							.select('undo.n')
							.whereRef('undo.user_id', '=', 'done.user_id')
							.whereRef('undo.undoes', '=', 'done.operation_id')
							.where((inner) =>
								inner.not(
									inner.exists(
										inner
											.selectFrom('changes as redo')
											.select('redo.n')
											.whereRef('redo.user_id', '=', 'undo.user_id')
											.whereRef('redo.undoes', '=', 'undo.operation_id'),
									),
								),
							),
					),
				),
			)
			.orderBy('done.version', 'desc')
			.limit(1),
)

/** The latest undoing of an operation, whether it still holds or not. */
const findLatestReversal = defineStatement<{ userId: string; operationId: string }, { operation_id: string }>(
	'find_latest_reversal',
	(db, p) =>
		db
			.selectFrom('changes')
			.select('operation_id')
			.where('user_id', '=', p('userId'))
			.where('undoes', '=', p('operationId'))
			.orderBy('version', 'desc')
			.limit(1),
)

/** By which operation another one is undone at present: an undoing that was itself undone doesn't count. */
async function undoneBy(tx: Tx, userId: string, operationId: string): Promise<string | null> {
	const reversal = (await tx.first(findLatestReversal, { userId, operationId }))?.operation_id
	return reversal === undefined || (await undoneBy(tx, userId, reversal)) !== null ? null : reversal
}

/** Operations as undo sees them. */
export const undoStore = {
	/** Last first. */
	ofOperation: (tx: Tx, userId: string, operationId: string) => tx.all(findOperation, { userId, operationId }),
	reversalOf: (tx: Tx, userId: string, operationId: string) => tx.first(findReversal, { userId, operationId }),
	undoneBy,
	latestUndoable: async (tx: Tx, userId: string, before: number) =>
		(await tx.first(findUndoable, { userId, before }))?.operation_id,
}
