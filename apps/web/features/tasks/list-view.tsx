'use client'
import { useCallback, useMemo, type ReactNode } from 'react'
import type { List, Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useCompletedTasks, useLists } from '#lib/data/queries.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { CompletedFold } from './completed-fold.tsx'
import { selectList, sortTasks } from './selectors.ts'
import { TaskView } from './task-view.tsx'
import { useSorting } from './use-sorting.ts'
import { useTaskActions } from './use-task-actions.ts'

interface Props {
	list: List
	title: ReactNode
	/** What can be done to the list itself. */
	menu: { items: MenuItem[]; onAction: (id: string) => void }
}

export function ListView({ list, title, menu }: Props) {
	const t = useTranslations('views')
	const sorting = useSorting()
	const [order] = sorting
	const lists = useLists()
	const actions = useTaskActions()
	const { data: completed } = useCompletedTasks({ list: list.id, limit: 100 })
	const toSections = useCallback(
		(tasks: Task[]) => [{ key: 'list', tasks: sortTasks(selectList(tasks, list.id), order), hideList: list.id }],
		[list.id, order],
	)
	const defaults = useMemo(() => ({ list_id: list.id }), [list.id])
	return (
		<TaskView
			title={title}
			sorting={sorting}
			menu={menu}
			defaults={defaults}
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
