'use client'
import { useCallback, useMemo, type ReactElement } from 'react'
import type { Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useCompletedTasks, useLists } from '#lib/data/queries.ts'
import { CompletedFold } from './completed-fold.tsx'
import { selectTag, sortTasks } from './selectors.ts'
import { TaskView } from './task-view.tsx'
import { useSorting } from './use-sorting.ts'
import { useTaskActions } from './use-task-actions.ts'

interface Props {
	name: string
	/** What can be done to the tag itself. */
	menu: ReactElement
}

export function TagView({ name, menu }: Props) {
	const t = useTranslations('views')
	const sorting = useSorting()
	const [order] = sorting
	const lists = useLists()
	const actions = useTaskActions()
	const { data: completed } = useCompletedTasks({ tag: name, limit: 100 })
	const toSections = useCallback(
		(tasks: Task[]) => [{ key: 'tag', tasks: sortTasks(selectTag(tasks, name), order), hideTag: name }],
		[name, order],
	)
	const defaults = useMemo(() => ({ tags: [name] }), [name])
	return (
		<TaskView
			title={`#${name}`}
			sorting={sorting}
			menu={menu}
			defaults={defaults}
			toSections={toSections}
			empty={<p className="pt-4 text-ink-2">{t('tagEmpty', { name })}</p>}
			below={
				completed && (
					<CompletedFold
						tasks={completed.tasks}
						total={completed.total}
						lists={lists}
						actions={actions}
						hideTag={name}
					/>
				)
			}
		/>
	)
}
