import { endpoints } from '@todo/contract'
import { chats as schemas } from '@todo/contract/schemas'
import type { Assistant } from '../assistant/assistant.ts'
import { readLastEventId } from '../assistant/following.ts'
import type { Roster } from '../assistant/roster.ts'
import { createEventStreams, wantsEvents } from '../transport/event-stream.ts'
import { handle } from '../transport/handle.ts'
import type { App } from '../transport/handle.ts'
import type { ChatService } from './chat.service.ts'

const { chats: endpoint } = endpoints

const refused = 'else nothing happens, and the answer’s `tool_calls` say `SCOPE_MISSING`.'

export function registerChatRoutes(
	app: App,
	chats: ChatService,
	assistant: Assistant,
	roster: Roster,
	closing: AbortSignal,
): void {
	const answerEvents = createEventStreams(closing)
	handle(
		app,
		endpoint.chat,
		schemas.chat,
		({ actor, body, request, reply }) => {
			const said = { message: body.message, conversationId: body.conversation_id ?? undefined, replaces: body.replaces }
			return wantsEvents(request.headers.accept)
				? answerEvents(actor.userId, reply, (signal) => assistant.stream(actor, said, signal))
				: assistant.answer(actor, said)
		},
		{
			reads: true,
			produces: ['application/json', 'text/event-stream'],
			alsoNeeds: `A message that deletes or undoes something needs \`tasks:delete\` as well: ${refused} \`replaces\` always needs it.`,
		},
	)
	handle(
		app,
		endpoint.followTurn,
		schemas.followTurn,
		({ actor, params, request, reply }) => {
			const after = readLastEventId(request.headers['last-event-id'])
			return answerEvents(actor.userId, reply, (signal) => assistant.follow(actor, params.id, after, signal))
		},
		{ produces: ['text/event-stream'] },
	)
	handle(app, endpoint.stopTurn, schemas.stopTurn, ({ actor, params }) => assistant.stop(actor, params.id))
	handle(
		app,
		endpoint.answerConfirmation,
		schemas.answerConfirmation,
		({ actor, params, body }) => assistant.confirm(actor, params.id, body.answer),
		{
			reads: true,
			alsoNeeds: `A yes to deleting or undoing something needs \`tasks:delete\` as well: ${refused}`,
		},
	)
	handle(app, endpoint.getAssistant, schemas.getAssistant, ({ actor }) => roster.read(actor))
	handle(app, endpoint.listConversations, schemas.listConversations, ({ actor }) => chats.list(actor))
	handle(app, endpoint.listMessages, schemas.listMessages, ({ actor, params }) => chats.messages(actor, params.id))
	handle(app, endpoint.renameConversation, schemas.renameConversation, ({ actor, params, body }) =>
		chats.rename(actor, params.id, body.title),
	)
	handle(
		app,
		endpoint.deleteConversation,
		schemas.deleteConversation,
		({ actor, params }) => chats.remove(actor, params.id),
		{ scope: 'tasks:delete' },
	)
}
