'use client'
import { useCallback, useMemo, useState } from 'react'
import type { Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useCompletedTasks, useLists, usePendingTasks } from '#lib/data/queries.ts'
import { joinDue, readWallClock, timeOf } from '#lib/days.ts'
import { formatLongDay, formatPlainDay } from '#lib/format-dates.ts'
import { useNow } from '#lib/use-now.ts'
import { CompletedFold } from './completed-fold.tsx'
import { DueButton } from './due-button.tsx'
import { readDue, selectToday, sortTasks } from './selectors.ts'
import { TaskView } from './task-view.tsx'
import { TodayEmpty } from './today-empty.tsx'
import { recentCompleted } from './use-family.ts'
import { useSorting } from './use-sorting.ts'
import { useTaskActions } from './use-task-actions.ts'
import { useViewMenu } from './use-view-menu.tsx'

export function TodayView() {
	const t = useTranslations('views')
	const now = useNow()
	const sorting = useSorting()
	const [order] = sorting
	const actions = useTaskActions()
	const lists = useLists()
	const menu = useViewMenu()
	const { data: pending } = usePendingTasks()
	const { data: completed } = useCompletedTasks({ limit: recentCompleted })
	const [picking, setPicking] = useState(false)

	const due = useMemo(() => (now && pending ? selectToday(pending, now) : undefined), [now, pending])
	const left = due && due.overdue.length + due.today.length
	const done = useMemo(() => {
		if (!now || !completed) return []
		return completed.tasks.filter(
			({ completed_at, parent_id }) =>
				parent_id === null && completed_at && readWallClock(new Date(completed_at), now.timeZone).startsWith(now.today),
		)
	}, [now, completed])

	const reschedule = useCallback(
		(tasks: Task[], day: string | null) => {
			// Each keeps its time of day, and those of one time are one write.
			const groups = Map.groupBy(tasks, (task) => {
				const set = now && readDue(task, now)
				return set ? timeOf(set) : null
			})
			for (const [time, group] of groups)
				void actions.update(group, { due_date: day && joinDue(day, time) }, t('rescheduled', { count: group.length }))
		},
		[actions, now, t],
	)

	const toSections = useCallback(
		(tasks: Task[]) => {
			if (!now) return []
			const { overdue, today } = selectToday(tasks, now)
			const late = {
				key: 'overdue',
				title: t('overdue'),
				tasks: sortTasks(overdue, order === 'smart' ? 'due' : order),
				late: true,
				action: (
					<DueButton
						look="link"
						label={t('reschedule')}
						due={null}
						open={picking}
						onOpenChange={setPicking}
						onChange={(day) => reschedule(overdue, day?.slice(0, 10) ?? null)}
					>
						{t('reschedule')}
					</DueButton>
				),
			}
			const present = { key: 'today', title: t('today'), tasks: sortTasks(today, order), hideDay: now.today }
			return [...(overdue.length > 0 ? [late] : []), ...(today.length > 0 || overdue.length === 0 ? [present] : [])]
		},
		[now, order, picking, reschedule, t],
	)

	const note = (day: string) => [day, left ? t('left', { count: left }) : ''].filter(Boolean).join(' · ')
	const defaults = useMemo(() => (now ? { due_date: now.today } : {}), [now])
	const empty = (
		<TodayEmpty pending={pending ?? []} done={done.length > 0} lists={lists} defaults={defaults} actions={actions} />
	)
	return (
		<TaskView
			title={t('today')}
			note={now ? note(formatLongDay(now.today, now.locale)) : undefined}
			shortNote={now ? note(formatPlainDay(now.today, now.today, now.locale)) : undefined}
			sorting={sorting}
			menu={menu}
			defaults={defaults}
			autoFocus
			toSections={toSections}
			empty={empty}
			below={<CompletedFold tasks={done} total={done.length} lists={lists} actions={actions} />}
		/>
	)
}
