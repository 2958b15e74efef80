'use client'
import { useCallback, useMemo, type ReactElement, type ReactNode } from 'react'
import type { List, Section, Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useCompletedTasks, useLists, useSections } from '#lib/data/queries.ts'
import { CompletedFold } from './completed-fold.tsx'
import { selectList, selectSections, sortTasks } from './selectors.ts'
import { TaskView } from './task-view.tsx'
import { useFolded } from './use-folded.ts'
import { useSorting } from './use-sorting.ts'
import { useTaskActions } from './use-task-actions.ts'

interface Props {
	list: List
	title: ReactNode
	/** What can be done to the list itself. */
	menu: ReactElement
	/** What can be done to a section of it. */
	renderSectionMenu: (section: Section) => ReactNode
}

/** A list: what stands in no section first, then its sections. */
export function ListView({ list, title, menu, renderSectionMenu }: Props) {
	const t = useTranslations('views')
	const sorting = useSorting()
	const [order] = sorting
	const lists = useLists()
	const actions = useTaskActions()
	const { data: completed } = useCompletedTasks({ list: list.id, limit: 100 })
	const { sections: all, isKnown } = useSections()
	const sections = useMemo(() => selectSections(all, list.id), [all, list.id])
	const [folded, fold] = useFolded()
	const toSections = useCallback(
		(tasks: Task[]) => {
			const known = new Set(sections.map(({ id }) => id))
			const groups = Map.groupBy(sortTasks(selectList(tasks, list.id), order), ({ section_id }) =>
				section_id !== null && known.has(section_id) ? section_id : null,
			)
			const free = { key: 'list', tasks: groups.get(null) ?? [], hideList: list.id }
			const named = sections.map((section) => ({
				key: `section ${section.id}`,
				title: section.name,
				tasks: groups.get(section.id) ?? [],
				hideList: list.id,
				lasting: true,
				folded: folded.has(section.id),
				onFold: (closed: boolean) => fold(section.id, closed),
				action: renderSectionMenu(section),
			}))
			return [free, ...named]
		},
		[list.id, order, sections, folded, fold, renderSectionMenu],
	)
	const defaults = useMemo(() => ({ list_id: list.id }), [list.id])
	return (
		<TaskView
			title={title}
			sorting={sorting}
			menu={menu}
			defaults={defaults}
			isReady={isKnown}
			toSections={toSections}
			empty={<p className="pt-4 text-ink-2">{t('listEmpty')}</p>}
			below={
				completed && (
					<CompletedFold
						tasks={completed.tasks}
						total={completed.total}
						lists={lists}
						actions={actions}
						hideList={list.id}
					/>
				)
			}
		/>
	)
}
