import { useMemo } from 'react'
import { call, endpoints, type Colour, type List } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { createUuid } from '#lib/ids.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { useUndo } from '#lib/use-undo.ts'
import { useToast } from '#ui/toast.tsx'

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
	const { send, queries, undoStack } = useClient()
	const toast = useToast()
	const undo = useUndo()
	const toText = useErrorText()

	return useMemo(() => {
		const edit = (change: (lists: List[]) => List[]) =>
			queries.setQueryData<List[]>(queryKeys.lists, (lists) => change(lists ?? []))

		/** Runs a write; what it changed here before is taken back where it fails. */
		async function attempt<T>(write: () => Promise<T>, rollBack?: () => void): Promise<T | null> {
			try {
				return await write()
			} catch (error) {
				rollBack?.()
				toast({ text: toText(error), urgent: true })
				return null
			}
		}

		/** Deleting answers nothing, so the operation to undo is asked for by what it touched. */
		async function findOperation(id: number): Promise<string | undefined> {
			const query = {
				entity: 'list',
				entity_id: String(id),
				before: String(Number.MAX_SAFE_INTEGER),
				limit: '1',
			} as const
			const { changes } = await call(send, endpoints.changes.listChanges, { query })
			return changes[0]?.operation_id
		}

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
				const removed = await attempt(async () => {
					await call(send, endpoints.lists.deleteList, { params: { id: list.id } })
					return findOperation(list.id)
				})
				if (removed === null) return false
				edit((lists) => lists.filter(({ id }) => id !== list.id))
				void queries.invalidateQueries({ queryKey: queryKeys.pending })
				if (removed) undoStack.push(removed)
				toast({
					text: t('deleted', { name: list.name }),
					...(removed ? { action: { label: t('undo'), run: () => undo(removed) } } : {}),
				})
				return true
			},
		}
	}, [send, queries, undoStack, toast, undo, toText, t])
}
