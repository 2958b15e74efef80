import type { Tx } from '../database/database.ts'
import type { TurnRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

interface Owned {
	userId: string
}
interface ById extends Owned {
	id: string
}

const answerOfTurn = defineStatement<Owned & { turnId: string }, { id: number; conversation_id: number }>(
	'answer_of_turn',
	(db, p) =>
		db
			.selectFrom('messages')
			.select(['id', 'conversation_id'])
			.where('user_id', '=', p('userId'))
			.where('turn_id', '=', p('turnId'))
			.where('role', '=', 'assistant'),
)

const turnById = defineStatement<Owned & { id: string }, TurnRow>('turn_by_id', (db, p) =>
	db.selectFrom('turns').selectAll().where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const insertTurn = defineStatement<TurnRow, unknown>('insert_turn', (db, p) =>
	db.insertInto('turns').values({
		user_id: p('user_id'),
		id: p('id'),
		conversation_id: p('conversation_id'),
		status: p('status'),
		provider: p('provider'),
		input_tokens: p('input_tokens'),
		output_tokens: p('output_tokens'),
		lease_until: p('lease_until'),
		created_at: p('created_at'),
		updated_at: p('updated_at'),
	}),
)

const runningTurns = defineStatement<Owned & { now: string }, { id: string }>('running_turns', (db, p) =>
	db
		.selectFrom('turns')
		.select('id')
		.where('user_id', '=', p('userId'))
		.where('status', 'in', ['running', 'stopping'])
		.where('lease_until', '>', p('now'))
		.limit(10),
)

const endTurn = defineStatement<
	ById & { status: string; provider: string | null; input: number; output: number; at: string },
	unknown
>('end_turn', (db, p) =>
	db
		.updateTable('turns')
		.set({
			status: p('status'),
			provider: p('provider'),
			input_tokens: p('input'),
			output_tokens: p('output'),
			lease_until: null,
			updated_at: p('at'),
		})
		.where('user_id', '=', p('userId'))
		.where('id', '=', p('id'))
		.where('status', 'in', ['running', 'stopping']),
)

const renewLease = defineStatement<ById & { until: string }, unknown>('renew_turn_lease', (db, p) =>
	db
		.updateTable('turns')
		.set({ lease_until: p('until') })
		.where('user_id', '=', p('userId'))
		.where('id', '=', p('id'))
		.where('status', 'in', ['running', 'stopping']),
)

const askStop = defineStatement<ById & { at: string }, unknown>('ask_turn_to_stop', (db, p) =>
	db
		.updateTable('turns')
		.set({ status: 'stopping', updated_at: p('at') })
		.where('user_id', '=', p('userId'))
		.where('id', '=', p('id'))
		.where('status', '=', 'running'),
)

interface StoredEvent {
	seq: number
	event: string
}

const insertEvent = defineStatement<ById & { seq: number; event: string; at: string }, unknown>(
	'insert_turn_event',
	(db, p) =>
		db
			.insertInto('turn_events')
			.values({ user_id: p('userId'), turn_id: p('id'), seq: p('seq'), event: p('event'), created_at: p('at') }),
)

const eventsAfter = defineStatement<ById & { after: number }, StoredEvent>('turn_events_after', (db, p) =>
	db
		.selectFrom('turn_events')
		.select(['seq', 'event'])
		.where('user_id', '=', p('userId'))
		.where('turn_id', '=', p('id'))
		.where('seq', '>', p('after'))
		.orderBy('seq')
		.limit(1000),
)

/** How a turn ended: answered, broken by a surprise, or left by a process that is no more. */
export type TurnEnd = 'done' | 'failed' | 'interrupted'

export const turnStore = {
	findAnswer: (tx: Tx, userId: string, turnId: string) => tx.first(answerOfTurn, { userId, turnId }),

	find: (tx: Tx, userId: string, id: string) => tx.first(turnById, { userId, id }),

	/** How many are being answered just now, ten at most. */
	countRunning: async (tx: Tx, userId: string, now: string): Promise<number> =>
		(await tx.all(runningTurns, { userId, now })).length,

	async insert(
		tx: Tx,
		userId: string,
		turn: { id: string; conversationId: number; at: string; leaseUntil: string },
	): Promise<void> {
		await tx.run(insertTurn, {
			user_id: userId,
			id: turn.id,
			conversation_id: turn.conversationId,
			status: 'running',
			provider: null,
			input_tokens: 0,
			output_tokens: 0,
			lease_until: turn.leaseUntil,
			created_at: turn.at,
			updated_at: turn.at,
		})
	},

	/** A turn ends once: one that is done never fails. */
	async end(
		tx: Tx,
		userId: string,
		id: string,
		end: { status: TurnEnd; provider: string | null; input: number; output: number; at: string },
	): Promise<void> {
		await tx.run(endTurn, { userId, id, ...end })
	},

	async renew(tx: Tx, userId: string, id: string, until: string): Promise<void> {
		await tx.run(renewLease, { userId, id, until })
	},

	async askStop(tx: Tx, userId: string, id: string, at: string): Promise<void> {
		await tx.run(askStop, { userId, id, at })
	},

	async insertEvents(tx: Tx, userId: string, id: string, event: StoredEvent, at: string): Promise<void> {
		await tx.run(insertEvent, { userId, id, ...event, at })
	},

	/** In order, a thousand at most. */
	eventsAfter: (tx: Tx, userId: string, id: string, after: number): Promise<StoredEvent[]> =>
		tx.all(eventsAfter, { userId, id, after }),
}
