import { useQuery } from '@tanstack/react-query'
import { call, endpoints, type Change } from '@todo/contract'
import { useMemo } from 'react'
import { useClient } from '#lib/data/client-context.tsx'
import { useCompletedTasks, useLists, usePendingTasks, useSections, useUser } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'

/** What a change is about; a finished occurrence belongs to its task. */
export interface Subject {
	entity: Change['entity']
	id: string
}

export const toSubject = ({ entity, entity_id }: Change): Subject =>
	entity === 'completion' ? { entity: 'task', id: entity_id.split('/')[0] ?? '' } : { entity, id: entity_id }

export const keyOfSubject = ({ entity, id }: Subject): string => `${entity} ${id}`

/** The name of a subject as it is now, else as the history last knew it. */
export function useNames(changes: readonly Change[]): (subject: Subject) => string | undefined {
	const { send } = useClient()
	const pending = usePendingTasks().data
	const completed = useCompletedTasks({ limit: 100 }).data?.tasks
	const lists = useLists()
	const { sections } = useSections()
	const enabled = Boolean(useUser())
	const queryFn = () => call(send, endpoints.tasks.listTrash, {})
	const trash = useQuery({ queryKey: queryKeys.trash, enabled, queryFn }).data

	return useMemo(() => {
		const names = new Map<string, string>()
		// Oldest first, so that a later name stays.
		for (const change of changes.toReversed()) {
			const name = [change.after?.title, change.after?.name, change.before?.title, change.before?.name].find(isText)
			if (name !== undefined) names.set(keyOfSubject(toSubject(change)), name)
		}
		for (const task of [...(trash ?? []), ...(completed ?? []), ...(pending ?? [])])
			names.set(`task ${task.id}`, task.title)
		for (const list of lists) names.set(`list ${list.id}`, list.name)
		for (const section of sections) names.set(`section ${section.id}`, section.name)
		return (subject) => (subject.entity === 'tag' ? `#${subject.id}` : names.get(keyOfSubject(subject)))
	}, [changes, pending, completed, trash, lists, sections])
}

const isText = (value: unknown): value is string => typeof value === 'string'
