import type { Change } from '@todo/contract'
import type { ChangeRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'
import type { Tx } from '../database/database.ts'
import type { Reserve } from './operation.ts'
import { undoStore } from './undo.store.ts'

/** The version after the raise, and the last number given out of each kind. */
export interface Counters extends Required<Reserve> {
	version: number
}

const raiseVersion = defineStatement<
	{
		userId: string
		task: number
		list: number
		section: number
		filter: number
		conversation: number
		message: number
	},
	{
		version: number
		task: number
		list: number
		section: number
		filter: number
		conversation: number
		message: number
	}
>('raise_version', (db, p) =>
	db
		.updateTable('user_versions')
		.set((eb) => ({
			version: eb('version', '+', 1),
			last_task_id: eb('last_task_id', '+', p('task')),
			last_list_id: eb('last_list_id', '+', p('list')),
			last_section_id: eb('last_section_id', '+', p('section')),
			last_filter_id: eb('last_filter_id', '+', p('filter')),
			last_conversation_id: eb('last_conversation_id', '+', p('conversation')),
			last_message_id: eb('last_message_id', '+', p('message')),
		}))
		.where('user_id', '=', p('userId'))
		.returning([
			'version',
			'last_task_id as task',
			'last_list_id as list',
			'last_section_id as section',
			'last_filter_id as filter',
			'last_conversation_id as conversation',
			'last_message_id as message',
		]),
)

const insertChange = defineStatement<ChangeRow, unknown>('insert_change', (db, p) =>
	db.insertInto('changes').values({
		user_id: p('user_id'),
		version: p('version'),
		n: p('n'),
		operation_id: p('operation_id'),
		undoes: p('undoes'),
		at: p('at'),
		actor: p('actor'),
		actor_detail: p('actor_detail'),
		action: p('action'),
		entity: p('entity'),
		entity_id: p('entity_id'),
		before: p('before'),
		after: p('after'),
	}),
)

const latestOfEntity = defineStatement<{ userId: string; entity: ChangeRow['entity']; entityId: string }, ChangeRow>(
	'latest_change_of_entity',
	(db, p) =>
		db
			.selectFrom('changes')
			.selectAll()
			.where('user_id', '=', p('userId'))
			.where('entity', '=', p('entity'))
			.where('entity_id', '=', p('entityId'))
			.orderBy('version', 'desc')
			.limit(1),
)

const deleteChange = defineStatement<{ userId: string; version: number; n: number }, unknown>(
	'delete_change',
	(db, p) =>
		db
			.deleteFrom('changes')
			.where('user_id', '=', p('userId'))
			.where('version', '=', p('version'))
			.where('n', '=', p('n')),
)

const findSince = defineStatement<{ userId: string; since: number; limit: number }, ChangeRow>(
	'changes_since',
	(db, p) =>
		db
			.selectFrom('changes')
			.selectAll()
			.where('user_id', '=', p('userId'))
			.where('version', '>', p('since'))
			.orderBy('version')
			.orderBy('n')
			.limit(p('limit')),
)

const findVersionRows = defineStatement<{ userId: string; version: number }, ChangeRow>('changes_of_version', (db, p) =>
	db
		.selectFrom('changes')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('version', '=', p('version'))
		.orderBy('n'),
)

interface HistoryInput {
	userId: string
	before: number
	entity: ChangeRow['entity']
	entityId: string
	limit: number
}

const findHistory = defineStatement<HistoryInput, ChangeRow>('changes_before', (db, p) =>
	db
		.selectFrom('changes')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('version', '<', p('before'))
		.orderBy('version', 'desc')
		.orderBy('n', 'desc')
		.limit(p('limit')),
)

const findEntityHistory = defineStatement<HistoryInput, ChangeRow>('entity_changes_before', (db, p) =>
	db
		.selectFrom('changes')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('entity', '=', p('entity'))
		.where('entity_id', '=', p('entityId'))
		.where('version', '<', p('before'))
		.orderBy('version', 'desc')
		.limit(p('limit')),
)

const findState = defineStatement<{ userId: string }, { version: number; pruned_version: number }>(
	'find_version_state',
	(db, p) => db.selectFrom('user_versions').select(['version', 'pruned_version']).where('user_id', '=', p('userId')),
)

/** Saves closer together than this, of the same fields by the same actor, are one entry (DESIGN §4). */
const coalesceWithinMs = 60_000

/** What happened, a row per touched entity, and the version that orders it. */
export const changeStore = {
	raise(tx: Tx, userId: string, reserve: Reserve): Promise<Counters | undefined> {
		const none = { task: 0, list: 0, section: 0, filter: 0, conversation: 0, message: 0 }
		return tx.first(raiseVersion, { userId, ...none, ...reserve })
	},

	async insert(tx: Tx, userId: string, change: Change): Promise<void> {
		await tx.send(insertChange, toRow(userId, change))
	},

	/** Takes over an entry of a moment ago: its operation, and what was there before it. */
	async coalesce(tx: Tx, userId: string, change: Change): Promise<Change> {
		const row = await tx.first(latestOfEntity, { userId, entity: change.entity, entityId: change.entity_id })
		if (!row || row.undoes !== null) return change
		const last = toChange(row)
		const same =
			last.action === 'update' &&
			change.action === 'update' &&
			last.actor === change.actor &&
			last.actor_detail === change.actor_detail &&
			Date.parse(change.at) - Date.parse(last.at) < coalesceWithinMs &&
			sameFields(last.before, change.before)
		if (!same || (await undoStore.ofOperation(tx, userId, last.operation_id)).length > 1) return change
		await tx.run(deleteChange, { userId, version: last.version, n: last.n })
		return { ...change, operation_id: last.operation_id, before: last.before }
	},

	since: (tx: Tx, userId: string, since: number, limit: number) => tx.all(findSince, { userId, since, limit }),
	ofVersion: (tx: Tx, userId: string, version: number) => tx.all(findVersionRows, { userId, version }),
	/** Newest first; of one entity where it is named. */
	history: (
		tx: Tx,
		userId: string,
		before: number,
		limit: number,
		of?: { entity: ChangeRow['entity']; entityId: string },
	) =>
		of
			? tx.all(findEntityHistory, { userId, before, limit, ...of })
			: tx.all(findHistory, { userId, before, limit, entity: 'task', entityId: '' }),
	/** Where the user's versions stand, and how far back changes are kept. */
	state: (tx: Tx, userId: string) => tx.first(findState, { userId }),
}

const sameFields = (a: Change['before'], b: Change['before']) =>
	Object.keys(a ?? {})
		.toSorted()
		.join() ===
	Object.keys(b ?? {})
		.toSorted()
		.join()

const toJson = (value: unknown) => (value === null ? null : JSON.stringify(value))

/** Written by `toRow` alone, so it has the shape of a change's fields. */
const parseFields = (json: string | null) => (json === null ? null : JSON.parse(json)) as Change['before']

function toRow(user_id: string, change: Change): ChangeRow {
	return { ...change, user_id, before: toJson(change.before), after: toJson(change.after) }
}

export function toChange(row: ChangeRow): Change {
	const { user_id: _user, ...rest } = row
	return { ...rest, before: parseFields(row.before), after: parseFields(row.after) }
}
