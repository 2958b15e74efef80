import type { Confirmation, Message } from '@todo/contract'
import { undoStore } from '../changes/undo.store.ts'
import type { Tx } from '../database/database.ts'
import type { MessageRow } from '../database/schema.ts'
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
			.where('messages.superseded_by', 'is', null)
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

const saidMessage = defineStatement<Owned & { conversationId: number; id: number }, { id: number }>(
	'said_message',
	(db, p) =>
		db
			.selectFrom('messages')
			.select('id')
			.where('user_id', '=', p('userId'))
			.where('id', '=', p('id'))
			.where('conversation_id', '=', p('conversationId'))
			.where('role', '=', 'user')
			.where('superseded_by', 'is', null),
)

const supersede = defineStatement<Owned & { conversationId: number; first: number; by: number }, unknown>(
	'supersede_messages',
	(db, p) =>
		db
			.updateTable('messages')
			.set({ superseded_by: p('by') })
			.where('user_id', '=', p('userId'))
			.where('conversation_id', '=', p('conversationId'))
			.where('id', '>=', p('first'))
			.where('id', '<', p('by'))
			.where('superseded_by', 'is', null),
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

	/** Whether this is what the person said, and still part of the conversation. */
	isSaid: async (tx: Tx, userId: string, conversationId: number, id: number): Promise<boolean> =>
		(await tx.first(saidMessage, { userId, conversationId, id })) !== undefined,

	/** Everything from `first` on is out of the conversation: `by` was said in its place. */
	async supersede(tx: Tx, userId: string, conversationId: number, first: number, by: number): Promise<void> {
		await tx.run(supersede, { userId, conversationId, first, by })
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
