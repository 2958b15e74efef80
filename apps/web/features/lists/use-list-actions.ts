import { useMemo } from 'react'
import { call, endpoints, type Colour, type List } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { createUuid } from '#lib/ids.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useWrites } from '#lib/use-writes.ts'

export interface ListFields {
	name: string
	colour: Colour
}

export interface ListActions {
	create: (fields: ListFields) => Promise<List | null>
	update: (list: List, fields: ListFields) => Promise<boolean>
	remove: (list: List) => Promise<boolean>
}

export function useListActions(): ListActions {
	const t = useTranslations('lists')
	const { send, queries } = useClient()
	const { attempt, sayDone } = useWrites()

	return useMemo(() => {
		const edit = (change: (lists: List[]) => List[]) =>
			queries.setQueryData<List[]>(queryKeys.lists, (lists) => change(lists ?? []))

		return {
			async create(fields) {
				const body = { ...fields, client_id: createUuid() }
				const list = await attempt(() =>
					call(send, endpoints.lists.createList, { body }, { idempotencyKey: createUuid() }),
				)
				if (list) edit((lists) => [...lists.filter(({ id }) => id !== list.id), list])
				return list
			},
			async update(list, fields) {
				edit((lists) => lists.map((other) => (other.id === list.id ? { ...other, ...fields } : other)))
				const rollBack = () => edit((lists) => lists.map((other) => (other.id === list.id ? list : other)))
				const write = () => call(send, endpoints.lists.updateList, { params: { id: list.id }, body: fields })
				return (await attempt(write, rollBack)) !== null
			},
			async remove(list) {
				const write = () => call(send, endpoints.lists.deleteList, { params: { id: list.id } })
				if ((await attempt(write)) === null) return false
				edit((lists) => lists.filter(({ id }) => id !== list.id))
				void queries.invalidateQueries({ queryKey: queryKeys.pending })
				await sayDone('list', list.id, t('deleted', { name: list.name }), {
					verb: 'deleted',
					count: 1,
					title: list.name,
				})
				return true
			},
		}
	}, [send, queries, attempt, sayDone, t])
}
