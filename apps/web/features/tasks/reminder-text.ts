import { useCallback } from 'react'
import type { Reminder } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useDateText } from '#lib/use-date-text.ts'

/** The reminders that the menu offers, in minutes before the due time. */
export const reminderMinutes = [0, 10, 30, 60, 1440] as const

export function useReminderText(): (reminder: Reminder) => string {
	const t = useTranslations('reminders')
	const text = useDateText()
	return useCallback(
		(reminder) => {
			if ('at' in reminder) return text?.due(reminder.at) ?? ''
			const minutes = reminder.minutes_before
			if (minutes === 0) return t('onTime')
			if (minutes % 1440 === 0) return t('days', { count: minutes / 1440 })
			return minutes % 60 === 0 ? t('hours', { count: minutes / 60 }) : t('minutes', { count: minutes })
		},
		[t, text],
	)
}
