'use client'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useCompletedTasks, useLists, useUser } from '#lib/data/queries.ts'
import { readWallClock } from '#lib/days.ts'
import { useDateText } from '#lib/use-date-text.ts'
import { Button } from '#ui/button.tsx'
import { RowSkeletons } from '#ui/skeleton.tsx'
import { TaskSections } from './task-sections.tsx'
import { recentCompleted } from './use-family.ts'
import { useTaskActions } from './use-task-actions.ts'
import { useViewMenu } from './use-view-menu.tsx'
import { ViewFrame } from './view-frame.tsx'

/** What is done, by the day it was done. */
export function CompletedView() {
	const t = useTranslations('views')
	const text = useDateText()
	const lists = useLists()
	const actions = useTaskActions()
	const menu = useViewMenu()
	const user = useUser()
	const [limit, setLimit] = useState(recentCompleted)
	const { data: page } = useCompletedTasks({ limit })

	const sections = useMemo(() => {
		if (!text) return []
		const { timeZone } = text.now
		const byDay = Map.groupBy(page?.tasks ?? [], (task) =>
			readWallClock(new Date(task.completed_at ?? task.updated_at), timeZone).slice(0, 10),
		)
		return [...byDay].map(([day, tasks]) => ({ key: day, title: text.day(day), tasks }))
	}, [text, page])

	return (
		<ViewFrame
			title={t('completed')}
			note={page && page.total > 0 ? t('total', { count: page.total }) : undefined}
			menu={menu}
		>
			{!page && user && <RowSkeletons label={t('loading')} />}
			{(page?.total === 0 || user === null) && <p className="pt-4 text-ink-2">{t('completedEmpty')}</p>}
			<TaskSections sections={sections} lists={lists} actions={actions} />
			{page && page.total > page.tasks.length && limit < 1000 && (
				<Button className="mt-4" onPress={() => setLimit(Math.min(1000, limit + 300))}>
					{t('showMore')}
				</Button>
			)}
		</ViewFrame>
	)
}
