import { useCallback, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { ApiError, call, endpoints, type Message } from '@todo/contract'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { createUuid } from '#lib/ids.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { readStored, store } from '#lib/theme.ts'
import { useHydrated } from '#lib/use-hydrated.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { mayHaveRun } from './may-have-run.ts'

interface Failed {
	text: string
	reason: string
	/** The key to say it again with, and the conversation: another one would make it another request. */
	key: string
	conversationId: number | null
	/** The conversation in which it is shown. */
	shownIn: number | null
}

export interface Chat {
	conversationId: number | null
	messages: Message[]
	/** Said, but not answered yet. */
	sending: string | null
	/** What came to nothing in this conversation: it stands there to be said again, whatever is said meanwhile. */
	failed: Failed[]
	send: (text: string) => void
	/** Says again what failed. */
	retry: (failed: Failed) => void
	open: (conversationId: number | null) => void
}

const storedId = 'todo.conversation'

/** One conversation with the assistant; the last one comes back when the page is opened again. */
export function useChat(onDone?: (answer: Message) => void): Chat {
	const { send: sender, queries, undoStack } = useClient()
	const user = useUser()
	const toText = useErrorText()
	const hydrated = useHydrated()
	const [chosen, setId] = useState<number | null>()
	const conversationId = chosen === undefined ? (hydrated ? Number(readStored(storedId)) || null : null) : chosen
	const [sending, setSending] = useState<string | null>(null)
	const [failed, setFailed] = useState<Failed[]>([])

	const open = useCallback((id: number | null) => {
		setId(id)
		store(storedId, id === null ? null : String(id))
	}, [])

	const { data } = useQuery({
		queryKey: queryKeys.messages(conversationId ?? 0),
		enabled: conversationId !== null && Boolean(user),
		queryFn: async () => {
			try {
				return await call(sender, endpoints.chats.listMessages, { params: { id: conversationId ?? 0 } })
			} catch (error) {
				// Deleted on another device: a new conversation begins.
				if (error instanceof ApiError && error.problem.status === 404) open(null)
				throw error
			}
		},
	})

	const sayWith = useCallback(
		(text: string, key: string, inConversation: number | null) => {
			const say = async () => {
				setSending(text)
				setFailed((before) => before.filter((one) => one.key !== key))
				try {
					const body = { message: text, conversation_id: inConversation }
					const reply = await call(sender, endpoints.chats.chat, { body }, { idempotencyKey: key })
					const said = { ...toMessage(text, reply.message), id: reply.message.id - 0.5 }
					queries.setQueryData<Message[]>(queryKeys.messages(reply.conversation_id), (before) =>
						merge(before, said, reply.message),
					)
					if (reply.message.operation_id) {
						undoStack.push(reply.message.operation_id, { verb: 'assistant', count: 1, title: text })
						onDone?.(reply.message)
					}
					if (reply.conversation_id !== conversationId) open(reply.conversation_id)
					setFailed((before) => before.map((one) => ({ ...one, shownIn: one.shownIn ?? reply.conversation_id })))
					void queries.invalidateQueries({ queryKey: queryKeys.messages(reply.conversation_id) })
					void queries.invalidateQueries({ queryKey: queryKeys.conversations })
				} catch (error) {
					const again = mayHaveRun(error) ? key : createUuid()
					const one = {
						text,
						reason: toText(error),
						key: again,
						conversationId: inConversation,
						shownIn: conversationId,
					}
					setFailed((before) => [...before, one])
				} finally {
					setSending(null)
				}
			}
			void say()
		},
		[conversationId, sender, queries, undoStack, open, toText, onDone],
	)
	const send = useCallback((text: string) => sayWith(text, createUuid(), conversationId), [sayWith, conversationId])
	const retry = useCallback((one: Failed) => sayWith(one.text, one.key, one.conversationId), [sayWith])

	return {
		conversationId,
		messages: conversationId === null ? [] : (data ?? []),
		sending,
		failed: failed.filter((one) => one.shownIn === conversationId),
		send,
		retry,
		open,
	}
}

/** The live connection may have brought the answer before its own reply did. */
function merge(before: Message[] | undefined, said: Message, answer: Message): Message[] {
	if (before?.some(({ id }) => id === answer.id)) return before
	return [...(before ?? []), said, answer]
}

/** What was said, until the server's own record of it is loaded. */
function toMessage(content: string, answer: Message): Message {
	const nothing = {
		tool_calls: [],
		tasks: [],
		suggestions: [],
		confirmation: null,
		operation_id: null,
		undone_by: null,
		provider: null,
		notice: null,
	}
	return { ...answer, ...nothing, role: 'user', content }
}
