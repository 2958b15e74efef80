'use client'
import { useCallback } from 'react'
import type { Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useLists } from '#lib/data/queries.ts'
import { Examples } from './examples.tsx'
import { selectInbox, sortTasks } from './selectors.ts'
import { TaskView } from './task-view.tsx'
import { useSorting } from './use-sorting.ts'
import { useTaskActions } from './use-task-actions.ts'
import { useViewMenu } from './use-view-menu.tsx'

const defaults = {}

export function InboxView() {
	const t = useTranslations('views')
	const sorting = useSorting()
	const [order] = sorting
	const lists = useLists()
	const actions = useTaskActions()
	const menu = useViewMenu()
	const toSections = useCallback(
		(tasks: Task[]) => [{ key: 'inbox', tasks: sortTasks(selectInbox(tasks), order) }],
		[order],
	)
	return (
		<TaskView
			title={t('inbox')}
			sorting={sorting}
			menu={menu}
			defaults={defaults}
			toSections={toSections}
			empty={<Examples intro={t('inboxEmpty')} lists={lists} defaults={defaults} actions={actions} />}
		/>
	)
}
