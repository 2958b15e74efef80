import { useMemo } from 'react'
import { call, endpoints, type Section } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { createUuid } from '#lib/ids.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useWrites } from '#lib/use-writes.ts'

export interface SectionActions {
	create: (listId: number, name: string) => Promise<boolean>
	rename: (section: Section, name: string) => Promise<boolean>
	/** Its tasks stay in the list. */
	remove: (section: Section) => Promise<boolean>
}

export function useSectionActions(): SectionActions {
	const t = useTranslations('sections')
	const { send, queries } = useClient()
	const { attempt, sayDone } = useWrites()

	return useMemo(() => {
		const edit = (change: (sections: Section[]) => Section[]) =>
			queries.setQueryData<Section[]>(queryKeys.sections, (sections) => change(sections ?? []))
		const replace = (section: Section) =>
			edit((sections) => sections.map((other) => (other.id === section.id ? section : other)))

		return {
			async create(list_id, name) {
				const section = await attempt(() =>
					call(send, endpoints.lists.createSection, { body: { list_id, name } }, { idempotencyKey: createUuid() }),
				)
				if (section) edit((sections) => [...sections.filter(({ id }) => id !== section.id), section])
				return section !== null
			},
			async rename(section, name) {
				replace({ ...section, name })
				const write = () => call(send, endpoints.lists.updateSection, { params: { id: section.id }, body: { name } })
				return (await attempt(write, () => replace(section))) !== null
			},
			async remove(section) {
				const write = () => call(send, endpoints.lists.deleteSection, { params: { id: section.id } })
				if ((await attempt(write)) === null) return false
				edit((sections) => sections.filter(({ id }) => id !== section.id))
				void queries.invalidateQueries({ queryKey: queryKeys.pending })
				await sayDone('section', section.id, t('deleted', { name: section.name }), {
					verb: 'deleted',
					count: 1,
					title: section.name,
				})
				return true
			},
		}
	}, [send, queries, attempt, sayDone, t])
}
