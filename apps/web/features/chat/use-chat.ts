import { useCallback, useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { ApiError, call, endpoints, type Message } from '@todo/contract'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { createUuid } from '#lib/ids.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { readStored, store } from '#lib/theme.ts'
import { useHydrated } from '#lib/use-hydrated.ts'
import { useTurn, type Failed, type Running } from './use-turn.ts'

export interface Chat {
	conversationId: number | null
	messages: Message[]
	/** What is being answered just now. */
	running: Running | null
	/** What came to nothing in this conversation: it stands there to be said again, whatever is said meanwhile. */
	failed: Failed[]
	/** `replaces`: an earlier message, which this one is said in place of. */
	send: (text: string, replaces?: number) => void
	/** Says again what failed. */
	retry: (failed: Failed) => void
	/** Ends what is being answered. */
	stop: () => void
	open: (conversationId: number | null) => void
}

const storedId = 'todo.conversation'

/** One conversation with the assistant; the last one comes back when the page is opened again. */
export function useChat(onDone?: (answer: Message) => void): Chat {
	const { send: sender } = useClient()
	const user = useUser()
	const hydrated = useHydrated()
	const [chosen, setId] = useState<number | null>()
	const conversationId = chosen === undefined ? (hydrated ? Number(readStored(storedId)) || null : null) : chosen

	const choose = useCallback((id: number | null) => {
		setId(id)
		store(storedId, id === null ? null : String(id))
	}, [])
	const { running, failed, say, follow, stop, leave } = useTurn(choose, onDone)
	const open = useCallback(
		(id: number | null) => {
			leave()
			choose(id)
		},
		[leave, choose],
	)

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

	// Said in another tab, or before the page was loaded again, and not answered yet.
	const last = data?.at(-1)
	useEffect(() => {
		if (last?.role === 'user') follow(last)
	}, [last, follow])

	const send = useCallback(
		(text: string, replaces?: number) => say({ text, key: createUuid(), conversationId, replaces }),
		[say, conversationId],
	)
	const retry = useCallback((one: Failed) => say(one), [say])

	return {
		conversationId,
		messages: conversationId === null ? [] : (data ?? []),
		running,
		failed: failed.filter((one) => one.shownIn === conversationId),
		send,
		retry,
		stop,
		open,
	}
}
