'use client'
import { useState, type ReactNode } from 'react'
import { parseDate } from '@internationalized/date'
import Ban from 'lucide-react/icons/ban'
import CalendarArrowUp from 'lucide-react/icons/calendar-arrow-up'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import Sofa from 'lucide-react/icons/sofa'
import Sun from 'lucide-react/icons/sun'
import Sunrise from 'lucide-react/icons/sunrise'
import { Button } from 'react-aria-components/Button'
import {
	Calendar,
	CalendarCell,
	CalendarGrid,
	CalendarGridBody,
	CalendarGridHeader,
	CalendarHeaderCell,
	CalendarHeading,
} from 'react-aria-components/Calendar'
import { useTranslations } from 'use-intl'
import { useSettings } from '#lib/data/queries.ts'
import { addDays, dayOf, joinDue, nextWeekday, timeOf, toLocalDue, weekdayOf } from '#lib/days.ts'
import { formatWeekday } from '#lib/format-dates.ts'
import { useNow } from '#lib/use-now.ts'

export interface DueChoicesProps {
	label: string
	due: string | null
	/** The zone of a due time that was set in another one than the person's. */
	zone: string | null
	onChange: (due: string | null) => void
	onClose: () => void
}

const weekStarts = {
	monday: { name: 'mon', weekday: 1 },
	sunday: { name: 'sun', weekday: 0 },
	saturday: { name: 'sat', weekday: 6 },
} as const

const stepButton =
	'grid size-7 place-items-center rounded-[7px] text-ink-2 data-[hovered]:bg-hover max-md:size-10 [&_.lucide]:size-4'

/** The days people mean most often, a month to choose from, and a time. */
export function DueChoices({ label, due: set, zone, onChange, onClose }: DueChoicesProps) {
	const t = useTranslations('due')
	const now = useNow()
	const weekStart = weekStarts[useSettings()?.week_start ?? 'monday']
	const due = set && now ? toLocalDue(set, zone, now.timeZone) : set
	const [time, setTime] = useState(due ? timeOf(due) : null)
	if (!now) return null
	const { today, locale } = now

	const choose = (day: string | null) => {
		onChange(day && joinDue(day, time))
		onClose()
	}
	const shortcuts: { text: string; day: string | null; icon: ReactNode }[] = [
		{ text: t('today'), day: today, icon: <Sun /> },
		{ text: t('tomorrow'), day: addDays(today, 1), icon: <Sunrise /> },
		{ text: t(weekdayOf(today) % 6 === 0 ? 'nextWeekend' : 'weekend'), day: nextWeekday(today, 6), icon: <Sofa /> },
		{ text: t('nextWeek'), day: nextWeekday(today, weekStart.weekday), icon: <CalendarArrowUp /> },
		{ text: t('none'), day: null, icon: <Ban /> },
	]

	return (
		<>
			<div className="border-b border-line pb-1">
				{shortcuts.map(({ text, day, icon }) => (
					<Button
						key={text}
						onPress={() => choose(day)}
						className="flex h-8.5 w-full items-center gap-2.5 rounded-[7px] px-2.5 text-start text-sm data-[hovered]:bg-hover max-md:h-11 [&_.lucide]:size-4 [&_.lucide]:text-ink-2"
					>
						{icon}
						<span className="flex-1">{text}</span>
						{day && <span className="text-[12.5px] text-ink-3">{formatWeekday(day, locale).slice(0, 3)}</span>}
					</Button>
				))}
			</div>
			<Calendar
				aria-label={label}
				firstDayOfWeek={weekStart.name}
				value={due ? parseDate(dayOf(due)) : null}
				defaultFocusedValue={parseDate(due ? dayOf(due) : today)}
				onChange={(date) => choose(date.toString())}
				className="px-2 pt-2"
			>
				<header className="flex items-center gap-1 pb-1">
					<CalendarHeading className="flex-1 ps-1.5 text-[13.5px] font-[600]" />
					<Button slot="previous" className={stepButton}>
						<ChevronLeft className="rtl:rotate-180" />
					</Button>
					<Button slot="next" className={stepButton}>
						<ChevronRight className="rtl:rotate-180" />
					</Button>
				</header>
				<CalendarGrid className="w-full border-collapse">
					<CalendarGridHeader>
						{(day) => (
							<CalendarHeaderCell className="pb-1 text-[11.5px] font-medium text-ink-3">{day}</CalendarHeaderCell>
						)}
					</CalendarGridHeader>
					<CalendarGridBody>
						{(date) => (
							<CalendarCell
								date={date}
								className="mx-auto grid size-8 place-items-center rounded-full text-[13px] max-md:size-10 max-md:text-[15px] outline-none data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent data-[hovered]:bg-hover data-[outside-month]:hidden data-[selected]:bg-accent data-[selected]:text-accent-ink data-[today]:font-bold data-[today]:text-accent data-[selected]:data-[today]:text-accent-ink"
							/>
						)}
					</CalendarGridBody>
				</CalendarGrid>
			</Calendar>
			<label className="flex items-center gap-3 border-t border-line px-2.5 py-2 text-sm text-ink-2">
				{t('time')}
				<input
					type="time"
					value={time ?? ''}
					onChange={({ target }) => setTime(target.value || null)}
					onKeyDown={({ key }) => key === 'Enter' && choose(due ? dayOf(due) : today)}
					onBlur={() => {
						if (due && time !== timeOf(due)) onChange(joinDue(dayOf(due), time))
					}}
					className="ms-auto rounded-md border border-line bg-surface px-2 py-0.5 text-ink"
				/>
			</label>
		</>
	)
}
