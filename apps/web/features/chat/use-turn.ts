import { useCallback, useRef, useState } from 'react'
import { call, endpoints, type ChatEvent, type ChatReply, type Message } from '@todo/contract'
import { useClient } from '#lib/data/client-context.tsx'
import { createUuid } from '#lib/ids.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { hearTurn, type HearTurn } from './hear-turn.ts'
import { mayHaveRun } from './may-have-run.ts'

/** A message that is being answered. */
export interface Running {
	said: string
	/** The message as it was stored; null until the server has it. */
	messageId: number | null
	turnId: string | null
	/** Null until the server has it, where it is said in a new one. */
	conversationId: number | null
	/** In whose place it is said. */
	replaces: number | undefined
	/** The answer so far. */
	words: string
	/** What is being done just now, as a tool's title. */
	doing: string | null
}

export interface Saying {
	text: string
	key: string
	conversationId: number | null
	replaces: number | undefined
}

/** What came to nothing, and how to say it again: in another conversation the same key would be another request. */
export interface Failed extends Saying {
	reason: string
	/** The conversation in which it is shown. */
	shownIn: number | null
	/** It is part of the conversation already: only why it failed is to be shown. */
	isShown: boolean
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The one turn that this page hears just now. */
export function useTurn(onConversation: (id: number) => void, onDone?: (answer: Message) => void) {
	const { send, queries, undoStack } = useClient()
	const toText = useErrorText()
	const [running, setRunning] = useState<Running | null>(null)
	const [failed, setFailed] = useState<Failed[]>([])
	/** Whoever listens now; another one, or none, makes those before it go. */
	const listening = useRef<object | null>(null)

	const finish = useCallback(
		({ conversation_id: id, message }: ChatReply, said: Running) => {
			queries.setQueryData<Message[]>(queryKeys.messages(id), (before) => merge(before, said, message))
			if (message.operation_id) {
				undoStack.push(message.operation_id, { verb: 'assistant', count: 1, title: said.said })
				onDone?.(message)
			}
			void queries.invalidateQueries({ queryKey: queryKeys.messages(id) })
			void queries.invalidateQueries({ queryKey: queryKeys.conversations })
		},
		[queries, undoStack, onDone],
	)

	const hear = useCallback(
		async (start: HearTurn['start'], first: Running, toFailed: (error: unknown, now: Running) => Failed) => {
			const own = {}
			listening.current = own
			let now = first
			const update = (change: Partial<Running>) => {
				now = { ...now, ...change }
				if (listening.current === own) setRunning(now)
			}
			const onEvent = (event: ChatEvent) => {
				update(toChange(event, now))
				if (event.type !== 'turn' || listening.current !== own) return
				onConversation(event.conversation_id)
				setFailed((all) => all.map((one) => ({ ...one, shownIn: one.shownIn ?? event.conversation_id })))
			}
			update({})
			try {
				const reply = await hearTurn({ send, start, onEvent, wait, isGone: () => listening.current !== own })
				if (reply) finish(reply, now)
			} catch (error) {
				const one = toFailed(error, now)
				setFailed((all) => [...all.filter(({ key }) => key !== one.key), one])
			} finally {
				if (listening.current === own) {
					listening.current = null
					setRunning(null)
				}
			}
		},
		[send, finish, onConversation],
	)

	const say = useCallback(
		({ text, key, conversationId, replaces }: Saying) => {
			setFailed((all) => all.filter((one) => one.key !== key))
			const body = { message: text, conversation_id: conversationId, ...(replaces === undefined ? {} : { replaces }) }
			void hear({ body, key }, toRunning(text, null, replaces), (error, { messageId, conversationId: shownIn }) => {
				const mayRun = mayHaveRun(error)
				const isShown = messageId !== null
				return {
					text,
					reason: toText(error),
					key: mayRun ? key : createUuid(),
					conversationId: mayRun ? conversationId : (shownIn ?? conversationId),
					// What was stored is part of the conversation: it is said again in its own place.
					replaces: isShown && !mayRun ? messageId : replaces,
					shownIn: shownIn ?? conversationId,
					isShown,
				}
			})
		},
		[hear, toText],
	)

	/** Hears a turn that was begun elsewhere; one that is heard already goes on. */
	const follow = useCallback(
		({ id, content, turn_id: turnId, conversation_id: conversationId }: Message) => {
			if (listening.current !== null || turnId === null) return
			void hear({ turnId }, toRunning(content, id, undefined), (error) => ({
				text: content,
				reason: toText(error),
				key: turnId,
				conversationId,
				replaces: id,
				shownIn: conversationId,
				isShown: true,
			}))
		},
		[hear, toText],
	)

	const leave = useCallback(() => {
		listening.current = null
		setRunning(null)
	}, [])

	const turnId = running?.turnId
	const stop = useCallback(() => {
		if (turnId) void call(send, endpoints.chats.stopTurn, { params: { id: turnId } }).catch(() => undefined)
	}, [send, turnId])

	return { running, failed, say, follow, stop, leave }
}

const toRunning = (said: string, messageId: number | null, replaces: number | undefined): Running => ({
	said,
	messageId,
	turnId: null,
	conversationId: null,
	replaces,
	words: '',
	doing: null,
})

function toChange(event: ChatEvent, { words }: Running): Partial<Running> {
	switch (event.type) {
		case 'turn':
			return { turnId: event.turn_id, messageId: event.message_id, conversationId: event.conversation_id }
		case 'text':
			return { words: words + event.text, doing: null }
		// What was said before a call was said on the way.
		case 'call':
			return { words: '', doing: event.title }
		case 'outcome':
		case 'answering':
		case 'done':
		case 'error':
			return {}
	}
}

/** The live connection may have brought the answer before its own stream did. */
function merge(before: Message[] | undefined, { said, messageId, replaces }: Running, answer: Message): Message[] {
	if (before?.some(({ id }) => id === answer.id)) return before
	const kept = (before ?? []).filter(({ id }) => replaces === undefined || id < replaces || id > (messageId ?? id))
	if (kept.some(({ id }) => id === messageId)) return [...kept, answer]
	return [...kept, toSaid(said, messageId, answer), answer]
}

/** What was said, until the server's own record of it is loaded. */
function toSaid(content: string, messageId: number | null, answer: Message): Message {
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
	return { ...answer, ...nothing, id: messageId ?? answer.id - 0.5, role: 'user', content }
}
