import { z } from 'zod'
import * as p from './primitives.ts'
import { task } from './tasks.ts'

export const toolCall = z
	.object({
		tool: z.string(),
		name: z.string(),
		arguments: z.record(z.string(), z.unknown()),
		parameters: z.record(z.string(), z.unknown()),
		result: z.unknown(),
	})
	.meta({ id: 'ToolCall' })

/** A question that stands before something is done: answered once, by its buttons or by a typed yes or no. */
export const confirmation = z
	.object({
		id: z.string(),
		text: z.string(),
		expires_at: p.instant,
		status: z.enum(['pending', 'accepted', 'declined', 'expired']),
	})
	.meta({ id: 'Confirmation' })

/** Buttons under an answer: pressing one sends its `message`. */
export const suggestion = z.object({ label: z.string(), message: z.string() })

/** What has to be said about an answer beside its own words. */
export const notice = z
	.object({
		kind: z
			.enum(['fallback', 'cut_off', 'stopped', 'interrupted'])
			.describe(
				'`fallback`: another model than the first answered. The rest end an answer early: `cut_off` by the model, `stopped` by the person, `interrupted` by the server’s end; such a turn can be said again.',
			),
		text: z.string(),
	})
	.meta({ id: 'Notice' })

export const message = z
	.object({
		id: z.int(),
		conversation_id: z.int(),
		role: z.enum(['user', 'assistant']),
		content: z.string(),
		tool_calls: z.array(toolCall),
		tasks: z.array(task).describe('The tasks the answer speaks of, as they were then.'),
		suggestions: z.array(suggestion),
		confirmation: confirmation.nullable().describe('What the answer asks before it does it.'),
		operation_id: z.string().nullable().describe('Undo this to take back what the turn did.'),
		undone_by: z
			.string()
			.nullable()
			.describe('The operation by which that was taken back and still is: undo this to do it again.'),
		provider: z.string().nullable().describe('Who answered, such as `builtin`.'),
		notice: notice.nullable(),
		turn_id: z.string().nullable().describe('The turn that the message opened or closed.'),
		created_at: p.instant,
	})
	.meta({ id: 'Message' })

export const conversation = z
	.object({ id: z.int(), title: z.string(), created_at: p.instant, updated_at: p.instant })
	.meta({ id: 'Conversation' })

export const chatReply = z
	.object({
		conversation_id: z.int(),
		response: z.string(),
		tool_calls: z.array(toolCall),
		confirmation: confirmation.nullable(),
		message: message,
	})
	.meta({ id: 'ChatReply' })

/** A number, null, or digits in a string: existing clients send all three. */
const conversationId = z
	.union(
		[
			p.bodyId,
			z
				.string()
				.regex(/^[1-9]\d{0,9}$/)
				.transform(Number)
				.pipe(p.bodyId),
		],
		'must be a conversation’s number',
	)
	.nullish()

/** Who can answer, in order, and how they are. */
export const assistantState = z
	.object({
		providers: z.array(
			z.object({
				name: z.string(),
				title: z.string(),
				model: z.string().nullable(),
				state: z
					.enum(['unchecked', 'ready', 'wrong_key', 'refused', 'failing', 'resting'])
					.describe('`resting`: failed so often just now that it is left alone for half a minute.'),
				detail: z.string().nullable().describe('What is wrong, in words.'),
			}),
		),
		tokens: z
			.object({ used: z.int(), limit: z.int().nullable(), resets_at: p.instant.nullable() })
			.nullable()
			.describe('What models elsewhere have cost this person in 24 hours; null where none may be asked.'),
	})
	.meta({ id: 'AssistantState' })

export const getAssistant = { replies: { 200: assistantState } }

const onConversation = { params: z.strictObject({ id: p.id }) }

export const chat = {
	body: z.strictObject({
		message: p.text(8000),
		conversation_id: conversationId,
		replaces: p.bodyId
			.optional()
			.describe(
				'The number of an earlier message of yours: this one is said in its place. That one and all that followed leave the conversation, and what those turns did is undone first.',
			),
	}),
	replies: { 200: chatReply },
}
/** What was asked is done, or dropped; the answer is a message of the conversation. 409 where it was answered or is too old. */
export const answerConfirmation = {
	params: z.strictObject({ id: z.string().min(1).max(64) }),
	body: z.strictObject({ answer: z.enum(['yes', 'no']) }),
	replies: { 200: chatReply },
}
const onTurn = { params: z.strictObject({ id: z.string().min(1).max(64) }) }

/** Server-sent events (`ChatEvent`): those after `Last-Event-ID`, then as they happen; `done` or `error` is the last. */
export const followTurn = { ...onTurn, replies: { 200: z.string() } }
/** The turn ends soon, wherever it runs: what it did until then stands, and its answer says so. One that is over stays as it is. */
export const stopTurn = { ...onTurn, replies: { 204: z.void() } }

export const listConversations = { replies: { 200: z.array(conversation) } }
export const listMessages = { ...onConversation, replies: { 200: z.array(message) } }
export const renameConversation = {
	...onConversation,
	body: z.strictObject({ title: p.text(200) }),
	replies: { 200: conversation },
}
export const deleteConversation = { ...onConversation, replies: { 204: z.void() } }
