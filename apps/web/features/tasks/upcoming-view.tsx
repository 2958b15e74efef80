'use client'
import { useCallback, useMemo } from 'react'
import type { Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { addDays, countDays } from '#lib/days.ts'
import { formatPlainDay, formatWeekday } from '#lib/format-dates.ts'
import { useDateText } from '#lib/use-date-text.ts'
import { selectUpcoming } from './selectors.ts'
import { TaskView } from './task-view.tsx'
import { useViewMenu } from './use-view-menu.tsx'

export function UpcomingView() {
	const t = useTranslations('views')
	const text = useDateText()
	const menu = useViewMenu()
	const defaults = useMemo(() => (text ? { due_date: addDays(text.now.today, 1) } : {}), [text])

	const toSections = useCallback(
		(tasks: Task[]) => {
			if (!text) return []
			const { today, locale } = text.now
			return selectUpcoming(tasks, text.now).map(({ day, tasks: due }) => {
				const name = countDays(today, day) === 1 ? text.day(day) : formatWeekday(day, locale)
				const date = formatPlainDay(day, today, locale).replace(/^\p{L}+,? /u, '')
				return { key: day, title: `${name} · ${date}`, tasks: due, hideDay: day, empty: t('nothingThatDay') }
			})
		},
		[text, t],
	)
	return <TaskView title={t('upcoming')} menu={menu} defaults={defaults} toSections={toSections} empty={null} />
}
