import { useQuery } from '@tanstack/react-query'
import { call, endpoints, type Send } from '@todo/contract'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'

/** By what programs get at the tasks of whoever is here: null where there is nothing, undefined until it is known. */
export type ProgramAccess = 'keys' | 'calendar' | 'both' | null

export function useProgramAccess(): ProgramAccess | undefined {
	const { send } = useClient()
	const user = useUser()
	const enabled = Boolean(user)
	const readKeys = () => call(send, endpoints.keys.listKeys, {})
	const keys = useQuery({ queryKey: queryKeys.keys, enabled, queryFn: readKeys })
	const calendar = useQuery({ queryKey: queryKeys.calendar, enabled, queryFn: () => readCalendar(send) })
	if (!keys.data || !calendar.data) return undefined
	if (keys.data.length > 0) return calendar.data.path === null ? 'keys' : 'both'
	return calendar.data.path === null ? null : 'calendar'
}

export const readCalendar = (send: Send) => call(send, endpoints.transfer.getCalendar, {})
