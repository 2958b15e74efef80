import { QueryClient } from '@tanstack/react-query'
import { ApiError, type Send, type Task, type User } from '@todo/contract'
import { queryKeys } from '#lib/query-keys.ts'
import { createAlone } from '#lib/alone.ts'
import { createSend } from '#lib/send.ts'
import { readStored, store } from '#lib/theme.ts'
import { createChangeSink, type ChangeSink } from './changes.ts'
import { farewell, type Farewell } from './farewell.ts'
import { createLanes, type Lanes } from './lanes.ts'
import { createLive, type Live } from './live.ts'
import { createReach, type Reach } from './reach.ts'
import { createTaskCache, type TaskCache } from './task-cache.ts'
import { createUndoStack, type UndoStack } from './undo-stack.ts'

/** Everything of the page that is not on the screen; made once per tab. */
export interface Client {
	queries: QueryClient
	send: Send
	cache: TaskCache
	sink: ChangeSink
	/** In which order writes leave. */
	lanes: Lanes
	undoStack: UndoStack
	/** Tasks on their way to the server, by their client_id. */
	creating: Map<string, Promise<Task | undefined>>
	live: Live
	/** Whether the server can be reached. */
	reach: Reach
	/** Whether somebody was signed in here before: their data is then asked for without waiting for who they are. */
	wasKnown: () => boolean
	/** Whoever is here has become this guest or account and keeps what they had. */
	becomeUser: (user: User) => void
	/** Nobody is here: the lists are empty and stand ready for the first task. */
	startEmpty: () => void
	/** Somebody else, or nobody, is here from now on: the page starts anew, so that nothing of the one before stays. */
	startAnew: (known: 'guest' | 'account' | null, said?: Farewell) => void
	/** What is said to whoever left. */
	farewell: typeof farewell
	/** Signed in again after the session had ended: the page goes on where it was. */
	continueSession: () => void
	subscribe: (listener: () => void) => () => void
	/** Whether an account's session ended under the page's feet. */
	sessionEnded: () => boolean
}

export function createClient(origin: string): Client {
	const queries = new QueryClient({
		defaultOptions: {
			queries: {
				staleTime: 60_000,
				gcTime: Infinity,
				retry: (count, error) => !(error instanceof ApiError && error.problem.status < 500) && count < 3,
			},
		},
	})
	const listeners = new Set<() => void>()
	let ended = false
	const setEnded = (value: boolean) => {
		ended = value
		listeners.forEach((listener) => listener())
	}

	function becomeUser(user: User): void {
		queries.setQueryData(queryKeys.me, user)
		store('todo.known', user.guest ? 'guest' : 'account')
		farewell.forget()
		setEnded(false)
		void queries.invalidateQueries({ queryKey: queryKeys.settings })
	}

	const reach = createReach({
		probe: async () =>
			(await fetch(`${origin}/api/health`, { cache: 'no-store', signal: AbortSignal.timeout(5000) })).ok,
		onBack() {
			live.wake()
			void queries.refetchQueries({ predicate: ({ state }) => state.fetchFailureCount > 0 })
		},
		random: Math.random,
	})
	const watchedFetch: typeof fetch = async (input, init) => {
		try {
			const response = await fetch(input, init)
			if (response.status >= 502 && response.status <= 504) reach.doubt()
			return response
		} catch (error) {
			reach.doubt()
			throw error
		}
	}
	const send = createSend({
		fetch: watchedFetch,
		origin,
		mayBecomeGuest: () => readStored('todo.known') !== 'account',
		onGuest: ({ user }) => becomeUser(user),
		onSessionEnded: () => setEnded(true),
		alone: createAlone(typeof navigator === 'undefined' ? undefined : navigator.locks, 'todo.identity'),
		limit: () => AbortSignal.timeout(15_000),
	})
	const cache = createTaskCache(queries)
	const sink = createChangeSink(queries, cache)
	const live = createLive({
		open: (since) => {
			const address = `${(origin || location.origin).replace(/^http/, 'ws')}/api/ws`
			return new WebSocket(since > 0 ? `${address}?since=${since}` : address)
		},
		knownVersion: cache.newestVersion,
		onFrame: (frame) => {
			if (frame.type === 'changes') sink.apply(frame.changes)
			if (frame.type !== 'conversation') return
			void queries.invalidateQueries({ queryKey: queryKeys.conversations })
			void queries.invalidateQueries({ queryKey: queryKeys.messages(frame.conversation_id) })
		},
		onResync: () => void queries.invalidateQueries(),
		onLost: () => reach.doubt(),
		random: Math.random,
	})
	return {
		queries,
		send,
		cache,
		sink,
		lanes: createLanes(),
		undoStack: createUndoStack(send, sink),
		creating: new Map(),
		live,
		reach,
		wasKnown: () => readStored('todo.known') !== null,
		becomeUser,
		startEmpty() {
			for (const key of [queryKeys.pending, queryKeys.lists, queryKeys.sections, queryKeys.tags])
				queries.setQueryData(key, [])
		},
		farewell,
		startAnew(known, said) {
			store('todo.known', known)
			farewell.say(said ?? null)
			store('todo.conversation', null)
			location.assign('/')
		},
		continueSession() {
			setEnded(false)
			void queries.invalidateQueries()
		},
		subscribe: (listener) => {
			listeners.add(listener)
			return () => listeners.delete(listener)
		},
		sessionEnded: () => ended,
	}
}
