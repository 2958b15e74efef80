'use client'
import { useMemo, useState } from 'react'
import type { Completion } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useCompletedTasks, useCompletions, useLists, useUser } from '#lib/data/queries.ts'
import { useDateText } from '#lib/use-date-text.ts'
import { Button } from '#ui/button.tsx'
import { RowSkeletons } from '#ui/skeleton.tsx'
import { toCompletedDays } from './completed-days.ts'
import { OccurrenceRow } from './occurrence-row.tsx'
import type { RowGroup } from './row-group.ts'
import { TaskSections } from './task-sections.tsx'
import { recentCompleted } from './use-family.ts'
import { useReopenOccurrence } from './use-reopen-occurrence.ts'
import { useTaskActions } from './use-task-actions.ts'
import { useViewMenu } from './use-view-menu.tsx'
import { ViewFrame } from './view-frame.tsx'

/** The most that the server hands out at once. */
const most = 1000
const nothing: Completion[] = []

/** What is done, by the day it was done: tasks, and the finished occurrences of those that repeat. */
export function CompletedView() {
	const t = useTranslations('views')
	const text = useDateText()
	const lists = useLists()
	const actions = useTaskActions()
	const reopen = useReopenOccurrence()
	const menu = useViewMenu()
	const user = useUser()
	const [limit, setLimit] = useState(recentCompleted)
	const { data: page } = useCompletedTasks({ limit })
	const { data: completions } = useCompletions(limit)
	const occurrences = completions ?? nothing
	const moreTasks = page !== undefined && page.total > page.tasks.length
	const moreOccurrences = occurrences.length >= limit
	const total = page && !moreOccurrences ? page.total + occurrences.length : 0

	const sections = useMemo((): RowGroup[] => {
		if (!text || !page || !completions) return []
		const days = toCompletedDays(
			{ items: page.tasks, more: moreTasks },
			{ items: completions, more: moreOccurrences },
			text.now.timeZone,
		)
		return days.map(({ day, tasks, occurrences: finished }) => ({
			key: day,
			title: text.day(day),
			tasks,
			among: finished.map(({ completion, latest, at }) => ({
				at,
				row: (
					<OccurrenceRow
						key={`${completion.task_id}/${completion.n}`}
						completion={completion}
						onReopen={latest ? () => void reopen(completion) : undefined}
					/>
				),
			})),
		}))
	}, [text, page, completions, moreTasks, moreOccurrences, reopen])

	const isEmpty = page?.total === 0 && completions?.length === 0
	return (
		<ViewFrame title={t('completed')} note={total > 0 ? t('total', { count: total }) : undefined} menu={menu}>
			{!(page && completions) && user && <RowSkeletons label={t('loading')} />}
			{(isEmpty || user === null) && <p className="pt-4 text-ink-2">{t('completedEmpty')}</p>}
			<TaskSections sections={sections} lists={lists} actions={actions} />
			{(moreTasks || moreOccurrences) && limit < most && (
				<Button className="mt-4" onPress={() => setLimit(Math.min(most, limit + 300))}>
					{t('showMore')}
				</Button>
			)}
		</ViewFrame>
	)
}
