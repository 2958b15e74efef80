import { useMemo } from 'react'
import { sayTime } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { formatDay, formatDue, formatPlainDay } from './format-dates.ts'
import { readRule, type Rule } from './recurrence.ts'
import { useNow, type Now } from './use-now.ts'

export interface DateText {
	now: Now
	/** "Today", "Tue 17 Nov". */
	day: (day: string) => string
	/** As `day`, with the time where there is one. */
	due: (due: string) => string
	time: (time: string) => string
	/** "every Saturday", "monthly". */
	rule: (rrule: string) => string
}

const workdays = '1,2,3,4,5'

/** Words for dates and rules; null while the browser's own language and zone are not known. */
export function useDateText(): DateText | null {
	const t = useTranslations('dates')
	const now = useNow()
	return useMemo(() => {
		if (!now) return null
		const { today, locale } = now
		const words = { today: t('today'), tomorrow: t('tomorrow'), yesterday: t('yesterday') }
		// 4 January 1970 was a Sunday.
		const weekday = (n: number) =>
			new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date((3 + n) * 86_400_000))
		const join = (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)

		function base({ frequency, interval, weekdays, monthDays }: Rule): string {
			if (weekdays.toSorted((a, b) => a - b).join(',') === workdays && interval === 1) return t('everyWorkday')
			if (weekdays.length > 0)
				return interval === 1
					? t('everyOn', { days: join(weekdays.map(weekday)) })
					: t('everyWeeksOn', { count: interval, days: join(weekdays.map(weekday)) })
			if (frequency === 'monthly' && monthDays.length === 1 && monthDays[0] === -1) return t('monthlyLast')
			if (frequency === 'monthly' && monthDays.length > 0 && interval === 1)
				return t('monthlyOn', { days: join(monthDays.map(String)) })
			return interval === 1 ? t(frequency) : t(`${frequency}Every`, { count: interval })
		}

		function sayRule(rrule: string): string {
			const rule = readRule(rrule)
			if (!rule) return t('repeats')
			if (rule.until) return t('until', { rule: base(rule), day: formatPlainDay(rule.until, today, locale) })
			return rule.count ? t('times', { rule: base(rule), count: rule.count }) : base(rule)
		}

		return {
			now,
			day: (day) => formatDay(day, today, locale, words),
			due: (due) => formatDue(due, today, now, words),
			time: (time) => sayTime(time, now.hours),
			rule: sayRule,
		}
	}, [now, t])
}
