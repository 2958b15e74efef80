import type { Confirmation, Message } from '@todo/contract'
import { undoStore } from '../changes/undo.store.ts'
import type { Tx } from '../database/database.ts'
import type { MessageRow, TurnRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'
import { toConfirmation } from './chat.rules.ts'

interface Owned {
	userId: string
}

interface MessageWithConfirmation extends MessageRow {
	confirmation_text: string | null
	confirmation_status: string | null
	confirmation_expires_at: string | null
	/** What undid the operation last, whether that still holds or not. */
	reversed_by: string | null
}

const newestMessages = defineStatement<Owned & { id: number; upTo: number; most: number }, MessageWithConfirmation>(
	'newest_messages',
	(db, p) =>
		db
			.selectFrom('messages')
			.leftJoin('confirmations', (join) =>
				join
					.onRef('confirmations.user_id', '=', 'messages.user_id')
					.onRef('confirmations.id', '=', 'messages.confirmation_id'),
			)
			.selectAll('messages')
			.select([
				'confirmations.text as confirmation_text',
				'confirmations.status as confirmation_status',
				'confirmations.expires_at as confirmation_expires_at',
			])
			.select((eb) =>
				eb
					.selectFrom('changes')
					.select('changes.operation_id')
					.whereRef('changes.user_id', '=', 'messages.user_id')
					.whereRef('changes.undoes', '=', 'messages.operation_id')
					.orderBy('changes.version', 'desc')
					.limit(1)
					.as('reversed_by'),
			)
			.where('messages.user_id', '=', p('userId'))
			.where('messages.conversation_id', '=', p('id'))
			.where('messages.id', '<=', p('upTo'))
			.orderBy('messages.id', 'desc')
			.limit(p('most')),
)

const insertMessage = defineStatement<Omit<MessageRow, 'superseded_by'>, unknown>('insert_message', (db, p) =>
	db.insertInto('messages').values({
		user_id: p('user_id'),
		id: p('id'),
		conversation_id: p('conversation_id'),
		role: p('role'),
		content: p('content'),
		tool_calls: p('tool_calls'),
		tasks: p('tasks'),
		suggestions: p('suggestions'),
		operation_id: p('operation_id'),
		turn_id: p('turn_id'),
		confirmation_id: p('confirmation_id'),
		provider: p('provider'),
		notice: p('notice'),
		superseded_by: null,
		created_at: p('created_at'),
	}),
)

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

const setTurnStatus = defineStatement<
	Owned & { id: string; status: string; provider: string | null; at: string },
	unknown
>('set_turn_status', (db, p) =>
	db
		.updateTable('turns')
		.set({ status: p('status'), provider: p('provider'), lease_until: null, updated_at: p('at') })
		.where('user_id', '=', p('userId'))
		.where('id', '=', p('id'))
		.where('status', '=', 'running'),
)

export type NewMessage = Omit<Message, 'confirmation' | 'undone_by'> & {
	confirmation_id: string | null
}

const largestId = 2_147_483_647

export const messageStore = {
	/** The newest `most` messages of a conversation, oldest first. */
	async newest(
		tx: Tx,
		userId: string,
		conversationId: number,
		most: number,
		now: Date,
		upTo = largestId,
	): Promise<Message[]> {
		const rows = await tx.all(newestMessages, { userId, id: conversationId, upTo, most })
		const answers: Message[] = []
		for (const row of rows.toReversed()) {
			const { operation_id, reversed_by } = row
			const touched = operation_id !== null && reversed_by !== null
			const undone_by = touched ? await undoStore.undoneBy(tx, userId, operation_id) : null
			answers.push({ ...toMessage(row, now), undone_by })
		}
		return answers
	},

	async insert(tx: Tx, userId: string, message: NewMessage): Promise<void> {
		await tx.run(insertMessage, {
			...message,
			user_id: userId,
			tool_calls: JSON.stringify(message.tool_calls),
			tasks: JSON.stringify(message.tasks),
			suggestions: JSON.stringify(message.suggestions),
			notice: message.notice && JSON.stringify(message.notice),
		})
	},

	findAnswer: (tx: Tx, userId: string, turnId: string) => tx.first(answerOfTurn, { userId, turnId }),

	findTurn: (tx: Tx, userId: string, id: string) => tx.first(turnById, { userId, id }),

	async insertTurn(tx: Tx, userId: string, turn: { id: string; conversationId: number; at: string }): Promise<void> {
		await tx.run(insertTurn, {
			user_id: userId,
			id: turn.id,
			conversation_id: turn.conversationId,
			status: 'running',
			provider: null,
			input_tokens: 0,
			output_tokens: 0,
			lease_until: null,
			created_at: turn.at,
			updated_at: turn.at,
		})
	},

	/** A turn ends once: one that is done never fails. */
	async endTurn(
		tx: Tx,
		userId: string,
		id: string,
		end: { status: 'done' | 'failed'; provider: string | null; at: string },
	): Promise<void> {
		await tx.run(setTurnStatus, { userId, id, ...end })
	},
}

function toMessage(row: MessageWithConfirmation, now: Date): Omit<Message, 'undone_by'> {
	return {
		id: row.id,
		conversation_id: row.conversation_id,
		role: row.role,
		content: row.content,
		...parseColumns(row),
		confirmation: toConfirmationOfMessage(row, now),
		operation_id: row.operation_id,
		provider: row.provider,
		turn_id: row.turn_id,
		created_at: row.created_at,
	}
}

/** Only this store writes these columns, from values of that very type. */
const parseColumns = ({ tool_calls, tasks, suggestions, notice }: MessageRow) =>
	JSON.parse(
		`{"tool_calls":${tool_calls},"tasks":${tasks},"suggestions":${suggestions},"notice":${notice ?? 'null'}}`,
	) as Pick<Message, 'tool_calls' | 'tasks' | 'suggestions' | 'notice'>

function toConfirmationOfMessage(row: MessageWithConfirmation, now: Date): Confirmation | null {
	if (row.confirmation_id === null || row.confirmation_text === null || row.confirmation_expires_at === null)
		return null
	return toConfirmation(
		{
			id: row.confirmation_id,
			text: row.confirmation_text,
			status: row.confirmation_status ?? 'expired',
			expires_at: row.confirmation_expires_at,
		},
		now,
	)
}
