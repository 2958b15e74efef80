import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
	ApiError,
	call,
	callWithHeaders,
	endpoints,
	type Completion,
	type List,
	type Section,
	type Send,
	type Settings,
	type Tag,
	type Task,
	type User,
} from '@todo/contract'
import { queryKeys, type CompletedFilter } from '#lib/query-keys.ts'
import { useClient } from './client-context.tsx'
import type { CompletedPage } from './task-cache.ts'

/** Who is here: null is nobody yet, undefined not known yet. */
export function useUser(): User | null | undefined {
	const { send, startEmpty } = useClient()
	const queryFn = async () => {
		const user = await readUser(send)
		if (!user) startEmpty()
		return user
	}
	return useQuery({ queryKey: queryKeys.me, queryFn, staleTime: Infinity }).data
}

/** Whether data may be asked for: somebody is here, or was when the page was last open. */
function useMayAsk(): boolean {
	const { wasKnown } = useClient()
	const user = useUser()
	return user === undefined ? wasKnown() : user !== null
}

async function readUser(send: Send): Promise<User | null> {
	try {
		return await call(send, endpoints.auth.me, {})
	} catch (error) {
		if (error instanceof ApiError && error.problem.status === 401) return null
		throw error
	}
}

export function useSettings(): Settings | undefined {
	const { send } = useClient()
	const queryFn = () => call(send, endpoints.settings.getSettings, {})
	return useQuery({ queryKey: queryKeys.settings, enabled: useMayAsk(), queryFn, staleTime: Infinity }).data
}

/** Whether the server mails links to set a new password; undefined until it has said so. */
export function useResetOffered(): boolean | undefined {
	const { send } = useClient()
	const queryFn = () => call(send, endpoints.system.getHealth, {})
	return useQuery({ queryKey: queryKeys.health, queryFn, staleTime: Infinity }).data?.password_reset
}

/** Every task that is still to be done: all views and counts are made of it. */
export function usePendingTasks(): UseQueryResult<Task[]> {
	const { send, sink } = useClient()
	const queryFn = async () => sink.replay(await loadPending(send))
	return useQuery({ queryKey: queryKeys.pending, enabled: useMayAsk(), queryFn, staleTime: Infinity })
}

async function loadPending(send: Send): Promise<Task[]> {
	const tasks: Task[] = []
	for (;;) {
		// Oldest first: what is added meanwhile comes at the end and moves no page.
		const query = {
			status: 'pending',
			sort: 'created_at',
			order: 'asc',
			limit: '1000',
			offset: String(tasks.length),
		} as const
		const { data, headers } = await callWithHeaders(send, endpoints.tasks.listTasks, { query })
		tasks.push(...data)
		if (data.length === 0 || tasks.length >= Number(headers.get('x-total-count') ?? 0)) return tasks
	}
}

export function useCompletedTasks(filter: CompletedFilter): UseQueryResult<CompletedPage> {
	const { send } = useClient()
	const queryFn = async (): Promise<CompletedPage> => {
		const { list, tag, limit } = filter
		const { data, headers } = await callWithHeaders(send, endpoints.tasks.listTasks, {
			query: {
				status: 'completed',
				sort: 'completed_at',
				order: 'desc',
				limit: String(limit),
				...(list === undefined ? {} : { list }),
				...(tag === undefined ? {} : { tag }),
			},
		})
		return { tasks: data, total: Number(headers.get('x-total-count') ?? data.length) }
	}
	return useQuery({ queryKey: queryKeys.completed(filter), enabled: useMayAsk(), queryFn })
}

/** The finished occurrences of repeating tasks, latest first. */
export function useCompletions(limit: number): UseQueryResult<Completion[]> {
	const { send } = useClient()
	const queryFn = () => call(send, endpoints.tasks.listCompletions, { query: { limit: String(limit) } })
	return useQuery({
		queryKey: queryKeys.completions(limit),
		enabled: useMayAsk(),
		queryFn,
		placeholderData: keepPreviousData,
	})
}

export function useSubtasks(id: number): Task[] {
	const { send } = useClient()
	const queryFn = () =>
		call(send, endpoints.tasks.listTasks, {
			query: { parent: id, status: 'all', sort: 'position', order: 'asc', limit: '500' },
		})
	return useQuery({ queryKey: queryKeys.subtasks(id), enabled: id > 0, queryFn }).data ?? []
}

export function useLists(): List[] {
	const { send } = useClient()
	const queryFn = () => call(send, endpoints.lists.listLists, {})
	return useQuery({ queryKey: queryKeys.lists, enabled: useMayAsk(), queryFn, staleTime: Infinity }).data ?? []
}

/** The sections of all lists; `isKnown` once they, or that they can't be had, are known. */
export function useSections(): { sections: Section[]; isKnown: boolean } {
	const { send } = useClient()
	const queryFn = () => call(send, endpoints.lists.listSections, {})
	const asked = useQuery({ queryKey: queryKeys.sections, enabled: useMayAsk(), queryFn, staleTime: Infinity })
	return { sections: asked.data ?? none, isKnown: !asked.isPending }
}

export function useTags(): Tag[] {
	const { send } = useClient()
	const queryFn = () => call(send, endpoints.lists.listTags, {})
	return useQuery({ queryKey: queryKeys.tags, enabled: useMayAsk(), queryFn, staleTime: Infinity }).data ?? none
}

/** One array for as long as nothing is known, so that nothing is computed anew. */
const none: never[] = []

/** Whether the lists are known, so that one that is not among them does not exist. */
export function useListsReady(): boolean {
	const { send } = useClient()
	const queryFn = () => call(send, endpoints.lists.listLists, {})
	return useQuery({ queryKey: queryKeys.lists, enabled: useMayAsk(), queryFn, staleTime: Infinity }).isSuccess
}
